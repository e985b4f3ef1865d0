"""From a recovery key that nobody has tested, or that nobody has, to one that is on paper and tested."""

from collections.abc import Callable
from functools import partial

from safeguard_desktop.casework.recovery import replace_recovery_key
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import Started
from safeguard_desktop.errors import Trouble
from ui.pages.choose import Choose
from ui.pages.recovery import RecoveryPage, TestKeyPage
from ui.pages.start_frame import StartFrame, StartPage, StartShell
from ui.widgets.basics import link, row
from ui.widgets.callout import Callout


class KeyChoicePage(StartPage):
    """Asks whether somebody has the recovery key on paper: if the first start was cut off, perhaps nobody has."""

    def __init__(self, shell: StartShell) -> None:
        super().__init__(
            shell,
            "Have you got the recovery key on paper?",
            "Nobody has tested it yet. When every passphrase is forgotten, it is the only way in.",
        )
        self.test = Choose("Yes: test it now", "You type it from the paper, once.", picture="edit")
        self.make = Choose("No, nobody has it: make a new one", "You write it down or print it now.", picture="plus")
        self.later = link("Not now")
        for made in (self.test, self.make):
            self.body.addWidget(made)
        line = row()
        line.addWidget(self.later)
        line.addStretch()
        self.body.addLayout(line)

    def start_focus(self) -> None:
        """Begin at the first choice."""
        self.test.setFocus()


class NewKeyPage(StartPage):
    """Says what a new recovery key means, before it is made."""

    column_width = 560

    def __init__(self, shell: StartShell) -> None:
        super().__init__(shell, "Make a new recovery key?", "You put it on paper now, and type it back once.")
        self.body.addWidget(
            Callout(
                "attention",
                "What the old key still opens",
                "Backups made until now, and the desk of each colleague until they next sign in. "
                "So if its paper turns up, lock it away as well.",
            )
        )

    def start_focus(self) -> None:
        """Begin at the button."""
        self.onward.setFocus()


class KeyFlow:
    """Leads a manager through it in the frame. `leave` is called at its end, and when they go on without it."""

    def __init__(self, shell: StartShell, frame: StartFrame, session: Session, leave: Callable[[], None]) -> None:
        self._shell, self._frame, self._session, self._leave = shell, frame, session, leave

    def ask(self) -> None:
        """Ask whether somebody has the key."""
        page = KeyChoicePage(self._shell)
        page.test.clicked.connect(partial(self._test, self.ask))
        page.make.clicked.connect(partial(self._ask_new, self.ask))
        page.later.clicked.connect(self._leave)
        self._frame.show_page(page)

    def ask_new(self) -> None:
        """Ask whether a new key is really wanted."""
        self._ask_new(self._leave)

    def _ask_new(self, back: Callable[[], None]) -> None:
        page = NewKeyPage(self._shell)
        page.end_with("Make a new key", partial(self._make, page), back)
        self._frame.show_page(page)

    def _make(self, page: NewKeyPage) -> None:
        if not page.is_busy:
            page.is_busy = True
            page.run(partial(replace_recovery_key, self._session), self._show, partial(self._not_made, page))

    def _not_made(self, page: NewKeyPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.trouble(trouble)

    def _show(self, key: str) -> None:
        made = Started(self._session, key)
        page = RecoveryPage(self._shell, made)
        page.end_with("I have it on paper", partial(self._test, partial(self._show, key)))
        self._frame.show_page(page)

    def _test(self, back: Callable[[], None]) -> None:
        page = TestKeyPage(self._shell, self._session)
        page.passed.connect(self._leave)
        page.end_with("Test the key", page.test, back)
        self._frame.show_page(page)
