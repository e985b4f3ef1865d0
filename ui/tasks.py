"""One worker does all work on the vault, so that the window never freezes; results come back to the window's thread."""

import gc
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from safeguard_desktop.errors import Trouble

T = TypeVar("T")


@dataclass(frozen=True)
class _Return:
    """What waits here, on the window's thread, for a task to come back."""

    on_done: Callable[[Any], None]
    on_trouble: Callable[[Trouble], None]
    owner: QObject | None


@dataclass(frozen=True)
class _Outcome:
    result: Any = None
    error: Exception | None = None


_WHOLE = 50
"""After so many results, everything is searched for rubbish, and not only what is new."""


class Tasks(QObject):
    """Runs functions one after another on one thread of its own; their results arrive on the window's thread.

    A `Trouble` goes to the task's `on_trouble`. Any other exception is our bug and goes to `on_bug`. The thread
    starts with the first task and ends with `close`. `busy_changed` tells when work begins and when all is done.

    A widget may only end on the window's thread. So the worker never holds what waits for its results, and while it
    lives Python searches for rubbish here, after each result, and never on the worker.
    """

    busy_changed = Signal(bool)
    _arrived = Signal(int, object)
    _told = Signal(int, object)
    _running: ClassVar[int] = 0
    """How many threads there are now."""

    def __init__(self, on_bug: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._queue: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._returns: dict[int, _Return] = {}
        self._listening: dict[int, Callable[..., None]] = {}
        self._asked = 0
        self._came = 0
        self._closed = False
        self._others: list[Tasks] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell_how_far, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any task has not come back yet."""
        return bool(self._returns)

    def beside(self) -> "Tasks":
        """Return another worker, for what takes long and needs nothing that this one works on; it closes first."""
        self._others.append(Tasks(self._on_bug, self))
        return self._others[-1]

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
            gc.disable()
            Tasks._running += 1
            self._thread.start()
        self._asked += 1
        self._returns[self._asked] = _Return(on_done, on_trouble, owner)
        self._queue.put((self._asked, function))
        if len(self._returns) == 1:
            self.busy_changed.emit(True)  # noqa: FBT003  # a signal takes no names

    def teller(self, listener: Callable[..., None], *, owner: QObject) -> Callable[..., None]:
        """Return what work may call, on any thread, to tell how far it is.

        `listener` is told here, on the window's thread, until `owner` is gone: work may outlive the page that began it.
        """
        self._asked += 1
        number = self._asked
        self._listening[number] = listener
        owner.destroyed.connect(partial(self._listening.pop, number, None))
        return partial(self._pass_on, number)

    def _pass_on(self, number: int, *said: object) -> None:
        if shiboken6.isValid(self):
            self._told.emit(number, said)

    @Slot(int, object)
    def _tell_how_far(self, number: int, said: tuple[object, ...]) -> None:
        listener = self._listening.get(number)
        if listener is not None:
            listener(*said)

    def close(self, seconds: float = 10.0) -> bool:
        """Finish what was asked, end the thread, and tell whether it ended in time. Later results are dropped."""
        self._closed = True
        self._returns.clear()
        self._listening.clear()
        for other in self._others:
            other.close(seconds)
        if self._thread is None:
            return True
        self._queue.put(None)
        self._thread.join(seconds)
        ended = not self._thread.is_alive()
        if ended:
            self._thread = None
            Tasks._running -= 1
            if not Tasks._running:
                gc.enable()
        return ended

    def _work(self) -> None:
        for number, function in iter(self._queue.get, None):
            outcome = _attempt(function)
            if shiboken6.isValid(self):
                self._arrived.emit(number, outcome)
            del function, outcome

    @Slot(int, object)
    def _deliver(self, number: int, outcome: _Outcome) -> None:
        waited = self._returns.pop(number, None)
        if waited is None:
            return
        if not self._returns:
            self.busy_changed.emit(False)  # noqa: FBT003  # a signal takes no names
        if waited.owner is None or shiboken6.isValid(waited.owner):
            self._tell(waited, outcome)
        self._came += 1
        gc.collect(2 if self._came % _WHOLE == 0 else 1)

    def _tell(self, waited: _Return, outcome: _Outcome) -> None:
        if isinstance(outcome.error, Trouble):
            waited.on_trouble(outcome.error)
        elif outcome.error is not None:
            self._on_bug(outcome.error)
        else:
            waited.on_done(outcome.result)


def nothing(_result: object) -> None:
    """Take a result that nobody waits for."""


def _attempt(function: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(result=function())
    except Exception as error:  # noqa: BLE001  # the seam: whatever it is, it is told on the window's thread
        return _Outcome(error=error)
