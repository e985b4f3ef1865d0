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
    policy, `when` tells from the record whether it is asked at all. A step with `may_skip` belongs to a
    conversation: it can be passed over with a reason ("they did not say", "not safe to ask", "it ended here").
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

    def told(self, sentence: str) -> str:
        """Return a sentence about this step, with its name before it."""
        name = self.short or self.title
        return f"{name}{'' if name.endswith('?') else ':'} {sentence}"

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
    birth: bool = False
    """Whether a date is somebody's date of birth: it may lie before the adult's own."""
    check: Callable[[Any, Any], str] | None = None
    """Given the record (or the row) and the answer, a sentence on what is wrong with it; blank if nothing is."""
    shape: Callable[[str], str] | None = None
    """Given a text, a sentence on what is wrong with it by itself; blank if nothing is."""
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
    found: object = extra.get(_ASKED) if isinstance(extra, Mapping) else None
    return found if isinstance(found, Question) else None


def _bare(annotation: Any) -> Any:
    """Return the annotation without `| None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [arm for arm in get_args(annotation) if arm is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


_SORTS: tuple[tuple[type, Sort, Sort | None], ...] = (
    (Choice, Sort.CHOICE, Sort.CHOICES),
    (When, Sort.WHEN, None),
    (Fact, Sort.FACT, None),
    (Part, Sort.GROUP, Sort.ROWS),
    (date, Sort.DATE, None),
    (int, Sort.NUMBER, None),
    (str, Sort.TEXT, None),
)
"""The sort of question for a type of answer, and for many of them. The first that fits is taken."""


def _sort_of(inner: Any, *, many: bool) -> Sort | None:
    """Return the sort of question that takes this type, or None if no screen or form can show it."""
    if not isinstance(inner, type):
        return None
    return next((several if many else one for fits, one, several in _SORTS if issubclass(inner, fits)), None)


def _shaped(question: Question, name: str, annotation: Any) -> Question:
    """Return the question with its sort read off the field's type."""
    bare = _bare(annotation)
    many = get_origin(bare) is tuple
    inner = _bare(get_args(bare)[0]) if many else bare
    if hasattr(inner, "__metadata__"):
        inner = get_args(inner)[0]
    sort = _sort_of(inner, many=many and not question.picks)
    if sort is None:
        raise TypeError(f"{name}: no sort of question for {annotation!r}")
    if question.picks:
        return replace(question, name=name, sort=Sort.RECORDS if many else Sort.RECORD)
    return replace(
        question,
        name=name,
        sort=question.sort if sort is Sort.TEXT else sort,
        options=inner if issubclass(inner, Choice) else None,
        part=inner if sort in (Sort.GROUP, Sort.ROWS) else None,
    )


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


def when_is(name: str, *answers: object) -> Callable[[Any], bool]:
    """Return a condition: the answer to the question of that name is one of these."""
    return lambda record: getattr(record, name) in answers


def when_any(name: str, *answers: object) -> Callable[[Any], bool]:
    """Return a condition: at least one of these is picked in the question of that name."""
    return lambda record: any(answer in (getattr(record, name) or ()) for answer in answers)


__all__ = ["Name", "Question", "Sort", "Step", "ask", "questions_of", "when_any", "when_is"]
