"""The computer goes to sleep while somebody writes: the real process locks, and ends."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeguard_desktop.settings import HOME_VARIABLE
from tests.journeys.before import a_case
from tests.journeys.person import Person

if sys.platform == "linux":
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

ROOT = Path(__file__).resolve().parents[2]
LOGIND = "org.freedesktop.login1"


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a message bus of our own."""
    daemon = shutil.which("dbus-daemon")
    if sys.platform != "linux" or daemon is None:
        pytest.skip("there is no dbus-daemon here to say that the computer sleeps")
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.terminate()


def test_a_computer_that_goes_to_sleep_locks_the_program(person: Person, address: str) -> None:
    case = a_case(person.places)
    system = QDBusConnection.connectToBus(address, "sleeping")
    assert system.registerService(LOGIND)
    env = {
        **os.environ, HOME_VARIABLE: str(person.places.vault.parent), "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address,
    }  # fmt: skip
    program = [sys.executable, "-m", "tests.promises.one_who_locks", case]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=env) as writer:
        assert writer.stdout is not None
        fresh = int(writer.stdout.readline())
        sleeps = QDBusMessage.createSignal("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep")
        sleeps.setArguments([True])
        assert system.send(sleeps)
        assert writer.wait(timeout=60) == 0
        os.kill(fresh, signal.SIGKILL)
    QDBusConnection.disconnectFromBus("sleeping")
    person.start()
    person.signs_in()
    person.waits_to_see("Carry on")
