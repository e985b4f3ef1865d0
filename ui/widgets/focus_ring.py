"""The yellow ring around whatever has the focus: always seen, never covered."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.theme import current_theme

_YELLOW, _INK = 3, 2
_ROOM = _YELLOW + _INK
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
_EARLY = {QEvent.Type.UpdateRequest, QEvent.Type.KeyRelease}


class FocusRing(QWidget):
    """Follows the focus in one window, on top of everything in it, and stays inside what scrolls."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._was_active = False
        """Whether the window ever was the one that keys go to: before that, Qt tells of no focus in it."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        window.installEventFilter(self)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        window = self._window
        if not shiboken6.isValid(window):
            return
        self._was_active = self._was_active or window.isActiveWindow()
        self._target = new if new is not None and new is not window and window.isAncestorOf(new) else None
        self._watched = list(self._up_from(self._target))
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _up_from(self, widget: QWidget | None) -> Iterator[QWidget]:
        """Yield a widget and those around it, below the window."""
        while widget is not None and widget is not self._window:
            yield widget
            widget = widget.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Follow whatever moves what has the focus; and, in a window not active yet, what keys will go to."""
        if watched is self._window:
            self._look_early(event)
        elif event.type() in _MOVES and shiboken6.isValid(self._window):
            self._place()
        return super().eventFilter(watched, event)

    def _look_early(self, event: QEvent) -> None:
        if self._was_active or event.type() not in _EARLY or not shiboken6.isValid(self._window):
            return
        first = self._window.focusWidget()
        if first is not self._target:
            self._follow(None, first)

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        window = self._window
        around = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        seen = self._seen(target, window).intersected(around)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(around)
        self.setMask(seen.translated(-around.topLeft()))
        self.show()
        self.raise_()

    def _seen(self, target: QWidget, window: QWidget) -> QRect:
        """Return the part of the window in which the target can be seen, past the edges of what scrolls."""
        seen = window.rect()
        for widget in self._up_from(target.parentWidget()):
            above = widget.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is widget and above is not target:
                seen &= QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        return seen

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw ink inside and yellow outside: one of the two is seen on any ground."""
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
