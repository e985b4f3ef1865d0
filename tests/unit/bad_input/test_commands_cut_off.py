"""Commands whose answers nobody can read to the end: the work is done all the same, and the code is true."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from safeguard_desktop.casework.backups import backup_state
from safeguard_desktop.casework.start import lock
from safeguard_desktop.cli import main
from safeguard_desktop.settings import HOME_VARIABLE, Places
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT, signed_in, start_with
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.insiders import past_the_program
from tests.unit.bad_input.test_command_line_oddly import FACTS, command, without_rights
from tests.unit.bad_input.test_verify_command import EDIT
from tests.unit.test_command_line import NoScreen


def in_shell(home: Path, ending: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command from a shell, with what is typed and where its answer goes as the shell is told at the end."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT), HOME_VARIABLE: str(home)}
    shell = ["bash", "-c", f'"$@" {ending}', "bash", *command(*words)]
    return subprocess.run(shell, capture_output=True, text=True, check=False, cwd=home, env=settings)


@contextmanager
def closed_pipe() -> Iterator[int]:
    """Give the end for writing of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The folder of records that nobody has open."""
    lock(start_with(tmp_path / "home").session)
    return tmp_path / "home"


def test_a_damaged_record_is_told_by_the_code_also_where_nobody_reads_the_answer(home: Home) -> None:
    with past_the_program(home) as insider:
        insider.execute(EDIT)
    settings = {**os.environ, HOME_VARIABLE: str(home.places.vault.parent)}
    with closed_pipe() as nobody:
        ran = subprocess.run(
            command("verify"), input=f"{PASSPHRASE}\n", stdout=nobody, stderr=nobody, text=True, check=False, cwd=ROOT,
            env=settings,
        )  # fmt: skip
    assert ran.returncode == 2


def test_what_comes_after_a_line_that_nobody_reads_is_done(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(FACTS)
    (tmp_path / "bad.json").write_text("[]")
    with closed_pipe() as nobody:
        ran = subprocess.run(
            command("assess", tmp_path / "good.json", tmp_path / "good.json", tmp_path / "bad.json"),
            stdout=nobody, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    assert ran.returncode == 2
    assert "bad.json does not hold one JSON object." in ran.stderr


@pytest.mark.parametrize("ending", ["2>/dev/full", "2>&-"])
def test_a_backup_is_made_also_where_nobody_reads_how_far_it_is(whole: Path, ending: str) -> None:
    ran = in_shell(whole, f"{ending} <<< {PASSPHRASE}", "backup")
    assert ran.returncode == 0
    assert Path(ran.stdout.strip()).is_file()
    session = signed_in(Places.below(whole))
    assert "did not go well" not in backup_state(session).banner
    lock(session)


CLOSED = [
    ("<&- >&-", ("verify",), (2, "There is no passphrase. Type your passphrase.\n")),
    (">&-", ("assess", "good.json"), (0, "")),
    ("2>&-", ("assess", "bad.json"), (2, "")),
    (">/dev/full", ("--help",), (2, "The answer could not be written. Check where it goes to, and its free space.\n")),
]


@pytest.mark.parametrize(("ending", "words", "wanted"), CLOSED, ids=[" ".join((*one[1], one[0])) for one in CLOSED])
def test_what_a_shell_closed_is_no_mistake_of_the_program(
    whole: Path, ending: str, words: tuple[str, ...], wanted: tuple[int, str]
) -> None:
    (whole / "good.json").write_text(FACTS)
    (whole / "bad.json").write_text("[]")
    ran = in_shell(whole, ending, *words)
    assert (ran.returncode, ran.stderr.removeprefix("safeguard-desktop: ")) == wanted


def test_nothing_is_written_into_the_records_by_way_of_an_output_that_was_closed(whole: Path) -> None:
    ran = in_shell(whole, f">&- 2>&- <<< {PASSPHRASE}", "rebuild")
    assert ran.returncode == 0
    lock(signed_in(Places.below(whole)))


LONG = "x" * 300


@pytest.mark.parametrize(
    "words", [("restore", LONG), ("backup", "--to", LONG), ("assess", LONG), ("demo", "--out", LONG)]
)
def test_a_name_that_is_too_long_for_the_disk_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, whole: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(whole))
    assert main(words, NoScreen()) == 2
    said = capsys.readouterr().err
    assert (said.count("\n"), "mistake" in said) == (1, False), said


@pytest.mark.parametrize("words", [("restore",), ("backup", "--to"), ("assess",)])
def test_a_folder_that_one_may_not_enter_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, whole: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(whole))
    closed = whole / "closed"
    (closed / "inside").mkdir(parents=True)
    closed.chmod(0)
    try:
        assert without_rights(lambda: main((*words, str(closed / "inside")), NoScreen()), wanted=True) == 2
    finally:
        closed.chmod(0o700)
    said = capsys.readouterr().err
    assert (said.count("\n"), "mistake" in said) == (1, False), said
