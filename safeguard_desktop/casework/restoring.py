"""Restoring from a backup, before anybody has signed in: what is in it, what is missing since, and doing it."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from safeguard_desktop.casework.backup_book import known_folders, move_anchors
from safeguard_desktop.casework.part_names import part_name
from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.clock import Clock, SystemClock, day_words
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.values import in_sentence
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts_since import AccountSince
from safeguard_desktop.vault.backup_places import backups_in
from safeguard_desktop.vault.files import reading_errors
from safeguard_desktop.vault.model import Account, tell_nobody
from safeguard_desktop.vault.restoring import (
    Missing,
    Restorable,
    accounts_since,
    is_of_another,
    look_into,
    missing_since,
    restore,
)

Progress = Callable[[int, int], None]
CONFIRMING = "restore"
"""The word that is typed before the records are replaced."""
_MOST_DAYS = 6
FRONT = "front"


@dataclass(frozen=True)
class BackupLook:
    """What is in a backup and what is missing since, in plain sentences; `found` is for `restore_backup`.

    `accounts` says whose account is as it was then, and what to do about it: those sentences begin `missing` as well.
    `is_other` when it is of other records than those that are here now.
    """

    made_at: datetime
    holds: tuple[str, ...]
    missing: tuple[str, ...]
    accounts: tuple[str, ...]
    problems: tuple[str, ...]
    is_other: bool
    replaces: bool
    """Whether there are records here, which are then moved aside."""
    found: Restorable = field(repr=False)

    def throw_away(self) -> None:
        """Leave everything as it is."""
        self.found.throw_away()


@dataclass(frozen=True)
class Choice:
    """A backup that can be restored: where it is in words, when it was made, and its size in bytes."""

    path: Path
    where: str
    made_at: datetime
    size: int

    @property
    def words(self) -> str:
        """Where it is and how large, for people."""
        return f"{self.where}, {size_words(self.size)}"


def backups_to_choose(places: Places) -> tuple[Choice, ...]:
    """Return the backups on this computer and in the places outside that it knows and that are there, newest first."""
    found: dict[str, Choice] = {}
    folders = [("On this computer", places.backups)]
    folders += [(f"In {folder}", folder) for folder in known_folders(places)]
    for where, folder in folders:
        for one in backups_in(folder):
            found.setdefault(one.path.name, Choice(one.path, where, one.name.made_at, one.size))
    return tuple(sorted(found.values(), key=lambda one: one.made_at, reverse=True))


def size_words(size: int) -> str:
    """Return a size as people say it: "320 kB", "1.4 MB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def require_there(path: Path) -> None:
    """See that there is a file. Raises InputTrouble."""
    if not os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises for a name too long, and where one may not look
        sentence = "That backup is not there, or you may not open it."
        raise InputTrouble(sentence, "Put the stick in, and choose the file again.")


