"""When a passphrase is forgotten: a manager helps; when every manager's is, the recovery key makes a new manager."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from safeguard_desktop.casework.names_alike import looks_like
from safeguard_desktop.casework.recovery import read_recovery_key, sign_in_with_recovery_key
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import accounts
from safeguard_desktop.errors import InputTrouble, KeyTrouble, Trouble
from safeguard_desktop.records import Role
from ui.pages.choose import Choose
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.recovery_box import RecoveryBox
from ui.pages.report_offer import ReportOffer
from ui.pages.sign_in import SignsIn
from ui.pages.start_frame import StartFrame, StartPage, StartShell
from ui.widgets.basics import announce, words
from ui.widgets.callout import Callout
from ui.widgets.inputs import Line

_OPEN = "Open the records"
_FIRST = (
    "Nobody can look it up, and there is no way round it: that is what keeps the records safe. Nothing is lost, so "
    "delete nothing. Try once more, with Caps Lock off."
)


class ForgottenPage(StartPage):
    """Whom to ask, and the way in with the recovery key for when there is nobody to ask."""

    column_width = 560

    def __init__(self, shell: StartShell) -> None:
        super().__init__(shell, "If you have forgotten your passphrase", _FIRST)
        self.help = Callout(
            "info", "Ask a registered manager", "They can give you a start code. With it you choose a new passphrase."
        )
        self.body.addWidget(self.help)
        self.recover = Choose(
            "No registered manager can sign in",
            "Open the records with the recovery key on paper, or with two of its three sheets.",
            picture="unlock",
        )
        self.body.addWidget(self.recover)
        self.body.addWidget(ReportOffer(shell))
        self.run(partial(accounts, shell.places), self._name_managers)

    def _name_managers(self, found: Sequence[SignsIn]) -> None:
        managers = [one.name for one in found if one.role is Role.REGISTERED_MANAGER]
        said = f"{' or '.join(managers)} can give you a start code. With it you choose a new passphrase."
        if len(managers) == 1:
            said += " If that is you, use the recovery key: see below."
        self.help.say("Ask a registered manager", said)

    def start_focus(self) -> None:
        """Begin at the way back, as most people need nothing more."""
        self.onward.setFocus()


@dataclass
class _Typed:
    """What was typed so far."""

    texts: tuple[str, ...] = field(default=(), repr=False)
    name: str = ""


class RecoveryKeyPage(StartPage):
    """The recovery key, or two sheets of it, are typed from paper."""

    column_width = 560

    def __init__(self, shell: StartShell) -> None:
        super().__init__(
            shell,
            "Type the recovery key from the paper",
            "With it you make a new account of a registered manager, and choose a passphrase. That it was used is "
            "written in the log, for everybody to see who checks it.",
        )
        self.box = RecoveryBox()
        self.body.addWidget(self.box)

    def start_focus(self) -> None:
        """Begin at the box."""
        self.box.take_focus()


class NewManagerPage(StartPage):
    """The name and the passphrase of the new manager."""

    column_width = 560

    def __init__(self, shell: StartShell, name: str, taken: Sequence[str]) -> None:
        super().__init__(
            shell,
            "A new registered manager",
            "Accounts that are there stay as they are. Give colleagues new start codes in Settings, and remove the "
            "account that nobody can open.",
        )
        self._taken = taken
        label = words("Your name", "strong")
        hint = words("If you had an account, write it a little differently, such as with a middle letter.", "small")
        self.problem = words("", "problem")
        self.problem.hide()
        self.name = Line()
        self.name.setText(name)
        self.name.setAccessibleName("Your name")
        self.name.setAccessibleDescription(hint.text())
        label.setBuddy(self.name)
        self.passphrase = NewPassphrase(lambda: (self.name.text(),), Role.REGISTERED_MANAGER)
        self.name.returnPressed.connect(self.passphrase.secret.line.setFocus)
        for widget in (label, hint, self.problem, self.name, self.passphrase):
            self.body.addWidget(widget)

    def start_focus(self) -> None:
        """Begin at the name."""
        self.name.setFocus()

    def answers(self) -> tuple[str, str] | None:
        """Return the name and the passphrase, or None after saying what to put right."""
        name = " ".join(self.name.text().split())
        if not name or any(looks_like(name, taken) for taken in self._taken):
            is_there = "There is an account with that name, or one that looks like it. Add something to it."
            self.refuse(is_there if name else "Enter your name.")
            return None
        self.problem.hide()
        passphrase = self.passphrase.chosen()
        return (name, passphrase) if passphrase is not None else None

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the name."""
        self.problem.setText(sentence)
        self.problem.show()
        announce(self.name, sentence)
        self.name.setFocus()


class Forgotten:
    """Leads from the forgotten passphrase back to signing in, or through the recovery key to a new manager."""

    def __init__(self, shell: StartShell, frame: StartFrame, leave: Callable[[], None]) -> None:
        self._shell, self._frame, self._leave = shell, frame, leave
        self._typed = _Typed()

    def begin(self) -> None:
        """Say whom to ask."""
        page = ForgottenPage(self._shell)
        page.recover.clicked.connect(partial(self._ask_key))
        page.end_with("Back to signing in", self._leave)
        self._frame.show_page(page)

    def _ask_key(self) -> None:
        page = RecoveryKeyPage(self._shell)
        page.box.entered.connect(partial(self._take_key, page))
        page.end_with("Continue", partial(self._take_key, page), self.begin)
        self._frame.show_page(page)

    def _take_key(self, page: RecoveryKeyPage) -> None:
        texts = page.box.texts()
        if texts is not None and not page.is_busy:
            page.is_busy = True
            page.run(partial(self._read, texts), partial(self._ask_name, texts), partial(self._no_key, page))

    def _read(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """See, on the worker, whether a key was typed; return the names that are taken."""
        read_recovery_key(texts)
        return tuple(account.name for account in accounts(self._shell.places))

    def _no_key(self, page: RecoveryKeyPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.box.say(str(trouble))

    def _ask_name(self, texts: tuple[str, ...], taken: tuple[str, ...]) -> None:
        self._typed.texts = texts
        page = NewManagerPage(self._shell, self._typed.name, taken)
        page.passphrase.entered.connect(partial(self._make, page))
        page.end_with(_OPEN, partial(self._make, page), partial(self._back, page))
        self._frame.show_page(page)

    def _back(self, page: NewManagerPage) -> None:
        if not page.is_busy:
            self._typed.name = page.name.text()
            self._ask_key()

    def _make(self, page: NewManagerPage) -> None:
        if page.is_busy or (answers := page.answers()) is None:
            return
        self._typed.name, passphrase = answers
        page.is_busy = True
        page.onward.setText("Opening the records…")
        make = partial(sign_in_with_recovery_key, self._shell.places, self._typed.texts, self._typed.name, passphrase)
        page.run(make, self._opened, partial(self._not_opened, page))

    def _opened(self, session: Session) -> None:
        self._typed = _Typed()
        self._shell.signed_in.emit(session)

    def _not_opened(self, page: NewManagerPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.onward.setText(_OPEN)
        if isinstance(trouble, KeyTrouble):
            self._ask_key()
            again = self._frame.page
            if isinstance(again, RecoveryKeyPage):
                again.box.say(str(trouble))
        elif isinstance(trouble, InputTrouble) and trouble.field == "name":
            page.refuse(str(trouble))
        elif isinstance(trouble, InputTrouble):
            page.passphrase.refuse(str(trouble))
        else:
            page.trouble(trouble)
