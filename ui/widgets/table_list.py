"""A list in columns: arrows move from row to row, Enter, Space or a click opens one."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.table import CELL, Cell, Column, Row, TableModel
from ui.theme import SMALL, current_theme
from ui.widgets.signs import readable

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEFT, _PAD, _LEAST = 10, 14, 44
_GAP = 6
"""Pixels between words and the tag below them."""
_LINES = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class TableList(QTableView):
    """Rows to open. It is as high as its rows, for a page that scrolls; with `scrolls` it scrolls by itself."""

    opened = Signal(str)
    """The key of the row."""

    def __init__(self, name: str, columns: Sequence[Column], *, header: bool = True, scrolls: bool = False) -> None:
        super().__init__()
        self._scrolls = scrolls
        self._model = TableModel(columns, self)
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setVisible(header)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_index)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead of those before, and stay on the same one where it is still there."""
        here = self.current_key()
        self._model.show_rows([_drawable(row) for row in rows])
        self._fit()
        keys = [row.key for row in rows]
        if here in keys:
            self._go_to(keys.index(here))

    def current_key(self) -> str:
        """Return the key of the row that the arrows are on, or ""."""
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else ""

    def _go_to(self, row: int) -> None:
        act = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(row, 0), act)

    def _on_index(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Open with Enter or Space."""
        if event.key() in _OPENING_KEYS and self.currentIndex().isValid():
            self._on_index(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        """Begin at the first row."""
        super().focusInEvent(event)
        if self._model.rows and not self.selectionModel().hasSelection():
            self._go_to(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Share out the width, and let words wrap in it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        shares = [column.share for column in self._model.columns]
        room = self.viewport().width()
        for number, width in enumerate(self._widths(room, shares)):
            self.setColumnWidth(number, width)
        self.resizeRowsToContents()
        if not self._scrolls:
            header = self.horizontalHeader()
            rows = sum(self.rowHeight(number) for number in range(len(self._model.rows)))
            self.setFixedHeight(rows + (header.sizeHint().height() if not header.isHidden() else 0) + 2)

    def _widths(self, room: int, shares: list[int]) -> list[int]:
        """Share out the room; no column is narrower than its name, and the widest gives what that takes."""
        metrics = QFontMetrics(current_theme().font(SMALL, bold=True))
        least = [metrics.horizontalAdvance(column.name) + 20 for column in self._model.columns]
        widths = [max(room * share // sum(shares), needed) for share, needed in zip(shares, least, strict=True)]
        widest = widths.index(max(widths))
        widths[widest] = max(least[widest], widths[widest] - max(0, sum(widths) - room))
        return widths


class _CellDelegate(QStyledItemDelegate):
    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        table = self.parent()
        width = table.columnWidth(index.column()) if isinstance(table, QTableView) else option.rect.width()
        cell: Cell = index.data(CELL)
        height = _tag_box(cell, width).height() if cell.tone else _text_height(cell, width) + _below(cell, width)
        return QSize(width, max(current_theme().px(_LEAST), int(height) + 2 * _PAD))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        cell: Cell = index.data(CELL)
        rect = QRect(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, theme.colour("brand_tint"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if cell.tone:
            _draw_tag(painter, rect, cell)
        else:
            below = int(_below(cell, rect.width()))
            painter.setFont(theme.font())
            painter.setPen(theme.colour("muted" if cell.quiet else "ink"))
            painter.drawText(rect.adjusted(_LEFT, 0, -_LEFT, -1 - below), _LINES, cell.text)
            if cell.below is not None:
                middle = rect.center().y() + _text_height(cell, rect.width()) // 2
                _draw_tag(painter, QRect(rect.x(), middle - below // 2 + _GAP // 2, rect.width(), below), cell.below)
        painter.restore()


def _drawable(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, text=readable(cell.text)) for cell in row.cells))


def _text_height(cell: Cell, width: int) -> int:
    room = QRect(0, 0, max(40, width - 2 * _LEFT), 0)
    return QFontMetrics(current_theme().font()).boundingRect(room, Qt.TextFlag.TextWordWrap, cell.text).height()


def _below(cell: Cell, width: int) -> float:
    """Return how much higher a cell is for the tag below its words."""
    return _tag_box(cell.below, width).height() + _GAP if cell.below is not None else 0


def _tag_box(cell: Cell, width: int) -> QRectF:
    theme = current_theme()
    metrics = QFontMetrics(theme.font(SMALL, bold=True))
    room = QRect(0, 0, max(40, width - _LEFT - 24), 0)
    words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, cell.text)
    return QRectF(0, 0, words.width() + 24, words.height() + 8)


def _draw_tag(painter: QPainter, rect: QRect, cell: Cell) -> None:
    theme = current_theme()
    box = _tag_box(cell, rect.width())
    box.moveTo(rect.x() + _LEFT - 2, rect.center().y() - box.height() / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{cell.tone}_tint"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(SMALL, bold=True))
    painter.setPen(theme.colour(cell.tone))
    painter.drawText(box, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter, cell.text)
