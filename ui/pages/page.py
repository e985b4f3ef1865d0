"""The base of the pages of the main window: a title, a place for notices, and a body that scrolls."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QVBoxLayout, QWidget

from safeguard_desktop.errors import Trouble
from ui.pages.addressed import addressed
from ui.pages.shell import Notice, Place, Shell
from ui.theme import current_theme
from ui.widgets.basics import Scroll, announce, clear, column, row, words
from ui.widgets.callout import Callout

LARGE = 140
"""Text larger than this, in per cent, has things below each other that stand side by side otherwise."""


@dataclass(frozen=True)
class Crumb:
    """A step of the path on top of the window; `go` leads there, and the last has none."""

    words: str
    go: Callable[[], None] | None = None


class _Title(QLabel):
    """A title that takes one line where there is room for it, and wraps where there is not."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "title")

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size on one line."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4
        return QSize(width, self.heightForWidth(width))


class Page(QWidget):
    """One place of the main window. Subclasses fill `head` (right of the title) and `body`.

    `place` is the place that the side bar shows as current. With `scrolls` False the body has the window's height
    and what is in it scrolls by itself.
    """

    crumbs_changed = Signal(object)
    """The path, as a tuple of Crumb."""

    place = Place.TODAY
    scrolls = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.crumbs: tuple[Crumb, ...] = (Crumb(self.place.value),)
        self._began_at: QWidget | None = None
        self.setProperty("role", "page")
        whole = column(self)
        inner = QWidget() if self.scrolls else self
        layout = column(inner) if self.scrolls else whole
        layout.setContentsMargins(26, 20, 26, 20)
        layout.setSpacing(14)
        self.notices = column(gap=8)
        self.title = _Title()
        self.under_title = words("", "muted")
        self.head = row()
        layout.addLayout(self.notices)
        layout.addLayout(self._head_row())
        self.body: QVBoxLayout = column(gap=14)
        layout.addLayout(self.body, 1)
        if self.scrolls:
            whole.addWidget(Scroll(inner))
        self.title.hide()
        self.under_title.hide()

    def _head_row(self) -> QBoxLayout:
        is_large = current_theme().percent > LARGE
        line: QBoxLayout = column(gap=10) if is_large else row(gap=12)
        names = column(gap=2)
        self.beside_title = row(gap=10)
        top = row(gap=10)
        top.addWidget(self.title)
        top.addLayout(self.beside_title)
        top.addStretch()
        names.addLayout(top)
        names.addWidget(self.under_title)
        line.addLayout(names, 1)
        line.addLayout(self.head)
        line.setAlignment(self.head, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return line

    def set_title(self, title: str, under: str = "") -> None:
        """Show the title of the page, and a line below it."""
        for label, text in ((self.title, title), (self.under_title, under)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(title)

    def set_crumbs(self, *crumbs: Crumb) -> None:
        """Show another path on top of the window."""
        self.crumbs = crumbs
        self.crumbs_changed.emit(crumbs)

    def notice(self, said: Notice) -> None:
        """Show a notice on top of the page, instead of the one before, and have it read out."""
        self.no_notice()
        title, text = (addressed(part, self.shell.session.account.role) for part in (said.title, said.text))
        self.notices.addWidget(Callout(said.kind, title, text))
        announce(self, f"{title} {text}".strip())

    def no_notice(self) -> None:
        """Take the notice away."""
        clear(self.notices)

    def trouble(self, trouble: Trouble) -> None:
        """Show a trouble on top of the page."""
        self.notice(Notice("danger", trouble.sentence, trouble.next_step))

    def take_focus(self) -> None:
        """Put the focus where a person would begin, as far as the page is there, and note where it is now."""
        self.start_focus()
        self._began_at = QApplication.focusWidget()

    def take_focus_late(self, first: QWidget | None = None) -> None:
        """Begin once what was asked for is there, at `first` where it is named; not if the focus was moved."""
        if self._began_at is not None and QApplication.focusWidget() not in (None, self._began_at):
            return
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.start_focus()

    def start_focus(self) -> None:
        """Put the focus where a person would begin on this page."""
        first = self.nextInFocusChain()
        while first is not None and first is not self:
            if self.isAncestorOf(first) and first.isVisibleTo(self) and first.focusPolicy() & Qt.FocusPolicy.TabFocus:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            first = first.nextInFocusChain()

    def keep(self) -> None:
        """Put away whatever is typed and not saved; called before a lock, a close and before another page."""

    def may_leave(self) -> bool:
        """Tell whether another page may be shown now. A page that says no tells the person why, and once only."""
        return True
