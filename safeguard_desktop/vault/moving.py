"""Records that move from one compartment to another, and records that are erased where they were.

A version that moves keeps its id, author, times and words (one that comes back gets a new id); its place in the
order, and what chains it to the version before it, are those of where it now is. What is erased leaves its envelope
behind, so that the chain still fits.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

import sqlcipher3

from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.rows import NO_HASH, Row, row_from

INSERT = "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_THESE = "(SELECT value FROM json_each(?1))"
_VERSIONS = f"SELECT * FROM revision WHERE record IN {_THESE} AND body IS NOT NULL ORDER BY seq, device"  # noqa: S608  # fixed words
_LOOKS = f"""SELECT at, author, device, what, record, case_id FROM access
             WHERE record IN {_THESE} OR case_id IN {_THESE} ORDER BY entry, number"""  # noqa: S608  # fixed words
_ERASE = f"UPDATE revision SET body = NULL, salt = NULL WHERE record IN {_THESE} AND body IS NOT NULL"  # noqa: S608  # fixed words


_BACK_AGAIN = UUID("0f6b1d5e-5d6c-5b7e-9a52-3c1f8d0a7e44")
"""From which the next id of a version is made."""


@dataclass(frozen=True)
class Moving:
    """Every version of some records as rows, and every look at them: at, author, device, what, record, case."""

    rows: tuple[Row, ...]
    accesses: tuple[tuple[Any, ...], ...]


def all_about(database: Database, records: Sequence[str]) -> Moving:
    """Return everything that is kept about these records and cases, oldest first."""
    these = (json.dumps(records),)
    rows = tuple(row_from(values) for values in database.rows(_VERSIONS, these))
    return Moving(rows, tuple(database.rows(_LOOKS, these)))


def insert_moved(connection: sqlcipher3.Connection, moving: Moving) -> tuple[Row, ...]:
    """Insert what is not here yet; return it as it now is."""
    inserted = []
    names: dict[str, str] = {}
    for row in moving.rows:
        names[row.id], is_here = _id_here(connection, row.id)
        if not is_here:
            seq, previous = next_place(connection, row.device)
            parents = json.dumps([names.get(parent, parent) for parent in row.parent_ids])
            placed = replace(row, id=names[row.id], parents=parents, seq=seq, prev=previous)
            inserted.append(replace(placed, hash=placed.envelope_hash()))
            connection.execute(INSERT, tuple(vars(inserted[-1]).values()))
    return tuple(inserted)


def _id_here(connection: sqlcipher3.Connection, wanted: str) -> tuple[str, bool]:
    """Return a version's id here, and whether it is here: another id where the words under its own were erased.

    What moved away and comes back has its next id, the same one however often that is tried.
    """
    sql = "SELECT body IS NOT NULL FROM revision WHERE id = ?"
    while found := connection.execute(sql, (wanted,)).fetchone():
        if found[0]:
            return wanted, True
        wanted = str(uuid5(_BACK_AGAIN, wanted))
    return wanted, False


def next_place(connection: sqlcipher3.Connection, device: str) -> tuple[int, bytes]:
    """Return the number of the next version, and the hash of the last one of a device."""
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM revision").fetchone()
    sql = "SELECT hash FROM revision WHERE device = ? ORDER BY seq DESC LIMIT 1"
    previous = connection.execute(sql, (device,)).fetchone()
    return seq, previous[0] if previous else NO_HASH


def erase_rows(connection: sqlcipher3.Connection, records: Sequence[str]) -> dict[str | None, int]:
    """Erase the words of every version of these records for good; return how many by case."""
    these = (json.dumps(records),)
    sql = f"SELECT case_id, count(*) FROM revision WHERE record IN {_THESE} AND body IS NOT NULL GROUP BY case_id"  # noqa: S608  # fixed words
    erased = dict(connection.execute(sql, these).fetchall())
    connection.execute(_ERASE, these)
    connection.execute(f"DELETE FROM draft WHERE key IN {_THESE}", these)  # noqa: S608  # fixed words
    return erased
