"""Somebody who reports without signing in is called away, or closes the window: nothing typed goes without a word."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.casework.unsent import UnsentMark
from safeguard_desktop.settings import HOME_VARIABLE
from tests.journeys.person import Person
from tests.journeys.test_left_alone import ROOT
from ui.pages.report_parts import HiddenPage, LastLookPage, ReadersPage, ReportPage, SentPage
from ui.pages.sign_in import SignInPage
from ui.successor import Why

REPORT = "Report a concern without signing in"
BRUISE = "She had a bruise on her arm."


def _goes_on(person: Person) -> None:
    before = person.program.page
    person.press(Qt.Key.Key_Return, ctrl=True)
    person.waits(lambda: person.program.page is not before and not person.program.tasks.busy)


def _writes(person: Person) -> None:
    person.start()
    person.is_at(SignInPage)
    person.waits_to_see(REPORT)
    person.push(REPORT)
    person.is_at(ReportPage)
    _goes_on(person)
    person.fill("What happened", BRUISE)


def _typed(person: Person) -> object:
    return person.is_at(ReportPage).raw()["account"]


def _minutes_pass(person: Person, minutes: float) -> None:
    person.moments += minutes * 60
    person.program.window.idle.tick()


def _marked(person: Person) -> bool:
    return (person.places.device / "unsent" / "in-use").exists()


def _is_open(person: Person) -> bool:
    return person.program.window.isVisible()


def test_closing_asks_first_and_keep_writing_keeps_every_word(person: Person) -> None:
    _writes(person)
    person.answers.yes = False
    assert not person.program.window.close()
    assert _is_open(person)
    assert "not sent" in person.answers.asked[-1]
    assert _typed(person) == BRUISE
    person.answers.yes = True
    assert person.program.window.close()
    assert not _marked(person)


def test_half_a_date_is_something_typed(person: Person) -> None:
    person.start()
    person.waits_to_see(REPORT)
    person.push(REPORT)
    person.is_at(ReportPage)
    assert person.program.window.may_close()
    _goes_on(person)
    person.tab_to("When did it happen?: day")
    person.write("1")
    person.answers.yes = False
    assert not person.program.window.may_close()
    person.push("Back")
    person.push("Back")
    assert person.sees("Is anyone in danger now?")
    assert len(person.answers.asked) == 2


def test_nothing_typed_closes_and_goes_back_without_a_question(person: Person) -> None:
    person.start()
    person.waits_to_see(REPORT)
    person.push(REPORT)
    person.is_at(ReportPage)
    person.push("Back")
    person.is_at(SignInPage)
    person.push(REPORT)
    person.is_at(ReportPage)
    assert person.program.window.close()
    assert person.answers.asked == []


def test_what_was_sent_closes_without_a_question(person: Person) -> None:
    _writes(person)
    for _ in range(3):
        _goes_on(person)
    person.is_at(LastLookPage)
    assert _marked(person)
    person.press(Qt.Key.Key_Space)
    person.is_at(SentPage)
    assert not _marked(person)
    _minutes_pass(person, 20)
    person.is_at(SentPage)
    assert person.program.window.close()
    assert person.answers.asked == []


def test_an_unattended_report_is_hidden_and_somebody_who_comes_back_goes_on(person: Person) -> None:
    _writes(person)
    _minutes_pass(person, 2.6)
    assert person.sees_in_window("What you typed will be hidden in 24 seconds.")
    assert person.next.stands_by == 0
    _minutes_pass(person, 0.5)
    person.is_at(HiddenPage)
    assert not person.sees_in_window("Nobody has typed for a while.")
    assert not person.sees(BRUISE)
    assert person.here_is == "Keep writing"
    person.press(Qt.Key.Key_Space)
    person.is_at(ReportPage)
    assert _typed(person) == BRUISE
    _minutes_pass(person, 3.1)
    person.is_at(HiddenPage)


def test_where_nobody_comes_back_it_is_let_go_and_the_next_one_reads_so(person: Person) -> None:
    _writes(person)
    _minutes_pass(person, 3.1)
    person.is_at(HiddenPage)
    _minutes_pass(person, 11.6)
    assert person.sees_in_window("What was written here will be gone in 24 seconds.")
    _minutes_pass(person, 0.5)
    person.is_at(SignInPage)
    assert person.sees("Nobody went on for 15 minutes, so what was written here was not sent")
    assert not _marked(person)
    person.waits_to_see(REPORT)
    person.push(REPORT)
    person.is_at(ReportPage)
    _goes_on(person)
    assert _typed(person) == ""


@pytest.mark.parametrize("why", [Why.ASKED, Why.HIDDEN, Why.NOBODY_THERE])
def test_a_computer_that_is_left_hides_the_words_at_once(person: Person, why: Why) -> None:
    _writes(person)
    person.program.lock(why)
    person.is_at(HiddenPage)
    person.program.lock(Why.ASKED)
    person.is_at(HiddenPage)
    assert person.restarts == 0
    person.push("Leave without sending")
    person.is_at(SignInPage)
    assert "kept nowhere" in person.answers.asked[-1]


def test_the_page_of_who_may_open_it_comes_back_with_its_ticks(person: Person) -> None:
    _writes(person)
    _goes_on(person)
    person.answer("Do they work or volunteer in care?", "Yes")
    _goes_on(person)
    _goes_on(person)
    page = person.is_at(ReadersPage)
    before = page.ticked
    person.push("Imani Okafor")
    ticked = page.ticked
    assert ticked != before
    person.press(Qt.Key.Key_L, ctrl=True)
    person.is_at(HiddenPage)
    person.push("Keep writing")
    assert person.is_at(ReadersPage).ticked == ticked


def test_the_end_of_the_session_asks_nobody(person: Person) -> None:
    _writes(person)
    person.program._session_ends(None)
    person.answers.yes = False
    assert person.program.window.close()
    assert person.answers.asked == []
    assert _marked(person)


def test_what_was_typed_and_taken_out_again_is_nothing(person: Person) -> None:
    _writes(person)
    assert _marked(person)
    person.press(*[Qt.Key.Key_Backspace] * len(BRUISE))
    assert person.program.window.close()
    assert person.answers.asked == []
    assert not _marked(person)


def test_after_a_session_end_that_was_called_off_the_next_letter_is_asked_about(person: Person) -> None:
    _writes(person)
    person.program._session_ends(None)
    assert person.program.window.may_close()
    person.tab_to("What happened")
    person.write(" And on her neck.")
    person.answers.yes = False
    assert not person.program.window.may_close()


def test_the_next_start_says_once_that_it_was_not_sent(person: Person) -> None:
    """Another process writes, and ends as in a power cut."""
    ends = "import os; from safeguard_desktop.casework.unsent import UnsentMark; \
from safeguard_desktop.settings import usual_places; UnsentMark(usual_places()).put(); os._exit(1)"
    env = {**os.environ, HOME_VARIABLE: str(person.places.vault.parent)}
    assert subprocess.run([sys.executable, "-c", ends], cwd=ROOT, env=env, check=False).returncode == 1
    person.start()
    person.is_at(SignInPage)
    assert person.sees("The program ended before what was written here was sent")
    assert not UnsentMark(person.places).was_left()


def test_our_bug_leaves_the_words_where_they_were(person: Person) -> None:
    _writes(person)
    person.program._show_crash(is_reported=True)
    _minutes_pass(person, 3.1)
    person.is_at(HiddenPage)
    person.push("Keep writing")
    person.program._show_crash(is_reported=True)
    person.program._start_again()
    person.is_at(ReportPage)
    assert _typed(person) == BRUISE
