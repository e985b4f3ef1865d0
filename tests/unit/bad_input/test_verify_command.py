"""`safeguard-desktop verify`: what it prints, without anybody's name in it, and its exit code."""

import os
import subprocess
import sys

import pytest

from safeguard_desktop.casework.recovery import split_recovery_key
from safeguard_desktop.casework.start import lock
from safeguard_desktop.settings import HOME_VARIABLE
from safeguard_desktop.vault import Access
from tests.unit.bad_input.bad_samples import PASSPHRASE, PRIVATE, ROOT
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.insiders import past_the_program

COMMAND = "import sys; from safeguard_desktop.cli import main; sys.exit(main(['verify', *sys.argv[1:]], None))"
EDIT = "UPDATE revision SET body = replace(body, 'Bruise', 'Nothing'), salt = salt WHERE kind = 'concern'"


def verify(home: Home, *options: str, typed: str = f"{PASSPHRASE}\n") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, HOME_VARIABLE: str(home.places.vault.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", COMMAND, *options], input=typed, env=env, capture_output=True, text=True, check=False,
        cwd=ROOT,
    )  # fmt: skip
    assert [word for word in PRIVATE if word in ran.stdout + ran.stderr] == []
    return ran


def test_a_whole_record_is_said_to_be_complete_part_by_part(home: Home) -> None:
    head = home.session.casework.head()
    lock(home.session)
    ran = verify(home)
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert {"The cases: complete.", "Your desk: complete.", "Accounts and this organisation’s details: complete."} <= {
        *lines
    }
    assert any(line.endswith(f"It stands at {head}.") for line in lines)
    assert "This record is complete." in ran.stdout
    assert "The seals were not checked." in ran.stdout
    assert "The cases: " in ran.stderr


def test_with_the_recovery_key_the_seals_are_checked_too(home: Home) -> None:
    lock(home.session)
    ran = verify(home, "--account", "1", "--recovery-key", typed=f"{PASSPHRASE}\n{home.recovery_key}\n")
    assert ran.returncode == 0
    assert "with the recovery key" in ran.stdout
    assert "The seals were not checked." not in ran.stdout


def test_two_sheets_of_a_split_key_check_the_seals_as_well(home: Home) -> None:
    sheets = split_recovery_key(home.session, home.recovery_key)
    lock(home.session)
    ran = verify(home, "--recovery-key", typed="\n".join((PASSPHRASE, *(" ".join(sheet) for sheet in sheets[1:]), "")))
    assert ran.returncode == 0
    assert "with the recovery key" in ran.stdout


def test_a_later_recovery_key_says_from_where_on_it_opens_the_seals(home: Home) -> None:
    end = home.session.vault.casework.head().seq
    key = home.session.vault.replace_recovery_key()
    lock(home.session)
    ran = verify(home, "--recovery-key", typed=f"{PASSPHRASE}\n{key}\n")
    assert ran.returncode == 0
    assert f"The seals were checked after entry {end}, at which this recovery key was made." in ran.stdout


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1WRONG"])
def test_a_wrong_or_missing_recovery_key_is_a_sentence(home: Home, typed: str) -> None:
    lock(home.session)
    ran = verify(home, "--recovery-key", typed=f"{PASSPHRASE}\n{typed}\n")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].startswith("safeguard-desktop: ")


def test_an_edit_past_the_program_is_told_with_its_entry_and_date(home: Home) -> None:
    with past_the_program(home) as insider:
        insider.execute(EDIT)
    ran = verify(home)
    assert ran.returncode == 2
    assert "The cases: something does not fit." in ran.stdout
    assert "its words are not those that were written." in ran.stdout
    assert "The first that does not fit is entry " in ran.stdout
    assert "of 23 November 2026 at 09:30 UTC. It was changed at some time after that." in ran.stdout
    assert "Something does not fit in 1 of 3 parts of this record." in ran.stdout
    assert "Keep a copy of the whole folder" in ran.stdout
    assert "Your desk: complete." in ran.stdout


def test_lists_that_were_changed_are_mended_by_making_them_again(home: Home) -> None:
    with past_the_program(home) as insider:
        insider.execute("DELETE FROM current WHERE kind = 'concern'")
    ran = verify(home)
    assert ran.returncode == 2
    assert "safeguard-desktop rebuild" in ran.stdout
    assert "Making them again mends that." in ran.stdout


def test_an_older_copy_put_back_is_said_with_where_it_ends(home: Home) -> None:
    path = home.places.vault / "casework.db"
    end = home.session.vault.casework.head().seq
    lock(home.session)
    old = path.read_bytes()
    home.again().casework.append([], [Access("looked")])
    lock(home.session)
    path.write_bytes(old)
    ran = verify(home)
    assert ran.returncode == 2
    assert f"It ends at entry {end}, and this computer last saw entry {end + 1}." in ran.stderr
