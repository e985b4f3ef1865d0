"""What the window shows while no pages stand beside the side bar: the first start, signing in, what is in the way."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import is_first_start
from safeguard_desktop.casework.unsent import UnsentMark
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Preferences
from ui.main_window import MainWindow
from ui.pages.first_start import FirstStart
from ui.pages.first_start_pages import WelcomePage
from ui.pages.forgotten import Forgotten
from ui.pages.report_concern import ReportConcern
from ui.pages.report_parts import MINUTES_KEPT
from ui.pages.restore import RestoreGuide
from ui.pages.screen_settings import ScreenPage
from ui.pages.shell import Notice
from ui.pages.sign_in import SignInPage
from ui.pages.start_frame import StartFrame, StartPage, StartShell
from ui.pages.start_pages import TroublePage, WaitPage
from ui.successor import Why

_WILL_HIDE = "What you typed will be hidden in {seconds} seconds."
_WILL_GO = "What was written here will be gone in {seconds} seconds."
_AGAIN = "It is kept nowhere. If it was yours, please write it again, or tell a manager."
_GONE = Notice("attention", f"Nobody went on for {MINUTES_KEPT} minutes, so what was written here was not sent", _AGAIN)
_ENDED = Notice("attention", "The program ended before what was written here was sent", _AGAIN)
MakeExamples = Callable[[Path, Callable[[str], None]], Session]


class Looks:
    """How the screen is set now, and how to set it otherwise."""

    def __init__(self, now: Callable[[], Preferences], prefer: Callable[[Preferences], None]) -> None:
        self.now, self.prefer = now, prefer


class Beginning(QObject):
    """Fills the window with one page after the other, in a frame."""

    def __init__(self, window: MainWindow, shell: StartShell, make_examples: MakeExamples, looks: Looks) -> None:
        super().__init__(shell)
        self._window, self._shell, self._make_examples, self._looks = window, shell, make_examples, looks
        self._frame: StartFrame | None = None
        self._writing: ReportConcern | None = None
        self.examples: Path | None = None
        """The folder of the example cases, while there are some."""
        shell.demonstration_wanted.connect(self.show_examples)
        shell.set_up_wanted.connect(self._set_up)
        shell.welcome_wanted.connect(self._welcome)
        shell.report_wanted.connect(self._report)
        shell.forgotten_wanted.connect(self._forgotten)

    @property
    def page(self) -> StartPage | None:
        """The page that is shown, where one is."""
        return self._frame.page if self._frame is not None else None

    def framed(self) -> StartFrame:
        """Return the frame, which fills the window from now on."""
        if self._frame is None:
            self._frame = StartFrame()
            self._frame.looks_wanted.connect(self._show_looks)
            self._window.show_alone(self._frame)
        return self._frame

    def leave(self) -> None:
        """Be no longer shown: something else fills the window now."""
        self._frame = None

    def show(self, page: StartPage) -> None:
        """Show a page in the frame."""
        self.framed().show_page(page)

    def say(self, notice: Notice | None) -> None:
        """Say something on the page that is shown, if there is anything to say."""
        if notice is not None and self.page is not None:
            self.page.say(notice)

    def first_page(self) -> None:
        """Show the first page: setting up, signing in, or what stands in the way."""
        try:
            first = is_first_start(self._shell.places)
        except Trouble as trouble:
            self.show(TroublePage(self._shell, trouble, self.first_page))
            return
        if first:
            self._welcome()
        else:
            self.show(SignInPage(self._shell))

    def _welcome(self) -> None:
        self.show(WelcomePage(self._shell))

    def _set_up(self) -> None:
        FirstStart(self._shell, self.framed()).begin()

    def _forgotten(self) -> None:
        Forgotten(self._shell, self.framed(), self.first_page).begin()

    def restore(self) -> None:
        """Lead through restoring a backup."""
        RestoreGuide(self._shell, self.framed(), self.first_page).begin()

    # a report without signing in

    def _report(self) -> None:
        self._writing = ReportConcern(self._shell, self.show, self._report_ended)
        self._writing.begin()
        self._watch_report()

    def _report_ended(self) -> None:
        self._writing = None
        self._window.watch_no_more()
        self.first_page()

    def _watch_report(self) -> None:
        """Watch whether somebody is there, until the words are hidden; and from then on, until they are let go."""
        is_hidden, until_hidden = self._writing is not None and self._writing.is_hidden, self._looks.now().idle_minutes
        self._window.idle.minutes = MINUTES_KEPT - until_hidden if is_hidden else until_hidden
        self._window.watch_alone(_WILL_GO if is_hidden else _WILL_HIDE)

    def start_again(self) -> None:
        """Go on with what is typed and not sent, where there is something; else show the first page."""
        if self._writing is None:
            self.first_page()
        else:
            self._writing.go_on()
            self._watch_report()

    def watch_again(self) -> None:
        """Watch again whether somebody is there, where something is written without signing in."""
        if self._writing is not None:
            self._watch_report()

    def left_alone(self, why: Why) -> None:
        """Hide what is typed and not sent; where nobody comes back to it then, let it go, and say so."""
        writing = self._writing
        if writing is None:
            return
        if writing.is_hidden and why is Why.NOBODY_THERE:
            writing.throw_away()
            self._report_ended()
            self.say(_GONE)
        elif not writing.is_hidden:
            if writing.is_unsent and not writing.is_sending:
                self._window.put_away_dialogs()
                writing.hide(self.start_again)
            self._watch_report()

    def may_close(self) -> bool:
        """Tell whether the window may close; ask where something is typed and not sent."""
        return self._writing is None or self._writing.may_close(self._window)

    def let_go(self) -> None:
        """Hold up no more: the system ends the session."""
        if self._writing is not None:
            self._writing.let_go()

    def keep(self) -> None:
        """Note what is typed and not sent, while the page is still there."""
        if self._writing is not None:
            self._writing.keep()

    def say_what_was_lost(self) -> None:
        """Say, once, where the program ended while something was typed and not sent."""
        if UnsentMark(self._shell.places).was_left():
            self.say(_ENDED)

    # the examples

    def show_examples(self) -> None:
        """Make the demonstration in a folder that is thrown away, and sign in to it; only once."""
        if self.examples is not None:
            return
        page = WaitPage(self._shell, "Making the example cases", "This takes a few seconds.")
        self.show(page)
        self.examples = Path(tempfile.mkdtemp(prefix="safeguard-examples-"))
        make = partial(self._make_examples, self.examples, self._shell.tasks.teller(page.say_now, owner=page))
        page.run(make, self._shell.signed_in.emit, self._no_examples)

    def _no_examples(self, trouble: Trouble) -> None:
        self.throw_away_examples()
        self.show(TroublePage(self._shell, trouble, self._welcome))

    def throw_away_examples(self) -> None:
        """Delete the folder of the example cases."""
        if self.examples is not None:
            shutil.rmtree(self.examples, ignore_errors=True)
            self.examples = None

    # the screen

    def _show_looks(self, focus: str = "") -> None:
        """Ask for the size of words and the colours."""
        page = ScreenPage(self._shell, self._looks.now(), self._set_looks, focus)
        page.end_with("Done", self.first_page)
        self.show(page)

    def _set_looks(self, preferences: Preferences, name: str) -> None:
        self._looks.prefer(preferences)
        self._frame = None
        self._show_looks(name)