def look_into_backup(
    places: Places,
    path: Path,
    recovery: str | Sequence[str],
    *,
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> BackupLook:
    """Open a backup with the recovery key, check every file in it, and compare it with what is here.

    `recovery` is the key as it was typed, or the words of two of the sheets that it was split into. Nothing here is
    changed. Raises KeyTrouble for a mistyped or another key, DamageTrouble for a backup that is not whole,
    NewerVersionTrouble, InUseTrouble when the records are open, StorageTrouble.
    """
    require_there(path)
    identity = read_recovery_key((recovery,) if isinstance(recovery, str) else recovery)
    found = look_into(places, path, identity, clock or SystemClock(), progress or tell_nobody)
    try:
        missing = missing_since(found, places)
        is_other = is_of_another(found, places)
        changed = () if is_other else accounts_since(found, places)
        with reading_errors("The folder of the records"):
            replaces = places.vault.exists()
    except BaseException:
        found.throw_away()
        raise
    today = (clock or SystemClock()).now().astimezone().date()
    accounts = tuple(sentence for one in changed for sentence in _of_account(one, today))
    lost = _lost(missing, found, accounts, replaces=replaces)
    if is_other:
        lost = ("Nothing here can be compared with it: these are other records.",)
    return BackupLook(found.made_at, tuple(_holds(found)), lost, accounts, found.problems, is_other, replaces, found)


def restore_backup(look: BackupLook, places: Places, clock: Clock | None = None) -> Path | None:
    """Put the backup in the place of the records that are here; return the folder that those were moved to.

    Everybody's passphrase is then what it was when the backup was made. Raises InUseTrouble when the records are
    open, StorageTrouble when the folder refuses: they are then as they were.
    """
    move_anchors(places, look.found)
    return restore(look.found, places, clock or SystemClock())


def _holds(found: Restorable) -> Iterator[str]:
    """Say what is in a backup."""
    names = [found.names.get(account.id, f"Account {account.number}") for account in found.backup.header.body.accounts]
    cases = "1 case" if found.cases == 1 else f"{found.cases} cases"
    yield f"It holds {cases}, and everything else that was in the records then."
    yield f"Who can sign in afterwards: {', '.join(names)}. Each with the passphrase they had then."
    yield "Passphrases, roles and accounts that were changed since are as they were then."


def _of_account(one: AccountSince, today: date) -> Iterator[str]:
    """Say what of an account was changed since, so that it is as it was then."""
    if one.now is None and one.then is not None:
        again = "has an account again" if one.then.has_ended(today) else "can sign in again"
        yield f"{one.then.name} was removed since, and {again} until you remove them anew."
    elif one.then is None and one.now is not None:
        yield f"An account was made since: {one.now.name}. It is not in the backup, and will be gone."
    elif one.then is not None and one.now is not None:
        yield from _of_change(one.then, one.now)
        if one.opens_otherwise and one.then.has_start_code:
            yield f"{one.then.name} had a start code then, and needs it again. What they chose since opens nothing."
        elif one.opens_otherwise:
            yield f"The passphrase of {one.then.name} was replaced since. The one from then opens the records again."


def _of_change(then: Account, now: Account) -> Iterator[str]:
    anew = "until you change it anew"
    if then.role is not now.role:
        before, after = in_sentence(then.role), in_sentence(now.role)
        yield f"The role of {then.name} was changed since, from {before} to {after}. It will be {before} again {anew}."
    if then.until != now.until:
        day = f"It will be {day_words(then.until)}" if then.until else "They will have none"
        yield f"The last day of {then.name} was changed since. {day} again {anew}."


def _lost(
    missing: tuple[Missing, ...], found: Restorable, accounts: tuple[str, ...], *, replaces: bool
) -> tuple[str, ...]:
    """Say what is missing since: whose account was changed, then part by part."""
    if all(one.changes is None and not one.at_least for one in missing):
        unread = "The records here cannot be read, so nobody can say what is missing since."
        return (*accounts, unread if replaces else "There are no records here to compare it with.")
    lines = tuple(_line(one, found) for one in missing if not one.is_nothing)
    return (*accounts, *lines) or ("Nothing was written since. Nothing is missing.",)


def _line(one: Missing, found: Restorable) -> str:
    owner = found.names.get(one.owner or "", "somebody") if one.compartment == "desk" else ""
    part = part_name(one.compartment, owner)
    if one.changes is None or one.looks is None:
        told = f"at least {one.at_least} entries are missing" if one.at_least else "nobody can say what is missing"
        return f"{part}: {told}. The records here cannot be read."
    changes = "1 change" if one.changes == 1 else f"{one.changes} changes"
    looks = _looks(one.compartment, one.looks)
    said = " and ".join(words for number, words in ((one.changes, changes), (one.looks, looks)) if number)
    return f"{part}: {said}, {_days(tuple(day for day, _number in one.days))}."


def _looks(compartment: str, number: int) -> str:
    """Say what was noted without anything written: in the front that is what was done to accounts and keys."""
    if compartment == FRONT:
        return "1 thing that somebody did" if number == 1 else f"{number} things that somebody did"
    times = "1 time" if number == 1 else f"{number} times"
    return f"{times} somebody looked at or printed something"


def _days(days: tuple[date, ...]) -> str:
    if len(days) > _MOST_DAYS:
        return f"on {len(days)} days from {day_words(days[0])} to {day_words(days[-1])}"
    *first, last = [day_words(day) for day in days]
    return f"on {', '.join(first)} and {last}" if first else f"on {last}"
