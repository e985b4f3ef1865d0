"""What stands between a program and its disk: built from `disk.c` when it is needed, and spoken to from within."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.unit.bad_input.bad_samples import ROOT

BELOW = "FAULTS_BELOW"
CHANGES, LOOKS = 1, 2
"""Sorts of calls: those that change a file or read a database's pages, and those that only look or read."""
SOURCE = Path(__file__).with_name("disk.c")


def run_under(folder: Path, command: list[str]) -> str:
    """Run a Python program whose calls on files below a folder can be failed and recorded; return what it printed.

    Skips the test where there is no compiler, or a library cannot be put before the others.
    """
    compiler = shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no gcc here to build what stands before the disk")
    library = folder.with_name(f"{folder.name}-disk.so")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    environment = {**os.environ, BELOW: str(folder), "LD_PRELOAD": str(library), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def run_ways(folder: Path, ways: int, command: Callable[[Path, int], list[str]]) -> dict[str, Any]:
    """Run a program once for each way of failing, side by side on disks of their own; return what they found together.

    Each prints one JSON object of numbers and lists, which are added up.
    """

    def run(way: int) -> dict[str, Any]:
        place = folder / str(way)
        place.mkdir(parents=True)
        found: dict[str, Any] = json.loads(run_under(place, command(place, way)))
        return found

    with ThreadPoolExecutor(ways) as pool:
        first, *others = pool.map(run, range(ways))
    for one in others:
        first = {name: first[name] + one[name] for name in first}
    return first


class Disk:
    """The disk as a program under test sees it, from within that program."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_calls.restype = ctypes.c_long
        self._library.faults_first.restype = ctypes.c_char_p

    def fail(self, call: int, error: int, *, for_good: bool = False, which: int = CHANGES) -> None:
        """Fail one of the coming calls, or every one from it on; counted from 1, among those of these sorts."""
        self._library.faults_arm(ctypes.c_long(call), error, int(for_good), which)

    @property
    def failed(self) -> str:
        """The first call that failed since it was last said what should, and on which file."""
        return str(self._library.faults_first().decode("utf-8", "replace"))

    def heal(self) -> int:
        """Fail nothing any more; return how many calls there were since it was last said what should fail."""
        calls = int(self._library.faults_calls())
        self._library.faults_arm(ctypes.c_long(0), 0, 0, CHANGES)
        return calls

    def record(self, log: Path) -> None:
        """Write down from now on what each call does."""
        self._library.faults_record(str(log).encode())

    def note(self, words: str) -> None:
        """Write a word between the calls."""
        self._library.faults_note(words.encode())
