"""Asks why something that was begun is withdrawn, before it is."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from safeguard_desktop.records import Question
from ui.widgets.basics import Card, button, row, words
from ui.widgets.services import Services
from ui.widgets.text_fields import LongField

_WHY = Question("Why do you withdraw it?", name="reason", hint="For example: begun in the wrong case.")
_WHY_AT_DESK = replace(_WHY, hint="For example: begun twice, or about the wrong person.")
_KEPT = "It leaves every list. It is kept with your reason, and can be brought back."
_AT_DESK = "It was never handed in, so nobody is told of it. If you are worried about somebody, hand it in instead."


class WithdrawCard(Card):
    """`given` tells the reason; `left` that it stays as it is. `at_desk` is for what nobody else has."""

    given = Signal(str)
    left = Signal()
    changed = Signal()

    def __init__(self, services: Services, *, at_desk: bool = False) -> None:
        super().__init__("Withdraw this")
        self.body.addWidget(words(_KEPT, "muted"))
        if at_desk:
            self.body.addWidget(words(_AT_DESK))
        self.reason = LongField(_WHY_AT_DESK if at_desk else _WHY, services, is_inner=True)
        self.reason.changed.connect(self.changed)
        self.body.addWidget(self.reason)
        self.withdraw_button = button("Withdraw it")
        self.withdraw_button.clicked.connect(self._give)
        self.leave_button = button("Leave it as it is")
        self.leave_button.clicked.connect(self.left)
        line = row()
        line.addWidget(self.withdraw_button)
        line.addWidget(self.leave_button)
        line.addStretch()
        self.body.addLayout(line)

    def take_focus(self) -> None:
        """Begin at the reason."""
        self.reason.take_focus()

    def _give(self) -> None:
        reason = self.reason.value()
        self.reason.show_error("" if reason else "Say why you withdraw it.")
        if reason:
            self.given.emit(reason)
        else:
            self.reason.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Esc leaves it as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
