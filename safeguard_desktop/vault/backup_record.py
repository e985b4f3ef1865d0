"""Which backups were made here: the name, size and hash of each, as this computer remembers them.

The folder for backups is open to whoever uses the computer. A file's name there says nothing: one that somebody put
in is no backup of today, pushes none out, and is not ours to delete. The record is as safe as the rest of the device
folder.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeguard_desktop.vault.backup import Made
from safeguard_desktop.vault.backup_places import FoundBackup, backups_in
from safeguard_desktop.vault.backup_stream import hash_of
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.model import tell_nobody

MOST = 400
"""How many are remembered of each vault: a stick that comes back after a year still has its oldest ones let go."""
_BOX = "made"


@dataclass(frozen=True)
class Recorded:
    """A backup that was made here: its size in bytes and SHA-256."""

    size: int
    sha256: str


Record = Mapping[str, Recorded]
"""By the file's name."""


def record_made(device_folder: Path, made: Made) -> None:
    """Remember a backup. Raises StorageTrouble."""
    device, vault = Device.find(device_folder), made.manifest.vault
    if device is not None:
        kept = device.box(_BOX)
        entries = [*_entries(kept, vault), [made.path.name, made.size, made.sha256]]
        device.put_box(_BOX, {**kept, vault: entries[-MOST:]})


def record_of(device_folder: Path, vault: str) -> Record:
    """Return the backups of a vault that were made here; none where nothing can be read."""
    device = Device.find(device_folder)
    with suppress(TypeError, ValueError):
        entries = _entries(device.box(_BOX) if device else {}, vault)
        return {str(name): Recorded(int(size), str(digest)) for name, size, digest in entries}
    return {}


def named_here(folder: Path, tag: str, record: Record) -> tuple[FoundBackup, ...]:
    """Return the files in a folder that bear the names of backups made here, whole or not, the newest first."""
    return tuple(one for one in backups_in(folder, tag) if one.path.name in record)


def made_here(folder: Path, tag: str, record: Record) -> tuple[FoundBackup, ...]:
    """Return the backups in a folder that are there as they were made, by name and size, the newest first."""
    return tuple(one for one in named_here(folder, tag, record) if one.size == record[one.path.name].size)


def is_as_made(found: FoundBackup, record: Record) -> bool:
    """Tell whether every byte of a backup is as it was made."""
    made = record.get(found.path.name)
    with suppress(OSError):
        return made is not None and hash_of(found.path, tell_nobody) == (made.sha256, made.size)
    return False


def _entries(kept: Mapping[str, Any], vault: str) -> list[Any]:
    entries = kept.get(vault)
    return list(entries) if isinstance(entries, list) else []
