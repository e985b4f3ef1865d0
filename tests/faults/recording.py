"""A program of its own that saves a few times while its disk writes down every call; a plain database beside it.

Runs under `tests.faults.disk`. Arguments: the home on the recorded disk, the log, how many saves, and the setting of
`synchronous` for a plain database (`-` for the program itself).
"""

import sqlite3
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

from safeguard_desktop.settings import Places
from tests.faults.disk import Disk
from tests.faults.without_end import opened
from tests.faults.writer import saves
from tests.unit.bad_input.bad_samples import PASSPHRASE


def main(home: str, log: str, number: int, synchronous: str) -> None:
    """Record the saves, with a note of each one's id as it is acknowledged."""
    disk = Disk()
    if synchronous == "-":
        session = opened(Places.below(Path(home)), PASSPHRASE)
        disk.record(Path(log))
        for identity in islice(saves(session), number):
            disk.note(identity)
        return
    with closing(sqlite3.connect(Path(home, "plain.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        disk.record(Path(log))
        for count in range(number):
            connection.execute("INSERT INTO note VALUES (?, ?)", (str(count), "she fell again " * 100))
            disk.note(str(count))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
