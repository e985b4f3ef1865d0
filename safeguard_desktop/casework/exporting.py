"""Saving what is on the screen as a table, outside the vault and unlocked: for a manager, with a reason, and noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.accounts import Look
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.sharing_table import sharing_table
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

    @property
    def count(self) -> str:
        """How many lines it has, in words."""
        return line_count(self.lines)


def line_count(lines: int) -> str:
    """Return how many lines a table has, in words."""
    return "1 line" if lines == 1 else f"{lines:,} lines"


def table_name(session: Session) -> str:
    """Return a name for a table's file: the day it is saved on, and nothing of what is in it."""
    return f"table-{session.now().astimezone():%Y-%m-%d}.csv"


def save_log_table(session: Session, looks: Sequence[Look], reason: str) -> SavedTable:
    """Return lines of the log as a table, and note that they were saved, with the reason, before anybody has it.

    It says who, when (with the offset from UTC), what, and the case's reference; not about whom. Raises
    NotAllowedTrouble but for a manager, InputTrouble without lines or a reason, StorageTrouble.
    """
    words = _allowed(session, reason)
    if not looks:
        raise InputTrouble("There is nothing to save.", "Take out some of what narrows the list down.")
    saved = SavedTable(table_file(_HEAD, map(_cells, looks)), len(looks))
    session.casework.append([], [Access(f"{TABLE_SAVED} of the log, {saved.count}: {words}")])
    return saved


def save_sharing_table(session: Session, case_id: str, reason: str) -> SavedTable:
    """Return what was shared in a case, and what was not, as a table, and note it as `save_log_table` does.

    It holds what the case shows, with names. Raises as that does, and InputTrouble when there is no such case.
    """
    words = _allowed(session, reason)
    table = sharing_table(session, case_id)
    if not table.rows:
        raise InputTrouble("There is nothing to save.", "Nothing was shared in this case, and nothing held back.")
    saved = SavedTable(table_file(table.head, table.rows), len(table.rows))
    session.casework.append([], [Access(f"{TABLE_SAVED} of what was shared, {saved.count}: {words}", case=case_id)])
    return saved


def _allowed(session: Session, reason: str) -> str:
    """Return the reason in a line. Raises NotAllowedTrouble but for a manager, InputTrouble without a reason."""
    session.require(Power.MANAGE)
    return _reason(reason)


def _cells(look: Look) -> tuple[str, ...]:
    return look.who, look.at.astimezone().isoformat(" ", "seconds"), look.what, look.case


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise InputTrouble("Say why you save it.", "The reason is kept in the log.", field="reason")
    if len(words) > LONGEST_REASON:
        raise InputTrouble("The reason is too long.", f"Use at most {LONGEST_REASON} letters.", field="reason")
    return words
