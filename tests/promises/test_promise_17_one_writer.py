"""Promise 17: one writer. A second program says that another has the records open, and whose; it saves nothing.

What is printed on a command line names nobody; the window does, as the page to sign in on lists the names anyway.
"""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from safeguard_desktop.casework.start import accounts, sign_in
from safeguard_desktop.errors import InUseTrouble
from safeguard_desktop.settings import Places
from tests.faults.reader import look_into
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import MANAGER, PASSPHRASE, ROOT

WRITER = [sys.executable, "-m", "tests.faults.writer"]
READER = [sys.executable, "-m", "tests.faults.reader"]
SAID = "Another copy of the program has the records open. Use that one, or close it and try again.\n"


def test_a_second_program_says_that_another_has_it_open(tmp_path: Path, times: Times, promise: Promise) -> None:
    home, tries, told, named = str(tmp_path / "home"), times(1, 10), 0, 0
    asked = tries * times(1, 2)
    for _ in range(tries):
        with subprocess.Popen([*WRITER, home], stdout=subprocess.PIPE, text=True, cwd=ROOT) as first:
            assert first.stdout is not None
            assert first.stdout.readline().startswith("ack ")
            for command in (READER, WRITER)[: times(1, 2)]:
                second = subprocess.run([*command, home], capture_output=True, text=True, check=False, cwd=ROOT)
                told += (second.returncode, second.stdout, second.stderr) == (2, "", SAID)
            named += who_has_it(home) == MANAGER
            assert first.stdout.readline().startswith("ack "), "the first one goes on"
            first.kill()
    found, problems = look_into(Places.below(tmp_path / "home"), PASSPHRASE)
    assert found
    assert problems == ()
    opened = opened_twice(tmp_path / "plain.db")
    promise(
        17,
        "one writer",
        f"{told} of {asked} told that another has it open, {named} of {tries} who",
        "all",
        f"plain SQLite: {opened} of 2 write",
    )
    assert (told, named) == (asked, tries)
    assert opened == 2


def who_has_it(home: str) -> str:
    """Return whose the records are that a second program may not open; nobody's where it opens them."""
    places = Places.below(Path(home))
    (account,) = accounts(places)
    with pytest.raises(InUseTrouble) as caught:
        sign_in(places, account.id, PASSPHRASE)
    return caught.value.holder


def opened_twice(path: Path) -> int:
    """Return how many of two programs write into one plain database."""
    connections = [sqlite3.connect(path), sqlite3.connect(path)]
    for connection in connections:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words TEXT)")
        connection.execute("INSERT INTO note VALUES ('fell')")
        connection.commit()
    (written,) = connections[0].execute("SELECT count(*) FROM note").fetchone()
    for connection in connections:
        connection.close()
    return int(written)
