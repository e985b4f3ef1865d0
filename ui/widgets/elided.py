"""A line of text that ends in dots where the room ends; all of it is in the tool tip and for screen readers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.basics import OncePressed
from ui.widgets.signs import readable

_LEAST, _ROUNDED = 48, 2
"""The least width in pixels, and how much the widths of letters may be rounded."""


class Elided(QLabel):
    """One line that may be cut at the right."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(readable(text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a width of a few letters."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class ElidedButton(OncePressed):
    """A button whose words may be cut at the right."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__()
        self._whole = text
        self._show(text)
        self.setToolTip(text)
        self.setAutoDefault(True)
        self.setProperty("role", role)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _show(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size of all the words, whatever is shown of them."""
        wanted = super().sizeHint()
        more = self._advance(self._whole) - self._advance(self.text().replace("&&", "&"))
        return QSize(wanted.width() + more, wanted.height())

    def _advance(self, text: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a width of a few letters."""
        return QSize(min(2 * _LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Show as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - (self.sizeHint().width() - self._advance(self._whole)) + _ROUNDED
        self._show(QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
