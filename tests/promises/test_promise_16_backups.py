"""Promise 16: backups restore. Made while somebody saves, they hold what was saved, and a half-written one is refused.

Controls copy the file as any other program would while somebody saves, write a backup under its last name at once, and
put one in place as by hand.
"""

import json
import random
import subprocess
import sys
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3

from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.clock import SetClock, SystemClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble, Trouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.backup import copy_set, seal_set
from safeguard_desktop.vault.backup_reading import OpenedBackup, check_backup, open_backup
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.restoring import look_into, restore
from safeguard_desktop.vault.rows import hash_of_body
from tests.faults.disk import run_ways
from tests.faults.in_turn import WAYS
from tests.faults.writer import saves
from tests.promises.conftest import Promise, Times
from tests.promises.test_promise_03_kill import killed
from tests.promises.test_promise_15_history import make_it_fit
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT
from tests.unit.bad_input.conftest import Home
from tests.unit.vault.backup_samples import backed_up, nothing
from tests.unit.vault.test_restoring import MOMENT
from tests.unit.vault.test_restoring import Home as SmallHome
from tests.unit.vault.vault_samples import insider, user_keys

ROWS = "SELECT * FROM revision ORDER BY id"
ENTRIES = "SELECT * FROM entry WHERE seq <= ? ORDER BY seq"
SAVES_IN_A_COPY = 3


class Writer(threading.Thread):
    """Saves as a person would, one revision after another, until it is told to stop."""

    def __init__(self, home: Home) -> None:
        super().__init__(name="writer")
        self.saved: list[str] = []
        self._saves = saves(home.session)
        self._stop_now = threading.Event()
        self.has_begun = threading.Event()

    def run(self) -> None:
        while not self._stop_now.is_set():
            self.saved.append(next(self._saves))
            self.has_begun.set()

    def stop(self) -> None:
        """Save no more, and wait for the last one."""
        self._stop_now.set()
        self.join()


def rows_of(database: Database, sql: str, *parameters: int) -> set[tuple[object, ...]]:
    return set(database.rows(sql, parameters))


def differences(backup: OpenedBackup, vault: Path) -> list[str]:
    """Compare every row of a backup with the records as they are later: what it holds, all of it, and where it ends."""
    found = [f"{one.entry.name}: {problem}" for one in check_backup(backup, nothing) for problem in one.problems]
    for entry, key in backup.opened:
        then = Database(database_path(backup.folder, entry), key)
        now = Database(database_path(vault, entry), key)
        (seq, digest) = then.row("SELECT seq, digest FROM chain")
        kept = backup.manifest.of_compartment(entry.id)
        assert kept is not None
        assert kept.head is not None
        found += ["the head is another"] * ((seq, digest.hex()) != (kept.head.seq, kept.head.digest))
        found += ["entries differ"] * (rows_of(then, ENTRIES, seq) != rows_of(now, ENTRIES, seq))
        later = {row[0] for row in now.rows("SELECT content FROM entry WHERE seq > ?", (seq,))}
        after = {named[0] for content in later for named in json.loads(content)["revisions"]}
        wanted = {row for row in rows_of(now, ROWS) if row[0] not in after}
        found += ["rows differ"] * (rows_of(then, ROWS) != wanted)
        then.close()
        now.close()
    return found


def test_made_while_somebody_saves_they_hold_what_was_saved(
    home: Home, tmp_path: Path, times: Times, promise: Promise
) -> None:
    backups, writer = times(4, 40), Writer(home)
    writer.start()
    writer.has_begun.wait()
    made, before = [], []
    try:
        for _ in range(backups):
            before.append(writer.saved[-1])
            made.append(seal_set(copy_set(home.session.vault.backup_source(), "test"), tmp_path / "made", nothing))
    finally:
        writer.stop()
    wrong: list[str] = []
    for last, one in zip(before, made, strict=True):
        backup = open_backup(one.path, tmp_path / "opened", home.recovery_key, nothing)
        wrong += differences(backup, home.places.vault)
        wrong += ["a save is missing"] * (last not in ids_in(backup))
        backup.throw_away()
    unlike, copies = plain_copies(home, tmp_path / "copy", times(5, 50))
    promise(
        16, "backups restore", f"{backups} made during {len(writer.saved)} saves: {len(wrong)} differences",
        "rows, hashes, head equal", f"a plain copy of the file: {unlike} of {copies} not equal",
    )  # fmt: skip
    assert len(writer.saved) > backups
    assert wrong == []
    assert unlike == copies


def ids_in(backup: OpenedBackup) -> set[str]:
    """Return the revisions of the cases."""
    entry, key = next(pair for pair in backup.opened if pair[0].name == "casework")
    database = Database(database_path(backup.folder, entry), key)
    try:
        return {row[0] for row in database.rows("SELECT id FROM revision")}
    finally:
        database.close()


