"""Making a backup of a vault that somebody has open.

Two steps, so that the second, which takes longest, keeps nobody from saving: `copy_set` copies every file as it stands
at one moment; `seal_set` opens and checks the copies, seals them and reads back what was written. The copies are as
encrypted as the files; nothing in plain text is ever written. Whoever asked for it says in the chain that it was made.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO

from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.keys.streams import seal_stream
from safeguard_desktop.vault.backup_checks import check_copy
from safeguard_desktop.vault.backup_manifest import FileEntry, HeadEntry, Manifest, is_plain_name, signed
from safeguard_desktop.vault.backup_names import BackupName, read_name, tag_of_vault
from safeguard_desktop.vault.backup_source import BackupSource, Opened
from safeguard_desktop.vault.backup_stream import Step, hash_of, packed
from safeguard_desktop.vault.database import check_file, copy_database
from safeguard_desktop.vault.files import clear_away
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.lock import LOCK_FILE
from safeguard_desktop.vault.model import Progress
from safeguard_desktop.whole_files import put_down, written_whole

STAGING = "staging"
"""The folder inside the vault's for copies; what a killed program left in it is cleared at the next opening."""
BACKED_UP = "backed up"
DRILL_PASSED, DRILL_FAILED = "tried a backup: it is whole", "tried a backup: it is not whole"
NOTES = frozenset({BACKED_UP, DRILL_PASSED, DRILL_FAILED})
"""What chains are told of backups: nothing that anybody wrote, and nothing that a restore would lose."""
_ROUNDS = 3
"""How often every byte is gone over once it is copied: hashed and checked, sealed, read back."""
_ROOM = 3
"""How many times the vault's size must be free: for the copies, for the backup, and for whoever saves meanwhile."""
_SAFE = "Everything that was saved is safe."


@dataclass(frozen=True, repr=False)
class CopiedSet:
    """Copies in the staging folder, by name, and which of them are whose compartments."""

    source: BackupSource
    name: BackupName
    why: str
    folder: Path
    names: tuple[str, ...]
    opened: Opened = field(repr=False)
    gaps: tuple[str, ...]
    """The ids of compartments that nobody has open here, and whose files are missing or not whole."""

    def throw_away(self) -> None:
        """Remove the copies. A second time is nothing."""
        clear_away(self.folder)


@dataclass(frozen=True)
class Made:
    """A backup that was written and read back: where, what it says, its size in bytes and SHA-256."""

    path: Path
    manifest: Manifest
    size: int
    sha256: str
    gaps: tuple[str, ...] = ()


def clear_staging(folder: Path) -> None:
    """Remove what a killed program left; the vault's lock is held. What has to stay is nothing: it is encrypted."""
    clear_away(folder / STAGING)


def copy_set(source: BackupSource, why: str) -> CopiedSet:
    """Copy every file of a vault as it stands now. Raises StorageTrouble, DamageTrouble, InUseTrouble."""
    name = BackupName(source.clock.now().replace(microsecond=0), tag_of_vault(source.header.body.vault))
    opened = source.opened()
    keys = {_name_of(source, database_path(source.folder, entry)): key for entry, key in opened}
    folder = source.folder / STAGING / new_id(source.clock)
    with backup_errors():
        names = tuple(one for one in _names(source.folder) if one in keys or one.removesuffix("-journal") not in keys)
        _require_room(source.folder, sum((source.folder / one).stat().st_size for one in names))
        copied = CopiedSet(source, name, why, folder, names, opened, _gaps(source, opened))
        try:
            for one in names:
                (folder / one).parent.mkdir(parents=True, exist_ok=True)
                if one in keys:
                    copy_database(source.folder / one, keys[one], folder / one)
                else:
                    shutil.copyfile(source.folder / one, folder / one)
        except BaseException:
            copied.throw_away()
            raise
    return copied


