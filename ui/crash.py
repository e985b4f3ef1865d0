"""When the program itself is at fault: a report that holds no personal data, and a calm sentence."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

PROGRAM = "safeguard-desktop"
SENTENCE = "Something went wrong in the program. It was not your fault. What you saved is safe."
KEPT = "What you typed into a record is kept too."
REPORTED = "A short report without any names was saved on this computer."
NO_REPORT = "No report of it could be saved on this computer: the disk may be full."
_ROOTS = (Path(__file__).resolve().parent.parent, Path(sys.prefix))


def program_version() -> str:
    """Return the version of the program, or words for one that is not installed."""
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "not installed"


def report_lines(error: BaseException, moment: datetime, program: str) -> tuple[str, ...]:
    """Return a report of our bug: types and places in the code, never a message and never a value.

    An error's own words can quote what a person typed, so they are left out on purpose.
    """
    lines = [
        f"when: {moment:%Y-%m-%d %H:%M} UTC",
        f"program: {program}",
        f"python: {platform.python_version()}, qt: {PySide6.__version__}, system: {platform.system()}",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"error: {type(cause).__module__}.{type(cause).__qualname__}")
        lines += [f"  {place}" for place in _places(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return tuple(lines)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{_short(Path(frame.f_code.co_filename))}:{line}" for frame, line in traceback.walk_tb(trace)]


def _short(file: Path) -> str:
    """Return a file's place inside the program, as its full path can hold the name of a person's login."""
    for root in _ROOTS:
        if file.is_relative_to(root):
            return file.relative_to(root).as_posix()
    return file.name


class CrashWatch:
    """Takes every error that nobody expected: writes a report and calls `show`, once for each.

    `show` is told whether there is a report. `folder` is made when it is first needed; a report that cannot be written
    is not a second error.
    """

    def __init__(self, folder: Path, show: Callable[[bool], None], now: Callable[[], datetime], version: str) -> None:
        self._folder = folder
        self._show = show
        self._now = now
        self._version = version
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Begin to watch this process."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Put back what watched before."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, error: BaseException) -> Path | None:
        """Report one error; return the report's file, or None where it could not be written."""
        file = self._write(error)
        self._show(file is not None)
        return file

    def _write(self, error: BaseException) -> Path | None:
        moment = self._now()
        file = self._folder / f"crash-{moment:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(report_lines(error, moment, self._version)) + "\n", encoding="utf-8")
        except OSError:
            return None
        return file

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.take(error)

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._write(args.exc_value)


class CrashPage(QWidget):
    """The page shown after our bug: a sentence and one way on. `again` asks to lock and start afresh.

    `is_reported` when a report of it was written; `is_kept` when whatever was half typed could be put away.
    """

    again = Signal()

    def __init__(self, *, is_signed_in: bool = True, is_reported: bool = True, is_kept: bool = True) -> None:
        super().__init__()
        title = QLabel("We need to start again")
        title.setProperty("role", "title")
        onward = "Sign in again to carry on." if is_signed_in else "Start again to carry on."
        told = (SENTENCE, KEPT if is_signed_in and is_kept else "", REPORTED if is_reported else NO_REPORT, onward)
        words = QLabel(" ".join(part for part in told if part))
        words.setWordWrap(True)
        button = QPushButton("Lock and start again" if is_signed_in else "Start again")
        button.setProperty("role", "primary")
        button.clicked.connect(self.again)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addStretch()
        self.setFocusProxy(button)
