"""Restoring a vault from a backup: what is in it, what is missing since, and putting it in the present one's place.

The present set of files is moved aside whole and never written to. Only the recovery key restores: it opens every
compartment, and it alone can tell whose records they are where this computer knows none (`keys.charter`).
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from safeguard_desktop.clock import Clock, new_id
from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.charter import part_ways
from safeguard_desktop.keys.header import CASEWORK, FRONT, CompartmentEntry, Header
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import AccountRecord
from safeguard_desktop.vault.accounts_since import AccountSince, accounts_changed
from safeguard_desktop.vault.backup import NOTES
from safeguard_desktop.vault.backup_manifest import damaged
from safeguard_desktop.vault.backup_reading import (
    OF_OTHERS,
    CheckedFile,
    OpenedBackup,
    check_backup,
    in_halves,
    open_backup,
)
from safeguard_desktop.vault.backup_source import Opened, opened_by
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.device import Device, Mark
from safeguard_desktop.vault.files import clear_away, reading_errors, refuse_shared_folder, storage_errors
from safeguard_desktop.vault.header_choice import copies
from safeguard_desktop.vault.header_files import headers_exist
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.model import Progress
from safeguard_desktop.vault.restore_steps import Note, Plan, carry_out, write_note
from safeguard_desktop.whole_files import sync_folder

_RESTORING = ".restoring-"
_ASIDE = ".aside-"
_CARRIED = ("inbox", "handed")
"""Folders of sealed packs: what came in since the backup goes along into the restored set."""


@dataclass(frozen=True, repr=False)
class Restorable:
    """A backup that was opened and checked, unpacked beside the vault. `names` are the accounts', by id."""

    backup: OpenedBackup
    checked: tuple[CheckedFile, ...]
    names: dict[str, str]
    cases: int
    doubts: tuple[str, ...] = ()
    """What does not fit with the records that are here now."""

    @property
    def made_at(self) -> datetime:
        """When it was made, in UTC."""
        return self.backup.manifest.moment

    @property
    def problems(self) -> tuple[str, ...]:
        """What does not fit in it; nothing where all is whole."""
        return (*self.doubts, *(problem for found in self.checked for problem in found.problems))

    def throw_away(self) -> None:
        """Remove what was unpacked. A second time is nothing."""
        self.backup.throw_away()


