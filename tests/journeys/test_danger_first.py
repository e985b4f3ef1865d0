"""Somebody in danger is the first thing on Today, by keyboard too: before it is accepted, and after."""

import pytest
from PySide6.QtCore import QPoint, Qt

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.reporting import Report, send_report
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.records import Adult, Concern, Role, YesNo
from safeguard_desktop.records import Person as Named
from tests.journeys.before import signed_in
from tests.journeys.person import Person
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from ui.pages.case import CasePage
from ui.pages.inbox import InboxPage
from ui.pages.today import TodayPage
from ui.widgets.callout import Callout

IN_DANGER = Report(adult_name="Ines Moreau", account="She is shut in.", danger_now=YesNo.YES)
MARK = "Ines Moreau: danger now"


@pytest.fixture
def begun(person: Person) -> None:
    """Three concerns that were begun and not finished."""
    with signed_in(person.places) as session:
        for name in ("Odile O’Hara", "Dai Pugh", "Tobias Reed"):
            begin_concern(session, add_person(session, Adult(name=name)))


def _is_first(person: Person, page: TodayPage) -> bool:
    """Tell whether the danger is above every other box and list, and seen without scrolling."""
    boxes = {box.accessibleName(): box for box in page.findChildren(Callout) if box.isVisible()}
    danger = boxes.pop(MARK)
    bottom = danger.mapTo(page, QPoint(0, danger.height())).y()
    others = [box.mapTo(page, QPoint(0, 0)).y() for box in (*boxes.values(), page.table)]
    return bottom <= min(others) and bottom <= page.height() and person.here_is.startswith("Open it: Ines Moreau")


@pytest.mark.usefixtures("begun")
def test_danger_comes_before_interrupted_work_and_leads_to_the_concern(person: Person) -> None:
    send_report(person.places, IN_DANGER)
    person.start()
    today = person.signs_in()
    person.waits_to_see(MARK)
    assert person.sees("Somebody is in danger: ring 999. It does not say whether anybody rang.")
    assert _is_first(person, today)
    assert "Not finished" in today.table.rows[0].cells[3].text
    person.press(Qt.Key.Key_Return)
    person.is_at(InboxPage)
    person.waits(lambda: person.here_is == "Somebody is in danger: ring 999.")
    assert person.sees("They gave no name.")
    assert not person.sees("ask them")
    person.push("Put it into the cases")
    person.is_at(CasePage)
    person.program.window.side.buttons["TODAY"].setFocus()
    person.press(Qt.Key.Key_Space)
    today = person.is_at(TodayPage)
    person.waits_to_see("Somebody is in danger: ring 999, then write down that you did.")
    assert _is_first(person, today)


def test_more_in_danger_than_fit_on_top_head_the_list(person: Person) -> None:
    for number in range(4):
        send_report(person.places, IN_DANGER.model_copy(update={"adult_name": f"Adult {number}"}))
    person.start()
    today = person.signs_in()
    person.waits(lambda: bool(today.table.rows))
    marks = [f"Adult {number}: danger now" for number in range(4)]
    assert [person.sees(mark) for mark in marks] == [True, True, True, False]
    assert [cell.text for cell in today.table.rows[0].cells][3:] == ["Danger now", "Not yet accepted"]


def test_somebody_known_from_an_earlier_concern_is_said_to_be(person: Person) -> None:
    with signed_in(person.places) as session:
        theirs = add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    worker = sign_in(person.places, theirs, THEIR_PASSPHRASE)
    alleged = add_person(worker, Named(name="Colin Marsh"))
    for summary in ("Pushed", "Shouted at"):
        concern = Concern(alleged_known=YesNo.YES, alleged=alleged, summary=summary)
        hand_in(worker, begin_concern(worker), concern)
    lock(worker)
    with signed_in(person.places) as session:
        accept(session, waiting(session)[0])
    person.signs_in_as(accounts(person.places)[0].name)
    today = person.is_at(TodayPage)
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Home)
    while today.table.rows[today.table.currentIndex().row()].cells[4].text != "Not yet accepted":
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    person.is_at(InboxPage)
    person.waits_to_see("Already in the record")
    assert person.sees("The person alleged to cause harm: Colin Marsh, named in 1 case.")
    assert not person.sees("That is what whoever wrote it calls them.")
