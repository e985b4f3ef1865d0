"""The measures and colours of the printed page, in points; the colours are those of the screen."""

from dataclasses import dataclass

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
SIDE = 57.0
INNER = PAGE_WIDTH - 2 * SIDE
BAND_HEIGHT = 26.0
TOP = 46.0
BOTTOM = PAGE_HEIGHT - 62.0
BETWEEN_SECTIONS = 13.0
PAD = 6.0

INK = "#14232b"
MUTED = "#51636c"
FAINT = "#8a989f"
LINE = "#c3cdd1"
BRAND = "#0f4c5c"
TINT = "#e3eef0"
WHITE = "#ffffff"
RED, RED_TINT = "#a4161a", "#fbe9e9"
AMBER, AMBER_TINT = "#8a4b00", "#fff1dc"
GREEN, GREEN_TINT = "#0b6b3a", "#e2f3e9"


@dataclass(frozen=True)
class Style:
    """How words are set: `size` and `leading` (from one line to the next) in points."""

    size: float = 9.5
    leading: float = 12.5
    bold: bool = False
    colour: str = INK


ANSWER = Style()
STRONG = Style(bold=True)
LABEL = Style(size=7.5, leading=9.5, colour=MUTED)
NOTE = Style(size=8.5, leading=11.5, colour=MUTED)
SMALL = Style(size=7.0, leading=9.0, colour=MUTED)
BAND = Style(size=11.5, leading=14.0, bold=True, colour=WHITE)
SUBBAND = Style(size=9.5, leading=12.5, bold=True, colour=BRAND)
TITLE = Style(size=20.0, leading=24.0, bold=True, colour=BRAND)
MARK = Style(size=8.0, leading=10.0, bold=True, colour=WHITE)
