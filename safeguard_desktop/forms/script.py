"""Right-to-left writing: letters joined as they are written, and a line put in the order in which it is seen.

A small part of the Unicode bidirectional algorithm (UAX 9), enough for names and notes: no explicit embeddings.
"""

import unicodedata
from functools import cache
from itertools import groupby

from safeguard_desktop.forms.fonts import has_glyph

_RIGHT = {"R", "AL"}
_NUMBER = {"EN", "AN", "ES", "ET", "CS"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_right_to_left(text: str) -> bool:
    """Tell whether any letter of a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT for char in text)


def reads_from_right(text: str) -> bool:
    """Tell whether a paragraph starts at the right: its first letter is of a right-to-left script."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT or kind == "L":
            return kind in _RIGHT
    return False


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return the joined form of each letter, or pair of letters, by position."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        position, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if position in ("<initial>", "<medial>", "<final>", "<isolated>"):
            forms.setdefault(("".join(chr(int(c, 16)) for c in letters.split()), position[1:-1]), chr(code))
    return forms


def _joins_on(letter: str) -> bool:
    return letter == "\u0640" or (letter, "initial") in _forms()


def _joins_back(letter: str) -> bool:
    return letter == "\u0640" or (letter, "final") in _forms()


def shaped(word: str) -> str:
    """Return a word with its Arabic letters in the forms that join, in the order in which they are read."""
    units = _units(word)
    out: list[str] = []
    for index, (letter, marks) in enumerate(units):
        before = index > 0 and _joins_on(units[index - 1][0]) and _joins_back(letter)
        after = index + 1 < len(units) and _joins_on(letter) and _joins_back(units[index + 1][0])
        position = ("medial" if after else "final") if before else ("initial" if after else "isolated")
        form = _forms().get((letter, position), "")
        out.append((form if form and has_glyph(form) else letter) + marks)
    return "".join(out)


def _units(word: str) -> list[tuple[str, str]]:
    """Split a word into letters with the marks they carry; lam and alef become one letter."""
    units: list[tuple[str, str]] = []
    for char in word:
        if units and unicodedata.combining(char):
            units[-1] = (units[-1][0], units[-1][1] + char)
        elif units and units[-1] == ("\u0644", "") and ("\u0644" + char, "isolated") in _forms():
            units[-1] = ("\u0644" + char, "")
        else:
            units.append((char, ""))
    return units


def _directions(line: str, *, from_right: bool) -> list[bool]:
    """Return for each character whether it runs from the right; spaces between two such run with them."""
    kinds = [unicodedata.bidirectional(char) for char in line]
    strong: list[bool | None] = [
        True if k in _RIGHT else False if k == "L" or k in ("EN", "AN") else None for k in kinds
    ]
    for index, kind in enumerate(kinds):
        if kind == "NSM" and index:
            strong[index] = strong[index - 1]
        if kind in _NUMBER and strong[index] is None and 0 < index < len(line) - 1:
            both = kinds[index - 1] in ("EN", "AN") and kinds[index + 1] in ("EN", "AN")
            strong[index] = False if both else None
    return [_settled(strong, index, from_right=from_right) for index in range(len(strong))]


def _settled(strong: list[bool | None], index: int, *, from_right: bool) -> bool:
    here = strong[index]
    if here is not None:
        return here
    before = next((s for s in reversed(strong[:index]) if s is not None), from_right)
    after = next((s for s in strong[index + 1 :] if s is not None), from_right)
    return before if before == after else from_right


def as_seen(line: str, *, from_right: bool) -> str:
    """Return a line in the order in which it is seen from left to right, its letters joined."""
    directions = _directions(line, from_right=from_right)
    runs = []
    for right, group in groupby(zip(line, directions, strict=True), key=lambda pair: pair[1]):
        text = "".join(char for char, _ in group)
        runs.append(_reversed(text) if right else text)
    return "".join(reversed(runs) if from_right else runs)


def _reversed(text: str) -> str:
    joined = " ".join(shaped(word) for word in text.split(" "))
    return "".join(letter + marks for letter, marks in reversed(_units(joined))).translate(_MIRRORED)
