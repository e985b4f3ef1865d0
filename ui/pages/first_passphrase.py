"""After the first sign-in with a start code: a passphrase of one's own, before anything else."""

from collections.abc import Callable
from functools import partial

from safeguard_desktop.casework.accounts import change_passphrase
from safeguard_desktop.casework.names_alike import greeted_as
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import personal_words
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Organisation
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.callout import Callout

_CHOOSE = "Use this passphrase"


class FirstPassphrasePage(StartPage):
    """The passphrase takes the place of the start code, which opens nothing from then on."""

    column_width = 560

    def __init__(
        self, shell: StartShell, session: Session, details: Organisation, on_chosen: Callable[[], None]
    ) -> None:
        super().__init__(
            shell,
            f"Welcome, {greeted_as(session.account.name)}. Choose a passphrase of your own",
            "The start code has opened your account, and will not be needed again. Nobody else knows your passphrase.",
        )
        self._session, self._on_chosen = session, on_chosen
        known = personal_words(details, session.account.name)
        self.passphrase = NewPassphrase(lambda: known, session.account.role)
        self.passphrase.entered.connect(self.choose)
        self.body.addWidget(self.passphrase)
        forgotten = "Nobody can look it up for you. If you forget it, your registered manager can give you a new code."
        self.body.addWidget(Callout("attention", "Remember it", forgotten))
        self.end_with(_CHOOSE, self.choose)

    def start_focus(self) -> None:
        """Begin at the passphrase."""
        self.passphrase.secret.line.setFocus()

    def choose(self) -> None:
        """Take it, or say what to put right."""
        if self.is_busy or (new := self.passphrase.chosen()) is None:
            return
        self.is_busy = True
        self.onward.setText("One moment…")
        self.run(partial(change_passphrase, self._session, new), self._chosen, self._refused)

    def _chosen(self, _nothing: None) -> None:
        self.passphrase.set_text("")
        self._on_chosen()

    def _refused(self, trouble: Trouble) -> None:
        self.is_busy = False
        self.onward.setText(_CHOOSE)
        if isinstance(trouble, InputTrouble):
            self.passphrase.refuse(str(trouble))
        else:
            self.trouble(trouble)
