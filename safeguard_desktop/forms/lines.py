"""Breaks text into lines of a width, each line a row of runs in one typeface."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from safeguard_desktop.forms.fonts import Glyph, glyph
from safeguard_desktop.forms.looks import Style
from safeguard_desktop.forms.script import as_seen, is_right_to_left, reads_from_right, shaped

_PARAGRAPHS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_TOKENS = re.compile(" +|[^ ]+")


@dataclass(frozen=True)
class Run:
    """Characters of one typeface; `actual` is what they stand for, where that is not what is shown."""

    font: str
    shown: str
    actual: str = ""


@dataclass(frozen=True)
class Line:
    """One printed line: runs from left to right, their width in points, and whether it starts at the right."""

    runs: tuple[Run, ...]
    width: float
    from_right: bool = False


def _glyphs(text: str, style: Style) -> list[Glyph]:
    return [glyph(char, bold=style.bold) for char in text]


@lru_cache(maxsize=20_000)
def width_of(text: str, style: Style) -> float:
    """Return how wide a text is on one line, in points."""
    joined = shaped(text) if is_right_to_left(text) else text
    return sum(g.width for g in _glyphs(joined, style)) * style.size / 1000


def line_of(text: str, style: Style, *, from_right: bool = False) -> Line:
    """Return a text as one line, whatever its width."""
    seen = as_seen(text, from_right=from_right) if is_right_to_left(text) else text
    glyphs = _glyphs(seen, style)
    runs: list[Run] = []
    for (font, actual), group in groupby(glyphs, key=lambda g: (g.font, g.actual)):
        shown = [g.shown for g in group]
        runs += [Run(font, one, actual) for one in shown] if actual else [Run(font, "".join(shown))]
    return Line(tuple(runs), sum(g.width for g in glyphs) * style.size / 1000, from_right)


def break_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """Return a text as lines no wider than `width` points; a word wider than that is cut. Nothing is left out."""
    lines: list[Line] = []
    for paragraph in _PARAGRAPHS.split(text):
        from_right = reads_from_right(paragraph) if not paragraph.isascii() else False
        plain = paragraph.replace("\t", "    ")
        lines += [line_of(one, style, from_right=from_right) for one in _broken(plain, style, width)]
    return tuple(lines)


def _broken(paragraph: str, style: Style, width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for token in _TOKENS.findall(paragraph):
        wide = width_of(token, style)
        if used + wide > width and not token.isspace():
            if line.strip():
                lines.append(line.rstrip(" "))
            line, used = "", 0.0
            *whole, token = _cut(token, style, width) if wide > width else [token]  # noqa: PLW2901  # its last piece
            lines += whole
            wide = width_of(token, style)
        line, used = line + token, used + wide
    return [*lines, line.rstrip(" ")]


def _cut(word: str, style: Style, width: float) -> list[str]:
    """Cut a word that is wider than a line into pieces that are not."""
    pieces, start, used = [], 0, 0.0
    for index, char in enumerate(word):
        wide = glyph(char, bold=style.bold).width * style.size / 1000
        if used + wide > width and index > start:
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += wide
    return [*pieces, word[start:]]
