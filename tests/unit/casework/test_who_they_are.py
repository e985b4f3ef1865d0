"""Who is named in what was handed in: somebody known becomes one person where somebody says so, and only then."""

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.history import past_concerns
from safeguard_desktop.casework.inbox import look_at, look_in, waiting
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.reporting import Report, send_report
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.who_they_are import MayBe, SomebodyNew
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Adult, Concern, Person, Role, When, YesNo
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

ROWAN = Person(name="Rowan Field", date_of_birth=When(year=1980, month=5, day=4))
REPORT = Report(adult_name="Dai Pugh", alleged_name="R. Field", alleged_staff=YesNo.NO, account="He was pushed.")


def _concern_about(session: Session, alleged: str, adult: str = "Odile O’Hara") -> str:
    named = add_person(session, Adult(name=adult))
    concern = Concern(adult=named, alleged_known=YesNo.YES, alleged=alleged, summary="Pushed")
    case = hand_in(session, begin_concern(session), concern)
    assert case is not None
    return case


def _reported(session: Session, report: Report = REPORT) -> tuple[str, SomebodyNew, SomebodyNew]:
    """Have it reported while locked; return the pack, and who the adult and the person alleged to cause harm are."""
    send_report(session.vault.places, report, clock=session.clock)
    (pack,) = waiting(session)
    adult, alleged = look_at(session, pack).new
    return pack, adult, alleged


@pytest.fixture
def rowan(session: Session) -> str:
    """Somebody alleged to cause harm in two cases."""
    person = add_person(session, ROWAN)
    _concern_about(session, person)
    _concern_about(session, person, "Ines Moreau")
    return person


def test_each_person_in_it_is_offered_those_of_a_name_like_theirs(session: Session, rowan: str) -> None:
    _pack, adult, alleged = _reported(session)
    assert (adult.part, adult.name, adult.kinds, adult.may_be) == ("The adult at risk", "Dai Pugh", ("adult",), ())
    assert (alleged.part, alleged.name) == ("The person alleged to cause harm", "R. Field")
    assert alleged.kinds == ("person", "adult")
    assert alleged.may_be == (MayBe(rowan, "Rowan Field", "born 4 May 1980, named in 2 cases"),)
    assert [pack.new for pack in look_in(session)] == [()]


def test_who_is_named_in_most_cases_comes_first(session: Session) -> None:
    found = [add_person(session, Person(name=name)) for name in ("Rita Field", "Rosa Field", "Rowan Field")]
    for person in (*found[1:], found[2]):
        _concern_about(session, person)
    _pack, _adult, alleged = _reported(session)
    assert [one.name for one in alleged.may_be] == ["Rowan Field", "Rosa Field", "Rita Field"]


def test_one_person_alleged_in_two_concerns_is_one_person_where_that_is_said(session: Session, rowan: str) -> None:
    pack, _adult, alleged = _reported(session)
    case = accept(session, pack, {alleged.id: rowan})
    assert case is not None
    view = open_case(session, case)
    assert [one.name for one in view.people] == ["Dai Pugh", "Rowan Field"]
    assert session.casework.current(alleged.id) is None
    (event,) = view.events
    concern = session.casework.current(event.record)
    assert concern is not None
    assert isinstance(concern.body, Concern)
    past = past_concerns(session, concern.body, event.record)
    assert [one.same for one in past] == [("the same person alleged to cause harm",)] * 2
    came = read_record(session, event.record).came
    assert came is not None
    assert "They called the person alleged to cause harm “R. Field”." in came.text


def test_of_whom_nobody_says_anything_is_somebody_new(session: Session, rowan: str) -> None:
    pack, _adult, alleged = _reported(session)
    case = accept(session, pack)
    assert case is not None
    assert [one.record for one in open_case(session, case).people][1] == alleged.id != rowan


def test_an_adult_may_be_alleged_to_cause_harm_and_nobody_else_becomes_an_adult(session: Session, rowan: str) -> None:
    known = add_person(session, Adult(name="Rowan Field"))
    report = REPORT.model_copy(update={"adult_name": "Rowan Field"})
    pack, adult, alleged = _reported(session, report)
    assert [one.id for one in adult.may_be] == [known]
    assert {one.id for one in alleged.may_be} == {known, rowan}
    for wrong in ({adult.id: rowan}, {alleged.id: "0a"}):
        with pytest.raises(InputTrouble, match="not in the record any more"):
            accept(session, pack, wrong)
    assert waiting(session) == (pack,)
    case = accept(session, pack, {adult.id: known, alleged.id: rowan, rowan: known})
    assert case is not None
    assert [one.record for one in open_case(session, case).people] == [known, rowan]


def test_a_care_workers_words_for_somebody_known_are_kept(session: Session, rowan: str) -> None:
    manager, theirs = session.account.id, add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    worker = sign_in_as(session, theirs)
    alleged = add_person(worker, Person(name="Rowan Feild", address="9 Mill Lane"))
    work = begin_concern(worker)
    hand_in(worker, work, Concern(alleged_known=YesNo.YES, alleged=alleged, summary="Pushed again"))
    again = sign_in_as(worker, manager, PASSPHRASE)
    (pack,) = waiting(again)
    assert [(one.name, one.detail) for one in look_at(again, pack).new] == [("Rowan Feild", "9 Mill Lane")]
    accept(again, pack, {alleged: rowan})
    came = read_record(again, work.id).came
    assert came is not None
    assert (came.title, came.is_verified) == ("Handed in by Ffion Prys", True)
    assert came.text.endswith("They called the person alleged to cause harm “Rowan Feild”.")
    lock(again)


def test_a_restricted_case_is_not_given_away_by_who_is_named_in_it(session: Session) -> None:
    manager, lead = session.account.id, add_colleague(session, "Gwen Rees", Role.SAFEGUARDING_LEAD)
    rowan = add_person(session, ROWAN)
    case = _concern_about(session, rowan)
    restrict(session, case, [manager], "He works here")
    pack, _adult, alleged = _reported(session)
    assert [one.detail for one in alleged.may_be] == ["born 4 May 1980, named in 1 case (1 restricted)"]
    other = sign_in_as(session, lead)
    assert [one.may_be for one in look_at(other, pack).new] == [(), ()]
    with pytest.raises(InputTrouble, match="not in the record any more"):
        accept(other, pack, {alleged.id: rowan})
    assert accept(other, pack) is not None
    lock(other)


def test_of_somebody_named_in_a_restricted_case_too_only_what_all_may_see_is_told(session: Session) -> None:
    manager, lead = session.account.id, add_colleague(session, "Gwen Rees", Role.SAFEGUARDING_LEAD)
    rowan = add_person(session, ROWAN)
    _concern_about(session, rowan)
    case = _concern_about(session, rowan, "Ines Moreau")
    restrict(session, case, [manager], "He works here")
    pack, _adult, alleged = _reported(session)
    assert [one.detail for one in alleged.may_be] == ["born 4 May 1980, named in 2 cases (1 restricted)"]
    other = sign_in_as(session, lead)
    assert [one.detail for one in look_at(other, pack).new[1].may_be] == ["born 4 May 1980, named in 1 case"]
    lock(other)
