"""Draws the matrix of risk: how likely by how serious, marked where the worker and where the person see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Rect, String
from reportlab.lib.colors import HexColor

from safeguard_desktop.forms.fonts import font_name
from safeguard_desktop.forms.looks import (
    AMBER,
    AMBER_TINT,
    GREEN,
    GREEN_TINT,
    INK,
    MUTED,
    RED,
    RED_TINT,
    WHITE,
)
from safeguard_desktop.records.vocabulary import Likelihood, RiskLevel, Seriousness

LevelOf = Callable[[Likelihood, Seriousness], RiskLevel]

_WIDE, _TALL, _STEP = 46.0, 24.0, 3.0
_SIDE_LABELS = 58.0
_KEY_WIDE = 150.0
_COLOURS = {
    RiskLevel.LOW: (GREEN_TINT, GREEN),
    RiskLevel.MODERATE: (AMBER_TINT, AMBER),
    RiskLevel.HIGH: (RED_TINT, RED),
    RiskLevel.CRITICAL: (RED, WHITE),
}


@dataclass(frozen=True)
class View:
    """How one of the two sees the risk; either part may be unanswered."""

    who: str
    likelihood: Likelihood | None = None
    seriousness: Seriousness | None = None

    @property
    def score(self) -> int | None:
        """How likely times how serious, from 1 to 25."""
        if self.likelihood is None or self.seriousness is None:
            return None
        return _rank(self.likelihood) * _rank(self.seriousness)

    def words(self, level_of: LevelOf) -> str:
        """Say it in words: "Worker: likely × serious = 12, high"."""
        if self.likelihood is None or self.seriousness is None:
            return f"{self.who}: not answered"
        level = level_of(self.likelihood, self.seriousness).label.lower()
        return f"{self.who}: {_short(self.likelihood)} × {_short(self.seriousness)} = {self.score}, {level}"


def _rank(choice: Likelihood | Seriousness) -> int:
    return list(type(choice)).index(choice) + 1


def _short(choice: Likelihood | Seriousness) -> str:
    return choice.label.partition(":")[0].lower()


def risk_matrix(worker: View, person: View, level_of: LevelOf) -> Drawing:
    """Return the matrix as a drawing, for print and for the screen: a square for the worker, a ring for the person."""
    rows, columns = list(Likelihood), list(Seriousness)
    grid = len(rows) * (_TALL + _STEP)
    drawing = Drawing(_SIDE_LABELS + len(columns) * (_WIDE + _STEP) + _KEY_WIDE, grid + 32)
    for y, likelihood in enumerate(rows):
        bottom = 32 + y * (_TALL + _STEP)
        _write(drawing, _SIDE_LABELS - 6, bottom + 9, _short(likelihood).capitalize(), anchor="end")
        for x, seriousness in enumerate(columns):
            left = _SIDE_LABELS + x * (_WIDE + _STEP)
            fill, ink = _COLOURS[level_of(likelihood, seriousness)]
            drawing.add(_filled(left, bottom, _WIDE, _TALL, fill))
            number = str(_rank(likelihood) * _rank(seriousness))
            _write(drawing, left + _WIDE / 2, bottom + 8, number, size=9.5, colour=ink)
    for x, seriousness in enumerate(columns):
        _write(drawing, _SIDE_LABELS + x * (_WIDE + _STEP) + _WIDE / 2, 20, _short(seriousness).capitalize())
    _write(drawing, _SIDE_LABELS + len(columns) * (_WIDE + _STEP) / 2, 6, "How serious the harm would be", colour=INK)
    _mark(drawing, worker, person)
    _key(drawing, grid + 32, _SIDE_LABELS + len(columns) * (_WIDE + _STEP) + 16)
    return drawing


def _write(
    drawing: Drawing,
    x: float,
    y: float,
    words: str,
    *,
    size: float = 8.0,
    colour: str = MUTED,
    anchor: Literal["start", "middle", "end"] = "middle",
    bold: bool = False,
) -> None:
    font = font_name(bold=bold)
    drawing.add(String(x, y, words, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor))


def _place(view: View) -> tuple[float, float] | None:
    if view.likelihood is None or view.seriousness is None:
        return None
    left = _SIDE_LABELS + (_rank(view.seriousness) - 1) * (_WIDE + _STEP)
    return left, 32 + (_rank(view.likelihood) - 1) * (_TALL + _STEP)


def _mark(drawing: Drawing, worker: View, person: View) -> None:
    square, ring = _place(worker), _place(person)
    if square is not None:
        drawing.add(_square(square[0], square[1], _WIDE, _TALL))
    if ring is not None:
        drawing.add(_ring(ring[0] + _WIDE / 2, ring[1] + _TALL / 2))


def _filled(left: float, bottom: float, wide: float, tall: float, colour: str) -> Rect:
    rect = Rect(left, bottom, wide, tall, rx=2, ry=2)
    rect.fillColor, rect.strokeColor = HexColor(colour), None
    return rect


def _square(left: float, bottom: float, wide: float, tall: float) -> Rect:
    rect = Rect(left, bottom, wide, tall, rx=3, ry=3)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = None, HexColor(INK), 2.2
    return rect


def _ring(x: float, y: float) -> Circle:
    return Circle(x, y, 9.6, fillColor=None, strokeColor=HexColor(INK), strokeWidth=1.6)


def _key(drawing: Drawing, top: float, left: float) -> None:
    for number, (words, shape) in enumerate(
        (
            ("The worker", _square(left, top - 21, 20, 14)),
            ("The person", _ring(left + 10, top - 38)),
        )
    ):
        drawing.add(shape)
        _write(drawing, left + 27, top - 17 - number * 24, words, size=9, colour=INK, anchor="start", bold=True)
    for number, level in enumerate(RiskLevel):
        bottom = top - 73 - number * 18
        fill, _ = _COLOURS[level]
        drawing.add(_filled(left, bottom, 20, 12, fill))
        _write(drawing, left + 27, bottom + 3, level.label, size=9, colour=INK, anchor="start")
