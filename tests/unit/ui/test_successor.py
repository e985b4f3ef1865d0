import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import successor
from ui.successor import Farewell, FreshProcess, NoSuccessor, Why, command, read_farewell

SHOWS = "import sys; sys.stderr.write(sys.stdin.readline()); print('seen', flush=True); sys.stdin.read()"
ENDS_AT_ONCE = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('started '); sys.stdin.readline()"
FAREWELL = Farewell(Why.NOBODY_THERE, 3, were_examples=True, window="AdnQ")


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshProcess]:
    monkeypatch.setattr(successor, "command", lambda: [sys.executable, "-c", SHOWS])
    made = FreshProcess()
    yield made
    _end(made)


def _end(made: FreshProcess) -> None:
    if made._process is not None:
        assert made._process.stdin is not None
        assert made._process.stdout is not None
        made._process.stdin.close()
        made._process.wait(20)
        made._process.stdout.close()


@pytest.mark.parametrize("frozen", [False, True])
def test_a_fresh_process_is_the_same_program(monkeypatch: pytest.MonkeyPatch, frozen: bool) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    words = [] if frozen else ["-m", "ui.app"]
    assert command() == [sys.executable, *words, "--stand-by"]


def test_what_is_left_to_the_next_is_read_back() -> None:
    assert read_farewell(FAREWELL.line()) == FAREWELL
    assert "\n" not in FAREWELL.line()


@pytest.mark.parametrize("line", ["", "{}", "no json", '{"why": "else", "minutes": 1}', "[1]", "[" * 100_000])
def test_a_line_that_cannot_be_read_is_the_usual_end(line: str) -> None:
    assert read_farewell(line) == Farewell()


def test_it_stands_by_once_and_takes_over_when_told(fresh: FreshProcess, qtbot: QtBot) -> None:
    fresh.stand_by()
    process = fresh._process
    fresh.stand_by()
    assert fresh._process is process
    seen: list[str] = []
    fresh.take_over(FAREWELL, lambda: seen.append("seen"))
    qtbot.waitUntil(lambda: seen == ["seen"], timeout=20_000)
    assert process is not None
    assert process.poll() is None


def test_one_that_does_not_stand_by_yet_is_started(fresh: FreshProcess, qtbot: QtBot) -> None:
    seen: list[str] = []
    fresh.take_over(FAREWELL, lambda: seen.append("seen"))
    qtbot.waitUntil(lambda: seen == ["seen"], timeout=20_000)


def test_another_is_started_when_one_ends_and_then_nobody_waits_any_longer(
    fresh: FreshProcess, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    monkeypatch.setattr(successor, "command", lambda: [sys.executable, "-c", ENDS_AT_ONCE, str(note)])
    seen: list[str] = []
    fresh.take_over(FAREWELL, lambda: seen.append("seen"))
    qtbot.waitUntil(lambda: seen == ["seen"], timeout=20_000)
    assert note.read_text() == "started started "


def test_where_no_process_can_be_started_it_is_done_at_once(
    fresh: FreshProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(successor, "command", lambda: ["/no/such/program"])
    fresh.stand_by()
    seen: list[str] = []
    fresh.take_over(FAREWELL, lambda: seen.append("done"))
    assert seen == ["done"]
    assert not fresh._late.isActive()


def test_nobody_is_waited_for_for_ever(fresh: FreshProcess, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(successor, "command", lambda: [sys.executable, "-c", "import sys; sys.stdin.read()"])
    fresh._late.setInterval(50)
    seen: list[str] = []
    fresh.take_over(FAREWELL, lambda: seen.append("seen"))
    qtbot.waitUntil(lambda: seen == ["seen"], timeout=20_000)


def test_where_nothing_follows_it_is_done_at_once() -> None:
    seen: list[str] = []
    none = NoSuccessor()
    none.stand_by()
    none.take_over(FAREWELL, lambda: seen.append("done"))
    assert seen == ["done"]
