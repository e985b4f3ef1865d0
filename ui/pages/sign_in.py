"""Signing in: a name, then a passphrase. Checking it runs on the worker, and waits are shown and never block."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import accounts, sign_in
from safeguard_desktop.errors import InputTrouble, InUseTrouble, KeyTrouble, Trouble, WaitTrouble
from safeguard_desktop.records import Role
from ui.pages.choose import Choose, initials
from ui.pages.report_offer import ReportOffer
from ui.pages.secret_line import SecretLine
from ui.pages.shell import Notice
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.basics import announce, column, link, primary, row, words

_TICK = 1010
"""Milliseconds of a counted second: never less than one, as a try that comes too early counts for nothing."""


class SignsIn(Protocol):
    """Somebody who may sign in."""

    @property
    def id(self) -> str:
        """Their account's id."""
        ...

    @property
    def name(self) -> str:
        """Their name."""
        ...

    @property
    def role(self) -> Role:
        """What they may do."""
        ...


class SignInPage(StartPage):
    """Choose your name, type your passphrase, Unlock."""

    offers_looks = True
    offers_restore = True

    def __init__(self, shell: StartShell) -> None:
        super().__init__(shell, "Who is signing in?", "Choose your name, then type your passphrase.")
        self.names: list[Choose] = []
        self._accounts: tuple[SignsIn, ...] = ()
        self._group = QButtonGroup(self)
        self._list = column(gap=10)
        self.body.addLayout(self._list)
        self.secret = SecretLine("Passphrase", hint="If you were given a start code, type it here.")
        self.secret.entered.connect(self.unlock)
        self.body.addWidget(self.secret)
        self.waiting = words("", "muted")
        self.waiting.hide()
        self.body.addWidget(self.waiting)
        self.unlock_button = primary("Unlock", "unlock")
        self.unlock_button.clicked.connect(self.unlock)
        self.forgotten = link("I have forgotten my passphrase")
        self.forgotten.clicked.connect(shell.forgotten_wanted)
        line = row()
        line.addWidget(self.unlock_button)
        line.addStretch()
        line.addWidget(self.forgotten)
        self.body.addLayout(line)
        self.body.addSpacing(8)
        self.body.addWidget(ReportOffer(shell))
        self._is_busy = False
        self._is_loading = True
        self._is_early = False
        """Whether Unlock was pressed before the names were there."""
        self._seconds = 0
        self._tick = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._count_down)
        self.run(partial(accounts, shell.places), self._show_accounts)

    def _show_accounts(self, found: Sequence[SignsIn]) -> None:
        self._accounts = tuple(found)
        for number, account in enumerate(found):
            made = Choose(account.name, account.role.label, mark=initials(account.name), stays=True)
            made.clicked.connect(self.start_focus)
            made.moved.connect(partial(self._move_from, number))
            made.passed.connect(partial(self._take, number))
            self._group.addButton(made, number)
            self._list.addWidget(made)
            made.show()
            self.names.append(made)
        self._is_loading = False
        if len(self.names) == 1:
            self.names[0].setChecked(True)
        self.start_focus()
        if self._is_early:
            self.unlock()

    def start_focus(self) -> None:
        """Begin at the names; at the passphrase once a name is chosen, and before the names are there."""
        if self.names and self._group.checkedId() < 0:
            self.names[0].setFocus()
        else:
            self.secret.line.setFocus()

    def _move_from(self, number: int, step: int) -> None:
        """Choose the next name, or the one before, as an arrow does: the frame around it looks like a choice."""
        following = self.names[(number + step) % len(self.names)]
        following.setChecked(True)
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, number: int) -> None:
        """Choose the name that Tab goes on from, and have it said: the person goes on to its passphrase."""
        if self._group.checkedId() != number:
            self.names[number].setChecked(True)
            announce(self, f"{self._accounts[number].name} is chosen.")

    def unlock(self) -> None:
        """Try the passphrase, unless one is being tried or has to wait; as soon as the names are there."""
        self._is_early = self._is_loading
        if self._is_busy or self._is_loading or self._seconds:
            return
        chosen = self._group.checkedId()
        if chosen < 0:
            self.say(Notice("attention", "Choose your name first."))
            self.start_focus()
        elif not self.secret.text():
            self._refuse("Type your passphrase.")
        else:
            self.spoken_to = self._accounts[chosen].role
            self._try(self._accounts[chosen].id)

    def _try(self, account_id: str) -> None:
        self.say_no_more()
        self._show_busy(is_busy=True)
        typed = self.secret.text()
        self.run(partial(sign_in, self.shell.places, account_id, typed), self._opened, self._not_opened)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.unlock_button.setText("Unlocking…" if is_busy else "Unlock")
        self.unlock_button.setAccessibleName(self.unlock_button.text())

    def _opened(self, session: Session) -> None:
        self.secret.set_text("")
        self.shell.signed_in.emit(session)

    def _not_opened(self, trouble: Trouble) -> None:
        self._show_busy(is_busy=False)
        if isinstance(trouble, WaitTrouble):
            self._refuse(trouble.sentence)
            self._wait(trouble.seconds)
        elif isinstance(trouble, KeyTrouble | InputTrouble):
            self._refuse(str(trouble))
        elif isinstance(trouble, InUseTrouble) and trouble.holder:
            where = f"{trouble.holder} has the records open in another window of this program."
            self.say(Notice("danger", where, "Use that window, or have it locked, and try again."))
        else:
            self.trouble(trouble)

    def _refuse(self, sentence: str) -> None:
        self.secret.line.setFocus()
        self.secret.line.selectAll()
        self.secret.say(sentence)

    def _wait(self, seconds: int) -> None:
        self._seconds = seconds
        self._tick.start()
        self._show_waiting()
        announce(self, self.waiting.text())

    def _count_down(self) -> None:
        self._seconds -= 1
        self._show_waiting()
        if self._seconds <= 0:
            self._tick.stop()
            announce(self, "You can try again now.")

    def _show_waiting(self) -> None:
        unit = "second" if self._seconds == 1 else "seconds"
        self.waiting.setText(f"You can try again in {self._seconds} {unit}.")
        self.waiting.setVisible(self._seconds > 0)
        self.unlock_button.setEnabled(self._seconds <= 0)
