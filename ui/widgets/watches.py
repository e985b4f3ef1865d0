"""What watches the keyboard and the mouse of the whole program: nobody there, and the sign to hide the screen."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

WARNING_SECONDS = 30
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_OTHER_ACTS = {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
_SHIFTS, _SHIFT_SECONDS = 3, 5.0

Seconds = Callable[[], float]


def _wall_and_steady() -> float:
    """Return seconds that also pass while the computer sleeps."""
    return max(time.monotonic() - _START[0], time.time() - _START[1])


_START = (time.monotonic(), time.time())


class IdleWatch(QObject):
    """Tells when nobody typed or moved the mouse. `tick` looks once; a timer calls it every second while it runs."""

    warned = Signal(int)
    """Seconds left, each time they are counted."""
    came_back = Signal()
    idle = Signal()

    def __init__(self, minutes: float = 3, now: Seconds = _wall_and_steady, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._now = now
        self._last = now()
        self._is_warning = False
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch."""
        self._last = self._now()
        app = QApplication.instance()
        if app is not None and not self._timer.isActive():
            app.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._is_warning = False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Note signs of life; swallow nothing."""
        if event.type() in _SIGNS_OF_LIFE:
            self.alive()
        return super().eventFilter(watched, event)

    def alive(self) -> None:
        """Note that somebody is there; but whoever touches a computer that slept for too long finds it locked."""
        if self._timer.isActive() and self._left() <= 0:
            self.tick()
            return
        self._last = self._now()
        if self._is_warning:
            self._is_warning = False
            self.came_back.emit()

    def tick(self) -> None:
        """Look whether it is time to warn, or to lock."""
        left = self._left()
        if left <= 0:
            self.stop()
            self.idle.emit()
        elif left <= WARNING_SECONDS:
            self._is_warning = True
            self.warned.emit(int(left + 0.99))

    def _left(self) -> float:
        return self.minutes * 60 - (self._now() - self._last)


class ShiftWatch(QObject):
    """Tells when Shift alone was pressed three times within five seconds."""

    pressed = Signal()

    def __init__(self, now: Seconds = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._times: list[float] = []

    def start(self) -> None:
        """Begin to watch."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Count presses of Shift; any other key or click begins anew. Swallow nothing.

        A key is delivered several times; the one to what has the focus counts.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is (QApplication.focusWidget() or QApplication.activeWindow()) and not event.isAutoRepeat():
                self.key(event.key())
        elif event.type() in _OTHER_ACTS:
            self._times.clear()
        return super().eventFilter(watched, event)

    def key(self, key: int) -> None:
        """Note a key."""
        if key != Qt.Key.Key_Shift:
            self._times.clear()
            return
        now = self._now()
        self._times = [moment for moment in self._times if now - moment <= _SHIFT_SECONDS] + [now]
        if len(self._times) >= _SHIFTS:
            self._times.clear()
            self.pressed.emit()
