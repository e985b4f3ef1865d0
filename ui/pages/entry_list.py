"""A list of things to open, each with a line of detail; and the place beside it where the open one stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import BODY, SMALL, current_theme
from ui.widgets.basics import Scroll
from ui.widgets.signs import readable

_ENTRY = Qt.ItemDataRole.UserRole
_EDGE, _PAD = 12, 8
_NO_LIMIT = 16_777_215


@dataclass(frozen=True)
class Entry:
    """A line of the list. `key` comes back when it is opened; one without a key is a heading."""

    key: str
    title: str
    detail: str = ""


class EntryList(QListWidget):
    """One stop for Tab; the arrows open one entry after the other. `opened` names the entry.

    `chosen` comes with Enter or a click: the person wants to read it.
    """

    opened = Signal(str)
    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self.chosen)
        self.itemActivated.connect(self.chosen)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries instead of those before, with none open."""
        with QSignalBlocker(self):
            self._fill(entries)

    def _fill(self, entries: Sequence[Entry]) -> None:
        self.clear()
        for asked in entries:
            entry = replace(asked, title=readable(asked.title), detail=readable(asked.detail))
            item = QListWidgetItem(entry.title)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (entry.title, entry.detail))))
            if not entry.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def open_entry(self, key: str) -> None:
        """Open an entry by its key; the first one where there is none of that key."""
        items = [self.item(row) for row in range(self.count())]
        keyed = [item for item in items if item.data(_ENTRY).key]
        wanted = [item for item in keyed if item.data(_ENTRY).key == key]
        for item in (wanted or keyed)[:1]:
            self.setCurrentItem(item)
            self.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def stay_at(self, key: str) -> None:
        """Show as open, without opening it anew, the entry that is still open."""
        with QSignalBlocker(self):
            self.open_entry(key)

    @property
    def open_key(self) -> str:
        """The key of the entry that is open, or nothing."""
        row = self.currentRow()
        return str(self.item(row).data(_ENTRY).key) if row >= 0 else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Words wrap elsewhere in another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ENTRY).key:
            self.opened.emit(item.data(_ENTRY).key)


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        entry: Entry = index.data(_ENTRY)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        height = _height(entry.title, width, bold=True)
        if entry.detail:
            height += 2 + _height(entry.detail, width, small=True)
        return QSize(width, max(current_theme().px(40), height + 2 * _PAD))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        entry: Entry = index.data(_ENTRY)
        view = self.parent()
        is_open = isinstance(view, QListWidget) and view.currentRow() == index.row() and bool(entry.key)
        box = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        if is_open:
            painter.fillRect(box, theme.colour("brand_tint"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), theme.colour("brand"))
        room = box.adjusted(_EDGE, _PAD, -_EDGE, -_PAD)
        painter.setFont(theme.font(bold=is_open or not entry.key))
        painter.setPen(theme.colour("ink" if entry.key else "muted"))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, entry.title)
        if entry.detail:
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.colour("muted"))
            top = 2 + _height(entry.title, option.rect.width(), bold=is_open)
            painter.drawText(room.adjusted(0, top, 0, 0), Qt.TextFlag.TextWordWrap, entry.detail)
        painter.restore()


def _height(text: str, width: int, *, bold: bool = False, small: bool = False) -> int:
    metrics = QFontMetrics(current_theme().font(SMALL if small else BODY, bold=bold))
    room = QRect(0, 0, max(60, width - 2 * _EDGE), 0)
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


class Unrolling(Scroll):
    """Scrolls by itself, until it is told to stand there whole because something around it scrolls."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._is_unrolled = False
        page.installEventFilter(self)

    def set_unrolled(self, *, is_unrolled: bool) -> None:
        """Stand there whole, or scroll."""
        self._is_unrolled = is_unrolled
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Follow what is inside."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        whole = layout.totalHeightForWidth(self.viewport().width()) if layout is not None else 0
        wanted = whole + 2 if self._is_unrolled else 0
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)


class Beside(Scroll):
    """Two things side by side; the second one below the first where the window is narrow or the text large.

    `first` is as wide as `width` pixels at 100 %. Below each other, both scroll together, and what is in them stands
    there whole; a `first` with a list in it is then `height` pixels high, and a `second` with pictures `least`.
    """

    def __init__(
        self, first: QWidget, second: QWidget, *, width: int, height: int = 0, least: int = 0, narrow: int = 900
    ) -> None:
        inner = QWidget()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._first, self._second = first, second
        self._width, self._height, self._least, self._narrow = width, height, least, narrow
        super().__init__(inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.addWidget(first)
        self._layout.addWidget(second, 1)

    def show_second(self) -> None:
        """Scroll to the second, where it stands below the first."""
        self.verticalScrollBar().setValue(self._second.y())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return what both need one below the other."""
        widest = max(part.minimumSizeHint().width() for part in (self._first, self._second))
        return QSize(widest + self.verticalScrollBar().sizeHint().width(), 80)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Stand side by side, or one below the other, as the width allows."""
        self._set(is_narrow=event.size().width() < current_theme().px(self._narrow))
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """Another size of text needs other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._set(is_narrow=self.width() < current_theme().px(self._narrow))

    def _set(self, *, is_narrow: bool) -> None:
        theme = current_theme()
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(direction)
        self._first.setMinimumWidth(0 if is_narrow else theme.px(self._width))
        self._first.setMaximumWidth(_NO_LIMIT if is_narrow else theme.px(self._width))
        limit = theme.px(self._height) if is_narrow else 0
        self._first.setMinimumHeight(limit)
        self._first.setMaximumHeight(limit or _NO_LIMIT)
        self._second.setMinimumHeight(theme.px(self._least) if is_narrow else 0)
        for inner in self.findChildren(Unrolling):
            inner.set_unrolled(is_unrolled=is_narrow)
