"""What stands around the pages before anybody has signed in, and what those pages are handed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from safeguard_desktop.casework.start import SetUp, Started
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Places
from ui.dialogs import Dialogs
from ui.pages.asking import Asking
from ui.tasks import Tasks
from ui.theme import current_theme
from ui.widgets.basics import BRAND, Scroll, clear, column, link, row, words

T = TypeVar("T")
_MOTTO = "Share the right information, with the right people, at the right time."
_PROMISE = (
    "Works without the internet. Records never leave this computer unless you share them, "
    "and nobody can read them without a passphrase."
)
_SIDE_WIDTH = 470
_SIDE_LEAST = 300
_COLUMN = 442


class StartShell(QObject):
    """Handed to the pages of the first start and of signing in.

    `make_vault` makes a new vault; tests hand in one whose lock costs less.
    """

    signed_in = Signal(object)
    """The Session that was opened."""
    demonstration_wanted = Signal()
    set_up_wanted = Signal()
    welcome_wanted = Signal()
    report_wanted = Signal()
    """Somebody wants to report a concern without signing in."""
    forgotten_wanted = Signal()
    """Somebody has forgotten their passphrase."""
    restore_wanted = Signal()
    """Somebody wants to put a backup in place."""
    key_shown = Signal()
    """New records are open, and their recovery key is on the screen."""

    def __init__(
        self, places: Places, tasks: Tasks, dialogs: Dialogs, make_vault: Callable[[Places, SetUp], Started]
    ) -> None:
        super().__init__()
        self.places = places
        self.tasks = tasks
        self.dialogs = dialogs
        self.make_vault = make_vault


class StartPage(Asking):
    """A page before signing in: what was said, a title, a line below it, and `body`."""

    column_width = _COLUMN
    offers_looks = False
    """Whether the size of words and the colours can be set from here."""
    offers_restore = False
    """Whether a backup can be restored from here."""

    def __init__(self, shell: StartShell, title: str, under: str = "") -> None:
        super().__init__(gap=10)
        self.shell = shell
        layout = column(self, gap=10)
        layout.addWidget(self.said)
        self.where = words("", "small")
        self.where.hide()
        layout.addWidget(self.where)
        self.title = words(title, "title")
        layout.addWidget(self.title)
        self.under = words(under, "muted")
        layout.addWidget(self.under)
        self.under.setVisible(bool(under))
        layout.addSpacing(6)
        layout.addLayout(self.body)
        self.setAccessibleName(title)

    def say_where(self, step: int, of: int) -> None:
        """Say above the title which step of how many this is."""
        self.where.setText(f"Step {step} of {of}")
        self.where.show()
        self.setAccessibleName(f"{self.where.text()}: {self.title.text()}")

    def _hand_on(
        self, function: Callable[[], T], on_done: Callable[[T], None], on_trouble: Callable[[Trouble], None]
    ) -> None:
        self.shell.tasks.run(function, on_done, on_trouble, owner=self)

    def start_focus(self) -> None:
        """Put the focus where a person would begin; subclasses say where."""


class StartFrame(QWidget):
    """A dark panel that says what the program is for, and one page at its right."""

    looks_wanted = Signal()
    """The person wants to set the size of words and the colours."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._page: StartPage | None = None
        whole = row(self, gap=0)
        self._side = _side()
        whole.addWidget(self._side)
        self._middle = QWidget()
        self._holder = column(self._middle, margin=28)
        whole.addWidget(Scroll(self._middle), 1)

    @property
    def page(self) -> StartPage | None:
        """The page that is shown."""
        return self._page

    def show_page(self, page: StartPage) -> None:
        """Show a page instead of the one before, and begin there."""
        clear(self._holder)
        self._page = page
        page.setMaximumWidth(current_theme().px(page.column_width))
        line = row(gap=0)
        line.addStretch(1)
        line.addWidget(page, 1000)
        line.addStretch(1)
        self._holder.addStretch(1)
        self._holder.addLayout(line)
        self._holder.addStretch(1)
        if page.offers_looks or page.offers_restore:
            self._holder.addLayout(self._links(page))
        page.show()
        page.start_focus()

    def _links(self, page: StartPage) -> QHBoxLayout:
        line = row()
        if page.offers_restore:
            restore = link("Restore a backup")
            restore.clicked.connect(page.shell.restore_wanted)
            line.addWidget(restore)
        line.addStretch()
        if page.offers_looks:
            looks = link("Size of words, and colours")
            looks.clicked.connect(self.looks_wanted)
            line.addWidget(looks)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Leave the panel out where the page would not fit beside it."""
        super().resizeEvent(event)
        wanted = current_theme().px(_COLUMN) + 80
        room = event.size().width() - wanted
        least = current_theme().px(_SIDE_LEAST)
        self._side.setVisible(room >= least)
        self._side.setFixedWidth(max(least, min(_SIDE_WIDTH, room)))


def _side() -> QFrame:
    side = QFrame()
    side.setProperty("role", "side-bar")
    layout = column(side, gap=24)
    layout.setContentsMargins(54, 56, 40, 54)
    layout.addWidget(words(BRAND, "side-brand"))
    layout.addWidget(words(_MOTTO, "side-title"))
    layout.addStretch()
    layout.addWidget(words(_PROMISE, "side"), 0, Qt.AlignmentFlag.AlignBottom)
    return side
