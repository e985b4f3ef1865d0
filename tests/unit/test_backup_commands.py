"""`backup` and `restore` as they are typed: what is asked, what is said, and the code for the shell."""

import io
from pathlib import Path
from typing import cast

import pytest

from safeguard_desktop.casework.restoring import look_into_backup
from safeguard_desktop.casework.start import lock
from safeguard_desktop.cli import Screen, main
from safeguard_desktop.keys.recovery import new_recovery_key
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
    code, told, said = shell.run(home, "restore", made, typed=f"{key.lower()}\nrestore\n")
    assert (code, told, "Missing since:" in said, "will be moved aside" in said) == (0, "", True, True)
    code, told, said = shell.run(home, "restore", made, "--to", tmp_path / "new computer", typed=f"{key.lower()}\n")
    assert (code, told, "There are no records here to compare it with." in said) == (0, "", True)
    assert "moved aside" not in said
    assert "cannot be read" not in said
    for name in ("home", "new computer"):
        lock(signed_in(Places.below(tmp_path / name)))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("home/vault/backups", "where the records are kept already"),
        ("home/device", "where the records are kept already"),
        ("OneDrive - Willow Court", "copied to the internet by a cloud service"),
    ],
)
def test_a_backup_goes_nowhere_that_the_screen_would_refuse(
    shell: Shell, tmp_path: Path, key: str, place: str, said: str
) -> None:
    (tmp_path / place).mkdir(exist_ok=True)
    code, _told, heard = shell.run(tmp_path / "home", "backup", "--to", tmp_path / place, typed=f"{PASSPHRASE}\n")
    assert key
    assert (code, said in heard, list((tmp_path / place).glob("*.age"))) == (2, True, [])


def test_a_backup_that_lies_among_the_records_goes_into_no_other(shell: Shell, tmp_path: Path, key: str) -> None:
    home = tmp_path / "home"
    made = Path(shell.run(home, "backup", typed=f"{PASSPHRASE}\n")[1].strip())
    for folder in ("vault", "vault/inbox"):
        (home / folder).mkdir(exist_ok=True)
        (home / folder / made.name).write_bytes(made.read_bytes())
    again = Path(shell.run(home, "backup", typed=f"{PASSPHRASE}\n")[1].strip())
    look = look_into_backup(Places.below(home), again, key)
    held = [path.name for path in look.found.backup.folder.rglob("*") if path.is_file()]
    look.throw_away()
    assert ("front.db" in held, made.name in held) == (True, False)


def test_what_is_refused_is_one_sentence_and_changes_nothing(shell: Shell, tmp_path: Path, key: str) -> None:
    home = tmp_path / "home"
    made = Path(shell.run(home, "backup", typed=f"{PASSPHRASE}\n")[1].strip())
    cases: tuple[tuple[tuple[object, ...], str, str], ...] = (
        (("restore", made), f"{key}\nno\n", "Nothing was restored."),
        (("restore", made), "AGE\nrestore\n", "A recovery key has 58 letters"),
        (
            ("restore", made),
            "",
            "There is no recovery key here yet. Type it from its paper, or the words of two sheets.",
        ),
        (
            ("restore", made),
            f"{new_recovery_key()}\nrestore\n",
            "This recovery key does not open that backup. Try an older sheet, or another backup.",
        ),
        (("restore", tmp_path / "gone.age"), f"{key}\nrestore\n", "That backup is not there, or you may not open it."),
        (("restore", ROOT / "README.md"), f"{key}\nrestore\n", "This backup is not whole"),
        (("backup",), "wrong\n", "That was not the right passphrase."),
        (("backup", "--to", tmp_path / "gone"), f"{PASSPHRASE}\n", "That folder is not there, or you may not open it."),
    )
    for words, typed, wanted in cases:
        code, told, said = shell.run(home, *words, typed=typed)
        assert (code, wanted in said, told) == (2, True, ""), said
    assert not list(home.glob("vault.*"))
