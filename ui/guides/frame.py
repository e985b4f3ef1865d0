"""What a guide stands in: the list of steps, the card with the question, and the buttons below it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.guides.foot import Foot
from ui.guides.progress import ProgressCard
from ui.theme import current_theme
from ui.widgets.basics import Card, Scroll, column

_NARROW, _LOW = 900, 500


class GuideFrame(QWidget):
    """Holds `progress`, `scroller` and `foot`. The question is put into `place`."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.progress = ProgressCard(title)
        self.foot = Foot()
        self._card = Card(margin=2)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(16)
        self._outer.addWidget(self.progress)
        self._outer.addWidget(self._card, 1)
        body = QWidget()
        self._inside = column(body, gap=18)
        self._inside.setContentsMargins(24, 22, 24, 24)
        self.place = column()
        self._inside.addLayout(self.place)
        self._inside.addStretch(1)
        self.scroller = Scroll(body)
        self._card.body.addWidget(self.scroller, 1)
        self._card.body.addWidget(self.foot)

    def _put_foot(self, *, is_low: bool) -> None:
        """Have the buttons in sight below the question, where the window is high enough."""
        place = self._inside if is_low else self._card.body
        self.foot.whole.setContentsMargins(*((0, 0, 0, 0) if is_low else (24, 0, 24, 12)))
        if place.indexOf(self.foot) < 0:
            place.addWidget(self.foot)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the least size of the question alone, as the steps can move above it."""
        return QSize(self._card.minimumSizeHint().width(), 200)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """In a narrow window, or with large text, the steps stand above the question and can be opened."""
        super().resizeEvent(event)
        self._put_foot(is_low=event.size().height() < current_theme().px(_LOW))
        is_narrow = event.size().width() < current_theme().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._outer.direction() or event.oldSize().width() < 0:
            self._outer.setDirection(direction)
            self.progress.set_narrow(is_narrow=is_narrow)
