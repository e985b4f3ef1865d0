"""A pack before it goes: what is missing leads to its question, ticks change the pages, and printed is not sent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.before import ADULT, a_case, written
from tests.journeys.person import Person
from ui.pages.cases import CasesPage
from ui.pages.found import FoundPage
from ui.pages.pack import PackPage
from ui.pages.pack_parts import Passphrase
from ui.pages.page import Page
from ui.pages.referrals import ReferralsPage
from ui.pages.today import TodayPage

_WRITE = "Write the passphrase down first"


def _at_the_pack(person: Person) -> PackPage:
    case = a_case(person.places)
    written(person.places, case, "dash-worksheet")
    written(person.places, case, "marac-referral", marac="Invented MARAC")
    person.start()
    person.signs_in()
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("MARAC referral")
    person.push(f"Build the pack: MARAC referral for {ADULT}")
    page = person.is_at(PackPage)
    person.waits(lambda: page.is_built)
    return page


def test_a_missing_answer_leads_to_its_question(person: Person) -> None:
    _at_the_pack(person)
    person.waits_to_see("answers are missing on this form")
    person.push("Write a safe way and time to reach the adult.")
    guide = person.begins_to_write()
    assert guide.step == "fears-and-safety"
    assert person.sees("Safe way and time to reach them")


def test_a_tick_changes_the_pages(person: Person) -> None:
    page = _at_the_pack(person)
    before = page.preview.pages
    assert page.contents is not None
    concern = next(check.said for check in page.contents.checks.values() if check.said.startswith("Concern"))
    person.push(concern)
    person.waits(lambda: page.is_built and page.preview.pages > before)
    assert "He pushed her." in page.preview.text.toPlainText()


def test_another_recipient_is_on_every_page(person: Person) -> None:
    page = _at_the_pack(person)
    person.fill("Who is it for?", " and its chair")
    person.waits(lambda: page.is_built and "its chair" in page.preview.text.toPlainText())
    assert page.preview.text.toPlainText().count("its chair") >= page.preview.pages


def test_printed_is_not_sent(person: Person) -> None:
    page = _at_the_pack(person)
    person.push("Print")
    person.waits_to_see("The pages went to the printer. They are not sent yet.")
    (paper,) = person.answers.papers
    assert paper.is_finished
    assert len(paper.printed) == page.preview.pages
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("Printed or saved")
    assert person.here_is.startswith("Build the pack: ")
    assert not person.sees("Sent")


def test_a_blank_form_is_printed_and_noted_nowhere(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.push("Print a blank form: DBS referral")
    person.waits_to_see("The blank form went to the printer.")
    assert person.answers.papers[0].printed


def test_a_file_that_cannot_be_written_is_said(person: Person) -> None:
    _at_the_pack(person)
    person.answers.save_to = person.places.vault / "not there"
    person.push("Save locked PDF")
    person.waits_to_see("The file could not be saved there.")
    assert not person.sees("Its passphrase")


def _locks_a_pdf(person: Person, folder: Path) -> str:
    """Save a locked PDF, and return its passphrase."""
    page = _at_the_pack(person)
    person.answers.save_to = folder
    person.push("Save locked PDF")
    person.waits_to_see("The locked PDF is saved")
    (box,) = page.findChildren(Passphrase)
    return box.shown.text()


def test_what_was_printed_is_not_said_any_more_above_a_passphrase(person: Person, tmp_path: Path) -> None:
    page = _at_the_pack(person)
    person.push("Print")
    person.waits_to_see("The pages went to the printer. They are not sent yet.")
    person.waits(lambda: page.is_built)
    person.answers.save_to = tmp_path
    person.push("Save locked PDF")
    person.waits_to_see("The locked PDF is saved")
    assert not person.sees("The pages went to the printer.")


def _by_side_bar(person: Person) -> None:
    person.program.window.side.buttons["CASES"].setFocus()
    person.press(Qt.Key.Key_Space)


def _by_search(person: Person) -> None:
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write("bruise")
    person.press(Qt.Key.Key_Return)


def _by_alt_left(person: Person) -> None:
    QTest.keyClick(person.here, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize(
    ("leave", "where"),
    [(_by_side_bar, CasesPage), (_by_search, FoundPage), (_by_alt_left, ReferralsPage)],
    ids=["side bar", "search", "Alt+Left"],
)
def test_a_passphrase_is_not_left_behind_unseen(
    person: Person, tmp_path: Path, leave: Callable[[Person], None], where: type[Page]
) -> None:
    passphrase = _locks_a_pdf(person, tmp_path)
    leave(person)
    person.waits_to_see(_WRITE)
    assert isinstance(person.program.page, PackPage)
    assert person.here_is == "I have written it down"
    leave(person)
    person.is_at(where)
    person.push("Today")
    person.is_at(TodayPage)
    person.waits_to_see("Write down the passphrase of a locked PDF")
    assert not person.sees(passphrase)
    person.tab_to_one_that_begins("Show the passphrase: ")
    person.press(Qt.Key.Key_Space)
    person.is_at(PackPage)
    person.waits_to_see(passphrase)


def test_a_lock_keeps_a_passphrase_until_it_is_written_down(person: Person, tmp_path: Path) -> None:
    passphrase = _locks_a_pdf(person, tmp_path)
    person.press(Qt.Key.Key_L, ctrl=True)
    assert person.restarts == 1
    person.start()
    person.signs_in()
    person.waits_to_see("Write down the passphrase of a locked PDF")
    person.tab_to_one_that_begins("Show the passphrase: ")
    person.press(Qt.Key.Key_Space)
    person.is_at(PackPage)
    person.waits_to_see(passphrase)
    person.push("I have written it down")
    person.waits(lambda: not person.sees(passphrase))
    _by_side_bar(person)
    person.is_at(CasesPage)
    person.push("Today")
    person.is_at(TodayPage)
    assert not person.sees("Write down the passphrase of a locked PDF")


def test_a_kill_keeps_it_too(person: Person, tmp_path: Path) -> None:
    _locks_a_pdf(person, tmp_path)
    person.vanish()
    person.start()
    person.signs_in()
    person.waits_to_see("Write down the passphrase of a locked PDF")


def test_who_it_is_for_and_what_goes_in_outlive_a_lock(person: Person) -> None:
    page = _at_the_pack(person)
    assert page.contents is not None
    concern = next(check.said for check in page.contents.checks.values() if check.said.startswith("Concern"))
    person.push(concern)
    person.fill("Who is it for?", "The MARAC’s chair")
    person.press(Qt.Key.Key_L, ctrl=True)
    person.start()
    person.signs_in()
    assert not person.sees("Carry on")
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("MARAC referral")
    person.push(f"Build the pack: MARAC referral for {ADULT}")
    again = person.is_at(PackPage)
    assert again.contents is not None
    assert again.contents.whom == "The MARAC’s chair"
    assert concern in {check.said for check in again.contents.checks.values() if check.isChecked()}
