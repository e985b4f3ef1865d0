"""The button that puts today into a date."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.records.questions import Question, Sort
from safeguard_desktop.records.record import questions
from safeguard_desktop.records.values import When
from tests.unit.ui.conftest import Keys
from tests.unit.ui.talk import SERVICES, Talk
from ui.widgets.factory import field_for

QUESTIONS = {question.name: question for question in questions(Talk)}
Show = Callable[[QWidget], QWidget]


def test_today_is_put_in_by_its_button_and_told_as_typing_is(shown: Show, keys: Keys) -> None:
    made: Any = shown(field_for(QUESTIONS["met"], SERVICES))
    made.set_raw({"month": "3", "year": "2020", "time": "9am", "about": True})
    told: list[Any] = []
    made.changed.connect(lambda: told.append(made.raw()))
    made.take_focus()
    keys.tab_to("Today: When did you speak?")
    assert keys.here.toolTip() == "Put in today’s date"
    keys.press(Qt.Key.Key_Space)
    assert told == [{"day": "22", "month": "11", "year": "2026", "time": "9am", "about": False}]
    assert made.value() == When(year=2026, month=11, day=22, hour=9, minute=0)
    assert made.read_back.text() == "This is 22 November 2026 at 09:00."


@pytest.mark.parametrize(("past", "birth", "has_it"), [(True, False, True), (True, True, False), (False, False, False)])
@pytest.mark.parametrize("sort", [Sort.DATE, Sort.WHEN])
def test_only_a_date_that_may_be_today_offers_it(
    qtbot: QtBot, sort: Sort, past: bool, birth: bool, has_it: bool
) -> None:
    made = field_for(Question("On which day?", name="day", sort=sort, past=past, birth=birth), SERVICES)
    qtbot.addWidget(made)
    names = [button.accessibleName() for button in made.findChildren(QAbstractButton)]
    assert ("Today: On which day?" in names) is has_it
