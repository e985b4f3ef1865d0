"""Killed with signal 9 at any moment of a conversation: all that was acknowledged is there, and nothing is half."""

import json
import os
import subprocess
import sys

import pytest

from safeguard_desktop.casework.guided import carry_on
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.conftest import Home

KILLS = 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system starts no process as a copy of another")
def test_forty_kills_lose_nothing_that_was_acknowledged(home: Home) -> None:
    lock(home.session)
    command = [sys.executable, "-m", "tests.unit.bad_input.killed_talker", str(home.places.vault.parent), home.case]
    ran = subprocess.run(
        [*command, home.recovery_key, str(KILLS), "7"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert (found["lost"], found["half"]) == ([], [])
    assert found["kills"] == KILLS
    assert found["acknowledged"] > KILLS
    assert set(found["kinds"]) == {"typed", "saved", "finished", "handed in"}
    session = home.again()
    for need in today(session).needs:
        if need.due_words == "Carry on":
            assert carry_on(session, need.action.record or "").kind in ("consent-conversation", "concern")
