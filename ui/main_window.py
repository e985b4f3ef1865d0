"""The one window: side bar, top bar, banners, the page, and the cover that hides it all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMainWindow, QStackedWidget, QWidget

from ui.successor import Why
from ui.widgets.banner import Banner
from ui.widgets.basics import BRAND, column, enter, focus_in, row
from ui.widgets.focus_ring import FocusRing
from ui.widgets.side_bar import PlaceItem, SideBar
from ui.widgets.top_bar import CrumbLike, TopBar
from ui.widgets.watches import IdleWatch, ShiftWatch

COVER_TITLE = "Untitled"
DEMONSTRATION = "Example cases. Nothing here is real, and it is thrown away when you close."
_MOST_BACK = 50
_WILL_LOCK = "This will lock in {seconds} seconds. What you typed is kept."


@dataclass(frozen=True)
class Who:
    """Who is signed in, as the side bar shows it."""

    name: str
    role: str
    organisation: str


class MainWindow(QMainWindow):
    """Shows one page at a time. It knows no page: pages are handed to it, and what the person wants is told by signals.

    Before signing in, `show_alone` fills the window with one page. After it, `show_page` puts pages beside the side
    bar. The title never names a person, a case or a page.
    """

    place_chosen = Signal(str)
    lock_requested = Signal(object)
    """A Why: the person asked, nobody was there for the time set, or the screen stayed hidden for `hidden_seconds`."""
    hidden = Signal()
    """The cover is up: put drafts away now."""
    closing = Signal()

    may_close: Callable[[], bool]
    """Asked before the window closes: whether it may."""

    def __init__(
        self,
        places: Sequence[PlaceItem],
        *,
        idle: IdleWatch | None = None,
        shifts: ShiftWatch | None = None,
        hidden_seconds: float = 30,
        brand: str = BRAND,
    ) -> None:
        super().__init__()
        self._brand = brand
        self.idle = idle or IdleWatch(parent=self)
        self._shifts = shifts or ShiftWatch(parent=self)
        self._hidden_timer = QTimer(self, singleShot=True, interval=int(hidden_seconds * 1000))
        self._hidden_timer.timeout.connect(partial(self.lock_requested.emit, Why.HIDDEN))
        self._focus_before: QWidget | None = None
        self._ways: list[Callable[[], None]] = []
        self.page: QWidget | None = None
        self._is_watched = False
        self._warning = _WILL_LOCK
        self.may_close = lambda: True
        self.side = SideBar(brand, places)
        self.top = TopBar()
        self._build()
        self._connect()
        self._set_title(brand)
        self._ring = FocusRing(self)
        self._shifts.start()

    def _build(self) -> None:
        self._alone = QStackedWidget()
        self._pages = QStackedWidget()
        self.cover = QFrame()
        self.cover.setProperty("role", "cover")
        self.cover.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._idle_banner = Banner("idle", action="Stay here")
        self._example_banner = Banner("demonstration", DEMONSTRATION)
        for banner in (self._idle_banner, self._example_banner):
            banner.hide()
        self._chrome = self._chrome_widget()
        self._whole = QStackedWidget()
        self._whole.setProperty("role", "page")
        for widget in (self._alone, self._chrome, self.cover):
            self._whole.addWidget(widget)
        centre = QWidget()
        lines = column(centre, gap=0)
        lines.addWidget(self._idle_banner)
        lines.addWidget(self._whole, 1)
        self.setCentralWidget(centre)
        self.resize(1366, 768)

    def _chrome_widget(self) -> QWidget:
        chrome = QWidget()
        whole = row(chrome, gap=0)
        whole.addWidget(self.side)
        right = column(gap=0)
        for widget in (self._example_banner, self.top):
            right.addWidget(widget)
        right.addWidget(self._pages, 1)
        whole.addLayout(right, 1)
        return chrome

    def _connect(self) -> None:
        self.side.chosen.connect(self.place_chosen)
        self.side.lock_wanted.connect(self._lock_if_open)
        self.top.hide_button.clicked.connect(self.hide_screen)
        self._shifts.pressed.connect(self._on_shifts)
        self.idle.warned.connect(self._warn)
        self.idle.came_back.connect(self._idle_banner.hide)
        self.idle.idle.connect(partial(self.lock_requested.emit, Why.NOBODY_THERE))
        self._idle_banner.acted.connect(self.idle.alive)
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+K": self._to_search,
            "Ctrl+L": self._lock_if_open,
            "F6": self.next_part,
            "Shift+F6": self.part_before,
            "Alt+Left": self.go_back,
        }
        for sequence, act in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(act)

    def fit(self) -> None:
        """Take on another size of text, in what stands around the pages."""
        self.side.fit()
        self.top.fit()
        for banner in (self._idle_banner, self._example_banner):
            banner.fit()

    # what is shown

    @property
    def is_open(self) -> bool:
        """Whether there is something to lock: the pages are shown, or hidden by the cover, or one alone is watched."""
        return self.page is not None or self._is_watched

    @property
    def is_covered(self) -> bool:
        """Whether the cover hides everything."""
        return self._whole.currentWidget() is self.cover

    def show_alone(self, page: QWidget) -> None:
        """Fill the window with one page: the first start, signing in, something that went wrong."""
        self.watch_no_more()
        self.page = None
        _only(self._alone, page)
        _only(self._pages, None)
        self._uncovered(self._alone)

    def watch_alone(self, warning: str = _WILL_LOCK) -> None:
        """Watch whether somebody is there although one page fills the window: it shows what not everybody may see.

        `warning` says what happens in {seconds} where nobody is.
        """
        self.watch_no_more()
        self._is_watched, self._warning = True, warning
        self.idle.start()

    def watch_no_more(self) -> None:
        """Watch no more whether somebody is there."""
        self.idle.stop()
        self._idle_banner.hide()
        self._is_watched = False

    def sign_in(self, who: Who, *, is_demonstration: bool = False) -> None:
        """Show the side bar and the top bar for this person, and begin to watch whether somebody is there."""
        self.side.show_person(who.name, who.role, who.organisation)
        self._example_banner.setVisible(is_demonstration)
        self._ways.clear()
        self._warning = _WILL_LOCK
        self.idle.start()

    def show_page(
        self, page: QWidget, *, place: str, crumbs: Sequence[CrumbLike], again: Callable[[], None] | None = None
    ) -> None:
        """Show a page instead of the one before, which is let go. `again` opens it anew when one comes back to it."""
        self.page = page
        self.side.set_current(place)
        self.top.show_crumbs(crumbs)
        if again is not None:
            self._ways = [*self._ways, again][-_MOST_BACK:]
        _only(self._pages, page)
        _only(self._alone, None)
        self._uncovered(self._chrome)

    def set_crumbs(self, crumbs: Sequence[CrumbLike]) -> None:
        """Show another path for the same page."""
        self.top.show_crumbs(crumbs)

    def go_back(self) -> None:
        """Open the page that was shown before; where the page that is shown does not let go, nothing is forgotten."""
        if len(self._ways) > 1 and self._whole.currentWidget() is self._chrome:
            ways, here = self._ways, self.page
            self._ways = ways[:-2]
            ways[-2]()
            if self.page is here:
                self._ways = ways

    def _uncovered(self, widget: QWidget) -> None:
        if self.is_covered:
            self._behind = widget
        else:
            self._whole.setCurrentWidget(widget)

    def _set_title(self, title: str) -> None:
        self.setWindowTitle(title)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setApplicationDisplayName("")

    # hiding

    def hide_screen(self) -> None:
        """Cover everything at once; then, after a while, ask to lock."""
        if self.is_covered:
            return
        self._focus_before = focus_in(self)
        self.top.search.close_results()
        self._behind = self._whole.currentWidget() or self._alone
        self.put_away_dialogs()
        self._whole.setCurrentWidget(self.cover)
        self._idle_banner.hide()
        self.cover.setFocus()
        self._set_title(COVER_TITLE)
        self._icon_before = self.windowIcon()
        self.setWindowIcon(_blank_icon())
        self.hidden.emit()
        if self.is_open:
            self._hidden_timer.start()

    def put_away_dialogs(self) -> None:
        """Close what stands in front of the window and waits for an answer, as if it had been called off."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                window.reject()

    def show_again(self) -> None:
        """Take the cover away."""
        if not self.is_covered:
            return
        self._hidden_timer.stop()
        self._whole.setCurrentWidget(self._behind)
        self._set_title(self._brand)
        self.setWindowIcon(self._icon_before)
        if self._focus_before is not None and shiboken6.isValid(self._focus_before):
            self._focus_before.setFocus()
        elif (shown := self.page or self._alone.currentWidget()) is not None:
            enter(shown)

    def _on_shifts(self) -> None:
        if self.is_covered:
            self.show_again()
        else:
            self.hide_screen()

    # keys

    def _to_search(self) -> None:
        if self._whole.currentWidget() is self._chrome:
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top.search.selectAll()

    def _lock_if_open(self) -> None:
        if self.is_open:
            self.lock_requested.emit(Why.ASKED)

    def next_part(self) -> None:
        """Go on from the side bar to the page, to the top bar, and round again."""
        self._move_part(1)

    def part_before(self) -> None:
        """Go the other way round."""
        self._move_part(-1)

    def _move_part(self, step: int) -> None:
        if self._whole.currentWidget() is not self._chrome or self.page is None:
            return
        parts = (self.side, self._pages, self.top)
        focused = focus_in(self)
        here = next((n for n, part in enumerate(parts) if focused is not None and part.isAncestorOf(focused)), -step)
        self._enter(parts[(here + step) % len(parts)])

    def _enter(self, part: QWidget) -> None:
        if part is self.side:
            self.side.take_focus()
        elif part is self.top:
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.page is not None:
            enter(self.page)

    # the lock

    def _warn(self, seconds: int) -> None:
        first = self._idle_banner.isHidden()
        sentence = f"Nobody has typed for a while. {self._warning.format(seconds=seconds)}"
        self._idle_banner.say(sentence, aloud=first and not self.is_covered)
        self._idle_banner.setVisible(not self.is_covered)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Tell that the window closes, so that everything typed is put away first; not where it may not close."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        self.idle.stop()
        self._shifts.stop()
        self._hidden_timer.stop()
        super().closeEvent(event)


def _only(stack: QStackedWidget, page: QWidget | None) -> None:
    """Put a page into a stack, and let go of what was there."""
    for old in [stack.widget(number) for number in range(stack.count())]:
        if old is not None and old is not page:
            stack.removeWidget(old)
            old.hide()
            old.deleteLater()
    if page is not None:
        stack.addWidget(page)
        stack.setCurrentWidget(page)


def _blank_icon() -> QIcon:
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.lightGray)
    return QIcon(picture)
