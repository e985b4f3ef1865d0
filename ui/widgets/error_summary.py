"""What has to be put right, on top of the page; it takes the focus, and each line goes to its field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.widgets.basics import clear, column, reveal, words
from ui.widgets.wrap_link import WrapLink


@dataclass(frozen=True)
class Slip:
    """One thing to put right: the sentence, and what goes to its field."""

    sentence: str
    go: Callable[[], None]


class ErrorSummary(QFrame):
    """A red box with a line for each slip; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = column(self, margin=16, gap=4)
        self._title = words("", "section")
        body.addWidget(self._title)
        self._lines = column(gap=0)
        body.addLayout(self._lines)
        self.hide()

    def show_slips(self, slips: Sequence[Slip], title: str = "There is something to put right") -> None:
        """Show the slips and take the focus; hide when there is none."""
        clear(self._lines)
        self._title.setText(title)
        last: QWidget = self
        for slip in slips:
            made = WrapLink(slip.sentence, is_wrong=True)
            made.clicked.connect(partial(_go, slip))
            self._lines.addWidget(made)
            made.show()
            QWidget.setTabOrder(last, made)
            last = made
        self.setAccessibleName(f"{title}. " + " ".join(slip.sentence for slip in slips))
        self.setVisible(bool(slips))
        if slips:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self)


def _go(slip: Slip) -> None:
    slip.go()
    reveal(QApplication.focusWidget())
