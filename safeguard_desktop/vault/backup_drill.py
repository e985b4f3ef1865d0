"""A drill: the newest backup is opened with the keys in hand, as if it were needed, and compared with the records."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import KeyTrouble, Trouble
from safeguard_desktop.keys.charter import part_ways
from safeguard_desktop.vault.backup import STAGING
from safeguard_desktop.vault.backup_reading import (
    OF_OTHERS,
    CheckedFile,
    OpenedBackup,
    check_backup,
    in_halves,
    open_backup,
)
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.chain import entry_at
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.model import Progress


@dataclass(frozen=True)
class DrillResult:
    """What a drill found: which backup it was, how many parts were opened, and what does not fit, a sentence each."""

    name: str
    made_at: datetime | None
    parts: int
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything in it is whole and as in the records."""
        return not self.problems


def hold_drill(source: BackupSource, backup: Path, progress: Progress) -> DrillResult:
    """Open a backup in a scratch folder of encrypted files, check it, and compare its heads with the records'.

    Raises KeyTrouble when these keys do not open it (a backup is for managers), and whatever `progress` raises.
    """
    folder = source.folder / STAGING / new_id(source.clock)
    unpacking, checking = in_halves(progress)
    try:
        opened = open_backup(backup, folder, source.keys.opening, unpacking)
    except KeyTrouble:
        raise
    except Trouble as trouble:
        return DrillResult(backup.name, None, 0, (trouble.sentence,))
    try:
        checked = check_backup(opened, checking)
        problems = [problem for found in checked for problem in (*found.problems, *_differs(source, opened, found))]
        if part_ways(source.header.body.charters, opened.header.body.charters):
            problems.insert(0, OF_OTHERS)
        return DrillResult(backup.name, opened.manifest.moment, len(checked), tuple(problems))
    finally:
        opened.throw_away()


def _differs(source: BackupSource, opened: OpenedBackup, found: CheckedFile) -> tuple[str, ...]:
    """Look whether the records still hold the entry that a compartment ended with in the backup.

    Records that were restored from an older backup end before it, which is nothing.
    """
    key = next((key for entry, key in source.opened() if entry.id == found.entry.id), None)
    if key is None or not found.head.seq:
        return ()
    database = Database(database_path(source.folder, found.entry), key)
    try:
        (last,) = database.row("SELECT seq FROM chain")
        entry = entry_at(database, found.head.seq)
    finally:
        database.close()
    if last < found.head.seq or (entry is not None and entry.digest.hex() == found.head.digest):
        return ()
    moment = opened.manifest.moment
    return (f"The history is not the one that was backed up on {moment.day} {moment:%B %Y}: it was changed since.",)
