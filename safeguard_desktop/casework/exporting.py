"""Saving what is on the screen as a table, outside the vault and unlocked: for a manager, with a reason, and noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.accounts import Look
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import table_file
from safeguard_desktop.vault import Access

TABLE_SAVED = "saved a table"
"""How the log begins to say it; how many lines, and the reason, follow."""
LONGEST_REASON = 500
_HEAD = ("Who", "When", "What", "Case")


@dataclass(frozen=True)
class SavedTable:
    """A table as a file: its bytes, and how many lines it has below the head."""

    data: bytes
    lines: int


def table_name(session: Session) -> str:
    """Return a name for a table's file: the day it is saved on, and nothing of what is in it."""
    return f"table-{session.now().astimezone():%Y-%m-%d}.csv"


def save_log_table(session: Session, looks: Sequence[Look], reason: str) -> SavedTable:
    """Return lines of the log as a table, and note that they were saved, with the reason, before anybody has it.

    It says who, when (with the offset from UTC), what, and the case's reference; not about whom. Raises
    NotAllowedTrouble but for a manager, InputTrouble without lines or a reason, StorageTrouble.
    """
    session.require(Power.MANAGE)
    words = _reason(reason)
    if not looks:
        raise InputTrouble("There is nothing to save.", "Take out some of what narrows the list down.")
    lines = "1 line" if len(looks) == 1 else f"{len(looks)} lines"
    data = table_file(_HEAD, map(_cells, looks))
    session.casework.append([], [Access(f"{TABLE_SAVED} of the log, {lines}: {words}")])
    return SavedTable(data, len(looks))


def _cells(look: Look) -> tuple[str, ...]:
    return look.who, look.at.astimezone().isoformat(" ", "seconds"), look.what, look.case


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise InputTrouble("Say why you save it.", "The reason is kept in the log.", field="reason")
    if len(words) > LONGEST_REASON:
        raise InputTrouble("The reason is too long.", f"Use at most {LONGEST_REASON} letters.", field="reason")
    return words