def seal_set(copied: CopiedSet, folder: Path, progress: Progress) -> Made:
    """Check the copies, seal them into a folder under a name that is free, read it back, and throw the copies away.

    `progress` may raise, to stop: then nothing is left behind. Raises StorageTrouble and DamageTrouble.
    """
    try:
        with backup_errors():
            step = _stepped(copied, progress)
            manifest = _manifest(copied, step)
            signature = signed(manifest, copied.source.keys.signing)
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / str(_free_name(folder, copied.name))
            with written_whole(path) as (file, beside):
                sink = _Hashed(file)
                seal_stream(packed(manifest, signature, copied.folder, step), sink, copied.source.recipients)
                finish_writing(file)
                require_same(beside, sink.digest.hexdigest(), step)
            return Made(path, manifest, sink.size, sink.digest.hexdigest(), copied.gaps)
    finally:
        copied.throw_away()


@contextmanager
def backup_errors() -> Iterator[None]:
    """Say of the disk's errors that it was a backup which met them."""
    try:
        yield
    except (OSError, StorageTrouble) as error:
        sentence = "The backup could not be written: the disk or stick is full, was taken out, or cannot be written."
        raise StorageTrouble(sentence, f"Make room or put it back, then try again. {_SAFE}") from error


def finish_writing(file: IO[bytes]) -> None:
    """Have the disk hold what was written, and the system forget it, so that reading it back reads the disk."""
    put_down(file)
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def require_same(path: Path, digest: str, step: Step) -> None:
    """Read a file back. Raises DamageTrouble when it is not what was written."""
    if hash_of(path, step)[0] != digest:
        sentence = "The backup could not be read back as it was written: the disk or stick is not sound."
        raise DamageTrouble(sentence, f"Use another disk or stick. {_SAFE}")


def _require_room(folder: Path, size: int) -> None:
    """Refuse to begin what would fill the disk, as somebody may be saving meanwhile. Raises OSError."""
    if shutil.disk_usage(folder).free < _ROOM * size:
        raise OSError(errno.ENOSPC, "no room for a backup")


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the vault's files, but for the lock, copies, what is half written and empty journals.

    A backup that somebody put here is none of them: each would hold those before it.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = is_plain_name(name) and not name.startswith(f"{STAGING}/") and name != LOCK_FILE
        is_ours = is_ours and read_name(path.name) is None
        if is_ours and path.is_file() and not (name.endswith("-journal") and not path.stat().st_size):
            yield name


def _gaps(source: BackupSource, opened: Opened) -> tuple[str, ...]:
    """Look at the files that nobody has open here: as the lock is held, nobody writes to them."""
    ours = {entry.id for entry, _key in opened}
    found = []
    for entry in source.header.body.compartments:
        if entry.id not in ours:
            try:
                check_file(database_path(source.folder, entry))
            except (DamageTrouble, StorageTrouble):
                found.append(entry.id)
    return tuple(found)


def _name_of(source: BackupSource, path: Path) -> str:
    return path.relative_to(source.folder).as_posix()


def _stepped(copied: CopiedSet, progress: Progress) -> Step:
    total = _ROUNDS * sum((copied.folder / name).stat().st_size for name in copied.names) or 1
    done = 0

    def step(size: int) -> None:
        nonlocal done
        done = min(total, done + size)
        progress(done, total)

    return step


def _manifest(copied: CopiedSet, step: Step) -> Manifest:
    source, body = copied.source, copied.source.header.body
    keys = {entry.id: key for entry, key in copied.opened}
    compartments = {_name_of(source, database_path(source.folder, entry)): entry.id for entry in body.compartments}
    files = []
    for name in copied.names:
        path, compartment = copied.folder / name, compartments.get(name)
        digest, size = hash_of(path, step)
        entry = FileEntry(name=name, size=size, sha256=digest, compartment=compartment)
        if compartment in keys:
            counted = check_copy(path, keys[compartment])
            entry = entry.model_copy(
                update={
                    "head": HeadEntry.of(counted.head), "entries": counted.entries, "revisions": counted.revisions
                }
            )  # fmt: skip
        files.append(entry)
    return Manifest(
        vault=body.vault, made_at=copied.name.made_at.isoformat(), made_by=source.account, device=source.device,
        why=copied.why, header=body.sequence, files=files,
    )  # fmt: skip


def _free_name(folder: Path, name: BackupName) -> BackupName:
    while (folder / str(name)).exists():
        name = BackupName(name.made_at + timedelta(seconds=1), name.tag)
    return name


class _Hashed:
    """A file, and the hash of what went into it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
