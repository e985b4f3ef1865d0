"""Prints the recovery key on paper, to be kept in a safe: on one sheet, or on three of which any two open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.forms.blocks import Stack, Text, Whole
from safeguard_desktop.forms.looks import INK, Style
from safeguard_desktop.forms.paper import Paper
from safeguard_desktop.forms.sheets import Sheet, WritingLine, frame, heading, in_steps, section

_A_ROW, _A_GROUP = 4, 4
_KEY = Style(size=17.0, leading=30.0, bold=True, colour=INK)
_QR_SIDE = 130.0
_TITLE = "What to do with this sheet"
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
class _Key(Whole):
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

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        tall = self.height(width)
        frame(paper, left, top, width, tall)
        inner = width - _QR_SIDE - 56
        for number, row in enumerate(self._rows()):
            column = inner / (_A_ROW if len(row[0]) <= _A_GROUP else 1)
            for place, group in enumerate(row):
                Text(group, _KEY).draw(paper, left + 18 + place * column, top + 15 + number * _KEY.leading, column)
        paper.qr(self.qr, left + width - _QR_SIDE - 17, top + (tall - _QR_SIDE) / 2, _QR_SIDE)


def recovery_sheet(organisation: str, key_groups: Sequence[str], qr_text: str, made_at: datetime) -> bytes:
    """Return the sheet as a PDF: the key in groups, its QR code, and what to do with it. `made_at` is local time."""
    sheet = Sheet("Recovery key", "KEEP IN A SAFE", "Secret: opens every record", organisation, made_at)
    title = Stack((heading(sheet.name), sheet.origin()))
    return sheet.pdf(title, _Key(tuple(key_groups), qr_text), in_steps(_TITLE, _STEPS), _where_it_is())


def _where_it_is() -> Stack:
    return section("Where it is kept, and who knows", [WritingLine()] * 3)


@dataclass(frozen=True)
class Share:
    """One sheet of several: its number, of how many, how many of them open, and its words."""

    number: int
    of: int
    needed: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Words(Whole):
    """Numbered words in columns, to be read down and then across."""

    words: tuple[str, ...]

    @property
    def _rows(self) -> int:
        return -(-len(self.words) // _WORD_COLUMNS)

    def height(self, width: float) -> float:  # noqa: ARG002  # the same at any width
        return self._rows * _WORD.leading + 2 * _WORD_PAD

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        frame(paper, left, top, width, self.height(width))
        column = (width - 2 * _WORD_PAD) / _WORD_COLUMNS
        for index, word in enumerate(self.words):
            x = left + _WORD_PAD + index // self._rows * column
            y = top + _WORD_PAD + index % self._rows * _WORD.leading
            Text(f"{index + 1}.  {word}", _WORD).draw(paper, x, y, column)


def share_sheet(organisation: str, share: Share, made_at: datetime) -> bytes:
    """Return one sheet of a split recovery key as a PDF, with what to do with it. `made_at` is local time."""
    name = f"Recovery key: sheet {share.number} of {share.of}"
    handling = "Secret: with another sheet it opens every record"
    sheet = Sheet(name, "KEEP LOCKED AWAY", handling, organisation, made_at)
    opens = f" Any {share.needed} of the {share.of} sheets made then open the records together."
    title = Stack((heading(name), sheet.origin(opens)))
    return sheet.pdf(title, _Words(share.words), in_steps(_TITLE, _SHARE_STEPS), _where_it_is())
