"""Ctrl+Enter saves and goes on, wherever there is something to be saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_ctrl_enter(page: QWidget, act: Callable[[], object]) -> None:
    """Have Ctrl+Enter act, also from a box that takes Enter itself; a key that is held down acts once."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(act))
