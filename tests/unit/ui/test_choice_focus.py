"""A question with choices is entered at the one that is chosen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from safeguard_desktop.records.record import questions
from safeguard_desktop.records.values import Fact, YesNo
from tests.unit.ui.conftest import Keys
from tests.unit.ui.talk import SERVICES, Talk
from ui.widgets.basics import column
from ui.widgets.factory import field_for

QUESTIONS = {question.name: question for question in questions(Talk)}
Show = Callable[[QWidget], QWidget]


@pytest.mark.parametrize(("name", "answer"), [("safe", YesNo.UNKNOWN), ("at_risk", Fact(answer=YesNo.UNKNOWN))])
def test_a_question_answered_before_is_entered_at_its_answer(
    shown: Show, keys: Keys, name: str, answer: object
) -> None:
    around = QWidget()
    inside = column(around)
    before, made = QLineEdit(), field_for(QUESTIONS[name], SERVICES)
    inside.addWidget(before)
    inside.addWidget(made)
    made.set_value(answer)
    shown(around)
    wanted = f"{made.question.label}: {YesNo.UNKNOWN.label}"
    made.take_focus()
    assert keys.here.accessibleName() == wanted
    before.setFocus()
    keys.press(Qt.Key.Key_Tab)
    assert keys.here.accessibleName() == wanted
    keys.press(Qt.Key.Key_Delete, Qt.Key.Key_Up)
    assert keys.here.accessibleName() == f"{made.question.label}: {YesNo.NO.label}"
