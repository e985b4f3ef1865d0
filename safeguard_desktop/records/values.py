"""The shapes an answer can have: choices, facts with evidence, dates that may be approximate, and parts."""

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

LONGEST_TEXT = 1_000_000
LONGEST_NAME = 300
_NUL_OR_SURROGATE = re.compile("[\x00\ud800-\udfff]")
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def in_brief(text: str, most: int = 120) -> str:
    """Return a text on one line; longer than `most` characters it is cut at a word, and ends in "…"."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def clean_text(text: str) -> str:
    """Return text as it can be kept and printed: composed (NFC), with NUL and lone surrogates shown as U+FFFD."""
    return unicodedata.normalize("NFC", _NUL_OR_SURROGATE.sub("\ufffd", text))


def clean_name(text: str) -> str:
    """Return a name on one line, without the marks that make it read as another name (bidirectional overrides)."""
    return " ".join(_BIDI_OVERRIDES.sub("", clean_text(text)).split())


def _if_text(clean: Callable[[str], str]) -> BeforeValidator:
    """Clean first: half a character would be refused as no text at all."""
    return BeforeValidator(lambda value: clean(value) if type(value) is str else value)


Words = Annotated[str, Field(max_length=LONGEST_TEXT), _if_text(clean_text)]
Name = Annotated[str, Field(max_length=LONGEST_NAME), _if_text(clean_name)]
Ref = Annotated[str, Field(max_length=36)]
"""The id of another record; the question's `picks` says of which kinds."""


class Choice(StrEnum):
    """An answer picked from a list. Members are declared as `NAME = "stored-value", "Label people read"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose value is stored and whose label is shown. `Kind("value")` looks a member up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def in_sentence(choice: Choice | None) -> str:
    """Return a choice's label as it goes on in a sentence."""
    return choice.label[:1].lower() + choice.label[1:] if choice is not None else ""


class YesNo(Choice):
    """Yes, no or not known. An unanswered question is None, and never means no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class Part(BaseModel):
    """A group of answers inside a record, declared with `ask` as a record's questions are."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Fact(Part):
    """One atomic fact: the answer, what it rests on, and who said so. Both lists of 6.5 and 6.6.6 come from these."""

    answer: YesNo | None = None
    evidence: Words | None = None
    said_by: Words | None = None


class When(Part):
    """A date that may be incomplete ("about March 2026"), with a local time of day if it is known."""

    year: int = Field(ge=1880, le=2200)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    hour: int | None = Field(default=None, ge=0, le=23)
    minute: int | None = Field(default=None, ge=0, le=59)
    about: bool = False

    @model_validator(mode="after")
    def _is_a_real_day(self) -> Self:
        if self.day is not None and self.month is None:
            raise ValueError("Enter the month as well as the day.")
        if self.month is not None and self.day is not None:
            last = calendar.monthrange(self.year, self.month)[1]
            if self.day > last:
                raise ValueError(f"{calendar.month_name[self.month]} {self.year} has only {last} days.")
        if self.hour is not None and self.day is None:
            raise ValueError("Enter the day as well as the time.")
        return self

    @classmethod
    def on(cls, day: date) -> Self:
        """Return an exact day."""
        return cls(year=day.year, month=day.month, day=day.day)

    @property
    def earliest(self) -> date:
        """The first day it can mean, for order and for comparison."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return it as people write it: "4 March 1941", "about March 2026", "22 November 2026 at 10:20"."""
        words = [str(self.day)] if self.day else []
        words += [calendar.month_name[self.month]] if self.month else []
        words.append(str(self.year))
        text = " ".join(words)
        if self.hour is not None:
            text += f" at {self.hour:02}:{self.minute or 0:02}"
        return f"about {text}" if self.about else text


class SkipWhy(Choice):
    """Why a step of a guided conversation has no answer."""

    DID_NOT_SAY = "did-not-say", "They did not say"
    NOT_SAFE = "not-safe", "It was not safe to ask"
    OTHER = "other", "I did not ask, for another reason"
    ENDED = "ended", "The conversation ended here"


class EndedWhy(Choice):
    """Why a conversation ended before everything was asked."""

    LEFT = "left", "They left"
    UPSET = "upset", "They became upset"
    UNSAFE = "unsafe", "It was not safe to go on"
    INTERRUPTED = "interrupted", "We were interrupted"
    OTHER = "other", "Another reason"


class Skip(Part):
    """A step passed over. Every skip but "they did not say" wants a reason (6.5).

    `ended` is the reason where the conversation ended before or in this step; other words may be added to it.
    """

    why: SkipWhy
    reason: Words | None = None
    ended: EndedWhy | None = None

    @property
    def explained(self) -> bool:
        """Whether the skip says enough to count as dealt with."""
        is_said = bool(self.reason and self.reason.strip())
        if self.why is SkipWhy.ENDED:
            return self.ended is not None and (is_said or self.ended is not EndedWhy.OTHER)
        return self.why is SkipWhy.DID_NOT_SAY or is_said

    @property
    def title(self) -> str:
        """What became of the step, in two words."""
        return "Not asked" if self.why is SkipWhy.ENDED else "Passed over"

    @property
    def words(self) -> tuple[str, ...]:
        """Why, in a line, and the reason given, where there is one."""
        why = self.why.label
        if self.why is SkipWhy.ENDED:
            is_plain = self.ended is None or self.ended is EndedWhy.OTHER
            why = "The conversation ended early" + ("" if is_plain else f": {in_sentence(self.ended)}")
        return (why, self.reason) if self.reason and self.reason.strip() else (why,)


def is_empty(value: Any) -> bool:
    """Tell whether an answer says nothing: None, blank text, no rows, or a part with nothing in it."""
    match value:
        case None:
            return True
        case Fact():
            return value.answer is None
        case str() if not isinstance(value, Choice):
            return not value.strip()
        case tuple():
            return all(is_empty(item) for item in value)
        case Part() if not isinstance(value, When):
            return all(is_empty(getattr(value, name)) for name in type(value).model_fields)
        case _:
            return False