def plain_copies(home: Home, folder: Path, tries: int) -> tuple[int, int]:
    """Copy the cases' file half by half with saves in between; return how many copies are no state that ever was."""
    folder.mkdir()
    path, entry_key = home.places.vault / "casework.db", None
    for entry, key in home.session.vault.backup_source().opened():
        entry_key = key if entry.name == "casework" else entry_key
    assert entry_key is not None
    unlike, writing = 0, saves(home.session)
    for _ in range(tries):
        data = path.read_bytes()
        first = data[: len(data) // 2]
        list(islice(writing, SAVES_IN_A_COPY))
        (folder / "copy.db").write_bytes(first + path.read_bytes()[len(first) :])
        unlike += not is_whole(Database(folder / "copy.db", entry_key))
    return unlike, tries


def is_whole(database: Database) -> bool:
    try:
        seq, digest = database.row("SELECT seq, digest FROM chain")
        content = database.row("SELECT prev FROM revision ORDER BY seq DESC LIMIT 1")
        return (
            database.rows("PRAGMA integrity_check") == [("ok",)]
            and database.row("SELECT count(*) FROM entry") == (seq,)
            and bool(digest and content)
        )
    except Trouble:
        return False
    finally:
        database.close()


def harmed(data: bytes, chance: random.Random) -> bytes:
    """Return a backup cut anywhere, with one bit flipped, or with something added."""
    way, place = chance.randrange(3), chance.randrange(len(data))
    if way == 0:
        return data[:place]
    if way == 1:
        return data + chance.randbytes(chance.randrange(1, 600))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def test_a_half_written_one_is_refused(home: Home, tmp_path: Path, times: Times, promise: Promise) -> None:
    whole = backed_up(home.session.vault).path.read_bytes()
    chance, tries, refused = random.Random(16), times(30, 100), 0  # noqa: S311  # where to harm it
    for number in range(tries):
        path = tmp_path / "harmed.age"
        path.write_bytes(harmed(whole, chance))
        try:
            open_backup(path, tmp_path / f"opened-{number}", home.recovery_key, nothing).throw_away()
        except (DamageTrouble, KeyTrouble):
            refused += 1
    (tmp_path / "harmed.age").write_bytes(whole)
    problems = problems_in(tmp_path / "harmed.age", tmp_path / "whole", home.recovery_key)
    promise(
        16, "backups: half-written", f"{refused} of {tries} refused", "all",
        f"the whole one: {len(problems)} problems",
    )  # fmt: skip
    assert refused == tries
    assert problems == []


def problems_in(backup: Path, folder: Path, identity: str) -> list[str]:
    """Open a backup; return what does not fit in it, as far as that key can tell."""
    found = check_backup(open_backup(backup, folder, identity, nothing), nothing)
    assert found
    return [problem for one in found for problem in one.problems]


def test_one_whose_maker_changed_history_is_said_by_the_recovery_key(
    tmp_path: Path, times: Times, promise: Promise
) -> None:
    """Whoever holds the keys can sign anything as their backup, but not make the tags of the past."""
    small = SmallHome(Places.below(tmp_path / "home"), SetClock(MOMENT))
    chance, tries = random.Random(62), times(3, 30)  # noqa: S311  # what to edit
    vault = small.opened()
    keys = user_keys(small.places)
    noticed, by_manager = 0, 0
    for number in range(tries):
        copied = copy_set(vault.backup_source(), "forged")
        with closing(insider(Places(copied.folder, small.places.device))) as forged:
            edit_one(forged, chance)
            make_it_fit(forged, keys.signing)
        made = seal_set(copied, tmp_path / "forged", nothing).path
        noticed += bool(problems_in(made, tmp_path / f"opened-{number}", small.key))
        by_manager += bool(problems_in(made, tmp_path / f"as-manager-{number}", keys.opening))
    untouched = seal_set(copy_set(vault.backup_source(), "untouched"), tmp_path / "untouched", nothing).path
    vault.close()
    problems = problems_in(untouched, tmp_path / "opened", small.key)
    promise(
        16, "backups: maker changed history", f"{noticed} of {tries} noticed by the recovery key", "all",
        f"by a manager's key: {by_manager}; one not changed: {len(problems)}",
    )  # fmt: skip
    assert noticed == tries
    assert by_manager == 0
    assert problems == []


def edit_one(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    """Have one note say something else."""
    found = attack.execute("SELECT id, salt, body FROM revision WHERE kind = 'note'").fetchall()
    identity, salt, body = chance.choice(found)
    other = body.replace("fell", "slept")
    attack.execute(
        "UPDATE revision SET body = ?, body_hash = ? WHERE id = ?", (other, hash_of_body(salt, other), identity)
    )


HALF = """
import sys
from pathlib import Path
data = Path(sys.argv[1]).read_bytes()
with open(sys.argv[2], "wb") as file:
    file.write(data[: len(data) // 2])
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
"""


def killed_half_way(home: Home, whole: Path, path: Path) -> bool:
    """Kill what writes a backup under its last name at once, when it is half there; tell whether that is a backup."""
    with subprocess.Popen(
        [sys.executable, "-c", HALF, str(whole), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        writer.kill()
    try:
        look_into(home.places, path, home.recovery_key, SystemClock(), nothing).throw_away()
    except DamageTrouble:
        return False
    return True


def test_a_kill_while_backing_up_loses_no_backup_and_leaves_no_half_one(
    home: Home, tmp_path: Path, times: Times, promise: Promise
) -> None:
    lock(home.session)
    chance, kills = random.Random(61), times(2, 20)  # noqa: S311  # moments
    acknowledged, bad, meanwhile = 0, 0, 0
    for _ in range(kills):
        told = killed(["-m", "tests.faults.backer", str(home.places.vault.parent)], chance.uniform(0, 0.5))
        acknowledged += len(told)
        there = sorted(home.places.backups.glob("*.age"))
        meanwhile += bool(left_over(home))
        bad += bool(told) and max(path.name for path in there) < told[-1]  # a newer one of the same day replaces it
        for path in there[-3:]:
            found = look_into(home.places, path, home.recovery_key, SystemClock(), nothing)
            bad += bool(found.problems)
            found.throw_away()
    home.session = sign_in(home.places, accounts(home.places)[0].id, PASSPHRASE)
    last = back_up_now(home.session).backups[0].path
    left = left_over(home)
    control = killed_half_way(home, last, tmp_path / last.name)
    promise(
        16, "backups: killed meanwhile",
        f"{kills} kills, {meanwhile} of them half way, {acknowledged} made: {bad} bad, {len(left)} files left over",
        "0 bad, 0 left", f"written under its last name: {int(control)} of 1 whole",
    )  # fmt: skip
    assert (bad, left) == (0, [])
    assert acknowledged >= kills
    assert not control


def left_over(home: Home) -> list[str]:
    """Return what is there of backups that were not finished."""
    left = [path.name for path in home.places.vault.rglob("*") if "staging" in path.parts and path.is_file()]
    return left + [path.name for path in home.places.backups.glob("*.part")]


def test_a_kill_at_any_step_of_a_restore_leaves_the_old_set_or_the_new(
    tmp_path: Path, times: Times, promise: Promise
) -> None:
    small = SmallHome(Places.below(tmp_path / "home"), SetClock(MOMENT))
    found = restored_and_killed(small, tmp_path / "work", times(5, 1))
    control = restored_and_killed(small, tmp_path / "by-hand", times(5, 1), "in-place")
    promise(
        16, "backups: restore killed",
        f"{found['kills']} kills: {found['old']} old, {found['new']} new, {len(found['bad'])} neither", "never none",
        f"put in place as by hand: {len(control['bad'])} of {control['kills']} neither",
    )  # fmt: skip
    assert found["bad"] == []
    assert min(found["kills"], found["old"], found["new"]) > 0
    assert found["old"] + found["new"] == found["kills"] + 1
    assert control["bad"]
    assert control["new"] > 0, "nobody killed it, and the new set is there"


def restored_and_killed(small: SmallHome, folder: Path, step: int, *how: str) -> dict[str, Any]:
    """Have a restore killed before each call, or each so many calls; return what was found."""
    folder.mkdir()
    given = [str(small.places.vault.parent), str(small.backup), small.key, str(folder), str(step), *how]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_restorer", *given],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_what_is_restored_is_what_was_backed_up(tmp_path: Path) -> None:
    small = SmallHome(Places.below(tmp_path / "home"), SetClock(MOMENT))
    found = look_into(small.places, small.backup, small.key, SystemClock(), nothing)
    assert restore(found, small.places, SystemClock()) is not None
    assert small.records() == ["n1", "n2", "n3"]


def test_a_failing_disk_is_reported_and_leaves_the_old_or_the_new(
    home: Home, tmp_path: Path, times: Times, promise: Promise
) -> None:
    back_up_now(home.session)
    lock(home.session)
    step = times(67, 1)
    where = str(home.places.vault.parent)
    found = run_ways(
        tmp_path / "disk", len(WAYS),
        lambda disk, way: [
            "-m", "tests.faults.failing_backups", where, str(disk), home.recovery_key, str(way), str(step)
        ],
    )  # fmt: skip
    promise(
        16, "backups: failing disk",
        f"{found['failed']} failed calls, {found['reported']} reported: {len(found['unexpected'])} unspoken, "
        f"{len(found['damaged'])} damaged", "0 unspoken, 0 damaged",
        f"written over the last one: {found['control']} times neither",
    )  # fmt: skip
    assert (found["unexpected"], found["damaged"]) == ([], [])
    assert found["failed"] >= found["reported"] > 0
    assert found["control"] > 0
