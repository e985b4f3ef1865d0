"""Words typed and left by the list of steps, without Save: they are in what is handed in, finished and found."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.records import Record, Role, steps_asked
from safeguard_desktop.records.sharing_lists import Decided
from tests.journeys.before import a_case, signed_in, written
from tests.journeys.person import NAME, Person
from tests.journeys.typist import WORDS, Typist
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.pages.case import CasePage
from ui.pages.found import FoundPage
from ui.pages.inbox import InboxPage
from ui.pages.shell import Place, Wish
from ui.pages.today import TodayPage

ADULT, WORKER = "Zoë O’Hara-Ní Dhónaill", "Ffion Prys"
SUMMARY, ACCOUNT = "Bruise on the left arm", "I saw the windowsill was wet when I helped her to wash."


def _goes_by_the_list(person: Person, guide: Guide, key: str) -> None:
    """Choose a step in the list with the arrows."""
    order = [step.key for step in steps_asked(guide.record)]
    person.tab_to("Steps")
    person.press(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * order.index(key), Qt.Key.Key_Return)
    person.waits(lambda: guide.step == key)


def _to_the_check(person: Person, guide: Guide) -> None:
    person.tab_to("Steps")
    person.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    person.waits(lambda: guide.step == CHECK)


def _tells(person: Person) -> Guide:
    """Type who it is about and what happened, and save none of it."""
    person.push("Record a concern")
    guide = person.begins_to_write()
    _goes_by_the_list(person, guide, "the-adult")
    person.fill("The adult at risk", ADULT)
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.waits_to_see("Add the adult at risk")
    person.push("Add this person")
    person.waits_to_see("Change")
    _goes_by_the_list(person, guide, "what-happened")
    person.fill("In a few words", SUMMARY)
    person.fill("What happened", ACCOUNT)
    return guide


def _finds(person: Person, word: str, in_words: str) -> None:
    person.press(Qt.Key.Key_K, ctrl=True)
    person.types(word)
    found = person.is_at(FoundPage)
    person.waits(lambda: any(in_words in cell.text for row in found.table.rows for cell in row.cells))


def test_a_care_workers_words_reach_the_team_and_are_found(person: Person) -> None:
    with signed_in(person.places) as session:
        add_colleague(session, WORKER, Role.CARE_WORKER)
    person.signs_in_as(WORKER, THEIR_PASSPHRASE)
    guide = _tells(person)
    _to_the_check(person, guide)
    assert person.sees("You can hand it in as it is")
    for words in (ADULT, SUMMARY, ACCOUNT):
        assert person.sees(words)
    person.push("Hand in this concern")
    person.is_at(TodayPage)
    person.waits_to_see("Your concern was handed in.")
    person.locks()

    today = person.signs_in_as(NAME)
    assert "handed in" in today.table.rows[0].cells[2].text
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    person.is_at(InboxPage)
    person.waits_to_see(SUMMARY)
    person.push("Put it into the cases")
    case = person.is_at(CasePage)
    person.waits(lambda: case.title.text() == ADULT)
    _finds(person, "windowsill", "windowsill")


@pytest.mark.parametrize("wrong", [("31", "2", "2020"), ("20", "2", str(date.today().year + 1))])  # noqa: DTZ011  # as people do
def test_a_date_that_cannot_be_is_mended_before_it_is_handed_in(person: Person, wrong: tuple[str, str, str]) -> None:
    person.start()
    person.signs_in()
    guide = _tells(person)
    _goes_by_the_list(person, guide, "when-did-it-happen")
    for part, typed in zip(("day", "month", "year"), wrong, strict=True):
        person.fill(f"When did it happen?: {part}", typed)
    _to_the_check(person, guide)
    person.waits_to_see("Not saved yet: look at this step")
    assert not person.sees("You can hand it in as it is")
    assert person.sees(ACCOUNT)
    person.push("Hand in this concern")
    assert guide.step == CHECK
    person.press(Qt.Key.Key_Return)
    assert guide.step == "when-did-it-happen"
    assert person.here_is.startswith("When did it happen?: ")
    assert person.text_here in wrong
    for part, typed in (("day", "20"), ("year", "2020")):
        person.tab_to(f"When did it happen?: {part}")
        person.press(Qt.Key.Key_A, ctrl=True)
        person.write(typed)
    assert person.goes_on(guide) == CHECK
    assert person.sees("You can hand it in as it is")
    person.push("Hand in this concern")
    person.is_at(CasePage)
    _finds(person, "windowsill", "windowsill")


def test_what_cannot_be_saved_outlives_a_lock(person: Person) -> None:
    person.start()
    person.signs_in()
    guide = _tells(person)
    _goes_by_the_list(person, guide, "when-did-it-happen")
    person.fill("When did it happen?: day", "31")
    person.fill("When did it happen?: month", "feb")
    person.fill("When did it happen?: year", "2020")
    _to_the_check(person, guide)
    person.locks()
    person.start()
    person.signs_in()
    person.tab_to_one_that_begins("Carry on: ")
    person.press(Qt.Key.Key_Space)
    again = person.begins_to_write()
    assert again.record.answer("account") == ACCOUNT
    person.waits_to_see("Not saved yet: look at this step")
    person.press(Qt.Key.Key_Return)
    assert person.text_here == "31"


def _record(person: Person, record_id: str) -> Record:
    session = person.program.session
    assert session is not None
    found = session.casework.current(record_id)
    assert found is not None
    return found.body


def _begun(person: Person, kind: str) -> str:
    """Have a case with a decision, and something of a kind begun in it; return its id."""
    case = a_case(person.places)
    if kind == "disclosure":
        written(person.places, case, "sharing-decision", decision=Decided.SHARE_PART, reasons="To keep her safe.")
    with signed_in(person.places) as session:
        return begin_for(session, kind, case).id


def test_a_disclosure_is_finished_with_what_was_left_in_each_step(person: Person) -> None:
    record_id = _begun(person, "disclosure")
    person.start()
    person.signs_in()
    person.program.go(Wish(Place.WORK, {"record_id": record_id}))
    guide = person.begins_to_write()
    for step in steps_asked(guide.record):
        if step.key != guide.step:
            _goes_by_the_list(person, guide, step.key)
        Typist(person).answer_step(guide)
    _to_the_check(person, guide)
    assert person.sees(f"{WORDS}: what_sent")
    assert not person.sees("still needed")
    person.push("Finish")
    person.is_at(CasePage)
    record = _record(person, record_id)
    assert record.completed
    assert record.answer("what_sent") == f"{WORDS}: what_sent"
    assert record.answer("why_words") == f"{WORDS}: why_words"


def test_a_decision_counts_what_was_just_saved_and_leaving_loses_nothing(person: Person) -> None:
    record_id = _begun(person, "sharing-decision")
    person.start()
    person.signs_in()
    person.program.go(Wish(Place.WORK, {"record_id": record_id}))
    guide = person.begins_to_write()
    order = [step.key for step in steps_asked(guide.record)]
    _goes_by_the_list(person, guide, order[1])
    Typist(person).answer_step(guide)
    _to_the_check(person, guide)
    assert not person.sees("Say what your answer on capacity rests on.")
    assert person.sees(f"{WORDS}: capacity_basis")
    person.program.go(Wish(Place.TODAY))
    person.is_at(TodayPage)
    assert _record(person, record_id).answer("capacity_basis") == f"{WORDS}: capacity_basis"
