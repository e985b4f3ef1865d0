"""Draws an answer by the sort of its question: words, boxes to tick, facts, and rows of parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguard_desktop.forms.blocks import Block, Gap, Guide, Stack, Text, Ticks
from safeguard_desktop.forms.lines import width_of
from safeguard_desktop.forms.looks import ANSWER, INNER, LABEL, NOTE, PAD, SMALL
from safeguard_desktop.forms.sections import GRID, Cell, Part, Row, SubBand
from safeguard_desktop.records.questions import Question, Sort
from safeguard_desktop.records.record import answer_lines, questions
from safeguard_desktop.records.values import Fact, YesNo, is_empty

EMPTY_ROWS = 2
LONG_LINES = 6
MOST_OPTIONS = 10
LINE_TALL = 17.0
_SHARES = (4, 6, GRID)
_RESTS_ON, _SAID_BY = "What it rests on", "Who said so"


@dataclass(frozen=True)
class Setting:
    """How answers are printed: filled in or to be written by hand, and the names of those referred to, by id."""

    blank: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


Answers = Callable[[Question], Any]
"""Gives the answer to a question, None where there is none."""


def inner_width(share: int) -> float:
    """Return the width inside a cell that is so many twelfths of the page wide, in points."""
    return INNER * share / GRID - 2 * PAD


def _ticks(question: Question, value: Any, *, every: bool = False) -> Ticks:
    """Return the boxes of a choice. Of a long list that is answered, only what was picked, unless `every` is asked."""
    chosen = value.answer if isinstance(value, Fact) else value
    picked = set(chosen) if isinstance(chosen, tuple) else {chosen}
    options = tuple((option.label, option in picked) for option in question.options or YesNo)
    if not every and len(options) > MOST_OPTIONS and any(ticked for _, ticked in options):
        options = tuple(option for option in options if option[1])
    return Ticks(options)


def _space(question: Question, tall: int) -> Block:
    if question.sort in (Sort.WHEN, Sort.DATE):
        return Guide("DD / MM / YYYY")
    lines = tall or (LONG_LINES if question.sort in (Sort.LONG, Sort.RECORDS) else 1)
    return Gap(lines * LINE_TALL)


def answer_block(question: Question, value: Any, setting: Setting, tall: int = 0, *, every: bool = False) -> Block:
    """Return the drawing of an answer, without its label."""
    if question.sort in (Sort.CHOICE, Sort.CHOICES, Sort.FACT):
        ticks = _ticks(question, value, every=every)
        return Stack((ticks, *_fact_words(value, setting)), 3.0) if question.sort is Sort.FACT else ticks
    if setting.blank:
        return _space(question, tall)
    return Text("\n".join(answer_lines(question, value, setting.names)))


def _fact_words(value: Any, setting: Setting) -> Iterator[Block]:
    fact = value if isinstance(value, Fact) else Fact()
    for label, words in ((_RESTS_ON, fact.evidence), (_SAID_BY, fact.said_by)):
        if words or setting.blank:
            yield Text(label, LABEL)
            yield Text(words) if words else Gap(LINE_TALL)


def labelled(label: str, block: Block, hint: str = "") -> Block:
    """Return a block with its label above it."""
    words: list[Block] = [Text(label, LABEL)]
    if hint:
        words.append(Text(hint, SMALL))
    return Stack((*words, block), 1.0)


def question_block(
    question: Question, value: Any, setting: Setting, label: str = "", tall: int = 0, *, every: bool = False
) -> Block:
    """Return a question's label and its answer; on a blank form the hint as well, if there is room to write."""
    hint = question.hint if setting.blank and question.sort is Sort.LONG else ""
    return labelled(label or question.label, answer_block(question, value, setting, tall, every=every), hint)


def _natural_share(question: Question, value: Any, setting: Setting) -> int:
    """Return how wide a question wants to be, in twelfths of the page."""
    if question.sort in (Sort.LONG, Sort.RECORDS, Sort.CHOICES):
        return GRID
    label = width_of(question.label, LABEL) / 2
    if question.sort is Sort.CHOICE:
        wanted = max(label, _ticks(question, value).natural_width())
    elif setting.blank:
        wanted = max(label, inner_width(4 if question.sort in (Sort.WHEN, Sort.DATE, Sort.NUMBER) else 6))
    else:
        lines = "  ".join(answer_lines(question, value, setting.names))
        wanted = max(label, width_of(lines, ANSWER) / (1 if question.sort in (Sort.WHEN, Sort.DATE) else 1.8))
        wanted = max(wanted, inner_width(6) if question.sort is Sort.TEXT else 0)
    return next((share for share in _SHARES if wanted <= inner_width(share) + 0.01), GRID)


def packed(asked: Iterable[Question], answers: Answers, setting: Setting) -> Iterator[Part]:
    """Yield rows for questions in their order, as many beside each other as go there, all of a row equally wide."""
    row: list[Block] = []
    used = 0
    for question in asked:
        value = answers(question)
        whole = question.sort in (Sort.FACT, Sort.GROUP, Sort.ROWS)
        share = GRID if whole else _natural_share(question, value, setting)
        if row and used + share > GRID:
            yield even_row(row)
            row, used = [], 0
        if whole:
            yield from rows_for(question, value, setting)
        else:
            row.append(question_block(question, value, setting))
            used += share
    if row:
        yield even_row(row)


def even_row(blocks: Iterable[Block]) -> Row:
    """Return a row of cells of one width."""
    every = tuple(blocks)
    return Row(tuple(Cell(block, GRID // len(every)) for block in every))


def note_row(words: str) -> Row:
    """Return a row of explanation across the page."""
    return Row((Cell(Text(words, NOTE)),), least=0.0, leads=True)


def rows_for(question: Question, value: Any, setting: Setting, label: str = "") -> Iterator[Part]:
    """Yield the rows of a question that needs some of its own: a fact, a group, or rows of parts."""
    title = label or question.label
    if question.sort is Sort.FACT:
        yield fact_row(title, value, setting)
    elif question.part is None:
        yield even_row([question_block(question, value, setting, label)])
    elif question.sort is Sort.GROUP:
        yield SubBand(title)
        yield from _part_rows(question, value, setting)
    elif not setting.blank and is_empty(value):
        yield even_row([labelled(title, Text(""))])
    else:
        items = (None,) * EMPTY_ROWS if setting.blank else value
        for number, item in enumerate(items, start=1):
            yield SubBand(f"{title}: {number}")
            yield from _part_rows(question, item, setting)


def _part_rows(question: Question, part: Any, setting: Setting) -> Iterator[Part]:
    if question.part is None:
        return
    inner = questions(question.part)
    asked = [q for q in inner if part is None or q.is_asked(part)]
    yield from packed(asked, lambda q: getattr(part, q.name) if part is not None else None, setting)


def fact_row(label: str, value: Any, setting: Setting) -> Row:
    """Return a fact as one row: the answer, what it rests on, and who said so."""
    fact = value if isinstance(value, Fact) else Fact()
    ticks = Ticks(tuple((option.label, option == fact.answer) for option in YesNo))
    room = LINE_TALL * 2 if setting.blank else 0.0
    return Row(
        (
            Cell(Stack((Text(label, ANSWER), ticks), 3.0), 5),
            Cell(labelled(_RESTS_ON, Text(fact.evidence) if fact.evidence else Gap(room)), 4),
            Cell(labelled(_SAID_BY, Text(fact.said_by) if fact.said_by else Gap(room)), 3),
        )
    )
