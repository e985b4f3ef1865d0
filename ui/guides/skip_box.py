"""The box at the end of a step that can be passed over: why, and the reason; and where the conversation ended."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question, Step
from safeguard_desktop.records.values import EndedWhy, Skip, SkipWhy
from ui.widgets.basics import column, reveal, rule, words
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.problems import made
from ui.widgets.services import Services
from ui.widgets.text_fields import LongField

_WHY = Question("No answer to write down? Say why", name="skip", options=SkipWhy)
_ENDED = Question("Why did it end?", name="ended", options=EndedWhy)
_REASON = Question("In your own words", name="reason", hint="One or two sentences are enough.")


class SkipBox(QWidget):
    """Why a step has no answer. Every choice but "they did not say" wants a reason (6.5)."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.why = ChoiceField(_WHY, services, one_line=True)
        self.ended = ChoiceField(_ENDED, services)
        self.reason = LongField(_REASON, services, is_inner=True)
        self.marks = words("", "muted")
        layout = column(self, gap=10)
        layout.addWidget(rule())
        for widget in (self.why, self.ended, self.reason, self.marks):
            layout.addWidget(widget)
        self.why.changed.connect(self._on_changed)
        for field in (self.ended, self.reason):
            field.changed.connect(self.changed)
        self._show_wanted()

    def _on_changed(self) -> None:
        self._show_wanted()
        self.changed.emit()

    def _show_wanted(self) -> None:
        why = self.why.value()
        self.reason.setVisible(why is not None and why is not SkipWhy.DID_NOT_SAY)
        for widget in (self.ended, self.marks):
            widget.setVisible(why is SkipWhy.ENDED)

    def end(self) -> None:
        """Choose that the conversation ended here, and go to why."""
        self.why.set_value(SkipWhy.ENDED)
        self._on_changed()
        self.ended.take_focus()
        reveal(self)
        reveal(self.ended)

    def show_marked(self, steps: Sequence[Step]) -> None:
        """Say which steps are marked when it is saved that the conversation ended here."""
        names = ", ".join(step.short or step.title for step in steps)
        count = "1 step is" if len(steps) == 1 else f"{len(steps)} steps are"
        marked = f"When you save, {count} marked as not asked: {names}."
        nothing = "Nothing is left to mark: every step from here on has its answers."
        self.marks.setText(f"{marked if steps else nothing} You can take it back, and go on another day.")

    def skip(self) -> Skip | None:
        """Return the skip, or None. Raises InputTrouble, naming the field, when a reason is wanted and missing."""
        why = self.why.value()
        if why is None:
            return None
        reason = None if why is SkipWhy.DID_NOT_SAY else self.reason.value()
        ended = self.ended.value() if why is SkipWhy.ENDED else None
        found = made(Skip, {"why": why, "reason": reason, "ended": ended}, "reason")
        if why is SkipWhy.ENDED and ended is None:
            raise InputTrouble("Say why the conversation ended.", field="ended")
        if not found.explained:
            what = "the conversation ended" if ended is not None else "you passed over this step"
            raise InputTrouble(f"Say why {what}.", field="reason")
        return found

    def set_skip(self, skip: Skip | None) -> None:
        """Show a skip."""
        self.why.set_value(skip.why if skip else None)
        self.ended.set_value(skip.ended if skip else None)
        self.reason.set_value(skip.reason if skip else None)
        self._show_wanted()

    def show_error(self, sentence: str, field: str = "") -> None:
        """Show what is missing at the field that wants it; nothing takes it away."""
        self.ended.show_error(sentence if field == "ended" else "")
        self.reason.show_error(sentence if field != "ended" else "")

    def take_focus(self) -> None:
        """Go to what is missing."""
        (self.ended if self.ended.error else self.reason).take_focus()

    def raw(self) -> dict[str, Any]:
        """Return what stands here; nothing when it is empty."""
        parts = {"why": self.why.raw(), "ended": self.ended.raw(), "reason": self.reason.raw()}
        return parts if any(parts.values()) else {}

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Show what stood here."""
        self.why.set_raw(raw.get("why"))
        self.ended.set_raw(raw.get("ended"))
        self.reason.set_raw(raw.get("reason"))
        self._show_wanted()


def without_end(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what stood in a box, unless it says that the conversation ended here."""
    return {} if raw.get("why") == SkipWhy.ENDED.value else raw
