"""The process that comes after a lock: it stands by without a window and without a key, and is told when to show."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import IO, Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

STAND_BY = "--stand-by"
"""The word that starts the program without a window, to wait for the end of the one that started it."""
_SEEN = "seen"
_LONGEST = 4096
"""Bytes of a farewell at most: a pipe hands on so many in one piece."""
_LATE = 30_000
"""Milliseconds after which the old window closes although nobody said that the new one is there."""


class Why(StrEnum):
    """Why the program locked."""

    ASKED = "asked"
    NOBODY_THERE = "nobody-there"
    HIDDEN = "hidden"
    RESTORING = "restoring"


@dataclass(frozen=True)
class Farewell:
    """What a process leaves to the next: nothing of what it held.

    `minutes` is how long nobody was there, `window` where the window stood, as Qt writes it, in base 64.
    """

    why: Why = Why.ASKED
    minutes: int = 0
    were_examples: bool = False
    window: str = ""

    def line(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self))


def read_farewell(line: str) -> Farewell:
    """Return what a line says; the usual one for a line that cannot be read."""
    try:
        held: Any = json.loads(line)
        why = Why(held["why"])
        return Farewell(why, int(held["minutes"]), held["were_examples"] is True, str(held["window"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Farewell()


class Successor(Protocol):
    """What the program needs of the process after it."""

    def stand_by(self) -> None:
        """Have it started and waiting. A second time is nothing."""
        ...

    def take_over(self, farewell: Farewell, on_seen: Callable[[], object]) -> None:
        """Have it show its window; `on_seen` is called once that is before the person, or can be waited for no more."""
        ...


def command() -> list[str]:
    """Return what starts this program anew."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, STAND_BY] if frozen else [sys.executable, "-m", "ui.app", STAND_BY]


class FreshProcess(QObject):
    """The process after this one, started early: a window takes long to come, and nobody should wait without one.

    It ends by itself when this process ends without having told it to show.
    """

    _heard = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._process: subprocess.Popen[bytes] | None = None
        self._farewell = Farewell()
        self._on_seen: Callable[[], object] | None = None
        self._is_second = False
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._end)

    def stand_by(self) -> None:
        """Start it, unless it stands by. Where the system has no room for it, it is tried again at the lock."""
        if self._process is not None and self._process.poll() is not None:
            self._give_up()
        if self._process is None:
            with suppress(OSError):
                self._process = subprocess.Popen(  # noqa: S603  # our own program, with fixed words
                    command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, close_fds=True
                )

    def _give_up(self) -> None:
        """Let go of a process that ended, or ends now."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                pipe.close()

    def take_over(self, farewell: Farewell, on_seen: Callable[[], object]) -> None:
        """Have it show, starting it where it does not stand by."""
        self._farewell, self._on_seen = farewell, on_seen
        self._late.start()
        self._tell()

    def _tell(self) -> None:
        self.stand_by()
        process = self._process
        if process is None:
            self._end()
            return
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.write(f"{self._farewell.line()}\n".encode())
        threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def _listen(self, stdout: IO[bytes]) -> None:
        """Wait for its word, or for its end."""
        word = b""
        with suppress(OSError, ValueError):
            word = stdout.readline()
        with suppress(RuntimeError):
            self._heard.emit(bool(word))

    def _on_heard(self, is_there: bool) -> None:  # a signal takes no names
        """Be done; where the process ended without a window, have another one started, once."""
        if is_there or self._is_second:
            self._end()
        elif self._on_seen is not None:
            self._is_second = True
            self._give_up()
            self._tell()

    def _end(self) -> None:
        self._late.stop()
        on_seen, self._on_seen = self._on_seen, None
        if on_seen is not None:
            on_seen()


class NoSuccessor:
    """Starts nothing: what is only drawn or checked ends where it began."""

    def stand_by(self) -> None:
        """Start nothing."""

    def take_over(self, farewell: Farewell, on_seen: Callable[[], object]) -> None:  # noqa: ARG002  # the seam's shape
        """Be done."""
        on_seen()


class Standing(QObject):
    """The other side: waits in the fresh process until it is told to show, or that there is no more need of it."""

    told = Signal(object)
    """The Farewell, once."""
    not_needed = Signal()
    _line = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._reader = threading.Thread(target=self._read, daemon=True)

    def wait(self) -> None:
        """Begin to wait, without holding anything up."""
        self._reader.start()

    def _read(self) -> None:
        """Read one line; what has no such pipe is not told apart from being told."""
        line = "{}"
        with suppress(OSError, ValueError, AttributeError):
            line = os.read(sys.stdin.fileno(), _LONGEST).decode(errors="replace")
        with suppress(RuntimeError):
            self._line.emit(line)

    def _take(self, line: str) -> None:
        self._reader.join()  # one that still speaks to Qt while the program ends would take it down
        if line:
            self.told.emit(read_farewell(line))
        else:
            self.not_needed.emit()

    def say_seen(self) -> None:
        """Tell the old process that the window is there; it may end, and take the pipe with it."""
        with suppress(OSError, ValueError, AttributeError):
            sys.stdout.write(f"{_SEEN}\n")
            sys.stdout.flush()
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
