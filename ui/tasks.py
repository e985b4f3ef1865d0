"""One worker does all work on the vault, so that the window never freezes; results come back to the window's thread."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from safeguard_desktop.errors import Trouble

T = TypeVar("T")


@dataclass(frozen=True)
class _Task:
    function: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_trouble: Callable[[Trouble], None]
    owner: QObject | None


@dataclass(frozen=True)
class _Outcome:
    task: _Task
    result: Any = None
    error: Exception | None = None


class Tasks(QObject):
    """Runs functions one after another on one thread of its own; their results arrive on the window's thread.

    A `Trouble` goes to the task's `on_trouble`. Any other exception is our bug and goes to `on_bug`. The thread
    starts with the first task and ends with `close`. `busy_changed` tells when work begins and when all is done.
    """

    busy_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, on_bug: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._queue: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._waiting = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any task has not come back yet."""
        return self._waiting > 0

    def run(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_trouble: Callable[[Trouble], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """Run `function` on the worker, then `on_done` with its result here.

        When `owner` is gone by then, the work is done all the same and its result is dropped. Raises RuntimeError
        after `close`.
        """
        if self._closed:
            raise RuntimeError("no work after the end")
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="vault-worker", daemon=True)
            self._thread.start()
        self._waiting += 1
        self._queue.put(_Task(function, on_done, on_trouble, owner))
        if self._waiting == 1:
            self.busy_changed.emit(True)  # noqa: FBT003  # a signal takes no names

    def close(self, seconds: float = 10.0) -> bool:
        """Finish what was asked, end the thread, and tell whether it ended in time. Later results are dropped."""
        self._closed = True
        if self._thread is None:
            return True
        self._queue.put(None)
        self._thread.join(seconds)
        ended = not self._thread.is_alive()
        if ended:
            self._thread = None
        return ended

    def _work(self) -> None:
        for task in iter(self._queue.get, None):
            outcome = _attempt(task)
            if shiboken6.isValid(self):
                self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)  # noqa: FBT003  # a signal takes no names
        owner = outcome.task.owner
        if self._closed or (owner is not None and not shiboken6.isValid(owner)):
            return
        if isinstance(outcome.error, Trouble):
            outcome.task.on_trouble(outcome.error)
        elif outcome.error is not None:
            self._on_bug(outcome.error)
        else:
            outcome.task.on_done(outcome.result)


def _attempt(task: _Task) -> _Outcome:
    try:
        return _Outcome(task, result=task.function())
    except Exception as error:  # noqa: BLE001  # the seam: whatever it is, it is told on the window's thread
        return _Outcome(task, error=error)
