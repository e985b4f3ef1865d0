"""What goes into a vault and comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from safeguard_desktop.clock import SystemClock, new_id
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.vocabulary import Role

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def _fresh_id() -> str:
    return new_id(SystemClock())


class VaultState(Enum):
    """Whether there is a vault."""

    NONE = "none"
    READY = "ready"


@dataclass(frozen=True)
class NewAccount:
    """Who gets an account, and what it may do."""

    name: str
    role: Role


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True)
class Change:
    """A version of a record to be kept. `parents` are the revisions that it was made from.

    `happened_at` has a time zone. `id` becomes the revision's: the same change appended twice is kept once, so
    that a save can be tried again after an error of which nobody knows whether it came before or after the write.
    """

    record: str
    kind: str
    body: Record
    case: str | None = None
    parents: tuple[str, ...] = ()
    happened_at: datetime | None = None
    id: str = field(default_factory=_fresh_id)


@dataclass(frozen=True)
class Access:
    """Something done that changes no record but is to be known: "looked", "printed", "saved", "shared"."""

    what: str
    record: str | None = None
    case: str | None = None


@dataclass(frozen=True)
class Revision:
    """One version of one record, as it was kept. Times are in UTC or carry their offset.

    `seq` is greater than that of every revision known when it was written: order by (seq, device), never by time.
    """

    id: str
    record: str
    case: str | None
    kind: str
    parents: tuple[str, ...]
    author: str
    device: str
    seq: int
    happened_at: datetime | None
    recorded_at: datetime
    body: Record


@dataclass(frozen=True)
class Hit:
    """A record in which the words that were looked for were found, and the words around them."""

    record: str
    case: str | None
    kind: str
    snippet: str


@dataclass(frozen=True)
class AccessEntry:
    """Who did what, and when; `seq` is the chain's."""

    seq: int
    at: datetime
    author: str
    device: str
    what: str
    record: str | None
    case: str | None


@dataclass(frozen=True)
class Head:
    """Where a chain stands: its last entry's number, and that entry's SHA-256 in hex."""

    seq: int
    digest: str

    def __str__(self) -> str:
        """Return what printed forms show: the number and 16 hex digits."""
        return f"{self.seq} · {self.digest[:16]}"


@dataclass(frozen=True)
class Verdict:
    """What checking a compartment found: each problem in a plain sentence; none means that it is whole."""

    entries: int
    revisions: int
    head: Head
    problems: tuple[str, ...]
    with_recovery_key: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was found that does not fit."""
        return not self.problems


@dataclass(frozen=True)
class Draft:
    """Words that were being typed, kept until they are saved or dropped."""

    key: str
    text: str
    saved_at: datetime
