"""Tells when the person has left the computer by the system's word: it was locked, sleeps, or somebody else uses it.

Linux says it over D-Bus, Windows in messages to the window. On macOS there is no such word that Qt passes on: there the
clock that runs on while a computer sleeps must do (IdleWatch).
"""

import ctypes
import os
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any, Protocol

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

if sys.platform == "linux":
    from PySide6.QtDBus import QDBusConnection

_LOGIND = "org.freedesktop.login1"
_MANAGER = "/org/freedesktop/login1"
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)

_WM_POWERBROADCAST, _WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
_SLEEPS, _WOKE = 0x4, 0x12
_CONSOLE_LEFT, _REMOTE_LEFT, _SIGNED_OUT, _SESSION_LOCKED = 0x2, 0x4, 0x6, 0x7
_AWAY = frozenset(
    {
        (_WM_POWERBROADCAST, _SLEEPS), (_WM_POWERBROADCAST, _WOKE),
        (_WM_WTSSESSION_CHANGE, _CONSOLE_LEFT), (_WM_WTSSESSION_CHANGE, _REMOTE_LEFT),
        (_WM_WTSSESSION_CHANGE, _SIGNED_OUT), (_WM_WTSSESSION_CHANGE, _SESSION_LOCKED),
    }
)  # fmt: skip
WINDOWS_MESSAGE = b"windows_generic_MSG"
"""What Qt calls a message that Windows sent to a window."""


class Source(Protocol):
    """Something of the system that tells that the person is away."""

    def start(self, window: QWidget, away: Callable[[], None]) -> None:
        """Begin to listen; `away` is called on the window's thread each time."""
        ...


class SessionWatch(QObject):
    """Tells that the person is away, whichever of its sources says so. With no source it says nothing."""

    away = Signal()

    def __init__(self, *sources: Source) -> None:
        super().__init__()
        self._sources = sources

    def start(self, window: QWidget) -> None:
        """Begin to listen, for this window."""
        for source in self._sources:
            source.start(window, self.away.emit)


def system_watch() -> SessionWatch:
    """Return the watch for the system that this runs on."""
    if sys.platform == "win32":
        return SessionWatch(WindowsMessages())
    elif sys.platform == "linux":  # noqa: RET505  # the type checker reads each system's branch apart
        return SessionWatch(DBusSignals.of_system())
    else:
        return SessionWatch()


def session_path(session: str) -> str:
    """Return where logind keeps a login session: its name with all but letters and digits written as _ and hex digits.

    Empty, which stands for any, where no session is named.
    """
    if not session:
        return ""
    head, *tail = (f"_{ord(c):02x}" if not (c.isascii() and c.isalnum()) else c for c in session)
    first = f"_{ord(head):02x}" if head.isdigit() else head
    return f"{_MANAGER}/session/{first}{''.join(tail)}"


if sys.platform == "linux":

    class DBusSignals(QObject):
        """What logind and the screen savers of the desktops say. A bus that is not there says nothing."""

        def __init__(self, system: QDBusConnection, session: QDBusConnection, login: str) -> None:
            super().__init__()
            self._system, self._session, self._login = system, session, login
            self._away: Callable[[], None] = _nothing

        @classmethod
        def of_system(cls) -> "DBusSignals":
            """Return the signals of this computer and this login."""
            login = os.environ.get("XDG_SESSION_ID", "")
            return cls(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), login)

        def start(self, _window: QWidget, away: Callable[[], None]) -> None:
            """Begin to listen."""
            self._away = away
            begins: Any = SLOT("on_begin(bool)")
            locked: Any = SLOT("on_lock()")
            if self._system.isConnected():
                manager, session = f"{_LOGIND}.Manager", f"{_LOGIND}.Session"
                self._system.connect(_LOGIND, _MANAGER, manager, "PrepareForSleep", self, begins)
                self._system.connect(_LOGIND, session_path(self._login), session, "Lock", self, locked)
            if self._session.isConnected():
                for name, path in _SCREEN_SAVERS:
                    self._session.connect(name, path, name, "ActiveChanged", self, begins)

        @Slot(bool)
        def on_begin(self, begins: bool) -> None:  # the signal's shape
            """Take a signal that says whether something begins or ends: sleep, or the locked screen."""
            if begins:
                self._away()

        @Slot()
        def on_lock(self) -> None:
            """Take the signal that asks for a lock."""
            self._away()


class WindowsMessages(QAbstractNativeEventFilter):
    """What Windows tells a window: the session was locked or left, the computer sleeps or woke."""

    def __init__(self) -> None:
        super().__init__()
        self._away: Callable[[], None] = _nothing

    def start(self, window: QWidget, away: Callable[[], None]) -> None:
        """Ask for the messages about the session, and begin to look at all of them."""
        self._away = away
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(window.winId())), 0)

    def nativeEventFilter(  # noqa: N802  # Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at a message; swallow nothing."""
        said = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if said == WINDOWS_MESSAGE and is_away(*message_at(int(message))):
            self._away()
        return False, 0


def message_at(address: int) -> tuple[int, int]:
    """Return the number of the Windows message at an address in memory, and its first parameter."""
    found = wintypes.MSG.from_address(address)
    return int(found.message), int(found.wParam or 0)


def is_away(message: int, parameter: int) -> bool:
    """Tell whether a Windows message says that the person is away."""
    return (message, parameter) in _AWAY


def _nothing() -> None:
    """Be told before anybody listens."""
