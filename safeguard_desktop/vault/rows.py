"""Revisions as rows: what is hashed, and how a body comes back, also one of a kind that this program does not know."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from safeguard_desktop.keys import canonical
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.vault.model import Change, Revision

SALT_BYTES = 16
NO_HASH = bytes(32)


class UnknownRecord(Record, kind="unknown", title="Something this version cannot show"):
    """A record of a kind, or with answers, that this program does not know: kept, and shown as it was written."""

    raw: str | None = ask("As it was written")


class ErasedRecord(Record, kind="erased", title="Erased"):
    """A record whose content was erased for good; that it was there can still be proved."""


@dataclass(frozen=True)
class Row:
    """A row of the table `revision`, in the order of its columns."""

    id: str
    record: str
    case_id: str | None
    kind: str
    parents: str
    author: str
    device: str
    seq: int
    happened_at: str | None
    recorded_at: str
    body: str | None
    salt: bytes | None
    body_hash: bytes
    prev: bytes
    hash: bytes

    @property
    def parent_ids(self) -> tuple[str, ...]:
        """The revisions it was made from."""
        return tuple(json.loads(self.parents))

    def envelope_hash(self) -> bytes:
        """Return what `hash` must be: over the previous hash of its device, everything but the body, and its hash."""
        envelope = {
            "id": self.id, "record": self.record, "case": self.case_id, "kind": self.kind, "parents": self.parents,
            "author": self.author, "device": self.device, "seq": self.seq, "happened_at": self.happened_at,
            "recorded_at": self.recorded_at, "body": self.body_hash.hex(),
        }  # fmt: skip
        return sha256(self.prev + canonical(envelope)).digest()

    def body_fits(self) -> bool:
        """Tell whether the body is the one that was hashed; an erased one always is."""
        if self.body is None or self.salt is None:
            return self.body is None and self.salt is None
        return hash_of_body(self.salt, self.body) == self.body_hash


@dataclass(frozen=True)
class Stamp:
    """What the vault adds to a change when it keeps it."""

    author: str
    device: str
    seq: int
    recorded_at: datetime
    prev: bytes


def hash_of_body(salt: bytes, body: str) -> bytes:
    """Return the salted hash: with body and salt erased, nobody can find the body by trying likely ones."""
    return sha256(salt + body.encode("utf-8")).digest()


def body_text(body: Record) -> str:
    """Return a record's body as it is kept."""
    return body.model_dump_json(exclude_none=True)


def row_of(change: Change, stamp: Stamp) -> Row:
    """Return the row of a change. Raises ValueError for one that is not fit to be kept (our bug)."""
    if change.kind != change.body.kind or isinstance(change.body, UnknownRecord | ErasedRecord):
        raise ValueError(f"a change of {change.kind} with a body of {change.body.kind}")
    if change.happened_at is not None and change.happened_at.tzinfo is None:
        raise ValueError("happened_at without a time zone")
    body = body_text(change.body)
    salt = secrets.token_bytes(SALT_BYTES)
    row = Row(
        id=change.id, record=change.record, case_id=change.case, kind=change.kind,
        parents=json.dumps(change.parents), author=stamp.author, device=stamp.device, seq=stamp.seq,
        happened_at=change.happened_at.isoformat() if change.happened_at else None,
        recorded_at=stamp.recorded_at.isoformat(), body=body, salt=salt, body_hash=hash_of_body(salt, body),
        prev=stamp.prev, hash=NO_HASH,
    )  # fmt: skip
    return Row(**{**vars(row), "hash": row.envelope_hash()})


def row_from(values: Any) -> Row:
    """Return the row of a query's `revision.*`."""
    return Row(*values)


def revision_of(row: Row, kinds: Kinds) -> Revision:
    """Return a row as a revision."""
    return Revision(
        id=row.id, record=row.record, case=row.case_id, kind=row.kind, parents=row.parent_ids, author=row.author,
        device=row.device, seq=row.seq,
        happened_at=datetime.fromisoformat(row.happened_at) if row.happened_at else None,
        recorded_at=datetime.fromisoformat(row.recorded_at), body=read_body(row, kinds),
    )  # fmt: skip


def read_body(row: Row, kinds: Kinds) -> Record:
    """Return a row's body as a record; one that does not fit its kind comes back as it was written."""
    if row.body is None:
        return ErasedRecord()
    if row.kind not in kinds:
        return UnknownRecord(raw=row.body)
    try:
        return kinds[row.kind].model_validate_json(row.body)
    except ValidationError:
        return UnknownRecord(raw=row.body)
