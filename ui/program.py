"""The running program: which page the window shows, from the first start to the lock."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QByteArray, QCoreApplication, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop.casework.accounts import must_choose_passphrase
from safeguard_desktop.casework.demonstration import open_demonstration
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import (
    SetUp,
    Started,
    first_start,
    lock,
    organisation,
    wants_recovery_test,
)
from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import StorageTrouble, Trouble
from safeguard_desktop.records import Organisation
from safeguard_desktop.settings import Places, Preferences, load_preferences, save_preferences
from ui.beginning import Beginning, Looks, MakeExamples
from ui.crash import CrashPage, CrashWatch, program_version
from ui.dialogs import Dialogs, ScreenDialogs
from ui.main_window import MainWindow, Who
from ui.pages.catalogue import SIDE_PLACES, make_page, side_places, way_back
from ui.pages.first_passphrase import FirstPassphrasePage
from ui.pages.key_flow import KeyFlow
from ui.pages.page import Page
from ui.pages.shell import Notice, Place, Shell, Wish
from ui.pages.start_frame import StartPage, StartShell
from ui.pages.start_pages import LockingPage, TroublePage, why_it_locked
from ui.pages.top_search import TopSearch
from ui.successor import Farewell, Successor, Why
from ui.tasks import Tasks, nothing
from ui.theme import apply_theme, load_theme
from ui.widgets.clipboard_watch import ClipboardWatch
from ui.widgets.watches import IdleWatch

_STAND_BY_AFTER = 10_000
"""Milliseconds from signing in until the process for after the lock is started: not while Today is being worked out."""
_MINUTES_TO_WRITE = 15
"""Minutes until the window locks by itself while a recovery key is being written down by hand."""


@dataclass(frozen=True)
class Seams:
    """What tests put in place of the real thing.

    `successor` is the fresh process that takes over at a lock, `make_vault` makes a new vault, and `idle` watches
    whether somebody is there.
    """

    successor: Successor
    dialogs: Dialogs = field(default_factory=ScreenDialogs)
    make_vault: Callable[[Places, SetUp], Started] = first_start
    make_examples: MakeExamples = open_demonstration
    idle: Callable[[float], IdleWatch] = IdleWatch


class Program(QObject):
    """One window, one worker, and at most one session. `ended` comes once, after a lock or a close."""

    ended = Signal()

    def __init__(self, app: QApplication, places: Places, seams: Seams) -> None:
        super().__init__()
        self._app, self.places, self._seams = app, places, seams
        self.preferences = load_preferences(places)
        self.tasks = Tasks(self._on_bug, self)
        self._crash = CrashWatch(places.device / "crashes", self._show_crash, SystemClock().now, program_version())
        self._clipboard = ClipboardWatch(self)
        self._session: Session | None = None
        self._shell: Shell | None = None
        self._search: TopSearch | None = None
        self._wish: Wish | None = None
        self._organisation = ""
        self._is_ending = False
        self._is_crashed = False
        self._theme()
        self.window = MainWindow(SIDE_PLACES, idle=seams.idle(self.preferences.idle_minutes))
        self._start = StartShell(places, self.tasks, seams.dialogs, self._make_vault)
        looks = Looks(lambda: self.preferences, self._prefer)
        self._early = Beginning(self.window, self._start, seams.make_examples, looks)
        self._soon = QTimer(self, singleShot=True, interval=_STAND_BY_AFTER)
        self._connect()

    def _connect(self) -> None:
        self._start.signed_in.connect(self._signed_in)
        self._start.restore_wanted.connect(self._restore)
        self._start.key_shown.connect(self._watch_start)
        self.window.place_chosen.connect(self._to_place)
        self.window.lock_requested.connect(self.lock)
        self.window.hidden.connect(self.keep)
        self.window.closing.connect(self.close)
        for soon_locked in (self._soon.timeout, self.window.hidden, self.window.idle.warned):
            soon_locked.connect(self._stand_by)
        self.window.may_close = self._may_close
        self._app.commitDataRequest.connect(self._session_ends)

    # the start

    def begin(self, farewell: Farewell | None = None) -> None:
        """Watch for our bugs, show the window, and the first page: set-up, signing in, or what stands in the way.

        After a lock the window stands where the one before stood, and says why that one locked.
        """
        self._crash.install()
        self._early.first_page()
        if farewell is not None:
            self.window.restoreGeometry(QByteArray.fromBase64(farewell.window.encode()))
            self._early.say(why_it_locked(farewell))
            if farewell.why is Why.RESTORING:
                self._restore()
        self._early.say_what_was_lost()
        self.window.show()

    def _alone(self, page: StartPage) -> None:
        self._early.show(page)

    def _watch_start(self) -> None:
        """Lock also while the key of new records is on the screen, but leave time to write it down by hand."""
        self.window.idle.minutes = max(_MINUTES_TO_WRITE, self.preferences.idle_minutes)
        self.window.watch_alone()

    def _give_time(self, is_shown: bool) -> None:  # a signal's
        """Leave time to write down by hand what is shown only once."""
        least = _MINUTES_TO_WRITE if is_shown else 0
        self.window.idle.minutes = max(least, self.preferences.idle_minutes)

    def _restore(self) -> None:
        """Lead through restoring a backup; whoever is signed in locks first, which closes the records."""
        if self._session is not None:
            self.lock(Why.RESTORING)
            return
        self._early.restore()

    def _make_vault(self, places: Places, setup: SetUp) -> Started:
        """Make a vault on the worker; it is closed properly also when the window closes before anybody is at Today."""
        started = self._seams.make_vault(places, setup)
        self._session = started.session
        return started

    def _signed_in(self, session: Session) -> None:
        self._session = session
        if self._early.examples is not None:
            self.places = Places.below(self._early.examples)
        self.tasks.run(partial(organisation, session), self._enter, self._not_open)

    def _not_open(self, trouble: Trouble) -> None:
        self._alone(TroublePage(self._start, trouble, self._lock_as_asked))

    def _enter(self, details: Organisation) -> None:
        """Go to Today; who came in with a start code chooses a passphrase before anything else."""
        assert self._session is not None
        if must_choose_passphrase(self._session):
            self.window.watch_alone()
            self._alone(FirstPassphrasePage(self._start, self._session, details, partial(self._open, details)))
        else:
            self._open(details)

    def _open(self, details: Organisation) -> None:
        session = self._session
        assert session is not None
        self._organisation = details.name or ""
        self._show_who()
        self._early.leave()
        self._shell = Shell(session, self.places, self.tasks, self._seams.dialogs, self.preferences)
        self._search = TopSearch(self.window.top.search, self._shell)
        self._shell.wanted.connect(self.go)
        self._shell.noticed.connect(self._notice)
        self._shell.lock_wanted.connect(self.lock)
        self._shell.key_test_wanted.connect(partial(self._mind_key, KeyFlow.ask))
        self._shell.new_key_wanted.connect(partial(self._mind_key, KeyFlow.ask_new))
        self._shell.secret_shown.connect(self._give_time)
        self._shell.restore_wanted.connect(self._restore)
        self._shell.preferences_changed.connect(self._prefer)
        self._shell.organisation_changed.connect(self._on_organisation)
        self.window.idle.minutes = self.preferences.idle_minutes
        self._soon.start()
        self.tasks.run(partial(wants_recovery_test, session), self._begin_at, self._not_open)

    def _begin_at(self, wants_key: bool) -> None:  # the worker's answer
        """Go to Today; by way of the recovery key, as long as it may be that nobody has it."""
        if wants_key:
            self._mind_key(KeyFlow.ask)
        else:
            self.go(Wish(Place.TODAY))
        if self._shell is not None:
            self._shell.backups.begin()

    def _mind_key(self, begin: Callable[[KeyFlow], None]) -> None:
        """Lead through testing the recovery key or making a new one, and back to where the person was."""
        session, page = self._session, self.window.page
        if session is None or self._is_ending or (isinstance(page, Page) and not page.may_leave()):
            return
        self.keep()
        self._early.leave()
        begin(KeyFlow(self._start, self._early.framed(), session, self._key_minded))
        self._watch_start()

    def _key_minded(self) -> None:
        self._early.leave()
        self.window.idle.minutes = self.preferences.idle_minutes
        self.go(way_back(self._wish) if self._wish is not None else Wish(Place.TODAY))

    def _show_who(self) -> None:
        if self._session is not None:
            account = self._session.account
            who = Who(account.name, account.role.label, self._organisation)
            self.window.sign_in(who, is_demonstration=self._session.is_demonstration)
            self.window.side.show_places(side_places(self._session))

    # pages

    @property
    def page(self) -> QWidget | None:
        """The page that is shown: of the main window, or before signing in."""
        return self.window.page or self._early.page

    @property
    def session(self) -> Session | None:
        """Who is signed in."""
        return self._session

    def go(self, wish: Wish) -> None:
        """Show the page of a place; what is typed on the one before is put away first, and it may ask to stay."""
        shown = self.window.page
        if self._shell is None or self._is_ending or (isinstance(shown, Page) and not shown.may_leave()):
            return
        self.keep()
        self._give_time(is_shown=False)
        page = make_page(self._shell, wish)
        page.crumbs_changed.connect(self.window.set_crumbs)
        self._wish = wish
        if self._search is not None:
            self._search.show_place(wish)
        again = partial(self.go, way_back(wish))
        self.window.show_page(page, place=page.place.name, crumbs=page.crumbs, again=again)
        page.take_focus()

    def _to_place(self, key: str) -> None:
        self.go(Wish(Place[key]))

    def keep(self) -> None:
        """Put away whatever is typed and not saved."""
        self._early.keep()
        page = self.window.page
        if isinstance(page, Page):
            page.keep()

    def _notice(self, notice: Notice) -> None:
        page = self.window.page
        if isinstance(page, Page):
            page.notice(notice)

    # settings

    def _theme(self) -> None:
        apply_theme(self._app, load_theme(self.preferences.theme, self.preferences.text_percent))

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self._theme()
        self.window.fit()
        self.window.idle.minutes = preferences.idle_minutes
        if self._wish is not None:
            self.go(way_back(self._wish))
        try:
            save_preferences(self._start.places, preferences)
        except StorageTrouble as trouble:
            self._notice(Notice("danger", trouble.sentence, trouble.next_step))

    def _on_organisation(self, name: str) -> None:
        self._organisation = name
        self._show_who()

    # the end

    def _stand_by(self) -> None:
        if self._session is not None and not self._is_ending:
            self._seams.successor.stand_by()

    def lock(self, why: Why = Why.ASKED) -> None:
        """Keep every word, forget the keys, and give way to a fresh process at the sign-in page: only that forgets.

        Its window takes a while to come; until then this one says that it locks. Where nobody is signed in, what is
        written without that is hidden.
        """
        if self._is_ending:
            return
        if self._session is None:
            self._is_crashed = False
            self._early.left_alone(why)
            return
        self._stand_by()
        farewell = Farewell(
            why,
            int(self.window.idle.minutes),
            were_examples=self._session.is_demonstration,
            window=self.window.saveGeometry().toBase64().toStdString(),
        )
        self.keep()
        self._is_ending = True
        self._early.leave()
        self.window.put_away_dialogs()
        self.window.show_alone(LockingPage())
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._end()
        self._seams.successor.take_over(farewell, self.window.close)

    def _lock_as_asked(self) -> None:
        self.lock()

    def _may_close(self) -> bool:
        return self._is_ending or self._early.may_close()

    def _session_ends(self, _manager: object) -> None:  # the system's
        """Keep every word, and hold up no more: whoever could answer a question may be gone."""
        self.keep()
        self._early.let_go()

    def close(self) -> None:
        """Keep every word, and end."""
        if not self._is_ending:
            self._end()
        self.ended.emit()

    def _end(self) -> None:
        """Put everything away in order: what is typed, the vault, the worker, the clipboard, the examples."""
        self.keep()
        self._soon.stop()
        self._is_ending = True
        if self._shell is not None:
            self._shell.is_over = True
            self._shell.backups.stop()
        if self._session is not None:
            self.tasks.run(partial(lock, self._session), nothing, nothing)
        self.tasks.close()
        self._clipboard.clear()
        self._crash.remove()
        self._early.throw_away_examples()

    # our bugs

    def _on_bug(self, error: Exception) -> None:
        self._crash.take(error)

    def _show_crash(self, is_reported: bool) -> None:  # the watch's
        if self._is_crashed or self._is_ending:
            return
        self._is_crashed = True
        is_kept = False
        with contextlib.suppress(Exception):
            self.keep()
            is_kept = True
        self._early.leave()
        page = CrashPage(is_signed_in=self._session is not None, is_reported=is_reported, is_kept=is_kept)
        page.again.connect(self._start_again)
        self.window.show_alone(page)
        if self._session is not None:
            self.window.watch_alone()
        else:
            self._early.watch_again()
        page.setFocus()

    def _start_again(self) -> None:
        self._is_crashed = False
        if self._session is not None:
            self.lock()
        else:
            self._early.leave()
            self._early.start_again()
