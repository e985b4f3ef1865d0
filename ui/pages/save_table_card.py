"""Asks why a table is saved outside the records, before it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from safeguard_desktop.records import Question
from ui.widgets.basics import Card, button, row, words
from ui.widgets.services import Services
from ui.widgets.text_fields import TextField

_WHY = Question(
    "Why do you save it?", name="reason", hint="For example: the inspector asked for it. It is kept in the log."
)
_ABOUT = (
    "The file says who, when, what, with any reason that was typed, and the number of the case; restricted cases too, "
    "if you may see them. It is not locked: anybody who has it can read it. Delete it when it has done its work."
)


class SaveTableCard(Card):
    """`given` tells the reason; `left` that nothing is to be saved."""

    given = Signal(str)
    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__("Save as a table")
        self.lines = words("")
        self.reason = TextField(_WHY, services, is_inner=True)
        self.save_button = button("Choose where to save it…")
        self.save_button.clicked.connect(self._give)
        self.leave_button = button("Cancel")
        self.leave_button.clicked.connect(self.left)
        for widget in (self.lines, words(_ABOUT, "muted"), self.reason):
            self.body.addWidget(widget)
        line = row()
        line.addWidget(self.save_button)
        line.addWidget(self.leave_button)
        line.addStretch()
        self.body.addLayout(line)

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
            self.refuse("Say why you save it.")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Enter goes on; Esc saves nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.save_button.click()
        else:
            super().keyPressEvent(event)
