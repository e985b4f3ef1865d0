"""The search box of the top bar, with what was found below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from ui.theme import current_theme, draw_icon
from ui.widgets.basics import announce, column, words
from ui.widgets.inputs import Line

_DELAY = 150
_GLASS, _EDGE = 18, 12
"""Side of the magnifier at 100 %, and how far it is from the edge, in pixels."""
_DOWN = (Qt.Key.Key_Down,)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Found:
    """One thing found: its name, some words around it, and what comes back when it is chosen."""

    name: str
    detail: str
    data: object


class SearchBox(Line):
    """Asks as one types. Down goes to what was found, Enter opens it, Esc closes."""

    asked = Signal(str)
    """What to look for, a moment after the last letter."""
    chosen = Signal(object)
    """The `data` of what was chosen."""
    submitted = Signal(str)
    """Enter in the box: everything that fits this text is wanted."""

    def __init__(self) -> None:
        super().__init__("Search people, cases and notes   (Ctrl+K)")
        self.setAccessibleName("Search people, cases and notes")
        self.fit()
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._ask)
        self._results: _Results | None = None
        self._is_waiting = False
        """Whether an answer is still wanted: not once Enter or Esc was pressed."""
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_enter)

    def fit(self) -> None:
        """Leave room for the magnifier, as large as the letters are now."""
        self.setTextMargins(current_theme().px(_GLASS + 6), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the magnifier before the words."""
        super().paintEvent(event)
        side = current_theme().px(_GLASS)
        painter = QPainter(self)
        draw_icon(painter, "search", "muted", QRectF(_EDGE, (self.height() - side) / 2, side, side))
        painter.end()

    def _on_edited(self) -> None:
        if self.text().strip():
            self._timer.start()
        else:
            self.close_results()

    def _ask(self) -> None:
        self._is_waiting = True
        self.asked.emit(self.text())

    def _on_enter(self) -> None:
        self.close_results()
        if self.text().strip():
            self.submitted.emit(self.text())

    def show_results(self, found: Sequence[Found]) -> None:
        """Show what was found, unless the box was left meanwhile or nothing is waited for any more."""
        if not self._is_waiting or not self.hasFocus():
            return
        if self._results is None:
            self._results = _Results(self.window(), self)
            self._results.picked.connect(self._on_picked)
        self._results.fill(found)
        self._results.place(self)
        announce(self, f"{len(found)} found")

    def close_results(self) -> None:
        """Take the list away, and leave what is still to come."""
        self._timer.stop()
        self._is_waiting = False
        if self._results is not None:
            self._results.hide()

    @property
    def results(self) -> QListWidget | None:
        """The list of what was found, while it is shown."""
        return self._results.list if self._results is not None and self._results.isVisible() else None

    def _on_picked(self, data: object) -> None:
        self.close_results()
        self.clear()
        self.chosen.emit(data)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Down goes into the list, Esc closes it."""
        if event.key() in _DOWN and self.results is not None and self.results.count():
            self.results.setFocus()
            self.results.setCurrentRow(0)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_results()
        else:
            super().keyPressEvent(event)


class _Results(QFrame):
    """A list on top of the page, inside the window, so that no window of its own can be left behind."""

    picked = Signal(object)

    def __init__(self, window: QWidget, box: SearchBox) -> None:
        super().__init__(window)
        self._window = window
        self._box = box
        self.setProperty("role", "popup")
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setWordWrap(True)
        self._nothing = words("Nothing was found. Try fewer letters, or another spelling.", "muted")
        layout = column(self, margin=6)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        self.list.itemClicked.connect(self._pick)
        self.list.installEventFilter(self)
        box.installEventFilter(self)

    def fill(self, found: Sequence[Found]) -> None:
        self.list.clear()
        line = self.fontMetrics().lineSpacing()
        for one in found:
            item = QListWidgetItem(f"{one.name}\n{one.detail}" if one.detail else one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.data)
            item.setSizeHint(QSize(60, max(current_theme().px(40), line * (2 if one.detail else 1) + 12)))
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def place(self, box: SearchBox) -> None:
        window = self._window
        below = box.mapTo(window, QPoint(0, box.height() + 4))
        width = max(box.width(), current_theme().px(360))
        left = min(below.x(), window.width() - width - 8)
        rows = sum(self.list.sizeHintForRow(number) for number in range(self.list.count()))
        wanted = rows + 24 if self.list.count() else self._nothing.heightForWidth(width - 16) + 20
        self.setGeometry(max(8, left), below.y(), width, min(wanted, window.height() - below.y() - 20))
        self.show()
        self.raise_()

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_if_left)
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_list_key(event)
        return super().eventFilter(watched, event)

    def _close_if_left(self) -> None:
        if not self.list.hasFocus() and not self._box.hasFocus():
            self.hide()

    def _on_list_key(self, event: QKeyEvent) -> bool:
        current = self.list.currentItem()
        if event.key() in (*_ENTER, Qt.Key.Key_Space) and current is not None:
            self._pick(current)
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.list.currentRow() <= 0):
            self._box.setFocus()
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
        else:
            return False
        return True
