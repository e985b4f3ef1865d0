"""The chain: each change and each look is an entry, tagged, signed, and naming the entry before it.

An entry is canonical JSON: its number, id, author, device, time, the hash of the whole entry before, and the hash
of each revision that was written with it. See `keys.chain_keys` for the tags.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlcipher3

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import canonical, open_sealed, seal
from safeguard_desktop.keys.chain_keys import NO_TAG, chain_tag, entry_digest, next_chain_key
from safeguard_desktop.keys.signing import public_signing_key, sign
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import Access, Head, Point
from safeguard_desktop.vault.rows import Row

VERSION = 1
ENTRY_PURPOSE = "chain entry"
NO_DIGEST = bytes(32)
ORIGIN = "chain-origin"
"""The name in `meta` of k_0, sealed to the recovery key; "chain-origin@12" is k_12's, sealed to a later one."""
_ORIGINS = f"SELECT name, value FROM meta WHERE name = '{ORIGIN}' OR name LIKE '{ORIGIN}@%'"  # noqa: S608  # fixed words


@dataclass(frozen=True, repr=False)
class Writer:
    """Who writes, on which device, with which key to sign."""

    account: str
    device: str
    signing: bytes


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept."""

    seq: int
    id: str
    content: bytes
    tag: bytes
    signature: bytes

    @property
    def digest(self) -> bytes:
        """The hash of the whole entry."""
        return entry_digest(self.content, self.tag, self.signature)

    def read(self) -> dict[str, Any]:
        """Return what it says. Raises ValueError or TypeError when it was made unreadable."""
        return dict(json.loads(self.content))


def start_chain(connection: sqlcipher3.Connection, first_key: bytes, sealed_first_key: bytes) -> None:
    """Begin an empty chain; its first key is kept sealed to the recovery key, to check everything with one day."""
    connection.execute("INSERT INTO chain VALUES (1, 0, ?, ?, ?)", (NO_DIGEST, NO_TAG, first_key))
    connection.execute("INSERT INTO meta VALUES (?, ?)", (ORIGIN, sealed_first_key))


@dataclass(frozen=True, repr=False)
class ChainStart:
    """From where on tags can be checked: the key of the entry after number `seq`."""

    seq: int
    key: bytes


def origins(database: Database) -> dict[int, bytes]:
    """Return the sealed beginnings by the number of the entry before."""
    found = {}
    for name, sealed in database.rows(_ORIGINS):
        _, _, seq = name.partition("@")
        if seq.isdecimal() or not seq:
            found[int(seq or 0)] = sealed
    return found


def chain_start(database: Database, identity: str) -> ChainStart:
    """Return the earliest beginning that a recovery key opens. Raises KeyTrouble, or DamageTrouble for an altered one.

    A recovery key that replaced another opens the chain from where it was made on.
    """
    for seq, sealed in sorted(origins(database).items()):
        with suppress(KeyTrouble):
            return ChainStart(seq, open_sealed(sealed, identity))
    raise KeyTrouble("This was sealed for somebody else.", "Ask who it was meant for.")


def seal_from_here(connection: sqlcipher3.Connection, recipient: str) -> dict[str, Any]:
    """Seal the key of the next entry to a new recovery key; return what that entry is to say of it."""
    seq, key = connection.execute("SELECT seq, key FROM chain").fetchone()
    sealed = seal(key, [recipient])
    sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"
    connection.execute(sql, (f"{ORIGIN}@{seq}", sealed))
    return {"origin": sha256(sealed).hexdigest()}


def add_entry(
    connection: sqlcipher3.Connection,
    about: dict[str, Any],
    rows: Sequence[Row],
    accesses: Sequence[Access],
    by: Writer,
) -> Entry:
    """Append an entry in the open transaction, and replace the chain's key by the next."""
    seq, digest, tag, key = connection.execute("SELECT seq, digest, tag, key FROM chain").fetchone()
    content = canonical(
        {
            **about,
            "v": VERSION,
            "seq": seq + 1,
            "author": by.account,
            "device": by.device,
            "prev": digest.hex(),
            "revisions": [[row.id, row.hash.hex()] for row in rows],
            "accesses": [vars(access) for access in accesses],
        }
    )
    new_tag = chain_tag(key, tag, content)
    signature = sign(by.signing, ENTRY_PURPOSE, content + new_tag)
    entry = Entry(seq + 1, about["id"], content, new_tag, signature)
    _know_signer(connection, by)
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (entry.seq, entry.id, content, new_tag, signature))
    state = (entry.seq, entry.digest, new_tag, next_chain_key(key))
    connection.execute("UPDATE chain SET seq = ?, digest = ?, tag = ?, key = ?", state)
    return entry


def _know_signer(connection: sqlcipher3.Connection, by: Writer) -> None:
    """Keep the key beside what it signed, so that it can be checked long after the account is gone."""
    public = public_signing_key(by.signing)
    connection.execute("INSERT INTO signer VALUES (?, ?) ON CONFLICT DO NOTHING", (by.account, public))


def head_of(database: Database) -> Head:
    """Return where the chain stands."""
    seq, digest = database.row("SELECT seq, digest FROM chain")
    return Head(seq, digest.hex())


def entry_at(database: Database, seq: int) -> Entry | None:
    """Return an entry by its number, or None."""
    found = database.row("SELECT seq, id, content, tag, signature FROM entry WHERE seq = ?", (seq,))
    return Entry(*found) if found else None


def point_of(entry: Entry) -> Point:
    """Name an entry by its number and the moment it gives."""
    try:
        return Point(entry.seq, datetime.fromisoformat(entry.read()["at"]).astimezone(UTC))
    except (KeyError, TypeError, ValueError, OverflowError):
        return Point(entry.seq, None)


def accesses_in(seq: int, said: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the looks that an entry tells of: its number, theirs in it, at, author, device, what, record, case.

    Those of records that were taken over come first, as they were where these came from.
    """
    by = tuple(said.get(part) for part in ("at", "author", "device"))
    own = ((*by, *(one.get(part) for part in ("what", "record", "case"))) for one in said.get("accesses", ()))
    for number, values in enumerate((*said.get("earlier", ()), *own)):
        yield (seq, number, *values)


def entries(database: Database) -> Iterator[Entry]:
    """Yield every entry, in order, a few hundred in memory at a time."""
    last = -1
    while True:
        sql = "SELECT seq, id, content, tag, signature FROM entry WHERE seq > ? ORDER BY seq LIMIT 500"
        found = database.rows(sql, (last,))
        if not found:
            return
        for values in found:
            yield Entry(*values)
        last = found[-1][0]
