"""The base of every kind of record, and what can be said of any record from its declaration alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from safeguard_desktop.records.questions import Question, Sort, Step, questions_of
from safeguard_desktop.records.values import Choice, Fact, Part, Skip, When, Words, is_empty


class Record(BaseModel):
    """One thing written down. Frozen, typed, and saved at any time with anything missing.

    A kind is declared as `class Concern(Record, kind="concern", title="Concern")`, its questions as fields made
    with `Step.ask`, and added to the tuple in `records/__init__.py`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""
    """What people call a record of this kind."""

    skipped: dict[str, Skip] = Field(default_factory=dict)
    """Steps passed over, by the step's key."""
    completed: bool = False
    """Whether somebody finished it, having been told of nothing missing; a correction keeps it so."""
    withdrawn: Words | None = None
    """Why somebody withdrew it before it was finished: it is kept and can be brought back, but stands on no list."""

    def __init_subclass__(cls, kind: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.kind = kind
        cls.title = cls.model_config.get("title") or ""  # pydantic takes the class's `title` for its own

    @property
    def headline(self) -> str:
        """A few words that tell this record from others of its kind, in lists and the chronology."""
        return self.title

    @property
    def due_on(self) -> date | None:
        """The day by which this record wants somebody to do something, or None."""
        return None

    def answer(self, name: str) -> Any:
        """Return the answer to the question of that name, or None."""
        return getattr(self, name)

    def with_answers(self, answers: Mapping[str, Any]) -> Self:
        """Return a copy with these answers, validated whole. Raises pydantic.ValidationError."""
        return type(self).model_validate({**dict(self), **answers})


@dataclass(frozen=True)
class Missing:
    """One thing still needed before a record can be completed or printed as complete."""

    question: Question
    step: Step | None
    sentence: str


@cache
def questions(kind: type[BaseModel]) -> tuple[Question, ...]:
    """Return the questions of a kind of record, or of a part, in the order in which they are asked."""
    return questions_of(kind)


@cache
def steps(kind: type[Record]) -> tuple[Step, ...]:
    """Return the steps of a kind, in the order in which they are asked."""
    return tuple(dict.fromkeys(q.step for q in questions(kind) if q.step is not None))


def steps_asked(record: Record) -> tuple[Step, ...]:
    """Return the steps that this record is asked, given its answers: those with at least one question asked."""
    return tuple(step for step in steps(type(record)) if step.is_asked(record) and any(questions_asked(record, step)))


def questions_asked(record: Record, step: Step) -> Iterator[Question]:
    """Yield the questions of a step that this record is asked, given its answers."""
    return (q for q in questions(type(record)) if q.step == step and q.is_asked(record))


def missing(record: Record) -> tuple[Missing, ...]:
    """Return what is still needed before the record can be completed, in the order in which it is asked.

    A step that was skipped with its reason is dealt with; one skipped without a reason wants the reason.
    """
    return tuple(_missing(record))


def _missing(record: Record) -> Iterator[Missing]:
    told: set[str] = set()
    for question in questions(type(record)):
        if not question.required or not question.is_asked(record):
            continue
        step = question.step
        skip = record.skipped.get(step.key) if step else None
        if skip is None:
            yield from _missing_answer(question, record.answer(question.name))
        elif step is not None and not skip.explained and step.key not in told:
            told.add(step.key)
            yield Missing(question, step, f"Say why “{step.short or step.title}” was passed over.")


def _missing_answer(question: Question, value: Any) -> Iterator[Missing]:
    if is_empty(value):
        yield Missing(question, question.step, question.sentence)
    elif isinstance(value, Fact) and value.answer in ("yes", "no") and is_empty(value.evidence):
        yield Missing(question, question.step, f"Say what “{question.label.rstrip('?')}” rests on.")
    elif question.sort is Sort.ROWS and question.part is not None:
        for number, row in enumerate(value, start=1):
            for inner in questions(question.part):
                if inner.required and inner.is_asked(row) and is_empty(getattr(row, inner.name)):
                    yield Missing(question, question.step, f"{question.label}, number {number}: {inner.sentence}")
    elif question.sort is Sort.GROUP and question.part is not None:
        for inner in questions(question.part):
            if inner.required and inner.is_asked(value) and is_empty(getattr(value, inner.name)):
                yield Missing(question, question.step, f"{question.label}: {inner.sentence}")


def answer_lines(question: Question, value: Any, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return an answer in words, a line for each thing it holds; nothing for an empty one.

    `names` gives the name of each person or case that an answer refers to, by id.
    """
    if is_empty(value):
        return ()
    return tuple(_lines(question, value, names or {}))


def _lines(question: Question, value: Any, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, Choice):
        yield value.label
    elif isinstance(value, Fact):
        yield "; ".join(_fact_words(value))
    elif question.sort is Sort.RECORD:
        yield names.get(value, "A person in the record")
    elif question.sort is Sort.RECORDS:
        yield from (names.get(item, "A person in the record") for item in value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _lines(question, item, names)
    elif isinstance(value, Part) and not isinstance(value, When):
        yield "; ".join(_part_words(value, names))
    elif question.sort is Sort.DATE:
        yield f"{value.day} {value:%B %Y}"
    else:
        yield str(value)


def _fact_words(fact: Fact) -> Iterator[str]:
    if fact.answer is not None:
        yield fact.answer.label
    if not is_empty(fact.evidence):
        yield str(fact.evidence)
    if not is_empty(fact.said_by):
        yield f"said by {fact.said_by}"


def _part_words(part: Part, names: Mapping[str, str]) -> Iterator[str]:
    for question in questions(type(part)):
        for line in answer_lines(question, getattr(part, question.name), names):
            yield f"{question.label.rstrip('?')}: {line}"


def search_text(record: Record, names: Mapping[str, str] | None = None) -> str:
    """Return every searched answer of a record as one text, for the index; of a withdrawn one that it was, and why."""
    lines = [f"Withdrawn: {record.withdrawn}"] if record.withdrawn is not None else []
    for question in questions(type(record)):
        if question.searched:
            lines += answer_lines(question, record.answer(question.name), names)
    return "\n".join(lines)


def references(record: Record) -> Iterable[str]:
    """Yield the id of every record that this one refers to, in its own questions and in its parts'."""
    for question in questions(type(record)):
        yield from _referred(question, record.answer(question.name))


def _referred(question: Question, value: Any) -> Iterator[str]:
    if is_empty(value):
        return
    if question.sort is Sort.RECORD:
        yield value
    elif question.sort is Sort.RECORDS:
        yield from value
    elif question.part is not None:
        for part in value if isinstance(value, tuple) else (value,):
            for inner in questions(question.part):
                yield from _referred(inner, getattr(part, inner.name))
