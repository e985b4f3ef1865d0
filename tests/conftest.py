"""What every test stands on: no screen, a home of its own, and nothing left running behind it."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop.settings import HOME_VARIABLE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Speed is a benchmark, never a test; and a submission is judged on the same examples each time.
settings.register_profile("house", deadline=None)
settings.register_profile("submission", deadline=None, derandomize=True)
settings.load_profile("submission" if os.environ.get("CI") else "house")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test ever touches the folders of the person who runs it."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture(autouse=True, scope="session")
def _quick_collection() -> None:
    """Leave what the imports made out of every later search for leaks."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A leaked thread, window or running timer fails the test that leaked it."""
    threads = set(threading.enumerate())
    windows = set(map(id, _windows()))
    yield
    left = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads]
    if QCoreApplication.instance() is not None and {"qapp", "qtbot"} & set(request.fixturenames):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        left += [f"window {window!r}" for window in _windows() if id(window) not in windows]
        left += [f"timer of {timer.parent()!r}" for timer in _running_timers()]
    assert not left, f"left behind: {', '.join(left)}"


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets() if isinstance(QCoreApplication.instance(), QApplication) else []


def _running_timers() -> list[QTimer]:
    timers = [held for held in gc.get_objects() if isinstance(held, QTimer)]
    return [timer for timer in timers if shiboken6.isValid(timer) and timer.isActive()]
