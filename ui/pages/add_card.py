"""A card with things to choose from, opened by a button and left with Esc."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout

from ui.pages.choose import Choose
from ui.pages.kinds_shown import Addition
from ui.widgets.basics import Card, link, row, words

_ACROSS = 3


class AddCard(Card):
    """What can be added; `chosen` names the kind."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, title: str, offered: Sequence[Addition]) -> None:
        super().__init__(gap=12)
        head = row()
        head.addWidget(words(title, "section"), 1)
        self.close_button = link("Close")
        self.close_button.setAccessibleDescription("Or press Esc")
        self.close_button.clicked.connect(self.left)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self._grid = grid = QGridLayout()
        grid.setSpacing(10)
        self.buttons: list[Choose] = []
        for number, one in enumerate(offered):
            made = Choose(one.title, one.detail)
            made.clicked.connect(partial(self.chosen.emit, one.kind))
            grid.addWidget(made, number // _ACROSS, number % _ACROSS)
            grid.setColumnStretch(number % _ACROSS, 1)
            self.buttons.append(made)
        self.body.addLayout(grid)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Give every choice the height of the one that needs most."""
        super().resizeEvent(event)
        inside = self.body.contentsMargins()
        gaps = self._grid.horizontalSpacing() * (_ACROSS - 1)
        width = (event.size().width() - inside.left() - inside.right() - gaps) // _ACROSS
        height = max((made.heightForWidth(width) for made in self.buttons), default=0)
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, height)

    def take_focus(self) -> None:
        """Begin at the first."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
