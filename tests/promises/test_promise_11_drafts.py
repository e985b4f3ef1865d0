"""Promise 11: lock keeps drafts. Whenever somebody is stopped while typing, at most 2 seconds of it are lost."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from safeguard_desktop.casework.start import check_recovery_key, lock
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.conftest import Home

MOST = 2.0
"""Seconds of typing that may be lost."""


def stopped(home: Home, rounds: int, *drafts: str) -> dict[str, Any]:
    """Have somebody type and be stopped so many times; return what was found."""
    command = [
        sys.executable,
        "-m",
        "tests.promises.typed_and_stopped",
        str(home.places.vault.parent),
        str(rounds),
        "11",
    ]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run([*command, *drafts], capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_lock_loses_no_letter_and_a_kill_two_seconds_at_most(home: Home, times: Times, promise: Promise) -> None:
    check_recovery_key(home.session, home.recovery_key)
    lock(home.session)
    found = stopped(home, times(12, 100))
    control = stopped(home, times(1, 4), "off")
    promise(
        11, "lock keeps drafts",
        f"{found['kills']} kills: at most {found['lost_by_kill']:.1f} s lost; "
        f"{found['locks']} locks: {found['letters_lost_by_lock']} of {found['letters']} letters",
        "2 s of typing; 0 by a lock", f"without drafts: {control['lost_by_kill']:.1f} s",
    )  # fmt: skip
    assert found["odd"] == []
    assert found["letters_lost_by_lock"] == 0
    assert found["lost_by_kill"] <= MOST
    assert found["letters"] > 20 * (found["kills"] + found["locks"])
    assert control["lost_by_kill"] > MOST
