"""Secrets on paper, each for the person who is to have it: start codes, and the sheets of a split recovery key."""

from collections.abc import Sequence
from datetime import date

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.forms import Share, StartSheet, share_sheet, start_sheet
from safeguard_desktop.records import Role

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
