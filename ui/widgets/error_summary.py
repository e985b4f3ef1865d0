"""What has to be put right, on top of the page; it takes the focus, and each line goes to its field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.widgets.basics import clear, column, reveal, words
from ui.widgets.wrap_link import WrapLink


@dataclass(frozen=True)
class Slip:
    """One thing to put right: the sentence, and what goes to its field."""

    sentence: str
    go: Callable[[], None]


class ErrorSummary(QFrame):
    """A red box with a line for each slip; hidden while there is none. Enter on it goes to the first one's field."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = column(self, margin=16, gap=4)
        self._slips: tuple[Slip, ...] = ()
        self._title = words("", "section")
        body.addWidget(self._title)
        self._lines = column(gap=0)
        body.addLayout(self._lines)
        self.hide()

    def show_slips(
        self, slips: Sequence[Slip], title: str = "There is something to put right", *, takes_focus: bool = True
    ) -> None:
        """Show the slips and take the focus; hide when there is none."""
        clear(self._lines)
        self._slips = tuple(slips)
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
        if slips and takes_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Go to the first slip's field at Enter."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._slips and is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            _go(self._slips[0])
        else:
            super().keyPressEvent(event)


def _go(slip: Slip) -> None:
    slip.go()
    reveal(QApplication.focusWidget())
