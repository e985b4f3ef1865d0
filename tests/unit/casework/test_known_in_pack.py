"""Who is named in what was handed in and is known already: nobody is asked who they are, and it is said who that is."""

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.inbox import look_at, waiting
from safeguard_desktop.casework.known_in_pack import KnownAlready
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.records import Adult, Concern, Person, Role, YesNo
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

PART = "The person alleged to cause harm"


def _two_handed_in(worker: Session, adults: tuple[str, str]) -> str:
    """Hand in two concerns about two adults and one person alleged to cause harm, and return that person's id."""
    alleged = add_person(worker, Person(name="C. Marsh"))
    for name in adults:
        adult = add_person(worker, Adult(name=name))
        concern = Concern(adult=adult, alleged_known=YesNo.YES, alleged=alleged, summary="Pushed")
        hand_in(worker, begin_concern(worker), concern)
    return alleged


def _handed_in(session: Session) -> tuple[Session, str]:
    manager, theirs = session.account.id, add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    worker = sign_in_as(session, theirs)
    alleged = _two_handed_in(worker, ("Dai Pugh", "Ines Moreau"))
    return sign_in_as(worker, manager, PASSPHRASE), alleged


def test_somebody_new_in_the_first_is_known_in_the_second(session: Session) -> None:
    again, alleged = _handed_in(session)
    first, second = waiting(again)
    assert look_at(again, first).known == ()
    assert [one.id for one in look_at(again, second).new][1:] == [alleged]
    accept(again, first)
    found = look_at(again, second)
    assert [one.name for one in found.new] == ["Ines Moreau"]
    assert found.known == (KnownAlready(PART, "C. Marsh", "named in 1 case"),)
    accept(again, second)
    lock(again)


def test_who_they_were_said_to_be_at_the_first_is_said_at_the_second(session: Session) -> None:
    colin = add_person(session, Person(name="Colin Marsh", address="9 Mill Lane"))
    hand_in(session, begin_concern(session), Concern(alleged_known=YesNo.YES, alleged=colin, summary="Shouting"))
    again, alleged = _handed_in(session)
    first, second = waiting(again)
    accept(again, first, {alleged: colin})
    found = look_at(again, second)
    assert [one.name for one in found.new] == ["Ines Moreau"]
    assert found.known == (KnownAlready(PART, "Colin Marsh", "9 Mill Lane, named in 2 cases", "C. Marsh"),)
    lock(again)
