"""Settings: another passphrase in place of one's own."""

from functools import partial

from safeguard_desktop.casework.accounts import change_passphrase
from safeguard_desktop.casework.start import organisation, personal_words
from safeguard_desktop.errors import InputTrouble, KeyTrouble, Trouble, WaitTrouble
from safeguard_desktop.records import Organisation
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.secret_line import SecretLine
from ui.pages.shell import Notice, Shell
from ui.pages.views import View, Views
from ui.widgets.basics import buttons, primary

_ABOUT = (
    "Change it when somebody may have seen it. There is no need to change it otherwise. If you forget it, a registered "
    "manager can give you a start code for a new one."
)


class PassphrasePart(Views):
    """The passphrase of who is signed in."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.show_view(PassphraseView(self), takes_focus=False)


class PassphraseView(View):
    """The old one, and the new one twice."""

    def __init__(self, part: PassphrasePart) -> None:
        super().__init__(part, about=_ABOUT)
        account = self.shell.session.account
        self._known: tuple[str, ...] = personal_words(Organisation(), account.name)
        self.old = SecretLine("The passphrase you have now")
        self.new = NewPassphrase(lambda: self._known, account.role, "The new passphrase")
        self.old.entered.connect(self.new.secret.line.setFocus)
        self.new.entered.connect(self.go)
        self.change = primary("Change my passphrase")
        self.change.clicked.connect(self.go)
        self.add(self.old, self.new, buttons(self.change))
        self.shell.run(partial(organisation, self.shell.session), self._know, owner=self)

    def _know(self, details: Organisation) -> None:
        self._known = personal_words(details, self.shell.session.account.name)
        self.new.show_strength()

    def go(self) -> None:
        """Change it, or say what to put right."""
        if not self.old.text():
            self._wrong_old("Type the passphrase you have now.")
        elif (new := self.new.chosen()) is not None:
            self.say_no_more()
            work = partial(change_passphrase, self.shell.session, new, self.old.text())
            self.run(work, self._changed, self._refused)

    def _changed(self, _nothing: None) -> None:
        self.old.set_text("")
        self.new.set_text("")
        self.say(Notice("good", "Your passphrase is changed.", "The old one opens nothing any more."))
        self.old.line.setFocus()

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, KeyTrouble | WaitTrouble):
            self._wrong_old(str(trouble))
        elif isinstance(trouble, InputTrouble):
            self.new.refuse(str(trouble))
        else:
            self.trouble(trouble)

    def _wrong_old(self, sentence: str) -> None:
        self.old.line.setFocus()
        self.old.line.selectAll()
        self.old.say(sentence)
