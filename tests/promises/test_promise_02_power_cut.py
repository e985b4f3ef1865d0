"""Promise 2: a power cut loses no acknowledged save, at whatever moment, whatever the disk had not yet written."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from safeguard_desktop.casework.start import lock
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Places
from tests.faults.crashes import PowerCut, Step, steps_of
from tests.faults.disk import run_under
from tests.faults.reader import look_into
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import PASSPHRASE
from tests.unit.bad_input.conftest import Home

SAVES = 12
Judge = Callable[[Path, list[str]], tuple[int, int]]


def recorded(home: Path, synchronous: str) -> tuple[dict[str, bytes], tuple[Step, ...]]:
    """Let a program save below a folder; return what was there before, and every call."""
    before = {str(path): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    log = home.with_name(f"{home.name}.log")
    run_under(home, ["-m", "tests.faults.recording", str(home), str(log), str(SAVES), synchronous])
    return before, steps_of(log)


def cuts(home: Path, synchronous: str, tries: int, judge: Judge) -> tuple[int, int]:
    """Cut the power at random moments; return how many cuts lost something, and how many damaged something."""
    before, steps = recorded(home, synchronous)
    chance, lost, damaged = random.Random(2), 0, 0  # noqa: S311  # moments
    for moment in sorted(chance.randrange(1, len(steps) + 1) for _ in range(tries)):
        disk = PowerCut(before)
        for step in steps[:moment]:
            disk.tell(step)
        for folder in (home / "vault", home / "device"):
            shutil.rmtree(folder, ignore_errors=True)
        (home / "vault" / "inbox").mkdir(parents=True)
        for name, data in disk.after(chance).items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(data)
        result = judge(home, disk.acknowledged)
        lost, damaged = lost + result[0], damaged + result[1]
    return lost, damaged


def judged(home: Path, acknowledged: list[str]) -> tuple[int, int]:
    """Open the vault; return whether something acknowledged is lost, and whether something is damaged or half."""
    try:
        found, problems = look_into(Places.below(home), PASSPHRASE)
    except Trouble:
        return bool(acknowledged), 1
    return not found.keys() >= set(acknowledged), bool(problems) or not all(found.values())


def judged_plain(home: Path, acknowledged: list[str]) -> tuple[int, int]:
    """Judge a plain database in the same way."""
    with closing(sqlite3.connect(home / "plain.db")) as connection:
        try:
            whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            there = {found[0] for found in connection.execute("SELECT id FROM note")}
        except sqlite3.DatabaseError:
            return bool(acknowledged), 1
    return not there >= set(acknowledged), not whole


def test_a_power_cut_loses_nothing_acknowledged(home: Home, tmp_path: Path, times: Times, promise: Promise) -> None:
    lock(home.session)
    tries = times(15, 1000)
    lost, damaged = cuts(home.places.vault.parent, "-", tries, judged)
    plain = tmp_path / "plain"
    plain.mkdir()
    with closing(sqlite3.connect(plain / "plain.db")) as connection:
        connection.execute("CREATE TABLE note (id TEXT, words TEXT)")
    control = cuts(plain, "OFF", tries, judged_plain)
    promise(
        2, "a power cut loses no acknowledged save", f"{tries} cuts: {lost} lost, {damaged} damaged or half",
        "0 lost, 0 damaged, 0 half", f"synchronous=OFF: {control[0]} lost, {control[1]} damaged",
    )  # fmt: skip
    assert (lost, damaged) == (0, 0)
    assert control[0] > 0


def test_a_name_is_sure_once_its_folder_was_synced_and_not_before() -> None:
    chance = random.Random(22)  # noqa: S311  # what is there
    disk = PowerCut({"/a/old": b"old"})
    written = (
        Step("c", "/a/new.part", 0, b""), Step("w", "/a/new.part", 0, b"new"), Step("s", "/a/new.part", 0, b""),
        Step("r", "/a/new.part", 0, b"/a/new"), Step("u", "/a/old", 0, b""), Step("s", "/b", 0, b""),
    )  # fmt: skip
    for step in written:
        disk.tell(step)
    found = {frozenset(disk.after(chance).items()) for _ in range(200)}
    old = ("/a/old", b"old")
    assert found == {
        frozenset({old}), frozenset({old, ("/a/new.part", b"new")}), frozenset({old, ("/a/new", b"new")}),
        frozenset({("/a/new", b"new")}),
    }  # fmt: skip
    disk.tell(Step("s", "/a", 0, b""))
    assert {frozenset(disk.after(chance).items()) for _ in range(200)} == {frozenset({("/a/new", b"new")})}
