"""The buttons below a step: they stay in sight while the question scrolls."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.widgets.basics import button, column, link, primary, row, rule, words

_BELOW = 12
"""Pixels between the buttons and the edge of the card."""


class WaysOut(QWidget):
    """The two ways to end: the conversation did, or the person stops for now."""

    def __init__(self) -> None:
        super().__init__()
        self.end_button = link("The conversation ended here…")
        self.stop_button = link("Stop here and come back later")
        self.line = row(self)
        for made in (self.end_button, self.stop_button):
            self.line.addWidget(made)
        self.line.addStretch()


class Foot(QWidget):
    """Go on, back, and the two ways to end; in two rows where one is too short for them.

    While `is_low` there is one row, and `below`, which stands elsewhere, has the ways to end where that is too short.
    """

    end_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_low = False
        self._beside, self.below = WaysOut(), WaysOut()
        self.below.hide()
        for ways in (self._beside, self.below):
            ways.end_button.clicked.connect(self.end_wanted)
            ways.stop_button.clicked.connect(self.stop_wanted)
        self.end_button, self.stop_button = self._beside.end_button, self._beside.stop_button
        self.next_button = primary("Save and continue")
        self.back_button = button("Back")
        self.status = words("", "small", wrap=False)
        self.whole = column(self, gap=12)
        self.whole.addWidget(rule())
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(10)
        self._onward = row()
        for made in (self.next_button, self.back_button, self.status):
            self._onward.addWidget(made)
        self._onward.addStretch()
        self._rows.addLayout(self._onward, 1)
        self._rows.addWidget(self._beside)
        self.whole.addLayout(self._rows)

    @property
    def first(self) -> QWidget:
        """What Tab comes to first, if it is shown."""
        return self.below.end_button

    def say(self, text: str) -> None:
        """Say something beside the buttons; nothing takes it away."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.fit()

    def offer_end(self, *, is_offered: bool) -> None:
        """Offer to say that the conversation ended, or no longer."""
        for ways in (self._beside, self.below):
            ways.end_button.setVisible(is_offered)
        self.fit()

    @property
    def height_of_one_row(self) -> int:
        """How high it is in one row, with what is below it, in pixels."""
        return self.whole.spacing() + self.next_button.sizeHint().height() + _BELOW

    def fit(self) -> None:
        """Stand in one row or in two, as the width allows."""
        inside = self.whole.contentsMargins()
        wanted = _width(self._onward) + _width(self._beside.line) + inside.left() + inside.right()
        is_short = wanted > self.width()
        self._put_ways_out(below=is_short and self.is_low)
        is_two = is_short and not self.is_low
        self._rows.setDirection(QBoxLayout.Direction.TopToBottom if is_two else QBoxLayout.Direction.LeftToRight)

    def _put_ways_out(self, *, below: bool) -> None:
        """Have the ways to end in the row or below what scrolls, and the focus go with them."""
        here, there = (self.below, self._beside) if below else (self._beside, self.below)
        pairs = ((there.end_button, here.end_button), (there.stop_button, here.stop_button))
        twin = next((one for other, one in pairs if other.hasFocus()), None)
        here.show()
        if twin is not None:
            twin.setFocus()
        there.hide()

    def stand_beside(self, *, is_beside: bool) -> None:
        """Keep the margins of a card that this is in sight in, or none where it ends what scrolls."""
        self.whole.setContentsMargins(*((24, 0, 24, _BELOW) if is_beside else (0, 0, 0, 0)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the least size in two rows."""
        inside = self.whole.contentsMargins()
        least = max(_width(self._onward), _width(self._beside.line))
        return QSize(least + inside.left() + inside.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Stand as the new width allows."""
        super().resizeEvent(event)
        self.fit()


def _width(line: QHBoxLayout) -> int:
    """Return the width that a row needs, with its last gap."""
    items = (line.itemAt(number) for number in range(line.count()))
    widths = [item.sizeHint().width() for item in items if item is not None and not item.isEmpty()]
    return sum(widths) + line.spacing() * len(widths)
