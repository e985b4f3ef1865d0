"""A figure that matters today: how many, of what, and a word on how urgent. It opens the list behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.widgets.basics import Card, row, words
from ui.widgets.callout import tag

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class StatCard(Card):
    """A card with a large figure; a click, Enter or Space opens it."""

    opened = Signal()

    def __init__(self, figure: int, name: str, note: str = "", tone: str = "grey") -> None:
        super().__init__(margin=16, gap=4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{figure} {name}. {note}".strip())
        self.body.addWidget(words(str(figure), "figure"))
        self.body.addWidget(words(name, "muted"))
        line = row()
        if note:
            line.addWidget(tag(note, tone))
        line.addStretch()
        self.body.addLayout(line)
        self.body.addStretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Open with Enter or Space."""
        if event.key() in _KEYS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Open with a click."""
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()
