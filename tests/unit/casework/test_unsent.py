"""The mark that something was being written when the program ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from safeguard_desktop.casework.unsent import UnsentMark
from safeguard_desktop.settings import Places
from tests.unit.vault.failing_disk import fails

ROOT = Path(__file__).resolve().parents[3]
_ENDS = "import os, sys; from pathlib import Path; from safeguard_desktop.casework.unsent import UnsentMark; \
from safeguard_desktop.settings import Places; UnsentMark(Places.below(Path(sys.argv[1]))).put(); os._exit(1)"


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return Places.below(tmp_path)


def files(places: Places) -> list[bytes]:
    return [file.read_bytes() for file in places.device.rglob("*") if file.is_file()]


def test_what_was_sent_or_left_leaves_nothing(home: Places) -> None:
    mark = UnsentMark(home)
    mark.put()
    mark.put()
    assert files(home) == [b""]
    mark.take_away()
    mark.take_away()
    assert files(home) == []
    assert not mark.was_left()


def test_a_program_that_ended_in_the_middle_is_told_of_once(home: Places, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ENDS, str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 1
    assert UnsentMark(home).was_left()
    assert not UnsentMark(home).was_left()
    assert files(home) == []


def test_another_copy_that_still_writes_has_lost_nothing(home: Places) -> None:
    writing = UnsentMark(home)
    writing.put()
    assert not UnsentMark(home).was_left()
    assert not writing.was_left()
    assert files(home) == [b""]
    writing.take_away()


def test_a_folder_that_cannot_be_written_stops_nobody(home: Places) -> None:
    home.device.parent.mkdir(exist_ok=True)
    home.device.write_text("a file where the folder should be")
    mark = UnsentMark(home)
    mark.put()
    mark.take_away()
    assert not mark.was_left()


def test_a_mark_that_cannot_be_looked_at_says_nothing_yet(home: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run([sys.executable, "-c", _ENDS, str(home.vault.parent)], check=False, cwd=ROOT)
    fails(monkeypatch, "unsent/in-use", "stat")
    assert not UnsentMark(home).was_left()
    monkeypatch.undo()
    assert UnsentMark(home).was_left()
