"""Asks why something that was begun is withdrawn, before it is."""

from dataclasses import replace

from PySide6.QtCore import Signal

from safeguard_desktop.records import Question
from ui.pages.reason_card import ReasonCard
from ui.widgets.basics import words
from ui.widgets.services import Services
from ui.widgets.text_fields import LongField

_WHY = Question(
    "Why do you withdraw it?",
    name="reason",
    hint="For example: begun in the wrong case.",
    need="Say why you withdraw it.",
)
_WHY_AT_DESK = replace(_WHY, hint="For example: begun twice, or about the wrong person.")
_KEPT = "It leaves every list. It is kept with your reason, and can be brought back."
_AT_DESK = "It was never handed in, so nobody is told of it. If you are worried about somebody, hand it in instead."


class WithdrawCard(ReasonCard):
    """`at_desk` is for what nobody else has."""

    changed = Signal()

    def __init__(self, services: Services, *, at_desk: bool = False) -> None:
        about = (words(_KEPT, "muted"), *((words(_AT_DESK),) if at_desk else ()))
        reason = LongField(_WHY_AT_DESK if at_desk else _WHY, services, is_inner=True)
        super().__init__("Withdraw this", about, reason, "Withdraw it", "Leave it as it is")
        reason.changed.connect(self.changed)
