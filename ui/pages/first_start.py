"""The first start, page by page; what was typed is kept when going back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from safeguard_desktop.casework.start import SetUp, Started
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Organisation, steps
from ui.pages.first_start_pages import AccountPage, AskPage
from ui.pages.recovery import RecoveryPage, TestKeyPage
from ui.pages.start_frame import StartFrame, StartShell

_MAKE = "Make the records"
_STEPS = 5
"""The organisation, whom it shares with, the account, the recovery key, and testing it."""


class FirstStart:
    """Leads through the first start in the frame, until a session is open and the recovery key has been tested."""

    def __init__(self, shell: StartShell, frame: StartFrame) -> None:
        self._shell, self._frame = shell, frame
        self._details = Organisation()
        self._typed: dict[str, Mapping[str, Any]] = {}
        """What stands in the fields of each step, finished or not."""
        self._name, self._passphrase = "", ""

    def begin(self) -> None:
        """Ask for the organisation."""
        self._ask(0, "What is your organisation called?", self._ask_contacts, self._shell.welcome_wanted.emit)

    def _ask(self, number: int, title: str, go_on: Callable[[], None], back: Callable[[], None]) -> AskPage:
        step = steps(Organisation)[number]
        page = AskPage(self._shell, step, self._details, title, self._typed.get(step.key))
        page.say_where(number + 1, _STEPS)
        page.end_with("Continue", partial(self._take, page, go_on), partial(self._keep, page, back))
        self._frame.show_page(page)
        return page

    def _keep(self, page: AskPage, go: Callable[[], None]) -> None:
        self._typed[page.step.key] = page.form.raw()
        go()

    def _take(self, page: AskPage, go_on: Callable[[], None]) -> None:
        answers = page.answers()
        if answers is not None:
            self._details = self._details.with_answers(answers)
            self._keep(page, go_on)

    def _ask_contacts(self) -> None:
        page = self._ask(1, "Who do you share with?", self._ask_account, self.begin)
        page.offer_later(partial(self._keep, page, self._ask_account))

    def _ask_account(self) -> None:
        page = AccountPage(self._shell, self._details, self._name, self._passphrase)
        page.end_with(_MAKE, partial(self._make, page), partial(self._leave_account, page))
        page.say_where(3, _STEPS)
        page.entered.connect(partial(self._make, page))
        self._frame.show_page(page)

    def _leave_account(self, page: AccountPage) -> None:
        if not page.is_busy:
            self._name, self._passphrase = page.name.text(), page.secret.text()
            self._ask_contacts()

    def _make(self, page: AccountPage) -> None:
        if page.is_busy or (answers := page.answers()) is None:
            return
        self._name, passphrase = answers
        setup = SetUp(organisation=self._details, name=self._name, passphrase=passphrase)
        page.is_busy = True
        page.onward.setText("Making the records…")
        page.run(
            partial(self._shell.make_vault, self._shell.places, setup),
            self._show_key,
            partial(self._not_made, page),
        )

    def _not_made(self, page: AccountPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.onward.setText(_MAKE)
        if isinstance(trouble, InputTrouble):
            page.secret.say(str(trouble))
            page.secret.line.setFocus()
        else:
            page.trouble(trouble)

    def _show_key(self, started: Started) -> None:
        self._passphrase = ""
        page = RecoveryPage(self._shell, started)
        page.say_where(4, _STEPS)
        page.end_with("I have it on paper", partial(self._test_key, started))
        self._frame.show_page(page)
        self._shell.key_shown.emit()

    def _test_key(self, started: Started) -> None:
        page = TestKeyPage(self._shell, started.session, may_be_split=False)
        page.passed.connect(partial(self._shell.signed_in.emit, started.session))
        page.say_where(5, _STEPS)
        page.end_with("Test the key", page.test, partial(self._show_key, started))
        self._frame.show_page(page)
