"""Where backups are: found by their names, copied to places outside this computer, and the oldest let go.

What a name says may be untrue: `vault.backup_record` knows which of them were made here.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.vault.backup import backup_errors, finish_writing, require_same
from safeguard_desktop.vault.backup_names import BackupName, kept, read_name
from safeguard_desktop.vault.backup_stream import Step, hash_of, pieces_of
from safeguard_desktop.vault.model import tell_nobody
from safeguard_desktop.whole_files import written_whole

_ASIDE = ".not-ours-"


@dataclass(frozen=True)
class FoundBackup:
    """A backup in a folder, as its name tells it; its size in bytes."""

    path: Path
    name: BackupName
    size: int


def backups_in(folder: Path, tag: str | None = None) -> tuple[FoundBackup, ...]:
    """Return the backups in a folder, of one vault where its tag is given, the newest first. None where none can be."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            name = read_name(path.name)
            if name is not None and tag in (None, name.tag) and path.is_file():
                found.append(FoundBackup(path, name, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.name, reverse=True))


def copy_to(backup: Path, folder: Path, step: Step) -> Path:
    """Copy a backup into a folder, whole or not at all, and read it back; return where it is.

    Another file that has its name there is kept under another one: it may be somebody's own. Raises StorageTrouble
    when the folder refuses or is taken out, DamageTrouble when it is not sound.
    """
    target = folder / backup.name
    with backup_errors():
        digest, size = hash_of(backup, tell_nobody)
        if target.exists() and hash_of(target, step) == (digest, size):
            return target
        _set_aside(target)
        with written_whole(target) as (file, beside):
            for piece in pieces_of(backup, step):
                file.write(piece)
            finish_writing(file)
            require_same(beside, digest, step)
    return target


def _set_aside(path: Path) -> None:
    number = 1
    while path.exists():
        aside = path.with_name(f"{path.name}{_ASIDE}{number}")
        if not aside.exists():
            path.rename(aside)
        number += 1


def prune(folder: Path, tag: str, ours: Iterable[FoundBackup], fresh: str = "") -> int:
    """Remove a vault's backups that are no longer kept, and what a killed program left half written; return how many.

    `ours` are those in the folder that were made here: no other is counted or touched, whatever its name. `fresh` is
    the name of the one just made: it stays also where a clock that went back makes it look old. What cannot be removed
    stays.
    """
    found = tuple(one for one in ours if one.path.name != fresh)
    named = read_name(fresh)
    keep = kept([*(one.name.made_at for one in found), *([named.made_at] if named else [])])
    gone = 0
    for one in found:
        if one.name.made_at not in keep:
            with suppress(OSError):
                one.path.unlink()
                gone += 1
    _remove_halves(folder, tag)
    return gone


def _remove_halves(folder: Path, tag: str) -> None:
    with suppress(OSError):
        for path in folder.glob("*.part"):
            name = read_name(path.name.removesuffix(".part"))
            if name is not None and name.tag == tag:
                path.unlink()
