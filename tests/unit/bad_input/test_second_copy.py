"""A second copy of the program, as a real second process: it is told so, and the first one goes on."""

import os
import subprocess
import sys

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.start import SetUp, first_start, lock
from safeguard_desktop.errors import InUseTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import Concern
from safeguard_desktop.settings import HOME_VARIABLE
from tests.unit.bad_input.bad_samples import PASSPHRASE, PRIVATE, ROOT, US, is_plain, signed_in
from tests.unit.bad_input.conftest import Home

SECOND = "import sys; from safeguard_desktop.cli import main; sys.exit(main(['rebuild'], None))"


def second_copy(home: Home, passphrase: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, HOME_VARIABLE: str(home.places.vault.parent)}
    return subprocess.run(
        [sys.executable, "-c", SECOND], input=f"{passphrase}\n", env=env, capture_output=True, text=True, check=False,
        cwd=ROOT,
    )  # fmt: skip


def test_a_second_process_says_so_and_the_first_goes_on(home: Home) -> None:
    work = begin_concern(home.session, home.adult)
    second = second_copy(home, PASSPHRASE)
    said = (
        "safeguard-desktop: Another copy of the program has the records open. Use that one, or close it and try again."
    )
    assert (second.returncode, second.stderr, second.stdout) == (2, f"{said}\n", "")
    assert hand_in(home.session, work, Concern(adult=home.adult)) == home.case
    lock(home.session)
    third = second_copy(home, PASSPHRASE)
    assert (third.returncode, third.stderr.splitlines()[-1]) == (0, "Done. Nothing that was written down has changed.")
    assert home.again().casework.current(work.id) is not None


def test_a_wrong_passphrase_to_the_command_line_is_one_sentence(home: Home) -> None:
    lock(home.session)
    for typed in ("wrong-wrong-wrong", "x" * 2**20):
        ran = second_copy(home, typed)
        assert ran.returncode == 2
        assert ran.stderr.count("\n") == 1
        assert [word for word in PRIVATE if word in ran.stderr] == []
    assert home.again().casework.current(home.case) is not None


def test_the_same_process_cannot_open_it_twice_or_set_it_up_over_itself(home: Home) -> None:
    with pytest.raises(InUseTrouble) as caught:
        signed_in(home.places)
    assert is_plain(caught.value)
    assert caught.value.holder == "Imani Okafor"
    with pytest.raises(StorageTrouble) as again:
        first_start(home.places, SetUp(US, "Imani Okafor", PASSPHRASE), cost=KdfCost.CHEAP)
    trouble: Trouble = again.value
    assert is_plain(trouble).startswith("There is a vault here already.")
    assert home.session.casework.current(home.case) is not None
