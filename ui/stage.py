"""One running program without a screen, whose window is drawn to pictures."""

from collections.abc import Callable
from functools import partial
from typing import Self, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, Started, first_start
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Places
from ui.album import Album
from ui.crash import CrashPage
from ui.pages.page import Page
from ui.pages.settings import SettingsPage
from ui.pages.shell import Place, Wish
from ui.program import Program, Seams
from ui.successor import NoSuccessor
from ui.widgets.watches import IdleWatch

WIDTH, HEIGHT = 1366, 768
_ROUNDS = 12
"""Rounds of events without new work until a page has taken its shape: one nested layout is sorted out in each."""

P = TypeVar("P", bound=QWidget)
T = TypeVar("T")


class _StillClock:
    """Seconds that stand still until they are put on, for the idle watch."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Stage:
    """One running program whose window is drawn."""

    def __init__(self, app: QApplication, places: Places, album: Album) -> None:
        self._album = album
        self.clock = _StillClock()
        self.made: Started | None = None
        seams = Seams(NoSuccessor(), make_vault=self._make_vault, idle=partial(IdleWatch, now=self.clock))
        self.program = Program(app, places, seams)
        self.window = self.program.window

    def __enter__(self) -> Self:
        self.window.resize(WIDTH, HEIGHT)
        self.program.begin()
        self.settle()
        return self

    def __exit__(self, *_error: object) -> None:
        self.window.close()
        self.window.deleteLater()
        self.program.deleteLater()
        _deliver()

    def _make_vault(self, places: Places, setup: SetUp) -> Started:
        self.made = first_start(places, setup)
        return self.made

    def settle(self) -> None:
        """Let the worker and the window finish all that they have begun."""
        quiet = 0
        while quiet < _ROUNDS:
            if self.program.tasks.busy:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                quiet = 0
            else:
                _deliver()
                quiet += 1

    def draw(self, name: str) -> None:
        """Draw the window as it stands. Raises RuntimeError when the page has failed."""
        self.settle()
        if self.window.findChildren(CrashPage):
            raise RuntimeError(f"the page {name} failed")
        self._album.add(self.window.grab(), name)

    def page(self, kind: type[P]) -> P:
        """Return the page that is shown. Raises TypeError when it is another one."""
        self.settle()
        shown = self.program.page
        if not isinstance(shown, kind):
            raise TypeError(f"{kind.__name__} is not shown, but {type(shown).__name__}")
        return shown

    def go(self, place: Place, name: str, **what: object) -> None:
        """Go to a place and draw it."""
        self.program.go(Wish(place, what))
        self.draw(name)

    def open_part(self, name: str, kind: type[P]) -> P:
        """Open a part of Settings and return it. Raises TypeError when it is another one."""
        self.program.go(Wish(Place.SETTINGS, {"part": name}))
        part = self.page(SettingsPage).open_part
        if not isinstance(part, kind):
            raise TypeError(f"{kind.__name__} is not shown, but {type(part).__name__}")
        return part

    def ask(self, function: Callable[[Session], T]) -> T:
        """Return what casework says, asked on the worker. Raises RuntimeError when it refuses."""
        session = self.page(Page).shell.session
        told: list[T] = []
        refused: list[Trouble] = []
        self.program.tasks.run(partial(function, session), told.append, refused.append)
        self.settle()
        if refused or not told:
            raise RuntimeError("casework did not answer")
        return told[0]


def _deliver() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
