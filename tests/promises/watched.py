"""Runs a program under strace and reads what it wrote, and where."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from safeguard_desktop.casework.start import lock
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.conftest import Home

CALLS = (
    "write,pwrite64,writev,pwritev,pwritev2,sendfile,sendto,openat,open,creat,rename,renameat,renameat2,link,symlink"
)
_WRITES = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((?:\d+<([^>]*)>)?(.*)")
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})")
_FOR_WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TMPFILE")


@dataclass(frozen=True)
class Call:
    """A call of the system: its name, the file it went to where that is known, and the rest as strace shows it."""

    name: str
    file: str
    rest: str

    @property
    def content(self) -> bytes:
        """What was handed over: every byte, as strace was asked to show each in hexadecimal digits."""
        return bytes(int(digits, 16) for digits in _ESCAPE.findall(self.rest))

    @property
    def opens_for_writing(self) -> bool:
        """Whether it opens a file so that it may be written."""
        return self.name in ("openat", "open", "creat") and any(mode in self.rest for mode in _FOR_WRITING)


def calls_of(command: list[str], tmp_path: Path) -> tuple[Call, ...]:
    """Run a Python program under strace and return its calls; skip the test where there is no strace."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed here")
    trace = tmp_path / "trace"
    watching = [strace, "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    ran = subprocess.run(
        [*watching, sys.executable, "-B", *command], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if "ptrace" in ran.stderr and ran.returncode:
        pytest.skip("strace may not watch programs here")
    assert ran.returncode == 0, ran.stderr
    lines = trace.read_text(encoding="ascii").splitlines()
    trace.unlink()
    found = (_WRITES.match(line) for line in lines)
    return tuple(Call(match[1], _plain(match[2] or ""), match[3]) for match in found if match)


def calls_of_a_day(home: Home, tmp_path: Path) -> tuple[Path, tuple[Call, ...]]:
    """Have everything done that a day brings; return where files were made on purpose, and the calls."""
    lock(home.session)
    saved = tmp_path / "saved"
    saved.mkdir()
    return saved, calls_of(["-m", "tests.faults.working_day", str(home.places.vault.parent), str(saved)], tmp_path)


def _plain(name: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
