"""The system says that the person is away: over D-Bus as on Linux, and in messages as on Windows."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.session_watch import (
    WINDOWS_MESSAGE,
    SessionWatch,
    WindowsMessages,
    is_away,
    message_at,
    session_path,
    system_watch,
)
from ui.widgets.watches import IdleWatch

if sys.platform == "linux":
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    from ui.widgets.session_watch import DBusSignals

LOGIND, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1"
SAVER = "org.freedesktop.ScreenSaver"
Said = tuple[str, str, str] | tuple[str, str, str, bool]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a message bus of our own."""
    daemon = shutil.which("dbus-daemon")
    if sys.platform != "linux" or daemon is None:
        pytest.skip("there is no dbus-daemon here to be told anything by")
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.terminate()


@pytest.fixture
def told(address: str, qtbot: QtBot) -> Iterator[tuple[SessionWatch, "QDBusConnection"]]:
    """A watch that listens to our bus, and somebody else on it who is the whole system."""
    ours = QDBusConnection.connectToBus(address, "ours")
    system = QDBusConnection.connectToBus(address, "system")
    for name in (LOGIND, SAVER):
        assert system.registerService(name)
    watch, window = SessionWatch(DBusSignals(ours, ours, "c1")), QWidget()
    qtbot.addWidget(window)
    watch.start(window)
    yield watch, system
    for name in ("ours", "system"):
        QDBusConnection.disconnectFromBus(name)


def say(system: "QDBusConnection", said: Said) -> None:
    path, interface, name, *words = said
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(words)
    assert system.send(message)


SAID: list[Said] = [
    (MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", True),
    (f"{MANAGER}/session/c1", f"{LOGIND}.Session", "Lock"),
    ("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", True),
    ("/ScreenSaver", SAVER, "ActiveChanged", True),
]
UNSAID: list[Said] = [
    (MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", False),
    (f"{MANAGER}/session/c2", f"{LOGIND}.Session", "Lock"),
    (f"{MANAGER}/session/c1", f"{LOGIND}.Session", "Unlock"),
    ("/ScreenSaver", SAVER, "ActiveChanged", False),
]


@pytest.mark.parametrize("said", SAID, ids=[f"{said[2]} at {said[0]}" for said in SAID])
def test_linux_says_that_the_person_is_away(
    told: tuple[SessionWatch, "QDBusConnection"], qtbot: QtBot, said: Said
) -> None:
    watch, system = told
    with qtbot.waitSignal(watch.away):
        say(system, said)


def test_linux_says_other_things_too(told: tuple[SessionWatch, "QDBusConnection"], qtbot: QtBot) -> None:
    watch, system = told
    heard: list[int] = []
    watch.away.connect(lambda: heard.append(1))
    for said in UNSAID:
        say(system, said)
    say(system, SAID[0])
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [1]


def test_a_bus_that_is_not_there_says_nothing(qtbot: QtBot) -> None:
    if sys.platform != "linux":
        pytest.skip("this is how Linux is listened to")
    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere", "nowhere")
    window = QWidget()
    qtbot.addWidget(window)
    SessionWatch(DBusSignals(nowhere, nowhere, "")).start(window)
    assert not nowhere.isConnected()
    QDBusConnection.disconnectFromBus("nowhere")
    assert isinstance(system_watch(), SessionWatch)


@pytest.mark.parametrize(
    ("session", "path"),
    [("c1", "/session/c1"), ("2", "/session/_32"), ("42", "/session/_342"), ("a-b", "/session/a_2db"), ("", None)],
)
def test_a_session_is_found_by_its_name(session: str, path: str | None) -> None:
    assert session_path(session) == ("" if path is None else MANAGER + path)


MESSAGES = [
    ("locked", 0x02B1, 7, True),
    ("another user", 0x02B1, 2, True),
    ("remote left", 0x02B1, 4, True),
    ("signed out", 0x02B1, 6, True),
    ("sleeps", 0x0218, 4, True),
    ("woke", 0x0218, 0x12, True),
    ("unlocked", 0x02B1, 8, False),
    ("came back", 0x02B1, 1, False),
    ("battery", 0x0218, 0xA, False),
    ("a key", 0x0100, 7, False),
]


@pytest.mark.parametrize(
    ("message", "parameter", "away"), [case[1:] for case in MESSAGES], ids=[c[0] for c in MESSAGES]
)
def test_windows_messages_are_read_as_they_lie_in_memory(
    qtbot: QtBot,
    message: int,
    parameter: int,
    away: bool,  # a row of the table
) -> None:
    native = wintypes.MSG(0, message, parameter, 0, 0, wintypes.POINT(0, 0))
    address = ctypes.addressof(native)
    assert message_at(address) == (message, parameter)
    assert is_away(message, parameter) is away
    filtered, window, heard = WindowsMessages(), QWidget(), []
    qtbot.addWidget(window)
    SessionWatch(filtered).start(window)
    filtered.start(window, lambda: heard.append(1))
    assert filtered.nativeEventFilter(QByteArray(WINDOWS_MESSAGE), address) == (False, 0)
    assert filtered.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0) == (False, 0)
    assert bool(heard) is away


def test_who_touches_a_computer_that_slept_for_long_finds_it_locked(qtbot: QtBot) -> None:
    moments = [0.0]
    watch = IdleWatch(3, lambda: moments[0])
    watch.start()
    moments[0] = 179.0
    watch.alive()
    moments[0] += 181.0
    with qtbot.waitSignal(watch.idle):
        watch.alive()
    watch.stop()
