"""Promise 4: errors of the disk and a full disk are reported: nothing silent, nothing lost, and it opens again."""

import json
from pathlib import Path

from safeguard_desktop.casework.start import lock
from tests.faults.disk import run_under
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.conftest import Home


def test_every_failing_call_is_reported_or_did_no_harm(
    home: Home, tmp_path: Path, times: Times, promise: Promise
) -> None:
    lock(home.session)
    folder = tmp_path / "failing"
    folder.mkdir()
    step = str(times(149, 1))
    command = ["-m", "tests.faults.failing", str(home.places.vault.parent), str(folder), home.case, step]
    found = json.loads(run_under(folder, command))
    promise(
        4, "I/O errors and a full disk are reported",
        f"{found['failed']} failures: {found['reported']} reported, {len(found['unexpected'])} silent or unexpected, "
        f"{len(found['lost'])} lost, {len(found['damaged'])} damaged", "0 silent, 0 lost, opens again",
        f"no journal: {found['control']} half changed",
    )  # fmt: skip
    assert found["failed"] > 10
    assert found["reported"] > 0
    assert (found["unexpected"], found["lost"], found["damaged"]) == ([], [], [])
    assert found["control"] > 0
