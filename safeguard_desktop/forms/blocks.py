"""What a page is made of: blocks that know their height, draw themselves, and split where a page ends."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from reportlab.graphics.shapes import Drawing

from safeguard_desktop.forms.lines import Line, break_lines, width_of
from safeguard_desktop.forms.looks import ANSWER, FAINT, LABEL, Style
from safeguard_desktop.forms.paper import Paper

BOX = 8.6
BOX_ROOM = 13.0
BETWEEN_TICKS = 14.0
BETWEEN_CHOICES = 2.0
FEWEST_LINES = 2


class Block(Protocol):
    """Something that can be printed at any width."""

    def height(self, width: float) -> float:
        """Return how tall it is at a width, in points."""

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """Return what fits in `room` points and the rest, or None where it cannot be divided there."""

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Print it with its top left corner there."""


@lru_cache(maxsize=256)
def _lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    return break_lines(text, style, width)


@dataclass(frozen=True)
class Text:
    """Words that flow over lines and pages. `start` and `stop` count lines, where it has been split."""

    text: str
    style: Style = ANSWER
    tag: str = "P"
    start: int = 0
    stop: int | None = None

    def _lines(self, width: float) -> tuple[Line, ...]:
        return _lines(self.text, self.style, width)[self.start : self.stop]

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        return len(self._lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between lines, leaving no line alone on either page."""
        count = len(self._lines(width))
        fits = min(int(room // self.style.leading), count - FEWEST_LINES)
        if fits < FEWEST_LINES:
            return None
        at = self.start + fits
        return Text(self.text, self.style, self.tag, self.start, at), Text(
            self.text, self.style, self.tag, at, self.stop
        )

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Print its lines, those that start at the right from the right."""
        drop = (self.style.leading - self.style.size) / 2 + self.style.size * 0.78
        with paper.tagged(self.tag):
            for number, line in enumerate(self._lines(width)):
                x = left + width - line.width if line.from_right else left
                paper.line(line, x, top + number * self.style.leading + drop, self.style)


class Whole:
    """A block that stays on one page."""

    def split(self, width: float, room: float) -> None:
        """Return None: it is never divided."""


@dataclass(frozen=True)
class Gap(Whole):
    """Empty space, such as room to write in."""

    tall: float

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        """Return its height."""
        return self.tall

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Leave the paper white."""


@dataclass(frozen=True)
class Guide(Whole):
    """Room for a short answer with faint words that say how to write it, such as DD / MM / YYYY."""

    words: str
    tall: float = 17.0

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        """Return its height."""
        return self.tall

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Print the faint words."""
        Text(self.words, Style(size=8.0, leading=10.0, colour=FAINT)).draw(paper, left, top + 5, width)


@dataclass(frozen=True)
class Stack:
    """Blocks one below the other, `gap` points apart."""

    blocks: tuple[Block, ...]
    gap: float = 0.0

    def height(self, width: float) -> float:
        """Return the sum of their heights."""
        return sum(block.height(width) for block in self.blocks) + self.gap * max(len(self.blocks) - 1, 0)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between blocks, or inside the one that does not fit; a label stays with what it labels."""
        used = 0.0
        for index, block in enumerate(self.blocks):
            tall = block.height(width)
            if used + tall > room:
                return self._split_at(index, width, room - used)
            used += tall + self.gap
        return None

    def _split_at(self, index: int, width: float, room: float) -> tuple[Block, Block] | None:
        parts = self.blocks[index].split(width, room)
        first, rest = self.blocks[:index], self.blocks[index:]
        if parts is not None:
            first, rest = (*first, parts[0]), (parts[1], *rest[1:])
        if all(isinstance(b, Text) and b.style == LABEL for b in first):
            return None
        return Stack(first, self.gap), Stack(rest, self.gap)

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw them one below the other."""
        for block in self.blocks:
            block.draw(paper, left, top, width)
            top += block.height(width) + self.gap


@dataclass(frozen=True)
class Ticks:
    """A list to choose from: each choice a box, crossed where it is chosen, as many on a line as go there."""

    options: tuple[tuple[str, bool], ...]
    style: Style = ANSWER

    def _columns(self, width: float) -> tuple[int, float]:
        """Return how many choices go side by side, and how wide a column is; 0 where all go on one line."""
        if self.natural_width() <= width:
            return 0, 0.0
        widest = max(width_of(words, self.style) for words, _ in self.options) + BOX_ROOM + BETWEEN_TICKS
        count = max(int((width + BETWEEN_TICKS) // widest), 1)
        return count, (width + BETWEEN_TICKS) / count

    def _places(self, width: float) -> list[tuple[float, float, Text]]:
        """Return for each choice its left edge, its top and its label."""
        count, column = self._columns(width)
        places: list[tuple[float, float, Text]] = []
        x = y = tallest = 0.0
        for index, (words, _) in enumerate(self.options):
            if count and index % count == 0:
                x, y, tallest = 0.0, y + tallest, 0.0
            label = Text(words, self.style)
            places.append((x, y, label))
            tallest = max(tallest, label.height(self._label_width(width)) + BETWEEN_CHOICES)
            x += column or width_of(words, self.style) + BOX_ROOM + BETWEEN_TICKS
        return places

    def _label_width(self, width: float) -> float:
        count, column = self._columns(width)
        return (column - BETWEEN_TICKS if count else width) - BOX_ROOM + 0.1

    def height(self, width: float) -> float:
        """Return the height of its lines."""
        inner = self._label_width(width)
        return max(y + label.height(inner) + BETWEEN_CHOICES for _, y, label in self._places(width))

    def natural_width(self) -> float:
        """Return how wide it is on one line."""
        return sum(width_of(words, self.style) + BOX_ROOM + BETWEEN_TICKS for words, _ in self.options) - BETWEEN_TICKS

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Split between lines of choices."""
        places = self._places(width)
        inner = self._label_width(width)
        tops = [y for _, y, label in places if y + label.height(inner) + BETWEEN_CHOICES > room]
        count = sum(1 for _, y, _ in places if not tops or y < tops[0])
        if count in (0, len(places)):
            return None
        return Ticks(self.options[:count], self.style), Ticks(self.options[count:], self.style)

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw each box with its label."""
        inner = self._label_width(width)
        for (x, y, label), (_, ticked) in zip(self._places(width), self.options, strict=True):
            with paper.tagged("P"):
                paper.tick_box(left + x, top + y + 1 + self.style.size, BOX, ticked=ticked)
                label.draw(paper, left + x + BOX_ROOM, top + y + 1, inner)


@dataclass(frozen=True)
class Picture(Whole):
    """A drawing, and the same in words."""

    drawing: Drawing
    words: str

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        """Return its height."""
        return float(self.drawing.height)

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw it in the middle of the width."""
        paper.drawing(self.drawing, left + max(width - self.drawing.width, 0) / 2, top, self.words)
