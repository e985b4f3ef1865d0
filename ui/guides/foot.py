"""The buttons below a step: they stay in sight while the question scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.widgets.basics import button, column, link, primary, row, rule, words


class Foot(QWidget):
    """Go on, back, and the two ways to end; in two rows where one is too short for them."""

    def __init__(self) -> None:
        super().__init__()
        self.next_button = primary("Save and continue")
        self.back_button = button("Back")
        self.end_button = link("The conversation ended here…")
        self.stop_button = link("Stop here and come back later")
        self.status = words("", "small", wrap=False)
        self.whole = column(self, gap=12)
        self.whole.addWidget(rule())
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(10)
        self._onward, self._ways_out = row(), row()
        for made in (self.next_button, self.back_button, self.status):
            self._onward.addWidget(made)
        self._onward.addStretch()
        for made in (self.end_button, self.stop_button):
            self._ways_out.addWidget(made)
        self._ways_out.addStretch()
        self._rows.addLayout(self._onward, 1)
        self._rows.addLayout(self._ways_out)
        self.whole.addLayout(self._rows)

    def say(self, text: str) -> None:
        """Say something beside the buttons; nothing takes it away."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.fit()

    def fit(self) -> None:
        """Stand in one row or in two, as the width allows."""
        inside = self.whole.contentsMargins()
        wanted = _width(self._onward) + _width(self._ways_out) + inside.left() + inside.right()
        is_short = wanted > self.width()
        self._rows.setDirection(QBoxLayout.Direction.TopToBottom if is_short else QBoxLayout.Direction.LeftToRight)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the least size in two rows."""
        inside = self.whole.contentsMargins()
        least = max(_width(self._onward), _width(self._ways_out))
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
