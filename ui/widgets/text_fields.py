"""Fields for words and for numbers."""

import re
from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.records.questions import Question
from ui.widgets.basics import button
from ui.widgets.field import Field, Raw
from ui.widgets.flow import Flow
from ui.widgets.inputs import Line, LongText
from ui.widgets.services import Services


class TextField(Field):
    """A line of words. Answers often given are offered as buttons below it."""

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.line = Line()
        self.line.textEdited.connect(self.changed)
        self.content.addWidget(self.line)
        if question.offer:
            self.content.addWidget(self._offers(question.offer))
        self.take_inputs((self.line, ""))

    def _offers(self, offers: tuple[str, ...]) -> QWidget:
        box = QWidget()
        flow = Flow(box, gap=8)
        for offer in offers:
            made = button(offer)
            made.setAccessibleName(f"{self.question.label}: put in “{offer}”")
            made.clicked.connect(partial(self._take_offer, offer))
            flow.addWidget(made)
        return box

    def _take_offer(self, offer: str) -> None:
        self.line.setText(offer)
        self.changed.emit()

    def value(self) -> str | None:
        """Return the words, or None for none. Raises InputTrouble for words that are not what is asked for."""
        text = self.line.text()
        wrong = self.question.shape(text) if self.question.shape is not None and text.strip() else ""
        if wrong:
            raise self.trouble(wrong)
        return text if text.strip() else None

    def set_value(self, value: str | None) -> None:
        """Show the words."""
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def raw(self) -> Raw:
        """Return the words as typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show words as typed before."""
        self.line.setText(raw if isinstance(raw, str) else "")


class LongField(Field):
    """Several lines of words, as long as it takes."""

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.edit = LongText(least=2 if is_inner else 4)
        self.edit.textChanged.connect(self.changed)
        self.content.addWidget(self.edit)
        self.take_inputs((self.edit, ""))

    def value(self) -> str | None:
        """Return the words, or None for none."""
        text = self.edit.toPlainText()
        return text if text.strip() else None

    def set_value(self, value: str | None) -> None:
        """Show the words."""
        self.edit.setPlainText(value or "")

    def raw(self) -> Raw:
        """Return the words as typed."""
        return self.edit.toPlainText()

    def set_raw(self, raw: Raw) -> None:
        """Show words as typed before."""
        self.edit.setPlainText(raw if isinstance(raw, str) else "")


class NumberField(Field):
    """A whole number."""

    _WHOLE = re.compile(r"-?[0-9]{1,9}\Z")

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.line = Line()
        self.line.setMaximumWidth(220)
        self.line.textEdited.connect(self.changed)
        self.content.addWidget(self.line)
        self.take_inputs((self.line, ""))

    def value(self) -> int | None:
        """Return the number. Raises InputTrouble when it is not one."""
        text = re.sub(r"[\s,]", "", self.line.text())
        if not text:
            return None
        if not text.isascii() or not self._WHOLE.match(text):
            raise self.trouble("Enter a whole number, in figures, such as 3.")
        return int(text)

    def set_value(self, value: int | None) -> None:
        """Show the number."""
        self.line.setText("" if value is None else str(value))

    def raw(self) -> Raw:
        """Return what was typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show what was typed before."""
        self.line.setText(raw if isinstance(raw, str) else "")
