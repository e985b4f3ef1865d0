"""Prints the recovery key on one sheet of paper, to be kept in a safe."""

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
    "Test it now and then: in Settings, under “Test your recovery key”. Type the letters as they stand here.",
    "If this sheet is lost or copied, tell the registered manager at once.",
    "If all passphrases and this sheet are lost, nobody can open the records again. We cannot either.",
)


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
class _Line:
    """A line to write on."""

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        return 22.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  # never divided
        return None

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        paper.rule(left, top + 20, left + width, top + 20, colour=MUTED)
