"""Prints the recovery key on paper, to be kept in a safe: on one sheet, or on three of which any two open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.forms.blocks import Block, Stack, Text
from safeguard_desktop.forms.looks import BRAND, INK, MUTED, NOTE, TITLE, Style
from safeguard_desktop.forms.pages import About, Edges, make_pdf
from safeguard_desktop.forms.paper import Paper

_A_ROW, _A_GROUP = 4, 4
_KEY = Style(size=17.0, leading=30.0, bold=True, colour=INK)
_BODY = Style(size=11.0, leading=16.0)
_HEAD = Style(size=12.5, leading=18.0, bold=True, colour=BRAND)
_QR_SIDE = 130.0
_STEPS = (
    "Put this sheet in a locked safe, away from this computer. Do not photograph it, and do not send it to anyone.",
    "Whoever holds this sheet and a copy of the records can read everything in them.",
    "If every passphrase is lost, this key is the only way back to the records. Do not delete them.",
    "Test it now and then: in Settings, under “Recovery key”. Type the letters as they stand here.",
    "If this sheet is lost or copied, tell the registered manager at once.",
    "If all passphrases and this sheet are lost, nobody can open the records again. We cannot either.",
)
_SHARE_STEPS = (
    "Give each of the three sheets to another person, or another locked place. Two together open everything.",
    "This sheet alone opens nothing, and tells nothing. Do not keep it with another of the three.",
    "If every passphrase is lost, bring two of the three to the computer, and type their words in this order.",
    "If this sheet is lost or copied, tell the registered manager, who can replace all three.",
    "If two of the three and all passphrases are lost, nobody can open the records again. We cannot either.",
)
_WORD = Style(size=12.0, leading=21.0, bold=True, colour=INK)
_WORD_COLUMNS, _WORD_PAD = 3, 14.0


@dataclass(frozen=True)
class _Key:
    """The groups of the key, large, with the QR code beside them."""

    groups: tuple[str, ...]
    qr: str

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        return max(_QR_SIDE, len(self._rows()) * _KEY.leading) + 34.0

    def _rows(self) -> list[tuple[str, ...]]:
        """Return the groups row by row; the key's first words stand alone."""
        start = 1 if len(self.groups[0]) > _A_GROUP else 0
        rest = self.groups[start:]
        rows = [rest[index : index + _A_ROW] for index in range(0, len(rest), _A_ROW)]
        return [self.groups[:1], *rows] if start else rows

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  # never divided
        return None

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        tall = self.height(width)
        paper.outline(left, top, width, tall, colour=BRAND, thick=1.4)
        inner = width - _QR_SIDE - 56
        for number, row in enumerate(self._rows()):
            column = inner / (_A_ROW if len(row[0]) <= _A_GROUP else 1)
            for place, group in enumerate(row):
                Text(group, _KEY).draw(paper, left + 18 + place * column, top + 15 + number * _KEY.leading, column)
        paper.qr(self.qr, left + width - _QR_SIDE - 17, top + (tall - _QR_SIDE) / 2, _QR_SIDE)


def recovery_sheet(organisation: str, key_groups: Sequence[str], qr_text: str, made_at: datetime) -> bytes:
    """Return the sheet as a PDF: the key in groups, its QR code, and what to do with it. `made_at` is local time."""
    steps = tuple(Text(f"{number}.  {words}", _BODY) for number, words in enumerate(_STEPS, start=1))
    made = f"{made_at.day} {made_at:%B %Y at %H:%M}"
    blocks: list[Block] = [
        Stack((Text("Recovery key", TITLE, tag="H1"), Text(f"{organisation}. Made on {made}.", NOTE))),
        _Key(tuple(key_groups), qr_text),
        Stack((Text("What to do with this sheet", _HEAD, tag="H2"), *steps), 7.0),
        Stack((Text("Where it is kept, and who knows", _HEAD, tag="H2"), *(_Line() for _ in range(3))), 7.0),
    ]
    edges = Edges("KEEP IN A SAFE", "Secret: opens every record", ("Recovery key",))
    return make_pdf(blocks, edges, About("Recovery key", made_at))


@dataclass(frozen=True)
class Share:
    """One sheet of several: its number, of how many, how many of them open, and its words."""

    number: int
    of: int
    needed: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Words:
    """Numbered words in columns, to be read down and then across."""

    words: tuple[str, ...]

    @property
    def _rows(self) -> int:
        return -(-len(self.words) // _WORD_COLUMNS)

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        return self._rows * _WORD.leading + 2 * _WORD_PAD

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  # never divided
        return None

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        paper.outline(left, top, width, self.height(width), colour=BRAND, thick=1.4)
        column = (width - 2 * _WORD_PAD) / _WORD_COLUMNS
        for index, word in enumerate(self.words):
            x = left + _WORD_PAD + index // self._rows * column
            y = top + _WORD_PAD + index % self._rows * _WORD.leading
            Text(f"{index + 1}.  {word}", _WORD).draw(paper, x, y, column)


def share_sheet(organisation: str, share: Share, made_at: datetime) -> bytes:
    """Return one sheet of a split recovery key as a PDF, with what to do with it. `made_at` is local time."""
    steps = tuple(Text(f"{number}.  {words}", _BODY) for number, words in enumerate(_SHARE_STEPS, start=1))
    made = f"{made_at.day} {made_at:%B %Y at %H:%M}"
    title = f"Recovery key: sheet {share.number} of {share.of}"
    opens = f"Any {share.needed} of the {share.of} sheets made then open the records together."
    blocks: list[Block] = [
        Stack((Text(title, TITLE, tag="H1"), Text(f"{organisation}. Made on {made}. {opens}", NOTE))),
        _Words(share.words),
        Stack((Text("What to do with this sheet", _HEAD, tag="H2"), *steps), 7.0),
        Stack((Text("Where it is kept, and who knows", _HEAD, tag="H2"), *(_Line() for _ in range(3))), 7.0),
    ]
    edges = Edges("KEEP LOCKED AWAY", "Secret: with another sheet it opens every record", (title,))
    return make_pdf(blocks, edges, About(title, made_at))


@dataclass(frozen=True)
class _Line:
    """A line to write on."""

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        return 22.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  # never divided
        return None

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        paper.rule(left, top + 20, left + width, top + 20, colour=MUTED)
