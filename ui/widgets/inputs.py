"""Boxes to type in and marks to choose, before any question is known."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit, QRadioButton, QSizePolicy

from safeguard_desktop.records.values import LONGEST_TEXT
from ui.theme import INPUT_HEIGHT, SMALL, current_theme, draw_mark, mark_size

_GAP = 12
_ENDLESS_WORD = re.compile(r"\S{2000}")
ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
"""Which way an arrow moves among choices."""


class Line(QLineEdit):
    """One line of text. Takes more than a record can hold, so that a long paste is refused and never cut unseen."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setMaxLength(LONGEST_TEXT + 1000)
        self.setPlaceholderText(placeholder)


class LongText(QPlainTextEdit):
    """Several lines. Grows with what is typed up to `most` lines, then scrolls. Tab goes on to the next input."""

    def __init__(self, least: int = 3, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        """Take what is pasted as plain text."""
        self._break_endless_words(source.text())
        self.insertPlainText(source.text())

    def setPlainText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Show a text."""
        self._break_endless_words(text)
        super().setPlainText(text)

    def _break_endless_words(self, text: str) -> None:
        """Break lines anywhere: looking for a better place in a word of a million letters takes minutes."""
        if _ENDLESS_WORD.search(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """Another size of text needs another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        lines = self.document().size().height()
        shown = max(self._least, min(self._most, int(lines + 0.99)))
        height = max(current_theme().px(INPUT_HEIGHT), shown * QFontMetrics(self.font()).lineSpacing() + 30)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object
    """At run time a mixin with a Qt base of its own would give the object two C++ halves."""


class _Marked(_Button):
    """Draws the mark and the words of a choice; the words wrap, and may have a smaller line below them."""

    said = ""
    detail = ""

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Return True: in less width it takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height that all words need, as it takes no more width than it asks for."""
        room = max(60, min(width, self._natural_width()) - mark_size() - _GAP)
        height = self._height(self.said, room, small=False)
        if self.detail:
            height += 4 + self._height(self.detail, room, small=True)
        return max(current_theme().px(40), height + 12)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size on one line."""
        width = self._natural_width()
        return QSize(width, self.heightForWidth(width))

    def _natural_width(self) -> int:
        longest = QFontMetrics(current_theme().font()).horizontalAdvance(self.said) + 2
        if self.detail:
            small = QFontMetrics(current_theme().font(SMALL))
            longest = max(longest, min(small.horizontalAdvance(self.detail) + 2, current_theme().px(420)))
        return mark_size() + _GAP + longest + 6

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the width of the longest word, and the least height."""
        metrics = QFontMetrics(current_theme().font())
        longest = max((metrics.horizontalAdvance(word) for word in self.said.split()), default=40)
        return QSize(mark_size() + _GAP + min(longest + 4, 400), current_theme().px(40))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        """Take a click anywhere on the choice."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the mark beside the first line, then the words."""
        theme = current_theme()
        painter = QPainter(self)
        side = mark_size()
        room = QRect(side + _GAP, 0, self.width() - side - _GAP, self.height())
        first = self._height(self.said, room.width(), small=False)
        whole = first + (4 + self._height(self.detail, room.width(), small=True) if self.detail else 0)
        top = (self.height() - whole) // 2
        line = QFontMetrics(theme.font()).height()
        where = QRectF(0, top + (line - side) / 2, side, side)
        draw_mark(painter, where, is_round=isinstance(self, QRadioButton), is_on=self.isChecked())
        painter.setFont(theme.font())
        painter.setPen(theme.colour("ink" if self.isEnabled() else "muted"))
        painter.drawText(room.adjusted(0, top, 0, 0), Qt.TextFlag.TextWordWrap, self.said)
        if self.detail:
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.colour("muted"))
            painter.drawText(room.adjusted(0, top + first + 4, 0, 0), Qt.TextFlag.TextWordWrap, self.detail)
        painter.end()

    def _height(self, text: str, width: int, *, small: bool) -> int:
        metrics = QFontMetrics(current_theme().font(SMALL) if small else current_theme().font())
        return metrics.boundingRect(QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap, text).height()


def _prepare(mark: QAbstractButton, text: str) -> None:
    mark.setText(text.replace("&", "&&"))
    mark.setAccessibleName(text)
    policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    mark.setSizePolicy(policy)


class Radio(_Marked, QRadioButton):
    """One of several choices. Delete, or Backspace, asks to take the answer back."""

    cleared = Signal()
    moved = Signal(int)
    """An arrow: 1 for the next choice, -1 for the one before."""

    def __init__(self, text: str, detail: str = "") -> None:
        super().__init__()
        self.said = text
        self.detail = detail
        _prepare(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Take the answer back on Delete; move with the arrows; Enter does nothing."""
        step = ARROWS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Check(_Marked, QCheckBox):
    """A choice of its own. Several can be ticked."""

    def __init__(self, text: str, detail: str = "") -> None:
        super().__init__()
        self.said = text
        self.detail = detail
        _prepare(self, text)
        self.setAccessibleDescription(detail)
