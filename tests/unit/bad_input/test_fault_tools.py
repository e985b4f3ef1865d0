"""The tools that try faults by hand: a mistake is a sentence, and nobody has to read to the end."""

import subprocess
import sys
from pathlib import Path

import pytest

from safeguard_desktop.casework.start import lock
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.conftest import Home


def ran(tool: str, *given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"tests.faults.{tool}", *given]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("tool", ["reader", "writer", "backer"])
def test_a_passphrase_that_cannot_be_read_is_said(tmp_path: Path, tool: str) -> None:
    found = ran(tool, str(tmp_path / "vault"), "--passphrase-fd", "99")
    said = "No passphrase can be read from file descriptor 99. Open a file there, as in: --passphrase-fd 3 3<FILE\n"
    assert (found.returncode, found.stdout, found.stderr) == (2, "", said)
    assert list(tmp_path.iterdir()) == []


def stops_reading(tool: str, where: str, lines: int) -> tuple[int, bytes]:
    """Read so many lines of what a tool says, and no more; return its code, and what it said of that."""
    command = [sys.executable, "-m", f"tests.faults.{tool}", where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        for _ in range(lines):
            assert program.stdout.readline()
        program.stdout.close()
        said = program.stderr.read()
    return program.returncode, said


@pytest.mark.parametrize(("tool", "lines"), [("reader", 0), ("writer", 2), ("backer", 1)])
def test_nobody_has_to_read_to_the_end(home: Home, tool: str, lines: int) -> None:
    lock(home.session)
    assert stops_reading(tool, str(home.places.vault), lines) == (0, b"")


def test_a_damaged_vault_is_no_whole_one_for_somebody_who_stops_reading(home: Home) -> None:
    lock(home.session)
    path = home.places.vault / "casework.db"
    data = bytearray(path.read_bytes())
    data[-2000] ^= 0x10
    path.write_bytes(data)
    code, said = stops_reading("reader", str(home.places.vault), 0)
    assert code in (1, 2)
    assert said
