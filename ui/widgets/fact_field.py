"""A field for one fact: yes, no or not known, what it rests on, and who said so."""

from PySide6.QtWidgets import QWidget

from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.values import Fact, YesNo
from ui.widgets.basics import column, row
from ui.widgets.choice_fields import Radios
from ui.widgets.field import Field, Raw, caption
from ui.widgets.inputs import Line, LongText
from ui.widgets.problems import made
from ui.widgets.services import Services


class FactField(Field):
    """The answer first; once it is given, what it rests on and who said so."""

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.radios = Radios(tuple(YesNo), one_line=True)
        self.evidence = LongText(least=1, most=8)
        self.said_by = Line()
        self._below = self._evidence_row()
        self.content.addWidget(self.radios)
        self.content.addWidget(self._below)
        self.radios.changed.connect(self.changed)
        self.radios.changed.connect(self._show_below)
        self.evidence.textChanged.connect(self.changed)
        self.said_by.textEdited.connect(self.changed)
        marks = ((mark, mark.said) for mark in self.radios.buttons)
        self.take_inputs(*marks, (self.evidence, "what this rests on"), (self.said_by, "who said so"))
        self._show_below()

    def _evidence_row(self) -> QWidget:
        box = QWidget()
        line = row(box, gap=12)
        for words, part, share in (("What this rests on", self.evidence, 3), ("Who said so", self.said_by, 2)):
            one = column(gap=4)
            one.addWidget(caption(words, part))
            one.addWidget(part)
            one.addStretch()
            line.addLayout(one, share)
        return box

    def _show_below(self) -> None:
        typed = bool(self.evidence.toPlainText() or self.said_by.text())
        self._below.setVisible(typed or self.radios.choice() is not None)

    def value(self) -> Fact | None:
        """Return the fact, or None where nothing was answered or typed. Raises InputTrouble for too much text."""
        answer = self.radios.choice()
        evidence = self.evidence.toPlainText()
        said_by = self.said_by.text()
        if answer is None and not evidence.strip() and not said_by.strip():
            return None
        parts = {"answer": answer, "evidence": evidence, "said_by": said_by}
        kept = {name: part for name, part in parts.items() if part is not None and part.strip()}
        return made(Fact, kept, self.question.name)

    def set_value(self, value: Fact | None) -> None:
        """Show the fact."""
        fact = value or Fact()
        self.radios.set_choice(fact.answer)
        self.evidence.setPlainText(fact.evidence or "")
        self.said_by.setText(fact.said_by or "")
        self._show_below()

    def take_focus(self) -> None:
        """Go to the choice taken, or to the first."""
        self.radios.take_focus()

    def raw(self) -> Raw:
        """Return the three parts as they stand."""
        answer = self.radios.choice()
        return {
            "answer": None if answer is None else answer.value,
            "evidence": self.evidence.toPlainText(),
            "said_by": self.said_by.text(),
        }

    def set_raw(self, raw: Raw) -> None:
        """Show the three parts as they stood."""
        parts = raw if isinstance(raw, dict) else {}
        self.radios.set_choice(parts.get("answer"))
        self.evidence.setPlainText(str(parts.get("evidence") or ""))
        self.said_by.setText(str(parts.get("said_by") or ""))
        self._show_below()
