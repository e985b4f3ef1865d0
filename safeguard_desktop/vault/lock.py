"""One writer at a time: a lock on a file, which the system lets go of when the process ends, however it ends."""

import sys
from pathlib import Path
from typing import IO

from safeguard_desktop.errors import InUseTrouble
from safeguard_desktop.vault.files import storage_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "in-use"


class FolderLock:
    """A lock on a folder, held from `take` to `release`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @classmethod
    def take(cls, folder: Path) -> "FolderLock":
        """Take the lock. Raises InUseTrouble when another has it, StorageTrouble when the folder is read-only."""
        with storage_errors("The vault's folder"):
            file = (folder / LOCK_FILE).open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            sentence = "Another copy of the program has the records open."
            raise InUseTrouble(sentence, "Use that one, or close it and try again.") from error
        return cls(file)

    def release(self) -> None:
        """Let go. A second time is nothing."""
        self._file.close()


def _lock(file: IO[bytes]) -> None:
    """Raise OSError at once when another process, or another part of this one, holds it."""
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
