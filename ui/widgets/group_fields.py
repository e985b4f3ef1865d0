"""Fields for answers that belong together, once or several times."""

from functools import partial

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.record import questions
from safeguard_desktop.records.values import Part, is_empty
from ui.widgets.basics import Card, button, row, tab_before, words
from ui.widgets.field import Field, Raw
from ui.widgets.form import Form, MakeField
from ui.widgets.problems import made
from ui.widgets.services import Services


class _Block(Form):
    """The questions of one part."""

    def __init__(self, part: type[Part], make: MakeField) -> None:
        super().__init__(questions(part), make, gap=12)
        self._part = part
        self.fill(part())

    def set_part(self, value: Part | None, raw: Raw = None) -> None:
        """Show a part, or what once stood here."""
        self.fill(value or self._part(), raw if isinstance(raw, dict) else None)

    def belong_to(self, whole: str) -> None:
        """Say with each inner field what it is a part of."""
        for field in self.fields.values():
            field.belong_to(f"{whole}.")

    def part(self, name: str) -> Part | None:
        """Return the part, or None for an empty one. Raises InputTrouble."""
        values, troubles = self.collect()
        for inner, trouble in troubles.items():
            label = self.fields[inner].question.label.rstrip("?")
            raise InputTrouble(f"{label}: {trouble.sentence}", field=name)
        kept = {inner: value for inner, value in values.items() if not is_empty(value)}
        return made(self._part, kept, name) if kept else None

    def mark(self, *, troubled: bool) -> None:
        """Show each trouble at its inner field, or take them all away."""
        troubles = self.collect()[1] if troubled else {}
        self.show_errors({inner: trouble.sentence for inner, trouble in troubles.items()})

    @property
    def is_marked(self) -> bool:
        """Whether an inner field says what is wrong."""
        return any(field.error for field in self.fields.values())

    def take_focus(self) -> None:
        """Go to the first inner field with trouble, or to the first."""
        shown = [field for field in self.fields.values() if field.isVisibleTo(self)]
        troubled = [field for field in shown if field.error]
        for field in (troubled or shown)[:1]:
            field.take_focus()


class GroupField(Field):
    """Several questions that make up one answer."""

    def __init__(self, question: Question, services: Services, make: MakeField, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.block = _Block(_part_of(question), make)
        self.block.changed.connect(self.changed)
        self.content.addWidget(self.block)
        self.setAccessibleName(question.label)
        self.block.belong_to(question.label.rstrip("?"))

    def value(self) -> Part | None:
        """Return the part, or None. Raises InputTrouble."""
        return self.block.part(self.question.name)

    def set_value(self, value: Part | None) -> None:
        """Show the part."""
        self.block.set_part(value)

    def raw(self) -> Raw:
        """Return what stands in each inner field."""
        return self.block.raw()

    def set_raw(self, raw: Raw) -> None:
        """Show what stood in each inner field."""
        self.block.set_part(None, raw)

    def show_error(self, sentence: str) -> None:
        """Show the sentence at the inner field, or here where it is about the whole."""
        super().show_error(sentence)
        self.block.mark(troubled=bool(sentence))
        self.problem.setVisible(bool(sentence) and not self.block.is_marked)

    def take_focus(self) -> None:
        """Go to the inner field with trouble, or to the first."""
        self.block.take_focus()


class _Row(Card):
    """One of several parts, with its number and a button to take it away."""

    def __init__(self, block: _Block) -> None:
        super().__init__(margin=14)
        self.block = block
        self.title = words("", "strong")
        self.away = button("Remove", picture="bin")
        line = row()
        line.addWidget(self.title, 1)
        line.addWidget(self.away)
        self.body.addLayout(line)
        self.body.addWidget(block)

    def set_number(self, number: int, label: str) -> None:
        """Show which one it is."""
        self.title.setText(f"{label}, number {number}")
        self.block.belong_to(f"{label}, number {number}")
        self.away.setAccessibleName(f"Remove number {number}")


class RowsField(Field):
    """A part that can be given any number of times."""

    def __init__(self, question: Question, services: Services, make: MakeField, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self._make = make
        self.rows: list[_Row] = []
        self.add = button("Add one", picture="plus")
        self.add.clicked.connect(self._on_add)
        line = row()
        line.addWidget(self.add)
        line.addStretch()
        self.content.addLayout(line)
        self.take_inputs((self.add, "add one"))

    def _new_row(self, part: Part | None = None, raw: Raw = None) -> _Row:
        made_row = _Row(_Block(_part_of(self.question), self._make))
        made_row.block.set_part(part, raw)
        made_row.block.changed.connect(self.changed)
        made_row.away.clicked.connect(partial(self._remove, made_row))
        self.content.insertWidget(len(self.rows), made_row)
        tab_before(self.add, made_row)
        self.rows.append(made_row)
        self._number()
        return made_row

    def _number(self) -> None:
        for number, one in enumerate(self.rows, start=1):
            one.set_number(number, self.question.label.rstrip("?"))
        self.add.setText("Add another" if self.rows else "Add one")

    def _on_add(self) -> None:
        self._new_row().block.take_focus()
        self.changed.emit()

    def _remove(self, one: _Row) -> None:
        self._drop(one)
        self.add.setFocus()
        self.changed.emit()

    def _drop(self, one: _Row) -> None:
        self.rows.remove(one)
        self.content.removeWidget(one)
        one.hide()
        one.deleteLater()
        self._number()

    def _empty(self) -> None:
        for one in list(self.rows):
            self._drop(one)

    def value(self) -> tuple[Part, ...] | None:
        """Return the parts that say something, or None. Raises InputTrouble, naming the number."""
        found: list[Part] = []
        for number, one in enumerate(self.rows, start=1):
            try:
                part = one.block.part(self.question.name)
            except InputTrouble as trouble:
                raise self.trouble(f"Number {number}: {trouble.sentence}") from None
            found += [part] if part is not None else []
        return tuple(found) or None

    def set_value(self, value: tuple[Part, ...] | None) -> None:
        """Show the parts."""
        self._empty()
        for part in value or ():
            self._new_row(part)

    def raw(self) -> Raw:
        """Return what stands in each field of each part."""
        return [one.block.raw() for one in self.rows]

    def set_raw(self, raw: Raw) -> None:
        """Show what stood in each field of each part."""
        self._empty()
        for one in raw if isinstance(raw, list) else []:
            self._new_row(raw=one)

    def show_error(self, sentence: str) -> None:
        """Show the sentence at the inner field, or here where it is about the whole."""
        super().show_error(sentence)
        for one in self.rows:
            one.block.mark(troubled=bool(sentence))
        self.problem.setVisible(bool(sentence) and not any(one.block.is_marked for one in self.rows))

    def take_focus(self) -> None:
        """Go to the part with trouble, or to the button that adds one."""
        for one in self.rows:
            if one.block.is_marked:
                one.block.take_focus()
                return
        self.add.setFocus()


def _part_of(question: Question) -> type[Part]:
    if question.part is None:
        raise TypeError(f"{question.name}: no part")
    return question.part
