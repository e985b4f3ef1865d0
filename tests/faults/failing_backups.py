"""A program of its own whose disk fails: each call in turn, while it makes a backup, tries it, and restores one.

Runs under `tests.faults.disk`. Arguments: a home to copy, which has a backup; a folder on the failing disk; the
recovery key; in which way it fails, and how many calls to go on by (see `tests.faults.in_turn`). Prints what it found
as one JSON object.
"""

import errno
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.restoring import look_into_backup, restore_backup
from safeguard_desktop.casework.start import lock
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Places
from tests.faults.disk import Disk
from tests.faults.in_turn import WAYS, calls
from tests.faults.reader import look_into
from tests.unit.bad_input.bad_samples import PASSPHRASE, signed_in
from tests.unit.casework.backing_up_at_once import hold_backup_drill


@dataclass
class Found:
    """What all the failures left behind; `control` counts how often a plain copy over the last one left neither."""

    failed: int = 0
    reported: int = 0
    unexpected: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    control: int = 0


def backs_up(places: Places, _key: str, fail: Callable[[], None]) -> None:
    """Make a backup, and try it."""
    session = signed_in(places)
    fail()
    try:
        back_up_now(session)
        hold_backup_drill(session)
    finally:
        lock(session)


def restores(places: Places, key: str, fail: Callable[[], None]) -> None:
    """Look into the backup, and put it in place."""
    (backup,) = places.backups.glob("*.age")
    fail()
    look = look_into_backup(places, backup, key)
    restore_backup(look, places)


def attempt(disk: Disk, folder: Path, home: Path, key: str, found: Found, *, call: int, way: int, act: int) -> bool:
    """Let one call fail, and see what is said and what is left; return whether there was such a call."""
    places = Places.below(shutil.copytree(home, folder / "home"))
    where = f"{call} of {('back up', 'restore')[act]}, {WAYS[way].name}"
    try:
        (backs_up, restores)[act](places, key, lambda: WAYS[way].fail(disk, call))
    except Trouble:
        found.reported += 1
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        found.unexpected.append(f"{type(problem).__name__} at {where}")
    met = disk.heal() >= call
    found.failed += met
    try:
        there, problems = look_into(places, PASSPHRASE)
        found.damaged += [f"{where}: {problem}" for problem in problems]
        found.damaged += [f"{where}: nothing is there"] * (not there)
        for backup in places.backups.glob("*.age"):
            look = look_into_backup(places, backup, key)
            found.damaged += [f"{where}: {problem}" for problem in look.problems]
            look.throw_away()
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        found.damaged.append(f"{where}: afterwards {type(problem).__name__}: {problem}")
    shutil.rmtree(folder / "home")
    return met


def halves(disk: Disk, backup: Path, folder: Path) -> Iterator[bool]:
    """Write a backup over the one of before, each call failing in turn; yield whether neither is there."""
    path, data = folder / "plain.age", backup.read_bytes()
    before = data[::-1]
    call, met = 1, True
    while met:
        path.write_bytes(before)
        disk.fail(call, errno.EIO)
        with suppress(OSError):
            path.write_bytes(data)
        met = disk.heal() >= call
        yield path.read_bytes() not in (before, data)
        call += 1


def main(home: Path, folder: Path, key: str, way: int, step: int) -> None:
    """Try everything, and print what was found."""
    disk, found = Disk(), Found()
    for act in range(2):
        for call in calls(way, act, step):
            if not attempt(disk, folder, home, key, found, call=call, way=way, act=act):
                break
    found.control = sum(halves(disk, next(Places.below(home).backups.glob("*.age")), folder))
    sys.stdout.write(json.dumps(vars(found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
