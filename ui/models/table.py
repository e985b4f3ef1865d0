"""A table of words and tags, for lists of cases, reviews and referrals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Cell:
    """One answer in a table; with a `tone` (red, amber, green, blue, grey) it is a tag. `quiet` words are muted.

    `below` is a tag below the words.
    """

    text: str
    tone: str = ""
    quiet: bool = False
    below: "Cell | None" = None

    @property
    def said(self) -> str:
        """All that it says."""
        return ", ".join(filter(None, (self.text, self.below.text if self.below is not None else "")))


@dataclass(frozen=True)
class Row:
    """One line; `key` comes back when it is opened."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One column: its name, and its share of the width."""

    name: str
    share: int = 1


class TableModel(QAbstractTableModel):
    """Rows of cells under named columns."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold these rows instead of those before."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802  # Qt's name
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:  # noqa: N802  # Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the Cell itself for the role CELL."""
        cell = self.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].name}: {cell.said}"
        return cell if role == CELL else None

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].name if role == Qt.ItemDataRole.DisplayRole else None
