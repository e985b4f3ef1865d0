"""Names of backups, and which of them are kept: nothing here reads or writes a file."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

DAILY, WEEKLY, MONTHLY = 7, 5, 12
SUFFIX = ".age"
_NAME = re.compile(r"backup-(\d{8}T\d{6}Z)-([0-9a-f]{8})\.age", re.ASCII)
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, order=True)
class BackupName:
    """When a backup was made, in UTC to the second, and 8 hex digits that tell one vault's from another's."""

    made_at: datetime
    tag: str

    def __str__(self) -> str:
        """Return the file's name: it says nothing of anybody."""
        return f"backup-{self.made_at.astimezone(UTC):{_MOMENT}}-{self.tag}{SUFFIX}"


def tag_of_vault(vault: str) -> str:
    """Return the digits that the names of a vault's backups end with."""
    return sha256(b"safeguard-desktop backup of " + vault.encode("utf-8")).hexdigest()[:8]


def read_name(name: str) -> BackupName | None:
    """Return what a file's name says, or None for a name that is no backup's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(moment, found[2])


def kept(made: Iterable[datetime]) -> frozenset[datetime]:
    """Return the moments whose backups are kept: the last of each of 7 days, 5 weeks and 12 months.

    The newest are always among them, and they are 24 at most. Days are those of UTC, weeks begin on Monday.
    """
    newest_first = sorted(set(made), reverse=True)
    days = _last_of_each(newest_first, lambda moment: moment.date(), DAILY)
    weeks = _last_of_each(newest_first, lambda moment: moment.isocalendar()[:2], WEEKLY)
    months = _last_of_each(newest_first, lambda moment: (moment.year, moment.month), MONTHLY)
    return frozenset((*days, *weeks, *months))


def _last_of_each(newest_first: list[datetime], span: Callable[[datetime], Hashable], most: int) -> list[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in newest_first:
        last.setdefault(span(moment), moment)
    return list(last.values())[:most]
