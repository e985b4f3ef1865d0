"""Signs that no typeface on this computer has, such as an emoji: put in words, as an empty box says nothing."""

import re
import unicodedata
from functools import cache

from PySide6.QtGui import QFontMetrics

from ui.theme import current_theme

_MAY_LACK = re.compile("[\u2190-\u2bff\U0001f000-\U0001ffff]")
_JOINER, _ADDITIONS = "\u200d", re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
"""What joins two signs to one, and what only changes how the one before looks."""


def readable(text: str) -> str:
    """Return a text with every sign that cannot be drawn here as its name: "[person with folded hands]".

    Qt looks for a sign in every typeface that is installed; the program brings none for emoji.
    """
    return text if _MAY_LACK.search(text) is None else "".join(_parts(text))


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    is_named = False
    for char in text:
        if is_named and (char == _JOINER or _ADDITIONS.match(char)):
            continue
        is_named = bool(_MAY_LACK.match(char)) and not _is_drawn(char)
        parts.append(f"[{unicodedata.name(char, 'a sign').lower()}]" if is_named else char)
    return parts


@cache
def _is_drawn(char: str) -> bool:
    return QFontMetrics(current_theme().font()).inFontUcs4(ord(char))
