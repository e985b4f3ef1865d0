"""A link whose words wrap, so that none of them is cut in a narrow column."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import INPUT_HEIGHT, current_theme
from ui.widgets.basics import OncePressed

_PAD = 8


class WrapLink(OncePressed):
    """Looks like a link, and takes as many lines as it needs. A wrong one names something to put right."""

    def __init__(self, text: str, *, is_wrong: bool = False) -> None:
        super().__init__()
        self._words = text
        self._is_wrong = is_wrong
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAutoDefault(True)
        self.setProperty("role", "error-link" if is_wrong else "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Return True: in less width it takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height that all words need."""
        room = QRect(0, 0, max(60, width - 2 * _PAD), 0)
        metrics = QFontMetrics(current_theme().font(bold=self._is_wrong))
        height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._words).height()
        return max(current_theme().px(INPUT_HEIGHT), height + 12)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size on one line."""
        metrics = QFontMetrics(current_theme().font(bold=self._is_wrong))
        width = metrics.horizontalAdvance(self._words) + 2 * _PAD + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the width of a few words."""
        return QSize(current_theme().px(120), current_theme().px(INPUT_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the words, underlined."""
        theme = current_theme()
        font = theme.font(bold=self._is_wrong)
        font.setUnderline(True)
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("brand_tint"))
        painter.setFont(font)
        painter.setPen(theme.colour("red" if self._is_wrong else "link"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(_PAD, 0, -_PAD, 0), flags, self._words)
        painter.end()
