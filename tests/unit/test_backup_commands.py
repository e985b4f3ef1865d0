"""`backup` and `restore` as they are typed: what is asked, what is said, and the code for the shell."""

import io
from pathlib import Path
from typing import cast

import pytest

from safeguard_desktop.casework.start import lock
from safeguard_desktop.cli import Screen, main
from safeguard_desktop.settings import HOME_VARIABLE, Places
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT, signed_in, start_with


class Shell:
    """Types commands, without a screen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, home: Path, *words: object, typed: str) -> tuple[int, str, str]:
        """Run a command with what is typed; return its code, its answer, and what it said."""
        self._monkeypatch.setenv(HOME_VARIABLE, str(home))
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main([str(word) for word in words], cast(Screen, None))
        told = self._capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(monkeypatch, capsys)


@pytest.fixture
def key(tmp_path: Path) -> str:
    """The recovery key of a vault in the folder `home`."""
    started = start_with(tmp_path / "home")
    lock(started.session)
    return started.recovery_key


def test_there_and_back(shell: Shell, tmp_path: Path, key: str) -> None:
    home = tmp_path / "home"
    (tmp_path / "stick").mkdir()
    code, told, said = shell.run(home, "backup", "--to", tmp_path / "stick", typed=f"{PASSPHRASE}\n")
    assert (code, said.splitlines()[-1]) == (0, "Done. The backup was checked, and read back as it was written.")
    made = Path(told.strip())
    assert (made.parent, made.stat().st_size > 10_000) == (tmp_path / "stick", True)
    for words in (("restore", made), ("restore", made, "--to", tmp_path / "new computer")):
        code, told, said = shell.run(home, *words, typed=f"{key.lower()}\nrestore\n")
        assert (code, told, "Missing since:" in said) == (0, "", True)
    for name in ("home", "new computer"):
        lock(signed_in(Places.below(tmp_path / name)))


def test_what_is_refused_is_one_sentence_and_changes_nothing(shell: Shell, tmp_path: Path, key: str) -> None:
    home = tmp_path / "home"
    made = Path(shell.run(home, "backup", typed=f"{PASSPHRASE}\n")[1].strip())
    cases: tuple[tuple[tuple[object, ...], str, str], ...] = (
        (("restore", made), f"{key}\nno\n", "Nothing was restored."),
        (("restore", made), "AGE\nrestore\n", "A recovery key has 58 letters"),
        (("restore", tmp_path / "gone.age"), f"{key}\nrestore\n", "That backup is not there."),
        (("restore", ROOT / "README.md"), f"{key}\nrestore\n", "This backup is not whole"),
        (("backup",), "wrong\n", "That was not the right passphrase."),
        (("backup", "--to", tmp_path / "gone"), f"{PASSPHRASE}\n", "There is no such folder"),
    )
    for words, typed, wanted in cases:
        code, told, said = shell.run(home, *words, typed=typed)
        assert (code, wanted in said, told) == (2, True, ""), said
    assert not list(home.glob("vault.*"))
