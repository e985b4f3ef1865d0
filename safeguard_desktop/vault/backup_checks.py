"""Is a copy of a compartment whole? Asked on a connection of its own, before anybody relies on it."""

from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.chain import NO_DIGEST, entry_at, head_of
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import Head


@dataclass(frozen=True)
class Counted:
    """Where a compartment's chain stands, and how many entries and revisions it holds."""

    head: Head
    entries: int
    revisions: int


def check_copy(path: Path, key: CompartmentKey) -> Counted:
    """Run both integrity checks, see that the chain ends where it should, and count. Raises DamageTrouble."""
    database = Database(path, key)
    try:
        if database.rows("PRAGMA cipher_integrity_check") or not database.starts_as_written():
            raise _bad_copy()
        if database.rows("PRAGMA integrity_check") != [("ok",)]:
            raise _bad_copy()
        head = head_of(database)
        (entries,) = database.row("SELECT count(*) FROM entry")
        (revisions,) = database.row("SELECT count(*) FROM revision")
        last = entry_at(database, head.seq)
        if entries != head.seq or (last.digest if last else NO_DIGEST).hex() != head.digest:
            raise _bad_copy()
    finally:
        database.close()
    return Counted(head, entries, revisions)


def _bad_copy() -> DamageTrouble:
    return DamageTrouble("A copy of the records is not whole.", "Check the disk, then make another backup.")