@dataclass(frozen=True)
class Missing:
    """What a compartment of the present set holds and the backup does not.

    `changes` and `looks` count entries, by the local days in `days`. Both are None where the present set cannot be
    read; `at_least` is then how many entries this computer's mark tells of, 0 where nothing does.
    """

    compartment: str
    owner: str | None
    changes: int | None
    looks: int | None
    days: tuple[tuple[date, int], ...] = ()
    at_least: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is missing, as far as can be told."""
        return self.changes == 0 and self.looks == 0


def look_into(places: Places, path: Path, identity: str, clock: Clock, progress: Progress) -> Restorable:
    """Open a backup beside the vault with the recovery key (`identity`), and check every file of it.

    Raises DamageTrouble for one that is not whole, of which that key never signed whose it is, or whose heart (who has
    an account) does not fit; KeyTrouble, NewerVersionTrouble, StorageTrouble.
    """
    refuse_shared_folder(places.vault)
    folder = places.vault.with_name(places.vault.name + _RESTORING + new_id(clock))
    unpacking, checking = in_halves(progress)
    backup = open_backup(path, folder, identity, unpacking)
    try:
        _require_vouched(backup)
        checked = check_backup(backup, checking)
        names, cases = _names(backup.opened, backup.folder), _cases(backup)
        doubts = _doubts(backup, _present(places))
    except BaseException:
        backup.throw_away()
        raise
    return Restorable(backup, checked, names, cases, doubts)


def clear_restoring(places: Places) -> None:
    """Remove what a killed program unpacked and nobody decided to put in place; the vault's lock is held.

    What cannot be looked at is left to the next time.
    """
    with suppress(OSError):
        for folder in places.vault.parent.glob(f"{places.vault.name}{_RESTORING}*"):
            clear_away(folder)


def moved_aside(places: Places) -> tuple[Path, ...]:
    """Return the sets of files that restores moved aside and that are still there, the oldest first.

    Raises StorageTrouble.
    """
    with reading_errors("The folder of the records"):
        return tuple(sorted(places.vault.parent.glob(f"{places.vault.name}{_ASIDE}*")))


def missing_since(found: Restorable, places: Places) -> tuple[Missing, ...]:
    """Compare a backup with the present set, as far as that can be read. Raises InUseTrouble when it is open."""
    with _locked(places.vault):
        header, now = _present(places), dict[str, tuple[CompartmentEntry, CompartmentKey]]()
        if header is not None:
            now = {entry.id: (entry, key) for entry, key in opened_by(header, found.backup.identity, places.vault)}
        then = {entry.id: (entry, key) for entry, key in found.backup.opened}
        return tuple(_compare(found, places, *pair) for pair in {**then, **now}.values())


def accounts_since(found: Restorable, places: Places) -> tuple[AccountSince, ...]:
    """Compare the accounts of a backup with those of the present set, as far as its header and its front can be read.

    Raises InUseTrouble when it is open.
    """
    with _locked(places.vault):
        header, names = _present(places), dict[str, str]()
        if header is None:
            return ()
        with suppress(Trouble):
            names = _names(opened_by(header, found.backup.identity, places.vault), places.vault)
        return tuple(accounts_changed(found.backup.header.body, header.body, {**names, **found.names}))


def is_of_another(found: Restorable, places: Places) -> bool:
    """Tell whether a backup is of another vault than the present one, as far as this computer knows which that is.

    Anybody can read a vault's id off its header, and give it to a vault of their own making: another founder tells.
    """
    header, device = _present(places), Device.find(places.device)
    if header is not None and header.body.charters[0] != found.backup.header.body.charters[0]:
        return True
    known = device.known() if device else None
    present = header.body.vault if header else known.vault if known else None
    return present not in (None, found.backup.manifest.vault)


def restore(found: Restorable, places: Places, clock: Clock) -> Path | None:
    """Put a backup in the present vault's place; return the folder that the old set was moved to, if there was one.

    Raises InUseTrouble when the present one is open, StorageTrouble: then the old set is in its place.
    """
    device = Device.at(places.device, clock)
    plan = _plan(found, places, clock)
    decided = FolderLock.take(places.device)
    try:
        with storage_errors("The restored set"), _locked(places.vault):
            _carry_over(places.vault, found.backup.folder)
            entries = tuple(entry.id for entry in found.backup.header.body.compartments)
            write_note(found.backup.folder, Note(found.backup.path.name, found.backup.manifest.made_at, entries))
            for folder in (found.backup.folder, *(one for one in found.backup.folder.rglob("*") if one.is_dir())):
                sync_folder(folder)
        carry_out(places, device, plan)
    finally:
        decided.release()
    aside = places.vault.with_name(plan.aside)
    with suppress(OSError):
        return aside if aside.exists() else None
    return None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Prove that nobody has a vault open. The lock is let go before its folder is renamed, as Windows asks."""
    lock = None
    with reading_errors("The folder of the records"):
        is_there = folder.is_dir()
    if is_there:
        with suppress(StorageTrouble):
            lock = FolderLock.take(folder)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _present(places: Places) -> Header | None:
    with suppress(DamageTrouble, NewerVersionTrouble, StorageTrouble, OSError):
        if headers_exist(places.vault):
            return copies(places)[0]
    return None


def _compare(found: Restorable, places: Places, entry: CompartmentEntry, key: CompartmentKey) -> Missing:
    kept = database_path(found.backup.folder, entry)
    database = Database(database_path(places.vault, entry), key)
    known = Database(kept, _key_then(found, entry))
    try:
        with reading_errors("The backup"):
            was_there = kept.exists()
        there = {one[0] for one in known.rows("SELECT id FROM entry")} if was_there else set()
        new = [one[1] for one in database.rows("SELECT id, content FROM entry ORDER BY seq") if one[0] not in there]
    except Trouble:
        return Missing(entry.name, entry.owner, None, None, at_least=_by_mark(found, places, entry, key))
    finally:
        known.close()
        database.close()
    said = [one for one in map(json.loads, new) if not _is_of_backups(one)]
    changes = sum(bool(one["revisions"]) for one in said)
    days = Counter(datetime.fromisoformat(one["at"]).astimezone().date() for one in said)
    return Missing(entry.name, entry.owner, changes, len(said) - changes, tuple(sorted(days.items())))


def _is_of_backups(said: dict[str, Any]) -> bool:
    """Tell whether an entry only says that a backup was made or tried."""
    return not said["revisions"] and all(access["what"] in NOTES for access in said["accesses"])


