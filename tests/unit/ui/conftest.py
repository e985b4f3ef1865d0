"""The theme on the program, and keys pressed where the focus is."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.ui.guide_desk import Desk
from tests.unit.ui.talk import NAMES, SERVICES, Talk
from ui.guides.guide import Guide
from ui.theme import apply_theme, current_theme, load_theme


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    if current_theme() != load_theme() or not qapp.styleSheet():
        apply_theme(qapp, load_theme())


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Show a widget in an active window, as a person would have it before them."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1000, 700)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


class Keys:
    """Presses keys wherever the focus is, and knows nothing of the widgets."""

    @property
    def here(self) -> QWidget:
        """What has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        """Press keys one after another."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.here, key, held)

    def write(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(self.here, text)

    def tab_to(self, name: str, most: int = 60) -> None:
        """Press Tab until what has the focus is called so."""
        for _ in range(most):
            if name in (self.here.accessibleName(), getattr(self.here, "text", str)()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name!r}")


@pytest.fixture
def keys() -> Keys:
    """Keys for a person without a mouse."""
    return Keys()


@pytest.fixture
def open_guide(shown: Callable[[QWidget], QWidget]) -> Callable[..., Desk]:
    def open_it(record: Talk | None = None, **options: Any) -> Desk:
        guide = Guide(record or Talk(), SERVICES, names=NAMES, **options)
        desk = Desk(guide)
        shown(guide)
        return desk

    return open_it
