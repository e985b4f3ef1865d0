"""Asks why something is done, before it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.basics import Card, button, buttons
from ui.widgets.text_fields import LongField, TextField


class ReasonCard(Card):
    """`given` tells the reason; `left` that nothing is to be done. Enter goes on from a box of one line."""

    given = Signal(str)
    left = Signal()

    def __init__(
        self, title: str, about: tuple[QWidget, ...], reason: TextField | LongField, go: str, leave: str
    ) -> None:
        super().__init__(title)
        self.reason = reason
        self.go_button, self.leave_button = button(go), button(leave)
        self.go_button.clicked.connect(self._give)
        self.leave_button.clicked.connect(self.left)
        for widget in (*about, reason, buttons(self.go_button, self.leave_button)):
            self.body.addWidget(widget)

    def take_focus(self) -> None:
        """Begin at the reason."""
        self.reason.take_focus()

    def refuse(self, said: str) -> None:
        """Say at the reason what is wrong with it."""
        self.reason.show_error(said)
        self.reason.take_focus()

    def _give(self) -> None:
        reason = self.reason.value()
        if reason:
            self.reason.show_error("")
            self.given.emit(reason)
        else:
            self.refuse(self.reason.question.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Esc leaves it; Enter goes on where it begins no new line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.go_button.click()
        else:
            super().keyPressEvent(event)
