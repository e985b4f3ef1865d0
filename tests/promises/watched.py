"""Runs a program under strace and reads what it wrote, and where."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from safeguard_desktop.settings import HOME_VARIABLE
from tests.unit.bad_input.bad_samples import ROOT

_DATA = (
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "send", "sendto", "sendmsg", "sendfile", "copy_file_range",
    "splice",
)  # fmt: skip
_NAMING = (
    "open", "openat", "openat2", "creat", "mknod", "mknodat", "mkdir", "mkdirat", "rename", "renameat", "renameat2",
    "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat",
)  # fmt: skip
CALLS = ",".join(f"?{name}" for name in (*_DATA, *_NAMING))
_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((?:(?:\d+|AT_FDCWD)<([^>]*)>)?(.*)")
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})")
_QUOTED, _KNOWN = re.compile(r'"([^"]*)"'), re.compile(r"<([^>]*)>")
_FOR_WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TMPFILE")


@dataclass(frozen=True)
class Call:
    """A call of the system: its name, the file or folder it went to where that is known, and the rest as shown."""

    name: str
    file: str
    rest: str

    @property
    def is_data(self) -> bool:
        """Whether it hands over bytes to a file that is open."""
        return self.name in _DATA

    @property
    def only_reads(self) -> bool:
        """Whether it opens a file to read it, and so changes nothing."""
        return self.name in ("open", "openat", "openat2") and not self.opens_for_writing

    @property
    def names(self) -> tuple[str, ...]:
        """Every file and folder that it speaks of: what it writes to, copies from, opens, makes, renames or removes."""
        others = tuple(_plain(name) for name in _KNOWN.findall(self.rest))
        if self.is_data:
            return (self.file, *others)
        return (*(str(Path(self.file, _plain(name))) for name in _QUOTED.findall(self.rest)), *others)

    @property
    def content(self) -> bytes:
        """What was handed over: every byte, as strace was asked to show each in hexadecimal digits."""
        return bytes(int(digits, 16) for digits in _ESCAPE.findall(self.rest))

    @property
    def opens_for_writing(self) -> bool:
        """Whether it opens a file so that it may be written."""
        return self.name in ("openat", "openat2", "open") and any(mode in self.rest for mode in _FOR_WRITING)


def calls_of(command: list[str], tmp_path: Path) -> tuple[Call, ...]:
    """Run a Python program under strace and return its calls; skip the test where there is no strace."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed here")
    trace = tmp_path / "trace"
    watching = [strace, "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    ran = subprocess.run(
        [*watching, sys.executable, "-B", *command], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", HOME_VARIABLE: str(tmp_path / "home")},
    )  # fmt: skip
    if "ptrace" in ran.stderr and ran.returncode:
        pytest.skip("strace may not watch programs here")
    assert ran.returncode == 0, ran.stderr
    lines = trace.read_text(encoding="ascii").splitlines()
    trace.unlink()
    found = (_CALL.match(line) for line in lines)
    return tuple(Call(match[1], _plain(match[2] or ""), match[3]) for match in found if match)


@dataclass(frozen=True)
class Day:
    """Everything that a day brings, as it was watched: the home, where files were made on purpose, and the calls."""

    home: Path
    saved: Path
    calls: tuple[Call, ...]


def watched_day(home: Path, folder: Path, *leaks: str) -> Day:
    """Have a day's work done in a copy of a home below a folder."""
    copy = Path(shutil.copytree(home, folder / "home"))
    saved = folder / "saved"
    saved.mkdir()
    return Day(copy, saved, calls_of(["-m", "tests.faults.working_day", str(copy), str(saved), *leaks], folder))


def _plain(name: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
