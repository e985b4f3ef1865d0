"""One press of a button is one deed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.basics import button, primary
from ui.widgets.elided import ElidedButton

Show = Callable[[QWidget], QWidget]


def _double_click(made: QWidget) -> None:
    """Press, let go, press again at once, let go."""
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton)


def test_a_double_click_is_one_press(shown: Show) -> None:
    pressed: list[bool] = []
    made = primary("Save and continue")
    made.clicked.connect(lambda: pressed.append(True))
    shown(made)
    _double_click(made)
    assert len(pressed) == 1


def test_pages_are_turned_as_fast_as_one_clicks(shown: Show) -> None:
    pressed: list[bool] = []
    made = button("›", again=True)
    made.clicked.connect(lambda: pressed.append(True))
    shown(made)
    _double_click(made)
    assert len(pressed) == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_held_down_is_one_press(shown: Show, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = primary("Finish")
    made.clicked.connect(lambda: pressed.append(True))
    shown(made)
    for is_repeat in (False, True, True):
        down = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " ", is_repeat)
        QApplication.sendEvent(made, down)
    QApplication.sendEvent(made, QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier))
    assert len(pressed) == 1


def test_a_long_name_in_the_path_gives_way_and_comes_back(shown: Show) -> None:
    name = "Maria da Conceição Albuquerque e Vasconcelos & Co"
    made = ElidedButton(name, "crumb")
    shown(made)
    whole = made.sizeHint().width()
    made.resize(120, made.height())
    assert made.text().endswith("…")
    assert made.minimumSizeHint().width() < 120
    made.resize(whole, made.height())
    assert made.text().replace("&&", "&") == name
