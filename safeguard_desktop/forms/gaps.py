"""Names what a form wants and the records do not say yet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeguard_desktop.forms.layout import Cell, Layout, Section, question_at
from safeguard_desktop.forms.sources import Sources, answer_at, records_of
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Missing, Record, missing
from safeguard_desktop.records.values import is_empty


@dataclass(frozen=True)
class Gap:
    """One answer that a form wants: the source and question it belongs to, its label, and what to do.

    `question` is blank where the whole record is not there.
    """

    source: str
    question: str
    label: str
    sentence: str
    step: Step | None = None


def missing_on(layout: Layout, sources: Sources) -> tuple[Gap, ...]:
    """Return what is unanswered on a form, in its order, each once; what would read alike names its step."""
    found = {(gap.source, gap.question, gap.sentence): gap for gap in _gaps(layout, sources)}
    often = Counter(gap.sentence for gap in found.values())
    return tuple(_told_apart(gap) if often[gap.sentence] > 1 else gap for gap in found.values())


def _told_apart(gap: Gap) -> Gap:
    return replace(gap, sentence=gap.step.told(gap.sentence)) if gap.step is not None else gap


def _gaps(layout: Layout, sources: Sources) -> Iterator[Gap]:
    for section in layout.sections:
        wanted = {section.include, section.each} | {cell.source for cell in section.cells}
        for source in sorted(wanted - {""}):
            if not section.optional and not records_of(sources, source):
                yield _no_record(layout, source)
        if section.include:
            yield from _included(section, sources)
        for cell in section.cells:
            yield from _asked(section, cell, sources)


def _no_record(layout: Layout, source: str) -> Gap:
    words = layout.kind_of(source).replace("-", " ")
    return Gap(source, "", words.capitalize(), f"There is no {words} to print from yet.")


def _included(section: Section, sources: Sources) -> Iterator[Gap]:
    for record in records_of(sources, section.include):
        for one in missing(record):
            if one.step is None or section.prints(one.step):
                yield _gap(section.include, one)


def _gap(source: str, one: Missing) -> Gap:
    return Gap(source, one.question.name, one.question.label, one.sentence, one.step)


def _asked(section: Section, cell: Cell, sources: Sources) -> Iterator[Gap]:
    for asked in (cell.ask, cell.name):
        source, _, path = asked.partition(".")
        every = records_of(sources, source)
        for record in every if section.each == source else every[:1]:
            needed = [one for one in missing(record) if one.question.name == path.split(".")[0]]
            yield from (_gap(source, one) for one in needed)
            if cell.required and not needed:
                yield from _required(record, cell)


def _required(record: Record, cell: Cell) -> Iterator[Gap]:
    question = question_at(type(record), cell.path)
    top = question_at(type(record), cell.path[:1])
    skipped = top.step is not None and top.step.key in record.skipped
    if top.is_asked(record) and not skipped and is_empty(answer_at(record, cell.path)):
        label = cell.label or question.label
        yield Gap(cell.source, ".".join(cell.path), label, question.need or f"Answer “{label.rstrip('?')}”.", top.step)
