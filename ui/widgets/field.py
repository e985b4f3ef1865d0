"""The base of every field: label, hint, trouble shown at the field, and the answer in two forms."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question
from ui.widgets.basics import column, row, set_role, words
from ui.widgets.callout import Callout
from ui.widgets.services import Services

Raw = Any
"""An answer as it stands on the screen, finished or not: only what JSON can hold."""


class Field(QFrame):
    """One question on the screen.

    `value()` is the answer, typed as the record wants it, or None; it raises InputTrouble for input that cannot be
    used. `raw()` is whatever stands there, so that nothing typed is lost. Subclasses fill `content`, and give the
    inputs to `take_inputs`: the label belongs to the first, and all get names for screen readers.
    """

    changed = Signal()

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__()
        self.question = question
        self.services = services
        self._inputs: list[QWidget] = []
        self._whole = ""
        self._is_optional = False
        self._column = column(self, gap=6)
        self.label = words(question.label, "strong")
        self.hint = words(question.hint, "small")
        self.problem = words("", "problem")
        self._column.addLayout(self._label_row())
        for label in (self.hint, self.problem):
            self._column.addWidget(label)
        self.hint.setVisible(bool(question.hint))
        self.problem.hide()
        if question.say:
            self._column.addWidget(Callout("info", "Words you could use", question.say))
        self.content = column(gap=6)
        self._column.addLayout(self.content)
        self.is_inner = is_inner

    def _label_row(self) -> Any:
        self.beside_label = row(gap=8)
        line = row(gap=8)
        line.addWidget(self.label, 1)
        line.addLayout(self.beside_label)
        return line

    def leave_out_label(self) -> None:
        """Show no label, as the title right above asks the same; screen readers hear it all the same."""
        self.label.hide()
        self.beside_label.insertStretch(0)

    def take_inputs(self, *inputs: tuple[QWidget, str]) -> None:
        """Name the inputs for screen readers; each comes with its part's name, or "" when it is the only one."""
        self._inputs = [widget for widget, _ in inputs]
        for widget, part in inputs:
            name = self.question.label
            widget.setAccessibleName(f"{name}: {part}" if part else name)
        self._describe()
        if self._inputs:
            self.label.setBuddy(self._inputs[0])

    def belong_to(self, whole: str) -> None:
        """Say with each input what it is a part of, as "Name" may be asked of several."""
        self._whole = whole
        self._describe()

    def mark_optional(self) -> None:
        """Say, beside the label, that one may leave this question out."""
        self._is_optional = True
        self.label.setText(f"{self.question.label} (optional)")
        self._describe()

    def _describe(self) -> None:
        optional = "Optional." if self._is_optional else ""
        said = " ".join(filter(None, (self.error, optional, self._whole, self.question.hint)))
        for widget in self._inputs:
            widget.setAccessibleDescription(said)

    def value(self) -> Any:
        """Return the answer, or None. Raises InputTrouble for what cannot be used."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show an answer."""
        raise NotImplementedError

    def raw(self) -> Raw:
        """Return what stands on the screen."""
        raise NotImplementedError

    def set_raw(self, raw: Raw) -> None:
        """Show what once stood on the screen; anything unreadable is left out."""
        raise NotImplementedError

    @property
    def error(self) -> str:
        """The sentence shown at the field, or nothing."""
        return self.problem.text()

    def show_error(self, sentence: str) -> None:
        """Show a sentence at the field, or take it away."""
        if sentence == self.problem.text():
            return
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        set_role(self, "problem", bool(sentence))
        self._column.setContentsMargins(14 if sentence else 0, 0, 0, 0)
        for widget in self._inputs:
            set_role(widget, "problem", bool(sentence))
        self._describe()

    def take_focus(self) -> None:
        """Put the focus where the answer, or the trouble with it, is."""
        if self._inputs:
            self._inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def trouble(self, sentence: str, next_step: str = "") -> InputTrouble:
        """Return the trouble with this field's input."""
        return InputTrouble(sentence, next_step, field=self.question.name)


def caption(text: str, buddy: QWidget) -> QLabel:
    """Return a small visible label for one box of several."""
    label = words(text, "small", wrap=False)
    label.setBuddy(buddy)
    return label
