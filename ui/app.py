"""The program's entry: the command line, and the screen that it opens."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop import cli
from safeguard_desktop.errors import InputTrouble, StorageTrouble
from safeguard_desktop.hardening import keep_memory_private
from safeguard_desktop.settings import usual_places
from ui.drawing import draw_screens
from ui.program import Program, Seams
from ui.successor import STAND_BY, Farewell, FreshProcess, NoSuccessor, Standing
from ui.theme import load_fonts
from ui.widgets.session_watch import system_watch

_CHECK_MILLISECONDS = 30_000
_NOISE = "This plugin does not support propagateSizeHints()"
"""What Qt says of every window where there is no screen; it means nothing."""


def require_display() -> None:
    """Raise InputTrouble where there is no screen: Qt would end the process without a word."""
    has_display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not has_display:
        raise InputTrouble(
            "There is no screen here to open a window on.",
            "Start it on a computer with a screen, or try: safeguard-desktop demo --out DIR",
        )


def application() -> QApplication:
    """Return the Qt application, made when there is none yet. Raises InputTrouble where there is no screen."""
    held = QApplication.instance()
    if isinstance(held, QApplication):
        return held
    require_display()
    made = QApplication(["safeguard-desktop"])
    if made.platformName() == "offscreen":
        qInstallMessageHandler(_say_but_the_noise)
    return made


def _say_but_the_noise(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message != _NOISE:
        sys.stderr.write(f"{qFormatLogMessage(kind, context, message)}\n")


def lock_when_left(program: Program) -> None:
    """Have the program lock when the system says that the person is away, for as long as it lives."""
    watch = system_watch()
    watch.setParent(program)
    watch.away.connect(program.lock)
    watch.start(program.window)


class DesktopScreen:
    """The screen that the command line is handed."""

    def open_window(self) -> int:
        """Open the program's window; return the exit code when it is closed."""
        app = application()
        program = Program(app, usual_places(), Seams(FreshProcess()))
        program.begin()
        lock_when_left(program)
        return app.exec()

    def stand_by(self) -> int:
        """Wait without a window until the process that started this one locks, then take over from it.

        Return the exit code, also when there was no need.
        """
        app = application()
        load_fonts()
        standing, taking = Standing(), _Taking(app)
        standing.told.connect(taking.begin)
        taking.seen.connect(standing.say_seen)
        standing.not_needed.connect(app.quit, Qt.ConnectionType.QueuedConnection)
        standing.wait()
        return app.exec()

    def draw(self, out: Path, theme: str, text_percent: int, progress: Callable[[str], None]) -> int:
        """Draw every page and every guided step of the demonstration to PNG files below `out`; return how many."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return draw_screens(application(), out, theme, text_percent, progress)

    def start_check(self) -> None:
        """Open the window, see its first page, and close it again. Raises StorageTrouble when it never shows."""
        program = Program(application(), usual_places(), Seams(NoSuccessor()))
        program.begin()
        was_seen = _is_painted(program.page)
        program.window.close()
        if not was_seen:
            raise StorageTrouble("The first page did not show in time.", "Close other programs, and try again.")


class _Taking(QObject):
    """The program that takes over."""

    seen = Signal()
    """Its first page was painted: it is before the person."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._painted = _Painted()
        self._painted.seen.connect(self.seen, Qt.ConnectionType.QueuedConnection)

    def begin(self, farewell: Farewell) -> None:
        """Show the window, in front of the one that was there."""
        self._program = Program(self._app, usual_places(), Seams(FreshProcess()))
        self._program.begin(farewell)
        lock_when_left(self._program)
        self._painted.watch(self._program.page)
        self._program.window.raise_()
        self._program.window.activateWindow()


class _Painted(QObject):
    """Tells once when a page has been painted."""

    seen = Signal()

    def watch(self, page: QWidget | None) -> None:
        """Begin to watch a page."""
        if page is not None:
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.seen.emit()
        return super().eventFilter(watched, event)


def _is_painted(page: QWidget | None) -> bool:
    """Wait until a page has been painted; tell whether it was in time."""
    if page is None:
        return False
    loop, painted = QEventLoop(), _Painted()
    late = QTimer(singleShot=True, interval=_CHECK_MILLISECONDS)
    late.timeout.connect(partial(loop.exit, 1))
    painted.seen.connect(partial(loop.exit, 0), Qt.ConnectionType.QueuedConnection)
    painted.watch(page)
    late.start()
    return loop.exec() == 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return the exit code."""
    keep_memory_private()
    asked = sys.argv[1:] if argv is None else argv
    return DesktopScreen().stand_by() if list(asked) == [STAND_BY] else cli.main(asked, DesktopScreen())


if __name__ == "__main__":
    sys.exit(main())
