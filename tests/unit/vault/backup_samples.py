"""Vaults with a few saves, and backups of them."""

from pathlib import Path

from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, OpenVault
from safeguard_desktop.vault.backup import Made, copy_set, seal_set
from safeguard_desktop.vault.backup_reading import OpenedBackup, open_backup
from tests.unit.vault.vault_samples import SampleNote


def nothing(_done: int, _total: int) -> None:
    """Tell nobody."""


def write(vault: OpenVault, *numbers: int) -> None:
    """Save a note for each number."""
    for number in numbers:
        note = SampleNote(words=f"She fell {number}")
        vault.casework.append([Change(f"n{number}", "note", note, case="c")], [Access("saved", case="c")])


def backed_up(vault: OpenVault, folder: Path | None = None) -> Made:
    """Make a backup in one go."""
    return seal_set(copy_set(vault.backup_source(), "test"), folder or vault.places.backups, nothing)


def opened(made: Path, places: Places, identity: str) -> OpenedBackup:
    """Open a backup in a folder beside the vault."""
    return open_backup(made, places.vault.with_name("looked-into"), identity, nothing)
