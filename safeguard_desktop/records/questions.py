"""How a record declares its questions: once, for screen, form, completeness, search and transfer alike."""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from safeguard_desktop.records.values import Choice, Fact, Name, Part, When

_ASKED = "asked"


class Sort(StrEnum):
    """The sort of answer a question takes; the screen and the form each have one drawing for each."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    CHOICES = "choices"
    FACT = "fact"
    WHEN = "when"
    DATE = "date"
    NUMBER = "number"
    RECORD = "record"
    RECORDS = "records"
    GROUP = "group"
    ROWS = "rows"


@dataclass(frozen=True)
class Step:
    """One thing asked at a time: its title is the page's question.

    `short` names it in the list of steps, `intro` explains, `say` is words one could use, `clause` cites the
    policy, `when` tells from the record whether it is asked at all. A step with `may_skip` can be passed over
    with "they did not say" or "not safe to ask" and a reason.
    """

    title: str
    short: str = ""
    clause: str = ""
    intro: str = ""
    say: str = ""
    may_skip: bool = False
    when: Callable[[Any], bool] | None = None

    @property
    def key(self) -> str:
        """A stable name for the step inside its record."""
        words = "".join(c if c.isalnum() else " " for c in (self.short or self.title).lower())
        return "-".join(words.split())

    def ask(self, label: str, **options: Any) -> Any:
        """Declare a question of this step; the options are those of `ask`."""
        return ask(label, step=self, **options)

    def is_asked(self, record: Any) -> bool:
        """Tell whether this record is asked this step."""
        return self.when is None or self.when(record)


@dataclass(frozen=True)
class Question:
    """One question of a record or a part, as declared."""

    label: str
    name: str = ""
    sort: Sort = Sort.TEXT
    step: Step | None = None
    hint: str = ""
    clause: str = ""
    say: str = ""
    need: str = ""
    required: bool = True
    when: Callable[[Any], bool] | None = None
    picks: tuple[str, ...] = ()
    options: type[Choice] | None = None
    part: type[Part] | None = None
    searched: bool = True
    past: bool = False
    """Whether a date must not lie in the future."""
    offer: tuple[str, ...] = ()
    """Answers often given, offered beside a text box."""

    def is_asked(self, record: Any) -> bool:
        """Tell whether this record is asked this question, given its other answers."""
        return (self.step is None or self.step.is_asked(record)) and (self.when is None or self.when(record))

    @property
    def sentence(self) -> str:
        """What to do when the answer is missing."""
        return self.need or f"Answer “{self.label.rstrip('?')}”."


def ask(label: str, *, step: Step | None = None, long: bool = False, **options: Any) -> Any:
    """Declare a question; see `Question` for the options. Unanswered, it is None (or no rows).

    Typed as Any so that it stands as the default of a typed field.
    """
    sort = Sort.LONG if long else Sort.TEXT
    question = Question(label=label, step=step, sort=sort, **options)
    return Field(default=None, json_schema_extra={_ASKED: question})  # type: ignore[dict-item]  # carried, never dumped


def _declared(info: FieldInfo) -> Question | None:
    extra = info.json_schema_extra
    found = extra.get(_ASKED) if isinstance(extra, Mapping) else None
    return found if isinstance(found, Question) else None


def _bare(annotation: Any) -> Any:
    """Return the annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [arm for arm in get_args(annotation) if arm is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def _shaped(question: Question, name: str, annotation: Any) -> Question:
    """Return the question with its sort read off the field's type."""
    bare = _bare(annotation)
    many = get_origin(bare) is tuple
    inner = _bare(get_args(bare)[0]) if many else bare
    if get_origin(inner) is not None and hasattr(inner, "__metadata__"):
        inner = get_args(inner)[0]
    known = replace(question, name=name)
    if question.picks:
        return replace(known, sort=Sort.RECORDS if many else Sort.RECORD)
    if isinstance(inner, type):
        if issubclass(inner, Choice):
            return replace(known, sort=Sort.CHOICES if many else Sort.CHOICE, options=inner)
        if issubclass(inner, When):
            return replace(known, sort=Sort.WHEN)
        if issubclass(inner, Fact):
            return replace(known, sort=Sort.FACT)
        if issubclass(inner, Part):
            return replace(known, sort=Sort.ROWS if many else Sort.GROUP, part=inner)
        if issubclass(inner, date):
            return replace(known, sort=Sort.DATE)
        if issubclass(inner, int):
            return replace(known, sort=Sort.NUMBER)
        if issubclass(inner, str) and not many:
            return known
    raise TypeError(f"{name}: no sort of question for {annotation!r}")


def questions_of(model: type[BaseModel]) -> tuple[Question, ...]:
    """Return the questions that a record or part declares, in order.

    Raises TypeError, when the program starts, for a type that no screen or form can show.
    """
    return tuple(_walk(model))


def _walk(model: type[BaseModel]) -> Iterator[Question]:
    for name, info in model.model_fields.items():
        declared = _declared(info)
        if declared is not None:
            yield _shaped(declared, name, info.annotation)


__all__ = ["Name", "Question", "Sort", "Step", "ask", "questions_of"]
