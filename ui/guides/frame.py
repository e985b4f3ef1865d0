"""What a guide stands in: the list of steps, the card with the question, and the buttons below it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.guides.foot import Foot
from ui.guides.progress import ProgressCard
from ui.theme import current_theme
from ui.widgets.basics import Card, Scroll, column, first_stop, focus_in, reveal

_NARROW, _LOW = 900, 500
_MOST_OF_IT = 3
"""The buttons stay in sight where they take no more than one part in so many of the room for the question."""


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
        self._inside.addWidget(self.foot.below)
        self.scroller = Scroll(body)
        self._card.body.addWidget(self.scroller, 1)
        self._card.body.addWidget(self.foot)
        self.progress.opener.toggled.connect(self._put_foot)
        self.setTabOrder(self.foot.below.end_button, self.foot.below.stop_button)
        self.setTabOrder(self.foot.below.stop_button, self.foot.next_button)

    def go_to_onward(self) -> None:
        """Go to the button that goes on; where it ends what scrolls, and may be out of sight, to what comes first."""
        inside, item = self.scroller.widget(), self.place.itemAt(0)
        page = item.widget() if item is not None else None
        is_below = inside is not None and inside.isAncestorOf(self.foot)
        first = first_stop(page) if page is not None and is_below else None
        (first or self.foot.next_button).setFocus()
        reveal(first)

    def _put_foot(self) -> None:
        """Have the buttons in sight below the question: all of them, or in a low window those that one row holds.

        Where even they would leave too little of the question, they end what scrolls.
        """
        is_narrow = self._outer.direction() is QBoxLayout.Direction.TopToBottom
        above = self.progress.sizeHint().height() + self._outer.spacing() if is_narrow else 0
        is_low = self.height() < current_theme().px(_LOW)
        is_in_sight = not is_low or self.foot.height_of_one_row * _MOST_OF_IT <= self.height() - above
        self.foot.stand_beside(is_beside=is_in_sight)
        self._put_into(self._card.body if is_in_sight else self._inside)
        self.foot.is_low = is_low and is_in_sight
        self.foot.fit()

    def _put_into(self, place: QVBoxLayout) -> None:
        if place.indexOf(self.foot) >= 0:
            return
        focused = focus_in(self.foot)
        had_focus = focused is not None and focused.hasFocus()
        place.addWidget(self.foot)
        self.foot.show()
        if focused is not None and had_focus:
            focused.setFocus()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the least size of the question alone, as the steps can move above it."""
        return QSize(self._card.minimumSizeHint().width(), 200)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """In a narrow window, or with large text, the steps stand above the question and can be opened."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < current_theme().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._outer.direction() or event.oldSize().width() < 0:
            self._outer.setDirection(direction)
            self.progress.set_narrow(is_narrow=is_narrow)
        self._put_foot()
