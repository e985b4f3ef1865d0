"""What goes into a vault and comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from safeguard_desktop.clock import SystemClock, new_id
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.vocabulary import Role

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def tell_nobody(*_done: object) -> None:
    """Take how far something has come where nobody asked."""


def _fresh_id() -> str:
    return new_id(SystemClock())


class VaultState(Enum):
    """Whether there is a vault."""

    NONE = "none"
    READY = "ready"


@dataclass(frozen=True)
class NewAccount:
    """Who gets an account, what it may do, and the last day on which it opens anything, where there is one."""

    name: str
    role: Role
    until: date | None = None


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. `has_start_code`: their own passphrase is still to be chosen."""

    id: str
    name: str
    role: Role
    number: int = 0
    until: date | None = None
    has_start_code: bool = False

    def has_ended(self, today: date) -> bool:
        """Tell whether its last day is past."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, repr=False)
class Added:
    """An account, and the code with which its person signs in once, to choose a passphrase of their own."""

    account: Account
    start_code: str


@dataclass(frozen=True)
class Sealed:
    """A compartment by its name and owner (an account, a case), and whether the recovery key opens it."""

    name: str
    owner: str | None
    opens: bool


@dataclass(frozen=True)
class Drill:
    """What trying a recovery key on every compartment found."""

    tried: tuple[Sealed, ...]

    @property
    def opened(self) -> int:
        """How many opened."""
        return sum(one.opens for one in self.tried)

    @property
    def whole(self) -> bool:
        """Whether all did."""
        return self.opened == len(self.tried)


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


class Misfit(Enum):
    """What sort of thing does not fit where a compartment was checked."""

    FILE = "file"
    HISTORY = "history"
    SEAL = "seal"
    SIGNATURE = "signature"
    VERSION = "version"
    MARK = "mark"
    ANCHOR = "anchor"
    LISTS = "lists"


@dataclass(frozen=True)
class Point:
    """An entry of the chain by its number, and the moment in UTC that it gives, where that can be read."""

    seq: int
    at: datetime | None

    def __str__(self) -> str:
        """Return it as it stands in a sentence: "entry 12, of 3 March 2026 at 09:30 UTC"."""
        return f"entry {self.seq}" + (f", of {self.at.day} {self.at:%B %Y at %H:%M} UTC" if self.at else "")


@dataclass(frozen=True)
class Problem:
    """Something that does not fit, in a plain sentence without personal data, and the entry where, if any tells."""

    misfit: Misfit
    sentence: str
    where: Point | None = None


@dataclass(frozen=True)
class Anchor:
    """A head as something outside the file holds it: a printed form, a backup. `digits` begin the entry's digest.

    `what` stands in a sentence: "the printed form", "the backup of 3 March 2026".
    """

    what: str
    seq: int
    digits: str


@dataclass(frozen=True)
class Verdict:
    """What checking a compartment found. `first_bad` is the first entry that does not fit, `last_good` the one before.

    Both are None where all fits, or where nothing says which entry it is. `seals_from` is the entry after which the
    seals were checked: a recovery key made later does not open those before it.
    """

    entries: int
    revisions: int
    head: Head
    found: tuple[Problem, ...]
    with_recovery_key: bool
    last_good: Point | None = None
    first_bad: Point | None = None
    seals_from: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was found that does not fit."""
        return not self.found

    @property
    def problems(self) -> tuple[str, ...]:
        """What does not fit, a plain sentence each."""
        return tuple(problem.sentence for problem in self.found)


@dataclass(frozen=True)
class Draft:
    """Words that were being typed, kept until they are saved or dropped."""

    key: str
    text: str
    saved_at: datetime
