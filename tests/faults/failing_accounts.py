"""A program of its own whose disk fails: each call in turn, while accounts and keys are changed.

Runs under `tests.faults.disk`. Arguments: a home to copy, with a leaver as its second account; a folder on the failing
disk; in which way it fails, and how many calls to go on by (see `tests.faults.in_turn`). Prints what it found as one
JSON object.
"""

import errno
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3

from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import NewAccount, OpenVault
from safeguard_desktop.vault.header_files import read_headers
from tests.faults.disk import Disk
from tests.faults.in_turn import WAYS, calls
from tests.unit.vault.vault_samples import reopen


@dataclass
class Found:
    """What all the failures left behind.

    `later` counts those after which the next opening had something to finish; `control`, how often a plain change of
    keys left a file that nothing opens.
    """

    failed: int = 0
    reported: int = 0
    later: int = 0
    unexpected: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    control: int = 0


def removes(vault: OpenVault) -> None:
    """Take the leaver away, with every key."""
    vault.remove_account(vault.accounts()[1].id)


def adds(vault: OpenVault) -> None:
    """Add somebody."""
    vault.add_account(NewAccount("Cy Marsh", Role.SAFEGUARDING_LEAD))


def resets(vault: OpenVault) -> None:
    """Give the leaver new keys."""
    vault.reset_access(vault.accounts()[1].id)


def replaces(vault: OpenVault) -> None:
    """Make a new recovery key."""
    vault.replace_recovery_key()


def restricts(vault: OpenVault) -> None:
    """Restrict a case to two people, and then to one."""
    me, other = (account.id for account in vault.accounts())
    vault.make_restricted("case-2", [me, other])
    vault.change_members("case-2", [me])


ACTS: tuple[Callable[[OpenVault], None], ...] = (removes, adds, resets, replaces, restricts)


def attempt(disk: Disk, folder: Path, home: Path, found: Found, *, call: int, way: int, act: int) -> bool:
    """Let one call fail, see what is said and what is left; return whether there was such a call."""
    places = Places.below(shutil.copytree(home, folder / "home"))
    where = f"{call} of {ACTS[act].__name__}, {WAYS[way].name}"
    vault = reopen(places)
    WAYS[way].fail(disk, call)
    try:
        ACTS[act](vault)
    except Trouble:
        found.reported += 1
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        found.unexpected.append(f"{type(problem).__name__} at {where}: {problem}")
    met = disk.heal() >= call
    vault.close()
    try:
        found.later += is_waiting(places)
        vault = reopen(places)
        problems = [problem for place in vault.compartments() for problem in vault.check_history(place).problems]
        found.damaged += [f"{where}: {problem}" for problem in problems]
        found.damaged += [f"{where}: something is lost"] * (vault.restricted()["case-1"].current("hers") is None)
        found.damaged += [f"{where}: not finished"] * is_waiting(places)
        ACTS[1](vault)
        vault.close()
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        found.damaged.append(f"{where}: afterwards {type(problem).__name__}: {problem}")
        vault.close()
    found.failed += met
    shutil.rmtree(folder / "home")
    return met


def is_waiting(places: Places) -> bool:
    """Tell whether a change of keys is still to be finished."""
    return any(entry.pending for entry in read_headers(places.vault)[0].body.compartments)


def halves(disk: Disk, folder: Path) -> Iterator[bool]:
    """Give a plain database a new key that is written over the old, each call failing in turn; yield what is lost."""
    path, kept = folder / "plain.db", folder / "key"
    call, met = 1, True
    while met:
        path.unlink(missing_ok=True)
        kept.write_text(CompartmentKey.new().hex(), encoding="ascii")
        with closing(opened(path, kept)) as database:
            database.execute("CREATE TABLE note (words TEXT)")
            disk.fail(call, errno.EIO)
            try:
                kept.write_text(CompartmentKey.new().hex(), encoding="ascii")
                database.execute(f"PRAGMA rekey = \"x'{kept.read_text(encoding='ascii')}'\"")
            except (OSError, sqlcipher3.Error):
                pass
            met = disk.heal() >= call
        with closing(opened(path, kept)) as database:
            try:
                yield database.execute("SELECT count(*) FROM note").fetchone() is None
            except sqlcipher3.Error:
                yield True
        call += 1


def opened(path: Path, kept: Path) -> sqlcipher3.Connection:
    """Return a plain database, with the key that is kept beside it."""
    database = sqlcipher3.connect(str(path), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{kept.read_text(encoding='ascii')}'\"")
    return database


def main(home: str, folder: str, way: int, step: int) -> None:
    """Try everything, and print what was found."""
    disk, found = Disk(), Found()
    for act in range(len(ACTS)):
        for call in calls(way, act, step):
            if not attempt(disk, Path(folder), Path(home), found, call=call, way=way, act=act):
                break
    found.control = sum(halves(disk, Path(folder)))
    sys.stdout.write(json.dumps(vars(found)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
