"""Somebody in danger comes before everything on Today, also while nobody has accepted what was handed in."""

from datetime import timedelta

import pytest

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.inbox import look_in, waiting
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.reporting import Report, send_report
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import DANGER, Need, today
from safeguard_desktop.clock import SetClock
from safeguard_desktop.records import Adult, Concern, Role, YesNo
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

TOLD = Report(adult_name="Dai Pugh", account="He was pushed.")
IN_DANGER = TOLD.model_copy(update={"adult_name": "Ines Moreau", "danger_now": YesNo.YES})


def _reported(session: Session, clock: SetClock, *reports: Report) -> None:
    """Have these reported while locked, one after another."""
    for report in reports:
        send_report(session.vault.places, report, clock=clock)
        clock.forward(timedelta(minutes=1))


def _who(needs: tuple[Need, ...]) -> list[str]:
    return [need.adult for need in needs]


def test_what_was_handed_in_last_comes_first_where_somebody_is_in_danger(session: Session, clock: SetClock) -> None:
    begin_concern(session)
    _reported(session, clock, TOLD, IN_DANGER)
    assert [pack.adult for pack in look_in(session)] == ["Ines Moreau", "Dai Pugh"]
    needs = today(session).needs
    assert (needs[0].adult, needs[0].tag, needs[0].tone, needs[0].is_urgent) == ("Ines Moreau", DANGER, "red", True)
    assert needs[0].what == (
        "Somebody is in danger: ring 999. It does not say whether anybody rang. "
        "Open a concern that was reported while locked, with no name"
    )
    assert [need.is_urgent for need in needs[1:]] == [False, False]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"called_999": YesNo.UNKNOWN}, "Somebody is in danger: ring 999. It does not say whether anybody rang"),
        ({"called_999": YesNo.NO}, "Somebody is in danger: ring 999. They did not ring"),
        (
            {"called_999": YesNo.NO, "not_called_why": "He has gone"},
            "Somebody is in danger, and 999 was not rung. Read why now",
        ),
        ({"called_999": YesNo.YES}, "Somebody is in danger: 999 was rung. Read it now"),
    ],
)
def test_it_says_what_is_told_of_999(session: Session, clock: SetClock, answers: dict[str, object], words: str) -> None:
    _reported(session, clock, IN_DANGER.model_copy(update=answers))
    (need,) = today(session).needs
    assert need.what.startswith(f"{words}. Open a concern")
    assert need.tag == DANGER


def test_where_999_is_not_settled_comes_before_where_it_is(session: Session, clock: SetClock) -> None:
    rung = IN_DANGER.model_copy(update={"adult_name": "Rung For", "called_999": YesNo.YES})
    _reported(session, clock, rung, IN_DANGER)
    adult = add_person(session, Adult(name="In Acase"))
    hand_in(session, begin_concern(session), Concern(adult=adult, danger_now=YesNo.YES, summary="Shouting"))
    needs = today(session).needs
    assert _who(needs)[:3] == ["Ines Moreau", "In Acase", "Rung For"]
    assert [need.tag for need in needs[:3]] == [DANGER] * 3
    assert not any(need.is_urgent for need in needs[3:])


def test_danger_stays_first_once_it_is_in_a_case(session: Session, clock: SetClock) -> None:
    _reported(session, clock, TOLD, IN_DANGER)
    accept(session, look_in(session)[0].pack)
    begin_concern(session)
    first = today(session).needs[0]
    assert (first.adult, first.tag, first.tone, first.lead) == ("Ines Moreau", DANGER, "red", "Imani Okafor")
    assert first.what.startswith("Somebody is in danger: ring 999")


def test_nobody_leads_what_is_not_accepted_and_who_handed_it_in_is_said(session: Session) -> None:
    manager, theirs = session.account.id, add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    worker = sign_in_as(session, theirs)
    hand_in(worker, begin_concern(worker), Concern(summary="Pushed"))
    again = sign_in_as(worker, manager, PASSPHRASE)
    assert len(waiting(again)) == 1
    (need,) = today(again).needs
    lock(again)
    assert (need.lead, need.what) == ("Not yet accepted", "Open a concern that Ffion Prys handed in")
