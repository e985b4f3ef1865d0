"""The command line as a stranger uses it: odd files, full devices, closed pipes, Ctrl+C, the same command twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from safeguard_desktop.casework.start import lock
from safeguard_desktop.cli import main
from safeguard_desktop.settings import HOME_VARIABLE
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.refusing_disks import NOBODY
from tests.unit.test_command_line import NoScreen

PROGRAM = (
    "import signal, sys; from safeguard_desktop.cli import main; "
    "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main(sys.argv[1:], None))"
)
"""Ctrl+C is heard also where whatever started the tests had it ignored, as a shell does with what runs behind it."""
FACTS = '{"emergency": "yes"}'


def command(*words: object) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *map(str, words)]


def run(*words: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(command(*words), capture_output=True, text=True, check=False, cwd=cwd, env=settings)


READ = [
    ("plain", FACTS.encode()),
    ("with a byte order mark", b"\xef\xbb\xbf" + FACTS.encode()),
    ("in UTF-16", FACTS.encode("utf-16")),
    ("with line ends of Windows", b'{\r\n"emergency":\t"yes"\r\n}\r\n'),
]
REFUSED = [
    ("empty", b"", "is not JSON"),
    ("not text", b"\xff\xfe\xff", "is not JSON"),
    ("zeros", bytes(100), "is not JSON"),
    ("too large", b" " * 1_000_001, "too large"),
    ("a list", b"[1]", "one JSON object"),
    ("a number", b"NaN", "one JSON object"),
    ("too deep", b'{"a":' * 100_000, "is not JSON"),
    ("a wrong key with half a character", b'{"\\ud800": "yes"}', "is not a fact"),
    ("a wrong key with an escape", b'{"\\u001b[31m": "yes"}', "is not a fact"),
    ("a huge number", b'{"emergency": ' + b"9" * 5000 + b"}", "is not JSON"),
]


def test_files_of_facts_as_editors_write_them(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.json" for number in range(len(READ))]
    for path, (_, content) in zip(paths, READ, strict=True):
        path.write_bytes(content)
    ran = run("assess", *paths, PYTHONIOENCODING="ascii")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [json.loads(line)["outcome"] for line in ran.stdout.splitlines()] == ["act_now"] * len(READ)


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_holds_no_facts_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    assert main_of("assess", path) == 2
    told = capsys.readouterr()
    assert (said in told.err, told.err.count("\n"), told.out) == (True, 1, "")
    assert told.err.isascii() or all(c.isprintable() for c in told.err.rstrip("\n"))


def main_of(*words: object) -> int:
    """Run the command line in this process, without a screen."""
    return main([str(word) for word in words], NoScreen())


@pytest.mark.parametrize(
    "words",
    [("nonsense",), ("demo",), ("assess",), ("screens", "--out", "x", "--text", "big"), ("--nope",), ("demo", "--out")],
)
def test_a_wrong_command_is_one_sentence(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert main_of(*words) == 2
    told = capsys.readouterr()
    assert (told.err.count("\n"), told.out) == (1, "")
    assert "--help" in told.err


@pytest.mark.parametrize("path", ["/", ".", "/dev/zero", "no\nsuch.json", "\x1b[31mred.json"])
def test_a_path_that_is_no_file_of_facts_is_one_sentence(capsys: pytest.CaptureFixture[str], path: str) -> None:
    assert main_of("assess", path) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_a_full_device_and_a_closed_pipe(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(FACTS)
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command("assess", path), stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
    said = "safeguard-desktop: The answer could not be written. Check where it goes to, and its free space.\n"
    assert (ran.returncode, ran.stderr) == (2, said)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        command("assess", path), stdout=writing, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")


def pressing_again(demo: subprocess.Popen[str], told: IO[str]) -> Iterator[str]:
    """Yield what is told, pressing Ctrl+C again where the first fell into a moment at which Python drops it."""
    for line in told:
        if line.startswith("Printing"):
            demo.send_signal(signal.SIGINT)
        yield line.rstrip()


def test_stopped_with_ctrl_c_it_says_so_and_another_try_says_what_is_there(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("demo", "--out", tmp_path / "demo"), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as demo:
        assert demo.stderr is not None
        assert demo.stderr.readline().startswith("Writing the examples")
        demo.send_signal(signal.SIGINT)
        said = list(pressing_again(demo, demo.stderr))
    assert (demo.returncode, said[-1]) == (130, "safeguard-desktop: Stopped. What was saved is safe.")
    assert not any("Traceback" in line for line in said)
    again = run("demo", "--out", tmp_path / "demo")
    assert again.returncode == 2
    assert again.stderr.endswith("There is a vault in that folder already. Name a new or an empty folder.\n")


@pytest.mark.parametrize("taken", ["vault", "device", "marac.pdf", "blank-conversation.pdf"])
def test_the_demonstration_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], taken: str) -> None:
    (tmp_path / taken).write_bytes(b"mine")
    assert main_of("demo", "--out", tmp_path) == 2
    assert "in that folder already. Name a new or an empty folder." in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir() if path.is_file()] == [(taken, b"mine")]


@pytest.mark.parametrize("out", ["a file", "below a file", "read-only", "no such disk"])
def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    folder = {"a file": file, "below a file": file / "demo", "no such disk": Path("/proc/demo")}.get(out)
    assert without_rights(lambda: main_of("demo", "--out", folder or "/usr/demo"), wanted=folder is None) == 2
    told = capsys.readouterr().err
    assert told.startswith("safeguard-desktop: That folder cannot be made, or nothing can be written into it.")
    assert told.count("\n") == 1
    assert file.read_bytes() == b"mine"


def without_rights(act: Callable[[], int], *, wanted: bool) -> int:
    """Do something, without the superuser's rights where that is wanted."""
    if not wanted or os.geteuid() != 0:
        return act()
    os.seteuid(NOBODY)
    try:
        return act()
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("account", ["0", "2", "²", "-1", "9" * 5000, "one", "\x00"])
def test_an_account_that_there_is_not_is_one_sentence_with_the_choices(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], account: str
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(home.places.vault.parent))
    assert main_of("rebuild", f"--account={account}") == 2
    told = capsys.readouterr().err
    assert told == "safeguard-desktop: Say which account. Use --account with a number: 1 Registered manager.\n"


@pytest.mark.parametrize("sent", [b"\xff\xfe\xfd\n", b"", b"\n", b"\x00\n"])
def test_a_passphrase_that_is_none_is_one_sentence(home: Home, sent: bytes) -> None:
    lock(home.session)
    env = {**os.environ, HOME_VARIABLE: str(home.places.vault.parent), "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(command("rebuild"), input=sent, capture_output=True, check=False, cwd=ROOT, env=env)
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    assert b"Traceback" not in ran.stderr
