"""What the tests of the promises share: how often each is tried, and the table of what was measured.

`make promises` sets PROMISES=full, which tries everything as often as is promised and prints the table.
"""

import os
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.promises.watched import Day, watched_day
from tests.unit.bad_input.conftest import Made, clock, home, made_once

if sys.platform != "win32":
    import fcntl

__all__ = ["clock", "home", "made_once"]

FULL = os.environ.get("PROMISES") == "full"
_ROW = "promise"

Times = Callable[[int, int], int]
Promise = Callable[..., None]


@pytest.fixture
def times() -> Times:
    """Return how often to try: `times(few, many)` is `many` in a full run."""
    return lambda few, many: many if FULL else few


@pytest.fixture
def promise(record_property: Callable[[str, object], None]) -> Promise:
    """Put a row into the table: number, promise, measured, target, control."""
    return lambda *row: record_property(_ROW, [str(cell) for cell in row])


@pytest.fixture(autouse=True)
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In a full run two tests go side by side, but one marked `alone`, which measures time, has the computer to itself.

    Who waits to be alone holds the door shut meanwhile, so that the others do not go on past it.
    """
    if not FULL or sys.platform == "win32":
        yield
        return
    folder = tmp_path_factory.getbasetemp().parent
    is_alone = request.node.get_closest_marker("alone") is not None
    with (folder / "door").open("w") as door, (folder / "room").open("w") as room:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if is_alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


@pytest.fixture(scope="session")
def day(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A working day that was watched from outside."""
    return watched_day(made_once.home, tmp_path_factory.mktemp("day"))


@pytest.fixture(scope="session")
def leaky_day(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The same day of a program that puts a pack on the disk as it is, for a moment: the control."""
    return watched_day(made_once.home, tmp_path_factory.mktemp("leaky-day"), "leaks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A full run takes minutes for one promise."""
    if FULL:
        for item in items:
            if "promises" in item.path.parts:
                item.add_marker(pytest.mark.timeout(1800))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table after a full run, with what failed or was skipped in it."""
    if not FULL:
        return
    rows: list[list[str]] = []
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.getreports(outcome):
            found = [value for name, value in report.user_properties if name == _ROW]
            rows += found or ([[report.nodeid.rpartition("/")[2], outcome, "", "", ""]] if outcome != "passed" else [])
    rows.sort(key=lambda row: (not row[0].isdigit(), int(row[0]) if row[0].isdigit() else 0, row))
    rows.insert(0, ["", "promise", "measured", "target", "control"])
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    terminalreporter.section("promises")
    for row in rows:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
