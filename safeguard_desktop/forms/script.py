"""Right-to-left writing: letters joined as they are written, and a line put in the order in which it is seen.

A small part of the Unicode bidirectional algorithm (UAX 9), enough for names and notes: no explicit embeddings.
"""

import unicodedata
from functools import cache
from itertools import groupby

from safeguard_desktop.forms.fonts import has_glyph

_RIGHT = {"R", "AL"}
_NUMBER = {"EN", "AN"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def _direction(char: str) -> str:
    """Return the bidirectional class of a character; one that is shown by its name runs from the left."""
    kind = unicodedata.bidirectional(char)
    return "L" if kind in _RIGHT and not has_glyph(char) else kind


def is_right_to_left(text: str) -> bool:
    """Tell whether any letter of a text is written from right to left."""
    return not text.isascii() and any(_direction(char) in _RIGHT for char in text)


def reads_from_right(text: str) -> bool:
    """Tell whether a paragraph starts at the right: its first letter is of a right-to-left script."""
    for char in text:
        kind = _direction(char)
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


def _pulls(letters: list[str], *, from_right: bool) -> list[bool | None]:
    """Return for each letter whether it draws the signs beside it to the right, to the left, or not at all.

    A number draws as the last letter before it does.
    """
    pulls: list[bool | None] = []
    last = from_right
    for letter in letters:
        kind = _direction(letter[0])
        if kind in _RIGHT or kind == "L":
            last = kind in _RIGHT
        pulls.append(last if kind in _RIGHT or kind == "L" or kind in _NUMBER else None)
    return pulls


def _levels(letters: list[str], *, from_right: bool) -> list[int]:
    """Return how deep each letter is nested: odd ones run from the right."""
    pulls = _pulls(letters, from_right=from_right)
    levels = []
    for index, letter in enumerate(letters):
        right = pulls[index]
        if right is None:
            before = next((p for p in reversed(pulls[:index]) if p is not None), from_right)
            after = next((p for p in pulls[index + 1 :] if p is not None), from_right)
            right = before if before == after else from_right
        number = _direction(letter[0]) in _NUMBER
        levels.append((2 if number else 1) if right else (2 if from_right else 0))
    return levels


def as_seen(line: str, *, from_right: bool) -> str:
    """Return a line in the order in which it is seen from left to right, its letters joined."""
    letters = [letter + marks for letter, marks in _units(shaped(line))]
    levels = _levels(letters, from_right=from_right)
    turned = [
        letter.translate(_MIRRORED) if level % 2 else letter for letter, level in zip(letters, levels, strict=True)
    ]
    for depth in range(max(levels, default=0), 0, -1):
        turned, levels = _turned_at(turned, levels, depth)
    return "".join(turned)


def _turned_at(letters: list[str], levels: list[int], depth: int) -> tuple[list[str], list[int]]:
    """Return letters and levels with every run at least that deep turned round (UAX 9, L2)."""
    new_letters: list[str] = []
    new_levels: list[int] = []
    for deep, group in groupby(zip(letters, levels, strict=True), key=lambda pair: pair[1] >= depth):
        run = list(group)
        for letter, level in reversed(run) if deep else run:
            new_letters.append(letter)
            new_levels.append(level)
    return new_letters, new_levels
