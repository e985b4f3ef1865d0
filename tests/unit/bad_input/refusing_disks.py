"""Ways in which a disk refuses for a while: full, held down, or a folder that may not be written."""

import os
import resource
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.unit.bad_input.conftest import Home

NOBODY = 65534
Refusal = Callable[[Home], AbstractContextManager[None]]


@contextmanager
def no_file_may_grow(_home: Home) -> Iterator[None]:
    """Every write beyond a file's first page fails, as with a quota."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def no_page_left(home: Home) -> Iterator[None]:
    """The databases report a full disk as soon as they need another page."""
    held = [place._database.connection() for place in home.session.vault.compartments()]
    for connection in held:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        for connection in held:
            connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def folder_may_not_be_written(home: Home) -> Iterator[None]:
    """Nothing below the home may be written, also not by the superuser, who becomes nobody for a while."""
    top = home.places.vault.parent
    paths = [top, *top.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        with suppress(PermissionError):
            os.seteuid(0)
        for path in paths:
            if path.exists():
                path.chmod(stat.S_IRWXU)


@contextmanager
def disk_is_full(home: Home) -> Iterator[None]:
    """The home is on a small disk of its own (see `small_disk`), which a file fills to the last byte."""
    filler = home.places.vault.parent / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int = 4) -> Iterator[None]:
    """Put a small disk at a folder; skip the test where this system lets nobody do so."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if (
        mount is None
        or umount is None
        or subprocess.run([str(mount), *options], capture_output=True, check=False).returncode
    ):
        pytest.skip("no small disk can be made here: it takes the right to mount one")
    try:
        yield
    finally:
        subprocess.run([umount, "-l", str(folder)], check=True)
