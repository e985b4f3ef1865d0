"""Files that are there whole or not at all, whatever stops the program or the power in the middle."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def written_whole(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Give a file beside a path, and where it lies; put it there by a rename at the end, so that a power cut keeps it.

    When that fails, or what is done within it, nothing new is left behind and what was there stays. Raises OSError.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            yield file, beside
            put_down(file)
        beside.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by these bytes. Raises OSError, with the old file in place."""
    with written_whole(path) as (file, _beside):
        file.write(data)


def put_down(file: IO[bytes]) -> None:
    """Have the disk hold what was written so far. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system lets a folder be synced. Raises OSError."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
