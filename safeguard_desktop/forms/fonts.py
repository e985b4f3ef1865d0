"""The typefaces of the printed page, and which of them has a glyph for a character."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Safeguard"
BOLD = "Safeguard-Bold"
_WIDER = "Safeguard-Wider"
_ARABIC = "Safeguard-Arabic"
_SOURCES = {
    REGULAR: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    BOLD: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
    _WIDER: ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    _ARABIC: ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
}
_LONGEST_NAME = 28
_HIGHEST_COPIED = 0xFFFF


@dataclass(frozen=True)
class Glyph:
    """How one character is printed: `shown` in a font, `width` in thousandths of the size.

    `actual` is what a reader copies, where the name of the character is shown in its place.
    """

    font: str
    shown: str
    width: float
    actual: str = ""


@cache
def _font(name: str) -> TTFont:
    package, file = _SOURCES[name]
    font = TTFont(name, str(files(package) / "files" / file))
    pdfmetrics.registerFont(font)
    return font


def font_name(*, bold: bool) -> str:
    """Return the name of the main typeface, made known to reportlab."""
    name = BOLD if bold else REGULAR
    _font(name)
    return name


def _found_in(font: str, char: str) -> Glyph | None:
    face = _font(font).face
    if ord(char) not in face.charToGlyph:
        return None
    return Glyph(font, char, face.charWidths.get(ord(char), face.defaultWidth))


def is_unseen(char: str) -> bool:
    """Tell whether a character has no shape of its own, as joiners and variation selectors have none."""
    return char in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" or "\ufe00" <= char <= "\ufe0f"


def _in_words(char: str) -> str:
    name = unicodedata.name(char, "").lower()[:_LONGEST_NAME].strip()
    code = f"U+{ord(char):04X}"
    return f"[{code} {name}]" if name else f"[{code}]"


@cache
def glyph(char: str, *, bold: bool = False) -> Glyph:
    """Return how a character is printed; one that no typeface has is printed as its code and name, never lost."""
    main = BOLD if bold else REGULAR
    if is_unseen(char):
        return Glyph(main, "", 0.0)
    if unicodedata.category(char) not in ("Cc", "Cf"):
        for font in (main, _WIDER, _ARABIC):
            found = _found_in(font, char)
            if found is not None:
                return found
    shown = _in_words(char)
    return Glyph(main, shown, sum(glyph(c, bold=bold).width for c in shown), actual=_copied_as(char))


def _copied_as(char: str) -> str:
    """Return what is copied where only its name is shown: readers lose characters above U+FFFF, and turn others."""
    plain = ord(char) <= _HIGHEST_COPIED and unicodedata.bidirectional(char) == "L"
    return char if plain else _in_words(char)


def has_glyph(char: str) -> bool:
    """Tell whether one of the typefaces has the character."""
    return not glyph(char).actual
