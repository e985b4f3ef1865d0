"""What the window shows while no pages stand beside the side bar: the first start, signing in, what is in the way."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import is_first_start
from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import Preferences
from ui.main_window import MainWindow
from ui.pages.first_start import FirstStart
from ui.pages.first_start_pages import WelcomePage
from ui.pages.forgotten import Forgotten
from ui.pages.report_concern import ReportConcern
from ui.pages.restore import RestoreGuide
from ui.pages.screen_settings import ScreenPage
from ui.pages.shell import Notice
from ui.pages.sign_in import SignInPage
from ui.pages.start_frame import StartFrame, StartPage, StartShell
from ui.pages.start_pages import TroublePage, WaitPage

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
            self.page.notice(notice)

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

    def _report(self) -> None:
        ReportConcern(self._shell, self.framed(), self.first_page).begin()

    def _forgotten(self) -> None:
        Forgotten(self._shell, self.framed(), self.first_page).begin()

    def restore(self) -> None:
        """Lead through restoring a backup."""
        RestoreGuide(self._shell, self.framed(), self.first_page).begin()

    # the examples

    def show_examples(self) -> None:
        """Make the demonstration in a folder that is thrown away, and sign in to it; only once."""
        if self.examples is not None:
            return
        page = WaitPage(self._shell, "Making the example cases", "This takes a few seconds.")
        self.show(page)
        self.examples = Path(tempfile.mkdtemp(prefix="safeguard-examples-"))
        make = partial(self._make_examples, self.examples, page.said.emit)
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
