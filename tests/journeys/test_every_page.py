"""Every page and every guided step of the examples: what takes the focus has a name and room, and nothing is cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QTabBar, QWidget

from safeguard_desktop.settings import Places, Preferences, save_preferences
from ui.album import Album
from ui.drawing import draw_examples
from ui.stage import HEIGHT, WIDTH, Stage
from ui.theme import INPUT_HEIGHT, current_theme

_OTHER_ROOM = ("place", "small-link")
"""Roles of buttons of another height: the side bar holds seven of them at any size of text."""


class Walk(Stage):
    """Looks at each page instead of drawing it."""

    def __init__(self, app: QApplication, places: Places, folder: Path) -> None:
        super().__init__(app, places, Album(folder, print))
        self.seen: list[str] = []
        self.faults: list[str] = []

    def draw(self, name: str) -> None:
        """Note what is wrong with the window as it stands."""
        self.settle()
        self.seen.append(name)
        if not self.window.is_covered:
            self.faults += [f"{name}: {fault}" for fault in self._look()]

    def _look(self) -> Iterator[str]:
        if (self.window.width(), self.window.height()) != (WIDTH, HEIGHT):
            yield f"the window grew to {self.window.width()} by {self.window.height()}"
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible():
                yield from _faults(widget)


def _faults(widget: QWidget) -> Iterator[str]:
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and inside is not None:
        inner, room = inside.width(), widget.viewport().width()
        if inner > room and widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            yield f"{inner} wide in {room}"
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isEnabled():
        return
    if not _name(widget):
        yield f"{widget!r} has no name"
    least = current_theme().px(INPUT_HEIGHT)
    if widget.height() < least and widget.property("role") not in _OTHER_ROOM:
        yield f"{_name(widget)} is {widget.height()} high and not {least}"


def _name(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    tabs = widget.tabText(widget.currentIndex()) if isinstance(widget, QTabBar) else ""
    return widget.accessibleName() or said or tabs


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_everything_has_a_name_and_room(qapp: QApplication, places: Places, theme: str, percent: int) -> None:
    save_preferences(places, Preferences(theme, percent))
    with Walk(qapp, places, places.vault) as walk:
        draw_examples(walk)
    assert len(walk.seen) > 150
    assert not walk.faults, "\n".join(walk.faults[:40])
