"""What cannot be true in a record: dates in the future or before a birth, numbers that are none, answers that clash."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from safeguard_desktop.records.questions import Question, Sort
from safeguard_desktop.records.record import Missing, Record, questions
from safeguard_desktop.records.values import Part, When, is_empty

OLDEST = 125
"""No living person is known to be older than this, in years."""


def problems(record: Record, today: date, born: When | None = None) -> tuple[Missing, ...]:
    """Return what cannot be true, each as a sentence for its question, in the order in which it is asked.

    `today` is the local date; `born` the adult's date of birth, where it is known. For a record that holds its own
    date of birth, that one counts. Questions that are not asked are not checked.
    """
    own = getattr(record, "date_of_birth", None)
    return tuple(_problems(record, today, own if isinstance(own, When) else born))


def _problems(record: Record, today: date, born: When | None) -> Iterator[Missing]:
    for question in questions(type(record)):
        if question.is_asked(record):
            for sentence in _wrong(record, question, today, born):
                yield Missing(question, question.step, sentence)


def _wrong(holder: BaseModel, question: Question, today: date, born: When | None) -> Iterator[str]:
    """Yield what is wrong with one answer of a record or row, and with the answers inside it."""
    value: Any = getattr(holder, question.name)
    if is_empty(value):
        return
    if question.sort in (Sort.WHEN, Sort.DATE):
        yield from _wrong_date(question, value if isinstance(value, When) else When.on(value), today, born)
    if question.shape is not None and (misshapen := question.shape(str(value))):
        yield misshapen
    if question.check is not None:
        sentence = question.check(holder, value)
        if sentence:
            yield sentence
    if question.part is not None:
        yield from _wrong_inside(question, value, today, born)


def _wrong_inside(question: Question, value: Any, today: date, born: When | None) -> Iterator[str]:
    rows: tuple[Part, ...] = value if isinstance(value, tuple) else (value,)
    for number, row in enumerate(rows, start=1):
        where = f"{question.label}, number {number}" if question.sort is Sort.ROWS else question.label
        for inner in questions(type(row)):
            yield from (f"{where}: {sentence}" for sentence in _wrong(row, inner, today, born))


def _wrong_date(question: Question, when: When, today: date, born: When | None) -> Iterator[str]:
    name = question.label.rstrip("?")
    if question.past and when.earliest > today:
        yield f"“{name}” is in the future. Enter a date up to today."
    elif question.birth:
        if today.year - when.year > OLDEST:
            yield f"“{name}” is more than {OLDEST} years ago. Check the year."
    elif born is not None and when.latest < born.earliest:
        yield f"“{name}” is before the date of birth. Check both dates."
