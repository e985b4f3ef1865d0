"""Promise 3: a kill loses nothing. Whatever was acknowledged is there afterwards, and nothing is half there."""

import os
import random
import select
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from safeguard_desktop.settings import Places
from tests.faults.reader import look_into
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT

LONGEST = 0.3
"""Seconds that a writer lives at most after its first acknowledgement."""
HASTY = """
import sqlite3, sys
from itertools import count
connection = sqlite3.connect(sys.argv[1])
connection.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY)")
(last,) = connection.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()
for number in count(last + 1):
    connection.execute("INSERT INTO note VALUES (?)", (number,))
    sys.stdout.write(f"ack {number}\\n")
    sys.stdout.flush()
    if number % 50 == 0:
        connection.commit()
"""


def killed(command: list[str], lives: float) -> list[str]:
    """Run a writer, kill it so many seconds after its first save, and return all that it acknowledged."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, cwd=ROOT) as writer:
        assert writer.stdout is not None
        pipe = writer.stdout.fileno()
        said = os.read(pipe, 65536)
        end = time.monotonic() + lives
        while (left := end - time.monotonic()) > 0:
            if select.select([pipe], [], [], left)[0]:
                said += os.read(pipe, 65536)
        writer.kill()
        while more := os.read(pipe, 65536):
            said += more
    return [line.split()[1] for line in said.decode().split("\n")[:-1] if line.startswith("ack ")]


def test_killed_in_a_write_loop_nothing_is_lost_or_half(tmp_path: Path, times: Times, promise: Promise) -> None:
    home, chance = tmp_path / "home", random.Random(3)  # noqa: S311  # moments
    kills, acknowledged, half = times(3, 60), set[str](), 0
    lost: set[str] = set()
    for _ in range(kills):
        acknowledged.update(killed(["-m", "tests.faults.writer", str(home)], chance.uniform(0, LONGEST)))
        found, problems = look_into(Places.below(home), PASSPHRASE)
        lost |= acknowledged - found.keys()
        half += len(problems) + sum(not whole for whole in found.values())
    hasty = lost_by_the_hasty(tmp_path / "plain.db", kills, chance)
    promise(
        3, "a kill loses nothing", f"{kills} kills, {len(acknowledged)} saves: {len(lost)} lost, {half} half",
        "0 lost, 0 half", f"acknowledged before the commit: {hasty} lost",
    )  # fmt: skip
    assert len(acknowledged) > kills
    assert (lost, half) == (set(), 0)
    assert hasty > 0


def lost_by_the_hasty(path: Path, kills: int, chance: random.Random) -> int:
    """Return how many saves a writer loses that says "saved" before it is so."""
    lost = 0
    for _ in range(kills):
        told = killed(["-c", HASTY, str(path)], chance.uniform(0, LONGEST / 10))
        connection = sqlite3.connect(path)
        there = {str(found[0]) for found in connection.execute("SELECT id FROM note")}
        connection.close()
        lost += len(set(told) - there)
    return lost
