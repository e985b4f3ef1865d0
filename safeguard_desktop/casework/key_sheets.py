"""Secrets on paper, each for the person who is to have it: start codes, and the sheets of a split recovery key."""

from collections.abc import Sequence
from datetime import date

from safeguard_desktop.casework.recovery import check_sheet
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.forms import Share, StartSheet, share_sheet, start_sheet
from safeguard_desktop.records import Role

_TELLING = 4
"""So many letters tell a word of a sheet from all others."""
SHEETS, NEEDED = 3, 2
"""Into how many sheets a recovery key is split, and how many of them open."""


def start_code_sheet(session: Session, name: str, role: Role, code: str, until: date | None = None) -> bytes:
    """Return a start code as a PDF sheet for the person whose account it opens; it is kept nowhere else."""
    made_at = session.now().astimezone()
    return start_sheet(StartSheet(organisation(session).name or "", name, role.label, code, until, made_at))


def recovery_share_sheet(session: Session, number: int, words: Sequence[str]) -> bytes:
    """Return one sheet of a split recovery key as a PDF; `number` counts from 1."""
    made_at = session.now().astimezone()
    share = Share(number, SHEETS, NEEDED, tuple(words))
    return share_sheet(organisation(session).name or "", share, made_at)


def check_typed_sheet(typed: str, number: int, words: Sequence[str]) -> None:
    """Check a sheet as it is typed back from paper; `number` counts from 1.

    Raises KeyTrouble that names the wrong word, or for a sheet that is another one than this.
    """
    check_sheet(typed, number - 1)
    letters = "".join(c if c.isascii() and c.isalpha() else " " for c in typed.lower()).split()
    if [word[:_TELLING] for word in letters] != [word[:_TELLING] for word in words]:
        raise KeyTrouble(f"That is another sheet than number {number}.", "Check that you have the right paper.")
