"""Prints a start code on a sheet for the person whose account it opens, with what they do with it."""

from dataclasses import dataclass
from datetime import date, datetime

from safeguard_desktop.clock import day_words
from safeguard_desktop.forms.blocks import Stack, Text, Whole
from safeguard_desktop.forms.lines import width_of
from safeguard_desktop.forms.looks import INK, Style
from safeguard_desktop.forms.paper import Paper
from safeguard_desktop.forms.sheets import BODY, Sheet, frame, heading, in_steps, section

_CODE = Style(size=21.0, leading=34.0, bold=True, colour=INK)
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
    "Use the code within 14 days. After that the program asks for a new one, which your manager makes.",
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
class _Code(Whole):
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

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        frame(paper, left, top, width, self.height(width))
        for number, row in enumerate(self._rows(width)):
            Text(row, _CODE).draw(paper, left + _PAD, top + _PAD + number * _CODE.leading, width - 2 * _PAD)


def start_sheet(about: StartSheet) -> bytes:
    """Return the sheet as a PDF: the code, and what its person does with it, step by step."""
    sheet = Sheet("Start code", "FOR ONE PERSON", "Tear up once it is used", about.organisation, about.made_at)
    ends = f" The account can be used up to {day_words(about.until)}." if about.until else ""
    who = Text(f"For {about.name}. {about.role}.{ends}", BODY)
    title = Stack((heading("Your start code"), who, sheet.origin()), 3.0)
    notes = section("Good to know", (Text(words, BODY) for words in _NOTES))
    return sheet.pdf(title, _Code(about.code), in_steps("What to do", _STEPS), notes)
