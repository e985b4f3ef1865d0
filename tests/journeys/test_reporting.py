"""Reporting a concern without signing in, by keyboard alone, until somebody who can sign in sees it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework.inbox import look_in
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.settings import Places, Preferences, save_preferences
from tests.journeys.before import signed_in
from tests.journeys.person import PASSPHRASE, Person, make_home
from tests.journeys.test_every_page import Walk
from ui.drawing import draw_report
from ui.pages.report_parts import LastLookPage, ReadersPage, ReportPage, SentPage
from ui.pages.sign_in import SignInPage
from ui.pages.start_pages import TroublePage

REPORT = "Report a concern without signing in"


def _begin(person: Person) -> ReportPage:
    person.start()
    person.is_at(SignInPage)
    person.waits_to_see(REPORT)
    person.push(REPORT)
    return person.is_at(ReportPage)


def _goes_on(person: Person) -> None:
    before = person.program.page
    person.press(Qt.Key.Key_Return, ctrl=True)
    person.waits(lambda: person.program.page is not before and not person.program.tasks.busy)


def _writes(person: Person) -> None:
    person.answer("Is anyone in danger now?", "No")
    _goes_on(person)
    person.fill("Their name", "Margaret Ellis")
    person.fill("What happened", "She had a bruise on her arm.")
    _goes_on(person)


def test_a_concern_is_reported_without_a_passphrase(person: Person) -> None:
    _begin(person)
    _writes(person)
    person.answer("Do they work or volunteer in care?", "No")
    _goes_on(person)
    person.fill("Your name", "Ffion Prys")
    _goes_on(person)
    person.is_at(LastLookPage)
    assert person.sees("She had a bruise on her arm.")
    assert person.sees("Your safeguarding team can open it")
    assert person.sees("with the name you typed")
    assert person.here_is == "Send it"
    person.press(Qt.Key.Key_Space)
    person.is_at(SentPage)
    person.waits_to_see("Tell your manager as well, today")
    person.press(Qt.Key.Key_Space)
    person.is_at(SignInPage)
    with signed_in(person.places) as session:
        (found,) = look_in(session)
    assert (found.adult, found.who, found.is_verified) == ("Margaret Ellis", "Ffion Prys", False)


def test_danger_shows_999_and_blocks_nothing(person: Person) -> None:
    _begin(person)
    person.answer("Is anyone in danger now?", "Yes")
    person.waits_to_see("Ring 999 now")
    person.answer("Did you ring 999?", "Yes")
    assert not person.sees("Ring 999 now")
    _goes_on(person)
    assert person.sees("What are you worried about?")


def test_about_a_colleague_the_person_says_who_may_open_it(person: Person) -> None:
    _begin(person)
    _writes(person)
    person.fill("Their name", "Imani Okafor")
    person.answer("Do they work or volunteer in care?", "Yes")
    _goes_on(person)
    _goes_on(person)
    page = person.is_at(ReadersPage)
    assert person.sees("Nobody is ticked")
    person.push("Continue")
    person.waits_to_see("Tick at least one person who may see it.")
    person.tab_to("Imani Okafor")
    person.press(Qt.Key.Key_Space)
    assert page.ticked
    person.push("Continue")
    person.is_at(LastLookPage)
    assert person.sees("Only these people can open it: Imani Okafor.")


def test_going_back_keeps_every_word_and_leaving_asks(person: Person) -> None:
    _begin(person)
    _writes(person)
    person.push("Back")
    person.is_at(ReportPage)
    assert person.here_is == "Their name"
    assert person.text_here == "Margaret Ellis"
    person.push("Back")
    person.answers.yes = False
    person.push("Back")
    assert any("kept nowhere" in asked for asked in person.answers.asked)
    person.is_at(ReportPage)
    person.answers.yes = True
    person.push("Back")
    person.is_at(SignInPage)


def test_what_says_nothing_goes_back_to_the_question(person: Person) -> None:
    _begin(person)
    for _ in range(4):
        _goes_on(person)
    person.waits_to_see("Write what happened, or whom you are worried about.")
    assert person.sees("What are you worried about?")


def test_a_full_disk_leaves_the_words_and_paper(person: Person) -> None:
    _begin(person)
    _writes(person)
    _goes_on(person)
    _goes_on(person)
    person.is_at(LastLookPage)
    assert person.sees("says no name, as you typed none")
    inbox = person.places.vault / "inbox"
    inbox.rmdir()
    inbox.write_text("a file where the folder should be")
    person.press(Qt.Key.Key_Space)
    person.waits_to_see("Nothing was sent.")
    assert person.sees("She had a bruise on her arm.")
    assert person.here_is == "Print it"
    person.press(Qt.Key.Key_Space)
    person.waits_to_see("The pages went to the printer.")
    assert person.answers.papers[0].is_finished
    person.push("Send it")
    person.waits_to_see("Nothing was sent.")
    person.push("Print it")
    person.waits_to_see("The pages went to the printer.")
    assert len(person.answers.papers) == 2
    inbox.unlink()
    person.push("Send it")
    person.is_at(SentPage)


def test_it_is_offered_where_the_records_are_damaged_or_open_elsewhere(person: Person) -> None:
    whole = (person.places.vault / "casework.db").read_bytes()
    (person.places.vault / "casework.db").write_bytes(b"x" * 100)
    person.start()
    person.is_at(TroublePage)
    person.waits_to_see(REPORT)
    (person.places.vault / "casework.db").write_bytes(whole)
    other = sign_in(person.places, accounts(person.places)[0].id, PASSPHRASE)
    person.push(REPORT)
    _writes(person)
    _goes_on(person)
    _goes_on(person)
    person.press(Qt.Key.Key_Space)
    person.is_at(SentPage)
    lock(other)


def test_where_the_key_for_it_cannot_be_trusted_it_is_not_offered(person: Person) -> None:
    for name in ("header.a", "header.b"):
        (person.places.vault / name).write_bytes(b"x" * 100)
    person.start()
    page = person.is_at(TroublePage)
    person.waits(lambda: not person.program.tasks.busy)
    assert page.isVisible()
    assert not person.sees(REPORT)


@pytest.mark.parametrize("percent", [100, 200])
def test_each_of_its_pages_has_names_and_room(qapp: QApplication, tmp_path: Path, percent: int) -> None:
    places = Places.below(tmp_path / "home")
    make_home(places)
    save_preferences(places, Preferences("contrast", percent))
    with Walk(qapp, places, tmp_path / "out") as walk:
        draw_report(walk)
    assert walk.seen[-1] == "report-sent"
    assert walk.faults == []
