"""Prints a start code on a sheet for the person whose account it opens, with what they do with it."""

from dataclasses import dataclass
from datetime import date, datetime

from safeguard_desktop.forms.blocks import Block, Stack, Text
from safeguard_desktop.forms.lines import width_of
from safeguard_desktop.forms.looks import BRAND, INK, NOTE, TITLE, Style
from safeguard_desktop.forms.pages import About, Edges, make_pdf
from safeguard_desktop.forms.paper import Paper

_CODE = Style(size=21.0, leading=34.0, bold=True, colour=INK)
_BODY = Style(size=11.0, leading=16.0)
_HEAD = Style(size=12.5, leading=18.0, bold=True, colour=BRAND)
_PAD = 16.0
_STEPS = (
    "Start Safeguard, and choose your name.",
    "Type the start code where it asks for your passphrase, with the lines between the words. Then press Enter.",
    "Choose a passphrase of your own. The program can suggest one. Nobody else will know it: not even your manager.",
    "From then on, your own passphrase opens your account, and this code opens nothing. Tear up this sheet.",
)
_NOTES = (
    "Until then, show this sheet to nobody, and do not photograph it or send it to anyone.",
    "If somebody else has seen the code, tell your manager, who will give you a new one.",
    "If you are worried about somebody before you can sign in, report it from the first page of the program.",
    "If someone is in danger now, ring 999.",
)


@dataclass(frozen=True)
class StartSheet:
    """What stands on the sheet. `until` is the last day of the account; `made_at` is local time."""

    organisation: str
    name: str
    role: str
    code: str
    until: date | None
    made_at: datetime


@dataclass(frozen=True)
class _Code:
    """The code, large, on as many lines as it takes; a line ends after a hyphen."""

    code: str

    def _rows(self, width: float) -> list[str]:
        words = self.code.split("-")
        parts = [f"{word}-" for word in words[:-1]] + words[-1:]
        rows = [""]
        for part in parts:
            if rows[-1] and width_of(rows[-1] + part, _CODE) > width - 2 * _PAD:
                rows.append("")
            rows[-1] += part
        return rows

    def height(self, width: float) -> float:
        return len(self._rows(width)) * _CODE.leading + 2 * _PAD

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  # never divided
        return None

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        paper.outline(left, top, width, self.height(width), colour=BRAND, thick=1.4)
        for number, row in enumerate(self._rows(width)):
            Text(row, _CODE).draw(paper, left + _PAD, top + _PAD + number * _CODE.leading, width - 2 * _PAD)


def start_sheet(about: StartSheet) -> bytes:
    """Return the sheet as a PDF: the code, and what its person does with it, step by step."""
    steps = tuple(Text(f"{number}.  {words}", _BODY) for number, words in enumerate(_STEPS, start=1))
    made = f"{about.made_at.day} {about.made_at:%B %Y at %H:%M}"
    ends = f" The account can be used up to {about.until.day} {about.until:%B %Y}." if about.until else ""
    who = Text(f"For {about.name}. {about.role}.{ends}", _BODY)
    by = Text(f"{about.organisation}. Made on {made}.", NOTE)
    blocks: list[Block] = [
        Stack((Text("Your start code", TITLE, tag="H1"), who, by), 3.0),
        _Code(about.code),
        Stack((Text("What to do", _HEAD, tag="H2"), *steps), 7.0),
        Stack((Text("Good to know", _HEAD, tag="H2"), *(Text(words, _BODY) for words in _NOTES)), 7.0),
    ]
    edges = Edges("FOR ONE PERSON", "Tear up once it is used", ("Start code",))
    return make_pdf(blocks, edges, About("Start code", about.made_at))
