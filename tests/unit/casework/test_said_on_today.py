"""What Today says of a person and of days: the greeting, and until when something handed over can be read."""

from datetime import date

from safeguard_desktop.casework.handing_over import Wanted, hand_over, plan_handing_over
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.records import Role
from tests.unit.casework.colleagues import add_colleague, sign_in_as

UNTIL = date(2027, 2, 3)


def test_what_was_handed_over_says_the_year_until_when(session: Session, case: str) -> None:
    worker = add_colleague(session, "Nurse Ewa Nowak", Role.CARE_WORKER)
    plan = plan_handing_over(session, case)
    hand_over(session, plan, Wanted(worker, {plan.records[0].record: "To watch for it"}, "Her care", UNTIL))
    theirs = sign_in_as(session, worker)
    found = today(theirs)
    lock(theirs)
    assert [need.due_words for need in found.needs] == ["Until 3 Feb 2027"]
    assert found.greeting.endswith(", Ewa")
