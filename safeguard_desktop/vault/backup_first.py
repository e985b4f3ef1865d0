"""A backup before a newer program changes how records are kept."""

from contextlib import suppress
from pathlib import Path

from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.backup import copy_set, seal_set
from safeguard_desktop.vault.backup_record import record_made
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.database import Database, has_journal
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.migrations import is_older
from safeguard_desktop.vault.model import tell_nobody

_WHY = "before a newer program changes the files"


def back_up_before_migrating(source: BackupSource, places: Places) -> None:
    """Make a backup where a compartment is about to be migrated. One that cannot be made keeps nobody out."""
    with suppress(Trouble):
        if any(_is_older(database_path(source.folder, entry), key) for entry, key in source.opened()):
            made = seal_set(copy_set(source, _WHY), places.backups, tell_nobody)
            record_made(places.device, made)


def _is_older(path: Path, key: CompartmentKey) -> bool:
    """Tell whether a file is to be migrated; one that a crash left half written is for its opening to look at first."""
    if has_journal(path):
        return False
    database = Database(path, key)
    try:
        return is_older(database)
    finally:
        database.close()
