"""What the sheets with a secret on them have in common: a title, the secret in a frame, and what to do with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.clock import moment_words
from safeguard_desktop.forms.blocks import Block, Stack, Text, Whole
from safeguard_desktop.forms.looks import BRAND, MUTED, NOTE, TITLE, Style
from safeguard_desktop.forms.pages import About, Edges, make_pdf
from safeguard_desktop.forms.paper import Paper

BODY = Style(size=11.0, leading=16.0)
_HEAD = Style(size=12.5, leading=18.0, bold=True, colour=BRAND)
_BETWEEN = 7.0


@dataclass(frozen=True)
class Sheet:
    """What a sheet is called, in the file and at its foot, how it is marked and handled, and when it was made."""

    name: str
    marking: str
    handling: str
    organisation: str
    made_at: datetime

    def pdf(self, title: Stack, secret: Block, *parts: Stack) -> bytes:
        """Return the sheet as a PDF."""
        edges = Edges(self.marking, self.handling, (self.name,))
        return make_pdf([title, secret, *parts], edges, About(self.name, self.made_at))

    def origin(self, more: str = "") -> Text:
        """Return who made it and when, in small words."""
        return Text(f"{self.organisation}. Made on {moment_words(self.made_at)}.{more}", NOTE)


def heading(words: str) -> Text:
    """Return the sheet's title."""
    return Text(words, TITLE, tag="H1")


def section(title: str, blocks: Iterable[Block]) -> Stack:
    """Return blocks below a title."""
    return Stack((Text(title, _HEAD, tag="H2"), *blocks), _BETWEEN)


def in_steps(title: str, steps: Sequence[str]) -> Stack:
    """Return numbered sentences below a title."""
    return section(title, (Text(f"{number}.  {words}", BODY) for number, words in enumerate(steps, start=1)))


def frame(paper: Paper, left: float, top: float, width: float, tall: float) -> None:
    """Draw the frame around a secret."""
    paper.outline(left, top, width, tall, colour=BRAND, thick=1.4)


@dataclass(frozen=True)
class WritingLine(Whole):
    """A line to write on."""

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        """Return its height."""
        return 22.0

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw it."""
        paper.rule(left, top + 20, left + width, top + 20, colour=MUTED)
