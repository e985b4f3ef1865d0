"""The yellow ring around whatever has the focus: always seen, never covered."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QProxyStyle, QStyle, QStyleOption, QWidget

from ui.theme import current_theme

_YELLOW, _INK = 3.0, 2.0


class FocusRing(QObject):
    """Follows the focus in one window. Kept alive by the window it is made for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame: _Frame | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new is self._window or not self._window.isAncestorOf(new):
            self._drop()
            return
        if self._frame is None:
            self._frame = _Frame(self._window)
            self._frame.destroyed.connect(self._forget)
        self._frame.setWidget(new)

    def _drop(self) -> None:
        if self._frame is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]  # Qt takes none here; the stub does not say so

    def _forget(self) -> None:
        self._frame = None


class _Room(QProxyStyle):
    """Leaves room for the ring outside what it surrounds."""

    def pixelMetric(  # noqa: N802  # Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return int(_YELLOW + _INK)
        return super().pixelMetric(metric, option, widget)


class _Frame(QFocusFrame):
    """Ink inside, yellow outside: one of the two is seen on any ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = _Room("Fusion")
        self._room.setParent(self)
        self.setStyle(self._room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        half = _YELLOW / 2
        painter.setPen(QPen(theme.colour("focus"), _YELLOW))
        painter.drawRoundedRect(whole.adjusted(half, half, -half, -half), 7, 7)
        inset = _YELLOW + _INK / 2
        painter.setPen(QPen(theme.colour("focus_ink"), _INK))
        painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), 5, 5)
        painter.end()