def _key_then(found: Restorable, entry: CompartmentEntry) -> CompartmentKey:
    """Return the key of a compartment in the backup, which may have been replaced since; any where it has none."""
    return next((key for one, key in found.backup.opened if one.id == entry.id), CompartmentKey(bytes(48)))


def _by_mark(found: Restorable, places: Places, entry: CompartmentEntry, key: CompartmentKey) -> int:
    """Return how many entries this computer saw that the backup has not."""
    mark = Mark(places.device, entry.id, key).read()
    head = next((one.head.seq for one in found.checked if one.entry.id == entry.id), 0)
    return max(0, mark.seq - head) if mark else 0


def _plan(found: Restorable, places: Places, clock: Clock) -> Plan:
    backup = found.backup
    keys = {entry.id: key for entry, key in backup.opened}
    heads = {one.entry.id: one.head for one in found.checked if one.head.digest}
    marks = {
        entry.id: Mark(places.device, entry.id, keys[entry.id]).content(heads[entry.id]) if entry.id in heads else None
        for entry in backup.header.body.compartments
    }
    least = KdfCost.FLOOR
    for account in backup.header.body.accounts:
        for slot in account.slots:
            least = KdfCost(
                min(least.memory_kib, slot.memory_kib), min(least.passes, slot.passes), min(least.lanes, slot.lanes)
            )
    moment = clock.now().astimezone(UTC)
    return Plan(
        new=backup.folder.name, aside=_free_aside(places.vault, f"{moment:%Y%m%dT%H%M%SZ}"), marks=marks,
        vault=backup.header.body.vault, names=found.names, least=(least.memory_kib, least.passes, least.lanes),
        pin=backup.header.body.check_signed(None).to_bytes().decode("ascii"),
    )  # fmt: skip


def _free_aside(place: Path, moment: str) -> str:
    name, number = f"{place.name}{_ASIDE}{moment}", 1
    with reading_errors("The folder of the records"):
        while place.with_name(name).exists():
            number += 1
            name = f"{place.name}{_ASIDE}{moment}-{number}"
    return name


def _carry_over(old: Path, new: Path) -> None:
    """Copy sealed packs that came in since the backup; the same one accepted twice is nothing."""
    for name in _CARRIED:
        for path in (old / name).rglob("*.age"):
            target = new / path.relative_to(old)
            if not target.exists() and path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _require_vouched(backup: OpenedBackup) -> None:
    """Refuse a backup that somebody else may have made, with this vault's public keys in it. Raises DamageTrouble.

    It is age that anybody can seal, and all else in its header is public: only the recovery key's signature is not.
    """
    if not backup.header.body.is_vouched_by(backup.identity):
        raise DamageTrouble(
            "The recovery key never signed who the managers of these records are: somebody else may have made this "
            "backup, or a very early version of this program did.",
            "Nothing was put in place. Use another backup, and tell your manager.",
        )
    if not {FRONT, CASEWORK} <= {entry.name for entry, _key in backup.opened}:
        raise damaged()


def _doubts(backup: OpenedBackup, present: Header | None) -> tuple[str, ...]:
    """Compare with the records here: a manager who was removed can still go on from what was signed before that."""
    theirs, ours = backup.header.body.charters, present.body.charters if present else []
    is_the_same = bool(ours) and ours[0] == theirs[0]
    return (OF_OTHERS,) if is_the_same and part_ways(ours, theirs) else ()


def _names(opened: Opened, folder: Path) -> dict[str, str]:
    """Return the accounts' names. Raises DamageTrouble where the part that everybody may read is not there."""
    front = next(((entry, key) for entry, key in opened if entry.name == FRONT), None)
    if front is None:
        raise DamageTrouble("The backup does not say who has an account.", "Use another backup.")
    database = Database(database_path(folder, front[0]), front[1])
    try:
        return dict(database.rows("SELECT record, name FROM current WHERE kind = ?", (AccountRecord.kind,)))
    finally:
        database.close()


def _cases(backup: OpenedBackup) -> int:
    """Return how many cases can be read in it."""
    number = 0
    for entry, key in backup.opened:
        if entry.name not in (FRONT, "desk"):
            database = Database(database_path(backup.folder, entry), key)
            with suppress(Trouble):
                number += database.row("SELECT count(*) FROM current WHERE kind = 'case'")[0]
            database.close()
    return number
