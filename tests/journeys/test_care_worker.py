"""A care worker, by keyboard alone: a concern and a conversation in one case, and a part of a case handed to them."""

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.casework.handing_over import Wanted, hand_over, plan_handing_over
from safeguard_desktop.records import Role
from safeguard_desktop.settings import Places
from tests.journeys.before import ADULT, a_case, signed_in
from tests.journeys.person import NAME, Person
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.pages.case import CasePage
from ui.pages.hand_over import HandOverPage
from ui.pages.handed import HandedPage
from ui.pages.inbox import InboxPage
from ui.pages.record import RecordPage
from ui.pages.shell import Place, Wish
from ui.pages.today import TodayPage

WORKER = "Ffion Prys"


@pytest.fixture
def worker(person: Person) -> str:
    """The account of a care worker."""
    with signed_in(person.places) as session:
        return add_colleague(session, WORKER, Role.CARE_WORKER)


def _to_the_check(person: Person, guide: Guide) -> None:
    if not guide.progress.steps.isVisible():
        person.push("Show all steps")
    person.tab_to("Steps")
    person.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    person.waits(lambda: guide.step == CHECK)


def _writes_a_concern(person: Person) -> None:
    person.push("Record a concern")
    guide = person.begins_to_write()
    person.goes_on(guide)
    person.fill("The adult at risk", "Margaret Ellis")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.waits_to_see("Add the adult at risk")
    person.push("Add this person")
    person.waits_to_see("Change")
    person.goes_on(guide)
    person.fill("In a few words", "Bruise on the left arm")
    person.goes_on(guide)
    _to_the_check(person, guide)
    person.push("Hand in this concern")
    person.is_at(TodayPage)
    person.waits_to_see("Your concern was handed in. The team can open it now.")


def _opens_the_first_that_waits(person: Person) -> None:
    today = person.is_at(TodayPage)
    assert "handed in" in today.table.rows[0].cells[2].text
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    person.is_at(InboxPage)
    person.waits_to_see("Put it into the cases")
    assert person.sees(f"Handed in by {WORKER}")
    person.push("Put it into the cases")


def test_a_concern_and_a_conversation_go_into_one_case(person: Person, worker: str) -> None:
    assert worker
    today = person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    shown = [key for key, made in person.program.window.side.buttons.items() if made.isVisible()]
    assert shown == ["TODAY", "GUIDANCE", "SETTINGS"]
    assert today.table.rows == ()
    _writes_a_concern(person)
    person.waits_to_see("What you handed in")
    person.tab_to("What you handed in")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    person.is_at(RecordPage)
    person.push("Hold a conversation about it")
    guide = person.begins_to_write()
    assert guide.record.answer("spoke") == WORKER
    _to_the_check(person, guide)
    person.push("Hand in this conversation")
    person.is_at(TodayPage)
    person.waits_to_see("Your conversation was handed in.")
    person.locks()

    person.signs_in_as(NAME)
    _opens_the_first_that_waits(person)
    first = person.is_at(CasePage).case_id
    person.program.window.side.buttons["TODAY"].setFocus()
    person.press(Qt.Key.Key_Space)
    _opens_the_first_that_waits(person)
    case = person.is_at(CasePage)
    assert case.case_id == first
    assert case.view is not None
    assert sorted(event.kind for event in case.view.events) == ["concern", "consent-conversation"]
    assert {event.by for event in case.view.events} == {WORKER}
    person.locks()

    person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    person.waits(lambda: _sees_in_tables(person, "The team has it"))


def _handed_over(places: Places, case: str, worker: str) -> None:
    """Hand all of a case over."""
    with signed_in(places) as session:
        plan = plan_handing_over(session, case)
        whys = {part.record: "To know it" for part in plan.records}
        hand_over(session, plan, Wanted(worker, whys, "Her care", plan.until))


def _sees_in_tables(person: Person, text: str) -> bool:
    page = person.is_at(TodayPage)
    return any(text in cell.text for table in page.tables for row in table.rows for cell in row.cells)


