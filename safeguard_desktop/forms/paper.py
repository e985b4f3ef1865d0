"""The sheet that blocks are drawn on: measured in points from the top left, each thing tagged for screen readers."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import segno
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from safeguard_desktop.forms.fonts import font_name
from safeguard_desktop.forms.lines import Line, Run
from safeguard_desktop.forms.looks import INK, LINE, PAGE_HEIGHT, PAGE_WIDTH, Style

VISIBLE: Literal[0] = 0
INVISIBLE: Literal[3] = 3


@dataclass(frozen=True)
class Tag:
    """One tagged piece of content: its page from 0, its structure type (P, H1, H2, Figure) and its number there."""

    page: int
    type: str
    number: int
    alternative: str = ""


def _hex(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


class Paper:
    """A PDF being drawn in memory. `compress` is off only where its streams are to be read by a test."""

    def __init__(self, *, compress: bool = True) -> None:
        self._bytes = io.BytesIO()
        size = (PAGE_WIDTH, PAGE_HEIGHT)
        self._canvas = Canvas(
            self._bytes,
            pagesize=size,
            pageCompression=int(compress),
            invariant=1,
            lang="en-GB",
            initialFontName=font_name(bold=False),  # type: ignore[arg-type]  # a name; the stub mistakes it for a size
        )
        self._page = 0
        self._number = 0
        self._inside = False
        self.tags: list[Tag] = []

    def turn(self) -> None:
        """Finish the page and start the next."""
        self._canvas.showPage()
        self._page += 1
        self._number = 0

    def finished(self) -> bytes:
        """Return the PDF's bytes, not yet with its structure and metadata. The last page must have been turned."""
        self._canvas.save()
        return self._bytes.getvalue()

    @contextmanager
    def tagged(self, kind: str, alternative: str = "") -> Iterator[None]:
        """Mark what is drawn inside as one piece of that structure type; inside another mark, nothing is added."""
        if self._inside:
            yield
            return
        self._inside = True
        self.tags.append(Tag(self._page, kind, self._number, alternative))
        self._canvas.addLiteral(f"/{kind} <</MCID {self._number}>> BDC")
        self._number += 1
        yield
        self._canvas.addLiteral("EMC")
        self._inside = False

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration, or as what every page repeats."""
        if self._inside:
            yield
            return
        self._inside = True
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")
        self._inside = False

    def line(self, line: Line, left: float, baseline: float, style: Style) -> None:
        """Print a line of text; `baseline` is measured from the top."""
        x = left
        for run in line.runs:
            x += self._run(run, x, PAGE_HEIGHT - baseline, style)

    def _run(self, run: Run, x: float, y: float, style: Style, mode: Literal[0, 3] = VISIBLE) -> float:
        if run.actual:
            self._canvas.addLiteral(f"/Span <</ActualText {_hex(run.actual)}>> BDC")
        text = self._canvas.beginText(x, y)
        text.setFont(run.font, style.size)
        text.setFillColor(HexColor(style.colour))
        text.setTextRenderMode(mode)
        text.textOut(run.shown)
        text.setTextRenderMode(VISIBLE)
        self._canvas.drawText(text)
        if run.actual:
            self._canvas.addLiteral("EMC")
        return float(self._canvas.stringWidth(run.shown, run.font, style.size))

    def tick_box(self, left: float, baseline: float, size: float, *, ticked: bool) -> None:
        """Draw a box, crossed or empty, that a reader and a copy of the text take for ☒ or ☐."""
        top = baseline - size + 1.2
        self._outline(left, top, size, size, colour=INK, thick=0.8)
        inset = size * 0.22
        if ticked:
            self.rule(left + inset, top + inset, left + size - inset, top + size - inset, colour=INK, thick=1.3)
            self.rule(left + inset, top + size - inset, left + size - inset, top + inset, colour=INK, thick=1.3)
        sign = Run(font_name(bold=False), "x", "☒" if ticked else "☐")
        self._run(sign, left + 1.5, PAGE_HEIGHT - baseline, Style(size=size), INVISIBLE)

    def fill(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        with self.artifact():
            self._canvas.setFillColor(HexColor(colour))
            self._canvas.rect(left, PAGE_HEIGHT - top - height, width, height, stroke=0, fill=1)

    def outline(
        self, left: float, top: float, width: float, height: float, *, colour: str = LINE, thick: float = 0.6
    ) -> None:
        """Draw a rectangle's edge."""
        with self.artifact():
            self._outline(left, top, width, height, colour=colour, thick=thick)

    def _outline(self, left: float, top: float, width: float, height: float, *, colour: str, thick: float) -> None:
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(thick)
        self._canvas.rect(left, PAGE_HEIGHT - top - height, width, height, stroke=1, fill=0)

    def rule(
        self, left: float, top: float, right: float, bottom: float, *, colour: str = LINE, thick: float = 0.6
    ) -> None:
        """Draw a straight line from one point to another."""
        with self.artifact():
            self._canvas.setStrokeColor(HexColor(colour))
            self._canvas.setLineWidth(thick)
            self._canvas.line(left, PAGE_HEIGHT - top, right, PAGE_HEIGHT - bottom)

    def drawing(self, drawing: Drawing, left: float, top: float, alternative: str) -> None:
        """Place a reportlab drawing; `alternative` says it in words."""
        with self.tagged("Figure", alternative):
            renderPDF.draw(drawing, self._canvas, left, PAGE_HEIGHT - top - drawing.height)

    def qr(self, text: str, left: float, top: float, side: float) -> None:
        """Draw a QR code of a text, `side` points wide."""
        rows = list(segno.make(text, error="m", micro=False).matrix)
        dot = side / len(rows)
        with self.artifact():
            self._canvas.setFillColor(HexColor(INK))
            path = self._canvas.beginPath()
            for y, row in enumerate(rows):
                for x, dark in enumerate(row):
                    if dark:
                        path.rect(left + x * dot, PAGE_HEIGHT - top - (y + 1) * dot, dot, dot)
            self._canvas.drawPath(path, stroke=0, fill=1)

    def bookmark(self, title: str, level: int = 0) -> None:
        """Add a place on this page to the list of contents that a viewer shows."""
        key = f"p{self._page}n{self._number}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level, closed=0)
