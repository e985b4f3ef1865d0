import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from safeguard_desktop.errors import StorageTrouble, Trouble
from ui.tasks import Tasks


class Seen:
    """What came back."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.troubles: list[Trouble] = []
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)

    def wait(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: not self.tasks.busy)


@pytest.fixture
def seen() -> "Seen":
    return Seen()


def test_results_come_in_order_from_one_thread_to_the_windows_thread(qtbot: QtBot, seen: Seen) -> None:
    workers: list[int] = []
    arrived: list[QThread] = []

    def work(number: int) -> int:
        workers.append(threading.get_ident())
        return number

    def done(result: int) -> None:
        seen.results.append(result)
        arrived.append(QThread.currentThread())

    for number in range(20):
        seen.tasks.run(partial(work, number), done, seen.troubles.append)
    seen.wait(qtbot)
    assert seen.results == list(range(20))
    assert len(set(workers)) == 1
    assert workers[0] != threading.get_ident()
    assert arrived[0] is seen.tasks.thread()
    assert seen.tasks.close()


def test_a_trouble_and_a_bug_go_their_own_ways(qtbot: QtBot, seen: Seen) -> None:
    def full() -> None:
        raise StorageTrouble("The disk is full.", "Make room.")

    def wrong() -> None:
        raise KeyError("ours")

    seen.tasks.run(full, seen.results.append, seen.troubles.append)
    seen.tasks.run(wrong, seen.results.append, seen.troubles.append)
    seen.tasks.run(lambda: "still works", seen.results.append, seen.troubles.append)
    seen.wait(qtbot)
    assert [str(trouble) for trouble in seen.troubles] == ["The disk is full. Make room."]
    assert [type(bug) for bug in seen.bugs] == [KeyError]
    assert seen.results == ["still works"]
    seen.tasks.close()


def test_busy_is_told_once_for_a_run_of_tasks(qtbot: QtBot, seen: Seen) -> None:
    told: list[bool] = []
    seen.tasks.busy_changed.connect(told.append)
    for _ in range(3):
        seen.tasks.run(lambda: None, seen.results.append, seen.troubles.append)
    seen.wait(qtbot)
    assert told == [True, False]
    seen.tasks.close()


def test_the_result_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, seen: Seen) -> None:
    page, ready = QObject(), threading.Event()
    seen.tasks.run(lambda: ready.wait(5), seen.results.append, seen.troubles.append, owner=page)
    with qtbot.waitSignal(page.destroyed, timeout=2000):
        page.deleteLater()
    ready.set()
    seen.wait(qtbot)
    assert seen.results == []
    seen.tasks.close()


def test_how_far_work_is_comes_to_the_windows_thread_until_the_page_is_gone(qtbot: QtBot, seen: Seen) -> None:
    page, gone = QObject(), threading.Event()
    told: list[tuple[int, int, bool]] = []

    def listen(done: int, total: int) -> None:
        told.append((done, total, threading.current_thread() is threading.main_thread()))

    tell = seen.tasks.teller(listen, owner=page)

    def work() -> None:
        tell(1, 2)
        gone.wait(5)
        tell(2, 2)

    seen.tasks.run(work, seen.results.append, seen.troubles.append, owner=page)
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(page.destroyed, timeout=2000):
        page.deleteLater()
    gone.set()
    seen.wait(qtbot)
    assert told == [(1, 2, True)]
    assert seen.bugs == []
    seen.tasks.close()


def test_close_finishes_what_was_asked_and_then_takes_no_more(seen: Seen) -> None:
    kept: list[int] = []
    for number in range(5):
        seen.tasks.run(partial(kept.append, number), seen.results.append, seen.troubles.append)
    assert seen.tasks.close()
    assert kept == [0, 1, 2, 3, 4]
    with pytest.raises(RuntimeError):
        seen.tasks.run(lambda: None, seen.results.append, seen.troubles.append)


def test_close_without_work_starts_no_thread(seen: Seen) -> None:
    assert seen.tasks.close()


class Waiting:
    """Stands for a page that waits for a result."""

    def done(self, _result: object) -> None:
        """Take the result."""


def test_what_waits_for_a_result_ends_on_the_windows_thread(qtbot: QtBot, seen: Seen) -> None:
    ended: list[int] = []
    for _ in range(50):
        page = Waiting()
        weakref.finalize(page, lambda: ended.append(threading.get_ident()))
        seen.tasks.run(lambda: None, page.done, seen.troubles.append)
        del page
    seen.wait(qtbot)
    assert ended == [threading.get_ident()] * 50
    seen.tasks.close()


def test_rubbish_is_never_searched_for_on_the_worker(qtbot: QtBot, seen: Seen) -> None:
    searched: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            searched.append(threading.get_ident())

    gc.callbacks.append(note)
    try:
        seen.tasks.run(lambda: [[] for _ in range(50_000)], seen.results.append, seen.troubles.append)
        seen.wait(qtbot)
    finally:
        gc.callbacks.remove(note)
    assert set(searched) == {threading.get_ident()}
    assert not gc.isenabled()
    seen.tasks.close()
    assert gc.isenabled()
