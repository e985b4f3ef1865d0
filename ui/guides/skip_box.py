"""The box at the end of a step that can be passed over: why, and the reason."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.values import Skip, SkipWhy
from ui.widgets.basics import column, rule
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.problems import made
from ui.widgets.services import Services
from ui.widgets.text_fields import LongField

_WHY = Question("No answer to write down? Say why", name="skip", options=SkipWhy)
_REASON = Question("Your reason", name="reason", hint="One or two sentences are enough.")


class SkipBox(QWidget):
    """Why a step has no answer. Every choice but "they did not say" wants a reason (6.5)."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.why = ChoiceField(_WHY, services, one_line=True)
        self.reason = LongField(_REASON, services, is_inner=True)
        layout = column(self, gap=10)
        layout.addWidget(rule())
        layout.addWidget(self.why)
        layout.addWidget(self.reason)
        self.why.changed.connect(self._on_changed)
        self.reason.changed.connect(self.changed)
        self._show_reason()

    def _on_changed(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        why = self.why.value()
        self.reason.setVisible(why is not None and why is not SkipWhy.DID_NOT_SAY)

    def skip(self) -> Skip | None:
        """Return the skip, or None. Raises InputTrouble when the reason is wanted and missing."""
        why = self.why.value()
        if why is None:
            return None
        reason = None if why is SkipWhy.DID_NOT_SAY else self.reason.value()
        found = made(Skip, {"why": why, "reason": reason}, "reason")
        if not found.explained:
            raise InputTrouble("Say why you passed over this step.", field="reason")
        return found

    def set_skip(self, skip: Skip | None) -> None:
        """Show a skip."""
        self.why.set_value(skip.why if skip else None)
        self.reason.set_value(skip.reason if skip else None)
        self._show_reason()

    def raw(self) -> dict[str, Any]:
        """Return what stands here; nothing when it is empty."""
        parts = {"why": self.why.raw(), "reason": self.reason.raw()}
        return parts if any(parts.values()) else {}

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Show what stood here."""
        self.why.set_raw(raw.get("why"))
        self.reason.set_raw(raw.get("reason"))
        self._show_reason()
