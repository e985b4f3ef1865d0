"""A vault in which a lead is implicated in one of two cases."""

from dataclasses import dataclass

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Adult, Concern, Person, When, YesNo
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

HER, HIM, OTHER, WORDS = "Odile O’Hara", "Craig Dunn", "Tamsin Vale", "pulled up by the arm"
WHY = "Craig Dunn works with all of us"


@dataclass
class Home:
    """A vault with two leads, a case about one of them, and another case."""

    session: Session
    manager: str
    implicated: str
    adult: str
    alleged: str
    case: str
    concern: str
    other: str

    def as_manager(self) -> Session:
        self.session = sign_in_as(self.session, self.manager, PASSPHRASE)
        return self.session

    def as_implicated(self) -> Session:
        self.session = sign_in_as(self.session, self.implicated)
        return self.session


def told_us(session: Session, record: Concern) -> tuple[str, str]:
    work = begin_concern(session)
    case = hand_in(session, work, record)
    assert case is not None
    return case, work.id


def home_of(session: Session) -> Home:
    """Write two cases down, and give the lead whom one of them is about an account."""
    implicated = add_colleague(session, "Craig Dunn")
    adult = add_person(session, Adult(name=HER))
    alleged = add_person(session, Person(name=HIM, other_names="Dunny"))
    concern = Concern(
        adult=adult, alleged_known=YesNo.YES, alleged=alleged, alleged_staff=YesNo.YES, summary=WORDS,
        place_words="Room 7", happened=When(year=2026, month=11, day=20),
    )  # fmt: skip
    case, record = told_us(session, concern)
    tamsin = add_person(session, Adult(name=OTHER))
    other, _ = told_us(session, Concern(adult=tamsin, summary="Money gone", place_words="Room 7"))
    return Home(session, session.account.id, implicated, adult, alleged, case, record, other)


def restricted(home: Home) -> None:
    """Restrict the case to the manager."""
    restrict(home.session, home.case, [home.manager], WHY)
