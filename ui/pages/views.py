"""A part of Settings that shows one view after another: a list, then what one does with something in it."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop.errors import Trouble
from ui.pages.asking import Asking
from ui.pages.shell import Shell
from ui.widgets.basics import clear, column, first_stop, link, reveal, row, words

T = TypeVar("T")


class View(Asking):
    """One view: a title, a line below it, what was said, and `body`. Enter presses the way on, from any box.

    `begins_at` is where the focus goes; the first input, where it is None.
    """

    shows_secret = False
    """Whether it shows something to be written down by hand, for which the lock leaves more time."""

    way_back = "Cancel"

    def __init__(self, views: "Views", title: str = "", about: str = "") -> None:
        super().__init__(gap=14)
        self.views, self.shell = views, views.shell
        self.spoken_to = self.shell.session.account.role
        self.begins_at: QWidget | None = None
        layout = column(self, gap=12)
        self._top = column(gap=8)
        layout.addLayout(self._top)
        if title:
            layout.addWidget(words(title, "section"))
        if about:
            layout.addWidget(words(about, "muted"))
        layout.addWidget(self.said)
        layout.addLayout(self.body)
        self.setAccessibleName(title)

    def back_to(self, where: str, go: Callable[[], None]) -> None:
        """Offer a way back, above the title."""
        back = link(f"‹ {where}")
        back.setAccessibleName(f"Back to: {where}")
        back.clicked.connect(go)
        line = row()
        line.addWidget(back)
        line.addStretch()
        self._top.addLayout(line)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def _hand_on(
        self, function: Callable[[], T], on_done: Callable[[T], None], on_trouble: Callable[[Trouble], None]
    ) -> None:
        """Hand work on once: a second wish is left until it is done."""
        if not self.is_busy:
            self.is_busy = True
            done, failed = partial(self._done, on_done), partial(self._fail, on_trouble)
            self.shell.run(function, done, owner=self, on_trouble=failed)

    def _done(self, on_done: Callable[[T], None], result: T) -> None:
        self.is_busy = False
        on_done(result)

    def _fail(self, on_trouble: Callable[[Trouble], None], trouble: Trouble) -> None:
        self.is_busy = False
        on_trouble(trouble)

    def keep(self) -> None:
        """Put away what is typed and not saved."""

    def may_leave(self) -> bool:
        """Tell whether another view or page may be shown now; one that says no tells why, and once only."""
        return True

    def start_focus(self) -> None:
        """Begin where a person would."""
        first = self.begins_at or first_stop(self)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Go on at Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.at_enter is not None and not event.isAutoRepeat():
            self.at_enter.click()
        else:
            super().keyPressEvent(event)


class Views(QWidget):
    """A part of Settings. Subclasses say which view comes first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.view: View | None = None
        self._layout = column(self)

    def show_view(self, view: View, *, takes_focus: bool = True) -> None:
        """Show a view instead of the one before, and begin there."""
        clear(self._layout)
        self.view = view
        self._layout.addWidget(view)
        self.shell.secret_shown.emit(view.shows_secret)
        view.show()
        if takes_focus and self.isVisible():
            view.start_focus()
            reveal(view)
            reveal(QApplication.focusWidget())

    def keep(self) -> None:
        """Put away what is typed and not saved."""
        if self.view is not None:
            self.view.keep()

    def may_leave(self) -> bool:
        """Tell whether something else may be shown now."""
        return self.view is None or self.view.may_leave()
