"""Turns a layout and records into the sections that are printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from safeguard_desktop.forms.answers import (
    LINE_TALL,
    Answers,
    Setting,
    even_row,
    labelled,
    note_row,
    packed,
    question_block,
    rows_for,
)
from safeguard_desktop.forms.blocks import Block, Gap, Guide, Text
from safeguard_desktop.forms.figures import FIGURES
from safeguard_desktop.forms.layout import Cell, Layout, Section, question_at
from safeguard_desktop.forms.looks import AMBER_TINT, NOTE, STRONG
from safeguard_desktop.forms.sections import GRID, Part, Row, SubBand
from safeguard_desktop.forms.sections import Cell as Box
from safeguard_desktop.forms.sections import Section as Printed
from safeguard_desktop.forms.sources import Sources, answer_at, first_of, records_of
from safeguard_desktop.records.questions import Question, Sort, Step
from safeguard_desktop.records.record import Record, questions, questions_asked, steps
from safeguard_desktop.records.values import Skip

SIGN_TALL = 30.0
_OWN_ROWS = (Sort.FACT, Sort.GROUP, Sort.ROWS)


@dataclass(frozen=True)
class Builder:
    """Builds one form. `kinds` gives the kind of each source of a blank form, which has no records."""

    layout: Layout
    sources: Sources
    kinds: Mapping[str, type[Record]]
    setting: Setting

    def sections(self) -> Iterator[Block]:
        """Yield every section, numbered in the order in which they are printed."""
        number = 0
        for section in self.layout.sections:
            for printed in self._printed(section):
                number += 1
                yield replace(printed, number=number)

    def _printed(self, section: Section) -> Iterator[Printed]:
        if section.include and not section.title:
            for record in self._records(section.include):
                yield from self._steps_apart(section, record)
            return
        intro = (note_row(section.intro),) if section.intro else ()
        parts = tuple(self._parts(section))
        if any(isinstance(part, Row) for part in parts):
            yield Printed(section.title, (*intro, *parts))
        elif not section.optional and not any(records_of(self.sources, source) for source in section.sources):
            yield Printed(section.title, (*intro, note_row("Nothing is recorded here.")))

    def _records(self, source: str) -> tuple[Record | None, ...]:
        """Return the records of a source; on a blank form one that is empty."""
        return (None,) if self.setting.blank else records_of(self.sources, source)

    def _kind(self, source: str, record: Record | None) -> type[Record] | None:
        return type(record) if record is not None else self.kinds.get(source)

    def _parts(self, section: Section) -> Iterator[Part]:
        if section.include:
            for record in self._records(section.include):
                yield from self._included(section, record)
        if section.each:
            records = self._records(section.each)
            for number, record in enumerate(records, start=1):
                if len(records) > 1:
                    yield SubBand(f"{section.title}: {number} of {len(records)}")
                yield from self._rows(section, section.each, record)
        else:
            yield from self._rows(section, "", None)

    def _included(self, section: Section, record: Record | None) -> Iterator[Part]:
        every = tuple(self._steps_apart(section, record))
        for printed in every:
            first, *rest = printed.parts
            if isinstance(first, SubBand):
                yield replace(first, title=printed.title, cite=first.title.rpartition(": ")[2])
            elif len(every) == 1:
                yield first
            else:
                yield SubBand(printed.title)
                yield first
            yield from rest

    def _steps_apart(self, section: Section, record: Record | None) -> Iterator[Printed]:
        kind = self._kind(section.include, record)
        for step in steps(kind) if kind else ():
            if section.prints(step):
                parts = tuple(self._step(kind, step, record)) if kind else ()
                if any(isinstance(part, Row) for part in parts):
                    yield Printed(step.title, parts)
        if kind and not section.steps:
            loose = [q for q in questions(kind) if q.step is None]
            parts = tuple(packed(loose, _answers(record), self.setting))
            if parts:
                yield Printed("More", parts)

    def _step(self, kind: type[Record], step: Step, record: Record | None) -> Iterator[Part]:
        words = tuple(self._guidance(step)) if record is None else ()
        if words:
            yield note_row("\n".join(words))
        skip = record.skipped.get(step.key) if record is not None else None
        if skip is not None:
            yield _skipped(skip)
        asked = [q for q in questions(kind) if q.step == step]
        if record is not None:
            asked = list(questions_asked(record, step))
        if skip is not None:
            asked = [q for q in asked if answer_at(record, (q.name,)) is not None]
        yield from packed(asked, _answers(record), self.setting)

    def _guidance(self, step: Step) -> Iterator[str]:
        if step.intro:
            yield step.intro
        if step.say:
            yield f"You could say: “{step.say}”"

    def _rows(self, section: Section, each: str, record: Record | None) -> Iterator[Part]:
        for row in section.rows:
            lone = row[0] if len(row) == 1 else None
            if lone is not None and lone.figure:
                yield from FIGURES[lone.figure](self.sources, self.setting)
            elif lone is not None and lone.sign:
                yield self._signature(lone)
            elif lone is not None and (found := self._found(lone, each, record)) and found[1].sort in _OWN_ROWS:
                if self._is_asked(lone, found[0]):
                    yield from rows_for(found[1], answer_at(found[0], lone.path), self.setting, lone.label)
            elif any(self._is_drawn(cell, each, record) for cell in row):
                yield Row(tuple(self._box(cell, share, each, record) for cell, share in _shared(row)))

    def _record(self, cell: Cell, each: str, record: Record | None) -> Record | None:
        return record if each and cell.source == each else first_of(self.sources, cell.source)

    def _found(self, cell: Cell, each: str, record: Record | None) -> tuple[Record | None, Question] | None:
        """Return the record and the question of a cell, or None where the record is not there."""
        held = self._record(cell, each, record)
        kind = self._kind(cell.source, held)
        return (held, question_at(kind, cell.path)) if cell.ask and kind is not None else None

    def _is_asked(self, cell: Cell, record: Record | None) -> bool:
        return record is None or question_at(type(record), cell.path[:1]).is_asked(record)

    def _is_drawn(self, cell: Cell, each: str, record: Record | None) -> bool:
        found = self._found(cell, each, record)
        return bool(cell.text) or (found is not None and self._is_asked(cell, found[0]))

    def _box(self, cell: Cell, share: int, each: str, record: Record | None) -> Box:
        if cell.text:
            return Box(Text(cell.text, NOTE), share)
        found = self._found(cell, each, record)
        if found is None:
            return Box(Text(""), share)
        held, question = found
        value = answer_at(held, cell.path) if self._is_asked(cell, held) else None
        return Box(question_block(question, value, self.setting, cell.label, cell.tall, every=cell.every), share)

    def _signature(self, cell: Cell) -> Row:
        source, *path = cell.name.split(".")
        record = first_of(self.sources, source)
        name = answer_at(record, tuple(path)) if cell.name else None
        return Row(
            (
                Box(labelled(f"{cell.sign}: signature", Gap(SIGN_TALL)), 6),
                Box(labelled("Name", Text(name) if name else Gap(LINE_TALL)), 3),
                Box(labelled("Date", Guide("DD / MM / YYYY")), 3),
            )
        )


def _answers(record: Record | None) -> Answers:
    return lambda question: record.answer(question.name) if record is not None else None


def _skipped(skip: Skip) -> Row:
    first, *more = skip.words
    words: tuple[Block, ...] = (Text(f"{skip.title}: {first}", STRONG), *(Text(line) for line in more))
    return Row(even_row(words).cells if len(words) == 1 else (Box(words[0], 5), Box(words[1], 7)), AMBER_TINT)


def _shared(row: tuple[Cell, ...]) -> Iterator[tuple[Cell, int]]:
    """Yield each cell of a row with its width; those that name none share what is left."""
    left = GRID - sum(cell.wide for cell in row)
    open_cells = [cell for cell in row if not cell.wide]
    for cell in row:
        yield cell, cell.wide or max(left // max(len(open_cells), 1), 1)
