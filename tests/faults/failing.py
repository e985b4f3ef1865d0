"""A program of its own whose disk fails: each call in turn, while it signs in, saves and hands in.

Runs under `tests.faults.disk`. Arguments: a home to copy, a folder on the failing disk, the case, and how many calls
to go on by. Prints what it found as one JSON object.
"""

import errno
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import save_step
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.errors import StorageTrouble, Trouble
from safeguard_desktop.records import AdviceCall, Concern
from safeguard_desktop.settings import Places
from tests.faults.disk import CHANGES, LOOKS, Disk
from tests.faults.reader import look_into
from tests.unit.bad_input.bad_samples import PASSPHRASE, signed_in

ERRORS = (
    (errno.EIO, False, CHANGES, 1),
    (errno.ENOSPC, False, CHANGES, 1),
    (errno.EIO, True, CHANGES, 1),
    (errno.ENOSPC, True, CHANGES, 1),
    (errno.EIO, False, LOOKS, 1),
    (errno.EACCES, False, LOOKS, 3),
    (errno.EIO, True, CHANGES | LOOKS, 3),
)
"""What a call fails with, whether all after it do, which calls, and how many times further apart than the others.

The last is a stick that is pulled out.
"""
WORDS = "and then she said " * 400


@dataclass
class Found:
    """What all the failures left behind."""

    failed: int = 0
    reported: int = 0
    saved: int = 0
    lost: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    control: int = 0


def save(session: Session, case: str) -> str:
    """Save a record; return its revision's id."""
    work = begin_for(session, AdviceCall.kind, case)
    return save_step(session, work, work.record.with_answers({"question": WORDS})).heads[-1]


def tell(session: Session, _case: str) -> str:
    """Hand a concern in; return the id of its revision in the cases."""
    work = begin_concern(session)
    assert hand_in(session, work, Concern(account=WORDS)) is not None
    return session.casework.history(work.id)[-1].id


ACTS: tuple[Callable[[Session, str], str], ...] = (save, tell)


def attempt(disk: Disk, folder: Path, home: Path, case: str, found: Found, *, call: int, way: int, act: int) -> bool:
    """Let one call fail, see what is said and what is left; return whether there was such a call.

    Act 2 is signing in. Whatever happened, the same thing must work once the disk does.
    """
    error, for_good, which, _apart = ERRORS[way]
    places = Places.below(shutil.copytree(home, folder / "home"))
    session = signed_in(places) if act < 2 else None
    kept = (places.device / "device.json").read_bytes()
    disk.fail(call, error, for_good=for_good, which=which)
    saved, said = "", ""
    try:
        session = session or signed_in(places)
        saved = ACTS[act % 2](session, case) if act < 2 else ""
    except Trouble:
        found.reported += 1
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        said = f"{type(problem).__name__} in {_where(problem)}"
    where = f"{call} of {('save', 'tell', 'sign in')[act]}, {errno.errorcode[error]} in {disk.failed}"
    met = disk.heal() >= call
    found.unexpected += [f"{said} at {where}"] * bool(said)
    found.lost += [f"this computer's id: {where}"] * ((places.device / "device.json").read_bytes() != kept)
    try:
        session = session or signed_in(places)
        again = once_more(session, case, found)
        lock(session)
        there, problems = look_into(places, PASSPHRASE)
        found.lost += [where] * any(identity not in there for identity in (saved, again) if identity)
        found.damaged += [f"{where}: {problem}" for problem in problems]
    except Exception as problem:  # noqa: BLE001  # whatever it is, it is what is looked for
        found.damaged.append(f"{where}: afterwards {type(problem).__name__}: {problem}")
        if session is not None:
            lock(session)
    found.failed += met
    found.saved += met and bool(saved)
    shutil.rmtree(folder / "home")
    return met


def _where(problem: BaseException) -> str:
    return " <- ".join(f"{Path(one.filename).name}:{one.lineno}" for one in extract_tb(problem.__traceback__)[:-5:-1])


def once_more(session: Session, case: str, found: Found) -> str:
    """Save again: a file that was opened while the disk failed may say once more that it was not saved."""
    try:
        return save(session, case)
    except StorageTrouble:
        found.reported += 1
        return save(session, case)


def halves(disk: Disk, folder: Path, step: int) -> Iterator[bool]:
    """Fail each call of a plain database without a journal in turn; yield whether it was left half changed."""
    path = folder / "plain.db"
    call, met = 1, True
    while met:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("CREATE TABLE note (words TEXT)")
            connection.executemany("INSERT INTO note VALUES (?)", [("a" * 900,)] * 60)
            connection.commit()
            disk.fail(call, errno.EIO)
            try:
                connection.execute("UPDATE note SET words = ?", ("b" * 900,))
                connection.commit()
            except sqlite3.Error:
                pass
            met = disk.heal() >= call
        with closing(sqlite3.connect(path)) as connection:
            try:
                yield connection.execute("SELECT count(DISTINCT words) FROM note").fetchone() != (1,)
            except sqlite3.Error:
                yield True
        call += step


def main(home: str, folder: str, case: str, step: int) -> None:
    """Try everything, and print what was found."""
    disk, found = Disk(), Found()
    for act in range(3):
        for way in range(len(ERRORS)):
            apart = step * ERRORS[way][3]
            call = 1 + way % apart
            while attempt(disk, Path(folder), Path(home), case, found, call=call, way=way, act=act):
                call += apart
    found.control = sum(halves(disk, Path(folder), 1))
    sys.stdout.write(json.dumps(vars(found)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
