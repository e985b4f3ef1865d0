"""From the lock to the next sign-in: nothing is held any more, a window is always there, and it says why it locked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.settings import HOME_VARIABLE
from tests.journeys.person import PASSPHRASE, Person
from tests.journeys.stand_ins import Next
from ui.pages.first_start_pages import WelcomePage
from ui.pages.shell import Place, Wish
from ui.pages.sign_in import SignInPage
from ui.pages.start_pages import LockingPage
from ui.pages.today import TodayPage
from ui.successor import Farewell, Why

ROOT = Path(__file__).resolve().parents[2]


class _Looks(Next):
    """A process that looks, when it takes over, at what the one before still shows and holds."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self.saw: list[object] = []

    def take_over(self, farewell: Farewell, on_seen: Callable[[], object]) -> None:
        window = self._person.program.window
        shown = [page for page in window.findChildren(LockingPage) if page.isVisible()]
        self.saw += [window.isVisible(), len(shown), QApplication.clipboard().text()]
        lock(sign_in(self._person.places, accounts(self._person.places)[0].id, PASSPHRASE))
        super().take_over(farewell, on_seen)


def test_the_old_window_stands_there_locked_until_the_new_one_is_seen(person: Person) -> None:
    person.next = looks = _Looks(person)
    program = person.start()
    person.signs_in()
    QApplication.clipboard().setText("copied from a note")
    person.press(Qt.Key.Key_L, ctrl=True)
    assert looks.saw == [True, 1, ""]
    assert looks.stands_by
    assert not program.window.isVisible()


def _leaves_it(person: Person) -> None:
    person.moments = 60 * 60.0
    person.program.window.idle.tick()


def _hides_it(person: Person) -> None:
    person.program.window.hide_screen()
    person.program.window._hidden_timer.timeout.emit()


@pytest.mark.parametrize(
    ("end", "why", "sentence"),
    [
        (_leaves_it, Why.NOBODY_THERE, "It locked because nobody typed or moved the mouse for 3 minutes"),
        (_hides_it, Why.HIDDEN, "It locked because the screen stayed hidden"),
        (lambda person: person.press(Qt.Key.Key_L, ctrl=True), Why.ASKED, ""),
    ],
)
def test_the_next_sign_in_says_why_it_locked(
    person: Person, end: Callable[[Person], None], why: Why, sentence: str
) -> None:
    person.start()
    person.signs_in()
    end(person)
    assert [farewell.why for farewell in person.next.farewells] == [why]
    person.start()
    person.is_at(SignInPage)
    assert person.sees("What you typed is kept.") is bool(sentence)
    assert person.sees(sentence)


def test_it_is_ready_for_the_lock_before_it_is_asked(person: Person) -> None:
    program = person.start()
    person.signs_in()
    assert person.next.stands_by == 0
    person.moments = 3 * 60 - 20.0
    program.window.idle.tick()
    assert person.next.stands_by == 1


def test_a_question_that_waits_for_an_answer_is_put_away_at_the_lock(person: Person) -> None:
    program = person.start()
    person.signs_in()
    question = QDialog(program.window)
    question.open()
    person.waits(question.isVisible)
    program.lock()
    assert not question.isVisible()
    assert person.restarts == 1


def test_the_next_window_stands_where_the_one_before_stood(person: Person) -> None:
    program = person.start()
    person.signs_in()
    program.window.resize(program.window.width(), 640)
    person.press(Qt.Key.Key_L, ctrl=True)
    assert person.start().window.height() == 640


def test_examples_left_alone_say_why_they_are_gone_and_the_screen_stays_as_it_was_set(newcomer: Person) -> None:
    newcomer.start()
    newcomer.is_at(WelcomePage)
    newcomer.push(
        "Look around with example cases, Every person in them is invented. "
        "All of it is thrown away when you lock or close."
    )
    newcomer.is_at(TodayPage)
    newcomer.program.go(Wish(Place.SETTINGS, {"part": "screen"}))
    newcomer.answer("Colours", "Dark")
    newcomer.waits(lambda: newcomer.program.preferences.theme == "dark")
    _leaves_it(newcomer)
    program = newcomer.start()
    newcomer.is_at(WelcomePage)
    assert newcomer.sees("nobody typed or moved the mouse for 3 minutes")
    assert newcomer.sees("The example cases were thrown away")
    assert program.preferences.theme == "dark"


def _standing_by(person: Person) -> "subprocess.Popen[str]":
    env = {**os.environ, HOME_VARIABLE: str(person.places.vault.parent), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-m", "ui.app", "--stand-by"],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


def test_a_real_process_stands_by_shows_when_told_and_says_so(person: Person) -> None:
    with _standing_by(person) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(Farewell().line() + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "seen\n"
        assert process.poll() is None
        process.kill()


def test_a_process_that_is_not_needed_any_more_ends_by_itself(person: Person) -> None:
    with _standing_by(person) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0