def test_a_part_of_a_case_is_handed_over_read_and_answered(person: Person, worker: str) -> None:
    assert worker
    case = a_case(person.places)
    person.signs_in_as(NAME)
    person.program.go(Wish(Place.CASE, {"case_id": case}))
    person.is_at(CasePage)
    person.push("Add to record")
    person.tab_to_one_that_begins("A part for a care worker")
    person.press(Qt.Key.Key_Space)
    page = person.is_at(HandOverPage)
    person.push("Hand it over")
    person.waits_to_see("Choose who it is for.")
    person.tab_to(f"Who is it for?: {WORKER}")
    person.press(Qt.Key.Key_Space)
    person.fill("What they need it for", "Her care at night")
    tick = next(iter(page.parts.values()))
    person.tab_to(tick.check.accessibleName() or tick.check.said)
    person.press(Qt.Key.Key_Space)
    person.push("Hand it over")
    person.waits_to_see("Write why they need this.")
    person.fill("Why they need this", "So that they know what to watch for")
    person.press(Qt.Key.Key_Return, ctrl=True)
    person.is_at(CasePage)
    person.waits_to_see(f"It is handed over. {WORKER} finds it on Today.")
    person.locks()

    today = person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    person.waits(lambda: bool(today.table.rows))
    assert today.table.rows[0].cells[1].text == ADULT
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    person.is_at(HandedPage)
    person.waits_to_see("Her care at night")
    assert not person.sees("He pushed her.")
    person.push("Take it to my desk")
    person.waits_to_see("He pushed her.")
    assert person.sees("Why you have it: So that they know what to watch for")
    person.push("Hold a conversation")
    guide = person.begins_to_write()
    _to_the_check(person, guide)
    person.push("Hand in this conversation")
    person.is_at(TodayPage)
    person.locks()

    person.signs_in_as(NAME)
    _opens_the_first_that_waits(person)
    assert person.is_at(CasePage).case_id == case


def test_what_was_handed_over_is_taken_back(person: Person, worker: str) -> None:
    case = a_case(person.places)
    _handed_over(person.places, case, worker)
    person.signs_in_as(NAME)
    person.program.go(Wish(Place.CASE, {"case_id": case}))
    shown = person.is_at(CasePage)
    person.waits(lambda: shown.view is not None)
    assert shown.view is not None
    (handed,) = shown.view.events_of("handed-part")
    shown.open_record(handed.record)
    person.is_at(RecordPage)
    person.waits(lambda: person.here_is == "Take it back")
    person.press(Qt.Key.Key_Space)
    person.waits_to_see("It is taken back")
    person.locks()

    today = person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    assert today.table.rows == ()


def test_every_page_that_a_care_worker_can_reach_works(person: Person, worker: str) -> None:
    case = a_case(person.places)
    _handed_over(person.places, case, worker)
    person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    _writes_a_concern(person)
    for place in (Place.TODAY, Place.GUIDANCE, Place.SETTINGS):
        person.program.go(Wish(place))
        person.waits(lambda: not person.program.tasks.busy)
    settings = person.program.page
    for part in getattr(settings, "parts", {}):
        person.program.go(Wish(Place.SETTINGS, {"part": part}))
        person.waits(lambda: not person.program.tasks.busy)
    for place, what in (
        (Place.FOUND, {"text": "Margaret"}),
        (Place.INBOX, {}),
        (Place.CASES, {}),
        (Place.CASE, {"case_id": case}),
        (Place.REVIEWS, {}),
        (Place.REFERRALS, {}),
        (Place.HAND_OVER, {"case_id": case}),
        (Place.RECORD, {"record_id": case}),
        (Place.PACK, {"record_id": case}),
        (Place.WORK, {"record_id": case}),
        (Place.HANDED, {"pack_id": "0a"}),
    ):
        person.program.go(Wish(place, what))
        person.waits(lambda: not person.program.tasks.busy)
        assert not person.sees("He pushed her.")


def test_what_is_typed_on_handing_over_outlives_leaving_and_a_kill(person: Person, worker: str) -> None:
    case = a_case(person.places)
    person.signs_in_as(NAME)
    person.program.go(Wish(Place.HAND_OVER, {"case_id": case}))
    page = person.is_at(HandOverPage)
    person.tab_to(f"Who is it for?: {WORKER}")
    person.press(Qt.Key.Key_Space)
    person.fill("What they need it for", "Her care at night")
    tick = next(iter(page.parts.values()))
    person.tab_to(tick.check.accessibleName() or tick.check.said)
    person.press(Qt.Key.Key_Space)
    person.fill("Why they need this", "So that they know")
    person.program.go(Wish(Place.TODAY))
    assert not person.is_at(TodayPage).table.rows[0].cells[2].text.startswith("Begun in a newer")
    person.vanish()
    person.signs_in_as(NAME)
    person.program.go(Wish(Place.HAND_OVER, {"case_id": case}))
    page = person.is_at(HandOverPage)
    person.waits(lambda: page.chosen == worker)
    assert page.purpose.value() == "Her care at night"
    assert [tick.why for tick in page.parts.values() if tick.is_ticked] == ["So that they know"]
    person.push("Hand it over")
    person.is_at(CasePage)
    person.program.go(Wish(Place.HAND_OVER, {"case_id": case}))
    page = person.is_at(HandOverPage)
    person.waits(lambda: bool(page.people))
    assert page.chosen == ""
