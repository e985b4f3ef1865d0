"""Sections of a form: a band with number and title, and rows of cells below it, carried over pages."""

from dataclasses import dataclass, replace

from safeguard_desktop.forms.blocks import Block, Gap, Stack, Text, Whole
from safeguard_desktop.forms.lines import line_of
from safeguard_desktop.forms.looks import BAND, BRAND, NOTE, PAD, SUBBAND, TINT, Style
from safeguard_desktop.forms.paper import Paper

GRID = 12
BAND_TALL = 24.0
LEAST_ROW = 32.0
WORTH_SPLITTING = 170.0
LEAST_START = 60.0
_CITE = Style(size=8.0, leading=12.5, colour=BRAND)


@dataclass(frozen=True)
class Cell:
    """One box of a row, as many twelfths of the page wide as `share`."""

    block: Block
    share: int = GRID


@dataclass(frozen=True)
class Row:
    """Cells side by side, of one height, with a line below. One that `leads` stays with the row that follows."""

    cells: tuple[Cell, ...]
    tint: str = ""
    least: float = LEAST_ROW
    leads: bool = False

    def _edges(self, width: float) -> list[tuple[Block, float, float]]:
        """Return each cell's block, left edge and inner width."""
        edges, used = [], 0
        total = max(sum(cell.share for cell in self.cells), 1)
        for cell in self.cells:
            edges.append((cell.block, width * used / total, width * cell.share / total - 2 * PAD))
            used += cell.share
        return edges

    def height(self, width: float) -> float:
        """Return the height of its tallest cell, with the space around it."""
        return max(self.least, *(block.height(wide) + 2 * PAD - 2 for block, _, wide in self._edges(width)))

    def split(self, width: float, room: float) -> "tuple[Row, Row] | None":
        """Split every cell that is too tall; None where one of those cannot be."""
        room -= 2 * PAD - 2
        first: list[Cell] = []
        rest: list[Cell] = []
        for cell, (block, _, wide) in zip(self.cells, self._edges(width), strict=True):
            parts: tuple[Block, Block] | None = (block, Gap(0.0))
            if block.height(wide) > room:
                parts = block.split(wide, room)
            if parts is None:
                return None
            first.append(Cell(parts[0], cell.share))
            rest.append(Cell(parts[1], cell.share))
        return replace(self, cells=tuple(first)), replace(self, cells=tuple(rest))

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw the cells and the lines between them."""
        tall = self.height(width)
        if self.tint:
            paper.fill(left, top, width, tall, self.tint)
        for block, x, wide in self._edges(width):
            if x:
                paper.rule(left + x, top, left + x, top + tall)
            block.draw(paper, left + x + PAD, top + PAD - 2, wide)
        paper.rule(left, top + tall, left + width, top + tall)


@dataclass(frozen=True)
class SubBand(Whole):
    """A tinted line with a title inside a section, `cite` at its right end, and words of explanation below."""

    title: str
    cite: str = ""
    words: tuple[str, ...] = ()

    def _block(self) -> Block:
        texts = [Text(self.title, SUBBAND, tag="H3")] + [Text(one, NOTE) for one in self.words]
        return Stack(tuple(texts), gap=2.0)

    def _inner(self, width: float) -> float:
        cite = line_of(self.cite, _CITE).width + 10 if self.cite else 0.0
        return width - 2 * PAD - cite

    def height(self, width: float) -> float:
        """Return its height."""
        return self._block().height(self._inner(width)) + 9.0

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw the tint and the words."""
        tall = self.height(width)
        paper.fill(left, top, width, tall, TINT)
        paper.rule(left, top, left + width, top)
        self._block().draw(paper, left + PAD, top + 4, self._inner(width))
        if self.cite:
            cite = line_of(self.cite, _CITE)
            with paper.tagged("P"):
                paper.line(cite, left + width - PAD - cite.width, top + 13.5, _CITE)
        paper.rule(left, top + tall, left + width, top + tall)


Part = Row | SubBand


def _leads(part: Part) -> bool:
    return isinstance(part, SubBand) or part.leads


@dataclass(frozen=True)
class Section:
    """A band with a title, and its rows. `continued` where an earlier page holds its start."""

    title: str
    parts: tuple[Part, ...]
    number: int = 0
    continued: bool = False

    def _band(self) -> Text:
        words = f"{self.number}  {self.title}" if self.number else self.title
        if self.continued:
            return Text(f"{words} (continued)", BAND)
        return Text(words, BAND, tag="H2")

    def _band_tall(self, width: float) -> float:
        return self._band().height(width - 2 * PAD) + BAND_TALL - BAND.leading

    def height(self, width: float) -> float:
        """Return the height of band and rows."""
        return self._band_tall(width) + sum(part.height(width) for part in self.parts)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between rows, or inside a tall one; no band is left without a row below it."""
        used = self._band_tall(width)
        for index, part in enumerate(self.parts):
            tall = part.height(width)
            if used + tall > room:
                return self._split_at(index, width, room - used)
            used += tall
        return None

    def _split_at(self, index: int, width: float, room: float) -> tuple[Block, Block] | None:
        first, rest = list(self.parts[:index]), list(self.parts[index:])
        worth = rest[0].height(width) > WORTH_SPLITTING and room > LEAST_START
        halves = rest[0].split(width, room) if worth else None
        if halves is not None:
            first.append(halves[0])
            rest[0] = halves[1]
        while first and _leads(first[-1]):
            rest.insert(0, first.pop())
        if not first:
            return None
        return replace(self, parts=tuple(first)), replace(self, parts=tuple(rest), continued=True)

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw the band, the rows and the edge around them."""
        tall = self._band_tall(width)
        paper.fill(left, top, width, tall, BRAND)
        if self.continued:
            with paper.artifact():
                self._band().draw(paper, left + PAD, top + 5, width - 2 * PAD)
        else:
            paper.bookmark(self.title)
            self._band().draw(paper, left + PAD, top + 5, width - 2 * PAD)
        y = top + tall
        for part in self.parts:
            part.draw(paper, left, y, width)
            y += part.height(width)
        paper.outline(left, top, width, y - top)
