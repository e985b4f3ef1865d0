"""One backup under way: checked, sealed, written, copied to the places outside, and tried where that is due."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from safeguard_desktop.errors import KeyTrouble, Trouble
from safeguard_desktop.vault.backup import CopiedSet, Made, seal_set
from safeguard_desktop.vault.backup_drill import DrillResult, hold_drill
from safeguard_desktop.vault.backup_places import FoundBackup, copy_to, prune
from safeguard_desktop.vault.backup_record import Record, made_here, named_here, record_made, record_of
from safeguard_desktop.vault.backup_source import BackupSource

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of all is done, from 0 to 1; may raise a Trouble, to stop."""

_ONE_AT_A_TIME = threading.Lock()
"""A backup before new keys may come while that of the day is being sealed: each clears up what others left half."""


class Stopped(Trouble):
    """A backup was stopped because the program locks or ends."""

    def __init__(self) -> None:
        super().__init__("The backup was stopped.", "The next one is made when somebody signs in.")


@dataclass
class BackupRun:
    """A backup under way: what was copied, where copies go, and in the end what came of it."""

    source: BackupSource = field(repr=False)
    tag: str
    home: Path
    copied: CopiedSet | None = field(repr=False)
    outside: tuple[Path, ...]
    with_drill: bool
    device: Path
    made: Made | None = None
    copies: list[Path] = field(default_factory=list)
    drill: DrillResult | None = None
    trouble: Trouble | None = None
    """What went wrong with a place outside, when the backup itself was made."""
    is_stopped: bool = False

    def stop(self) -> None:
        """Stop soon, and leave nothing half done behind; may be called from another thread."""
        self.is_stopped = True

    def carry_out(self, progress: Progress) -> "BackupRun":
        """Check, seal, write and read back; copy it to the places outside; hold a drill where it is due.

        Waits for another that is under way. Raises Stopped, StorageTrouble or DamageTrouble when there is no backup.
        """
        with _ONE_AT_A_TIME:
            self._carry_out(progress)
        return self

    def _carry_out(self, progress: Progress) -> None:
        if self.copied is not None:
            self.made = seal_set(self.copied, self.home, self._step("Checking and sealing the backup", progress))
            record_made(self.device, self.made)
            prune(self.home, self.tag, self._ours(self.home), self.made.path.name)
        newest = self._newest()
        if newest is not None:
            for place in self.outside:
                self._copy(newest, place, progress)
            if self.with_drill:
                self._try(newest, progress)

    def _newest(self) -> FoundBackup | None:
        """Return the one just made, whatever the clock says; else the newest made here, whole or not."""
        there = named_here(self.home, self.tag, self._record())
        mine = (one for one in there if self.made is not None and one.path == self.made.path)
        return next(mine, next(iter(there), None))

    def _ours(self, folder: Path) -> tuple[FoundBackup, ...]:
        return made_here(folder, self.tag, self._record())

    def _record(self) -> Record:
        return record_of(self.device, self.source.header.body.vault)

    def _copy(self, newest: FoundBackup, place: Path, progress: Progress) -> None:
        steps, done = self._step("Copying it to the place outside", progress), 0

        def step(size: int) -> None:
            nonlocal done
            done += size
            steps(min(done, 2 * newest.size), 2 * newest.size)

        try:
            copy_to(newest.path, place, step)
            prune(place, self.tag, self._ours(place), newest.path.name)
            self.copies.append(place)
        except Stopped:
            raise
        except Trouble as trouble:
            self.trouble = trouble

    def _try(self, newest: FoundBackup, progress: Progress) -> None:
        try:
            self.drill = hold_drill(self.source, newest.path, self._step("Trying the backup", progress))
        except Stopped:
            raise
        except KeyTrouble:
            return  # made before this manager had these keys: the next one is sealed to them
        except Trouble as trouble:
            self.drill = DrillResult(newest.path.name, newest.name.made_at, 0, (trouble.sentence,))

    def _step(self, words: str, progress: Progress) -> Callable[[int, int], None]:
        def step(done: int, total: int) -> None:
            if self.is_stopped:
                raise Stopped
            progress(words, done / total if total else 1.0)

        return step
