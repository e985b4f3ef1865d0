"""A program of its own: a restore that is killed before each thing it does to the disk, and what is found afterwards.

It forks a child that restores and ends itself, as a kill would, just before the n-th call on files; opens what is
there, and looks whether it is the old set or the new one, and whole. Arguments: a home with a backup, the backup, the
recovery key, a folder to work in, and how many calls to go on by; "in-place" for a control that removes the old set and
copies the new one there. Prints what it found as one JSON object.
"""

import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import OpenVault, VaultState, vault_state
from safeguard_desktop.vault.restoring import Restorable, look_into, restore
from tests.unit.vault.vault_samples import reopen

CALLS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile"})
KILLED, DONE = 9, 0


@dataclass
class Found:
    """What was left after each kill."""

    kills: int = 0
    old: int = 0
    new: int = 0
    bad: list[str] = field(default_factory=list)


def restored_in_place(found: Restorable, places: Places) -> None:
    """Put what was unpacked in place as anybody would by hand: the old away, the new copied."""
    shutil.rmtree(places.vault)
    shutil.rmtree(places.device / "marks")
    shutil.copytree(found.backup.folder, places.vault)


class Killer:
    """Ends the process before the n-th call on files, once it is armed."""

    def __init__(self, call: int) -> None:
        self._left = call
        self.is_armed = False

    def __call__(self, event: str, _arguments: tuple[object, ...]) -> None:
        if self.is_armed and event in CALLS:
            self._left -= 1
            if self._left <= 0:
                os._exit(KILLED)


def restored_by_a_child(places: Places, backup: Path, key: str, call: int, *, in_place: bool) -> int:
    """Restore in a child that is killed before that call; return how it ended."""
    child = os.fork()
    if not child:
        killer = Killer(call)
        sys.addaudithook(killer)
        found = look_into(places, backup, key, SystemClock(), lambda _done, _total: None)
        killer.is_armed = True
        if in_place:
            restored_in_place(found, places)
        else:
            restore(found, places, SystemClock())
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def number_of_notes(vault: OpenVault) -> int:
    """Return how many records there are, having checked that everything is whole."""
    for compartment in vault.compartments():
        problems = vault.check_history(compartment).problems
        if problems:
            raise RuntimeError(f"{compartment.name}: {problems}")
    return len(vault.casework.list())


def main(home: Path, backup: Path, key: str, folder: Path, step: int, *, in_place: bool) -> Found:
    """Kill it before one call after another, until it comes to its end."""
    found, call, ended = Found(), 1 - step, KILLED
    before = number(Places.below(home))
    while ended == KILLED:
        call += step
        places = Places.below(Path(shutil.copytree(home, folder / "home")))
        ended = restored_by_a_child(places, backup, key, call, in_place=in_place)
        found.kills += ended == KILLED
        try:
            assert vault_state(places) is VaultState.READY
            records = number(places)
            found.old += records == before
            found.new += records < before
        except (Trouble, AssertionError, RuntimeError) as problem:
            found.bad.append(f"before call {call}: {problem}")
        if not in_place:
            found.bad += [f"before call {call}: {left.name} is left" for left in folder.glob("home/*.restoring-*")]
        shutil.rmtree(folder / "home")
    if ended != DONE:
        found.bad.append(f"the restore itself ended with {ended}")
    return found


def number(places: Places) -> int:
    """Open a vault, count, and close it."""
    vault = reopen(places)
    try:
        return number_of_notes(vault)
    finally:
        vault.close()


if __name__ == "__main__":
    told = main(
        Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), int(sys.argv[5]),
        in_place=sys.argv[6:] == ["in-place"],
    )  # fmt: skip
    sys.stdout.write(json.dumps(vars(told)))
