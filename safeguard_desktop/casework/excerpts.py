"""The words of a record around those that were looked for, as far as they say more than its headline and names do."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from safeguard_desktop.casework.names_alike import plain_words
from safeguard_desktop.records import Question, Record, answer_lines, questions
from safeguard_desktop.records.questions import Sort

_BEFORE, _LONGEST = 5, 20
"""So many words before the first one that was found, and in all."""
_REFERRING = (Sort.RECORD, Sort.RECORDS)
Names = Callable[[], Mapping[str, str]]
_STARTS = r"(?<![^\W_])"
"""Where a word begins."""


class Typed:
    """The words that were looked for. They find words that begin like them, whatever their case and accents."""

    def __init__(self, text: str) -> None:
        words = dict.fromkeys(plain_words(text))
        self._each = tuple(re.compile(_STARTS + re.escape(word)) for word in words)
        self._any = re.compile(f"{_STARTS}(?:{'|'.join(map(re.escape, words))})[^\\W_]*") if words else None

    def held(self, text: str) -> int:
        """Return how many of the words typed a text holds."""
        plain = _plain(text)
        return sum(one.search(plain) is not None for one in self._each)

    def found(self, text: str) -> set[str]:
        """Return the words of a text that begin like one of those typed."""
        return set(self._any.findall(_plain(text))) if self._any is not None else set()


def _plain(text: str) -> str:
    bare = text.casefold().replace("’", "").replace("'", "")
    if bare.isascii():
        return bare
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


@dataclass(frozen=True)
class _Line:
    """One line of an answer; `is_name` where nothing but the name of somebody referred to holds what was typed."""

    text: str
    label: str
    is_name: bool


def excerpt(record: Record, names: Names, typed: Typed) -> str:
    """Return the words around what was typed, of the line that holds most of it; "" where only a name holds it.

    `names` gives the name of each record referred to, where it is needed. A line that is the headline says nothing
    more.
    """
    lines = (line for question in questions(type(record)) for line in _lines(record, question, names, typed))
    headline = record.headline
    own = [line for line in lines if not line.is_name and line.text != headline]
    why = [_Line(f"Withdrawn: {record.withdrawn}", "", is_name=False)] if record.withdrawn is not None else []
    best = _best([*why, *own], typed)
    return _around(best.text, typed) if best is not None else ""


def named_by(record: Record, names: Names, typed: Typed) -> str:
    """Return the question that a name typed answers, and the name: "The adult at risk: Margaret Ellis"; or ""."""
    asked = questions(type(record))
    referring = (line for question in asked for line in _referred(record, question, names))
    within = (line for question in asked for line in _lines(record, question, names, typed) if line.is_name)
    best = _best([*referring, *within], typed)
    return f"{best.label}: {best.text}" if best is not None else ""


def _referred(record: Record, question: Question, names: Names) -> Iterator[_Line]:
    answer = record.answer(question.name) if question.sort in _REFERRING else None
    for said in answer_lines(question, answer, names()) if answer is not None else ():
        yield _Line(said, question.label, is_name=True)


def _lines(record: Record, question: Question, names: Names, typed: Typed) -> Iterator[_Line]:
    """Yield what one question holds but for mere names; the names within a part of it are looked up for that alone."""
    answer = record.answer(question.name)
    if answer is None or question.sort in _REFERRING or not question.searched:
        return
    without = answer_lines(question, answer)
    whole = answer_lines(question, answer, names()) if without and question.part is not None else without
    for said, bare in zip(whole, without, strict=True):
        yield _Line(said, question.label, is_name=not typed.held(bare))


def _best(lines: Collection[_Line], typed: Typed) -> _Line | None:
    """Return the first of the lines that hold most of the words typed, or None where none holds any."""
    best = max(lines, key=lambda line: typed.held(line.text), default=None)
    return best if best is not None and typed.held(best.text) else None


def _around(text: str, typed: Typed) -> str:
    said = text.split()
    place = next((number for number, word in enumerate(said) if typed.held(word)), 0)
    first = max(0, min(place - _BEFORE, len(said) - _LONGEST))
    shown = " ".join(said[first : first + _LONGEST])
    return f"{'…' if first else ''}{shown}{'…' if first + _LONGEST < len(said) else ''}"
