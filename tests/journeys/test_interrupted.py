"""Locked, hidden, killed or closed in mid-sentence: the words are there, at the place where they were left."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from safeguard_desktop.settings import HOME_VARIABLE
from tests.journeys.person import Person
from ui.guides.guide import Guide
from ui.guides.step_page import StepPage
from ui.pages.shell import Place, Wish
from ui.pages.today import TodayPage
from ui.pages.work import WorkPage

SENTENCE = "She looked at the floor and said that he"
WRITER = "tests.journeys.one_who_writes"
ROOT = Path(__file__).resolve().parents[2]


def _in_mid_sentence(person: Person) -> Guide:
    person.start()
    person.signs_in()
    person.push("Record a concern")
    guide = person.begins_to_write()
    person.answer("Is anyone in danger now?", "No")
    person.goes_on(guide)
    person.goes_on(guide)
    person.fill("What happened", SENTENCE)
    return guide


def _finds_the_words(person: Person, sentence: str = SENTENCE) -> None:
    person.start()
    person.signs_in()
    person.waits_to_see("Carry on")
    person.tab_to_one_that_begins("Carry on: ")
    person.press(Qt.Key.Key_Space)
    guide = person.begins_to_write()
    assert guide.step == "what-happened"
    (page,) = guide.findChildren(StepPage)
    assert page.form.fields["account"].raw() == sentence
    assert guide.record.answer("danger_now") == "no"


def _locks(person: Person) -> None:
    person.press(Qt.Key.Key_L, ctrl=True)
    assert person.restarts == 1


def _closes(person: Person) -> None:
    person.program.window.close()


def _leaves_it_alone(person: Person) -> None:
    person.moments = 60 * 60.0
    person.program.window.idle.tick()
    assert person.restarts == 1


@pytest.mark.parametrize("end", [_locks, _closes, _leaves_it_alone])
def test_what_was_typed_outlives_the_end(person: Person, end: Callable[[Person], None]) -> None:
    _in_mid_sentence(person)
    end(person)
    _finds_the_words(person)


def test_what_was_typed_outlives_a_kill_two_seconds_later(person: Person) -> None:
    guide = _in_mid_sentence(person)
    kept: list[object] = []
    guide.typed.connect(lambda raw, _step: kept.append(raw))
    person.waits(lambda: bool(kept) and not person.program.tasks.busy)
    person.vanish()
    _finds_the_words(person)


def test_stopping_is_said_and_leads_to_today(person: Person) -> None:
    _in_mid_sentence(person)
    person.push("Stop here and come back later")
    person.is_at(TodayPage)
    person.waits_to_see("It is kept.")
    person.waits_to_see("Concern: not finished, at “What happened?”")


def test_hiding_the_screen_keeps_the_words_first(person: Person) -> None:
    _in_mid_sentence(person)
    person.press(Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_Shift)
    person.waits(lambda: not person.program.tasks.busy)
    person.vanish()
    _finds_the_words(person)


def _adds_somebody_new(person: Person) -> None:
    person.start()
    person.signs_in()
    person.push("Record a concern")
    guide = person.begins_to_write()
    person.goes_on(guide)
    person.fill("The adult at risk", "Gwen")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.waits_to_see("Add the adult at risk")


def test_words_typed_about_somebody_new_are_kept_too(person: Person) -> None:
    _adds_somebody_new(person)
    person.fill("Address and postcode", "3 Harbour View")
    _locks(person)
    person.start()
    person.signs_in()
    person.tab_to_one_that_begins("Carry on: ")
    person.press(Qt.Key.Key_Space)
    person.begins_to_write()
    person.waits_to_see("Add the adult at risk")
    person.tab_to("Address and postcode")
    assert person.text_here == "3 Harbour View"
    person.push("Add this person")
    person.waits_to_see("Who is the concern about?")
    person.waits(lambda: person.here_is == "Change Gwen")


def test_who_types_on_and_on_about_somebody_new_is_kept_in_time(person: Person) -> None:
    _adds_somebody_new(person)
    page = person.is_at(WorkPage)
    page._timer.setInterval(200)
    person.tab_to("Address and postcode")
    pen = QTimer(interval=20)
    pen.timeout.connect(lambda: person.write("x"))
    pen.start()
    session = person.program.session
    assert session is not None
    person.waits(lambda: any("xxx" in draft.text for draft in session.desk.drafts()))
    pen.stop()


@pytest.mark.parametrize("end", [_locks, _closes, _leaves_it_alone])
def test_words_typed_into_settings_are_kept_too(person: Person, end: Callable[[Person], None]) -> None:
    person.start()
    person.signs_in()
    person.program.go(Wish(Place.SETTINGS, {"part": "contacts"}))
    person.tab_to("Name of the team")
    person.write("Duty de")
    end(person)
    person.start()
    person.signs_in()
    assert not person.sees("Carry on")
    person.program.go(Wish(Place.SETTINGS, {"part": "contacts"}))
    person.waits_to_see("You typed this earlier, and have not saved it yet.")
    person.tab_to("Name of the team")
    assert person.text_here == "Duty de"


def test_a_process_killed_in_mid_sentence_carries_on(person: Person) -> None:
    """The real thing: another process signs in, types, and is killed with signal 9."""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("this system has no signal 9")
    env = {**os.environ, HOME_VARIABLE: str(person.places.vault.parent), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", WRITER], env=env, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as writer:
        assert writer.stdout is not None
        sentence = writer.stdout.readline().strip()
        writer.send_signal(signal.SIGKILL)
    assert writer.returncode == -signal.SIGKILL
    assert sentence
    _finds_the_words(person, sentence)
