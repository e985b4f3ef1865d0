"""A program of its own that saves without end, and says so after each save: to be killed. Its argument is the home."""

import sys
from pathlib import Path

from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change
from tests.unit.vault.vault_samples import SampleNote, reopen


def main(home: str, start: int) -> None:
    vault = reopen(Places.below(Path(home)))
    number = start
    while True:
        note = SampleNote(words=f"number {number} " + "and more words " * 60)
        (kept,) = vault.casework.append([Change(f"note-{number}", "note", note, case="c")], [Access("saved", case="c")])
        sys.stdout.write(f"ack {kept.id}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
