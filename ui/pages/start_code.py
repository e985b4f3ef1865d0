"""A start code: shown large once, printed for the person it is for, and gone when it has been handed over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from safeguard_desktop.casework.key_sheets import start_code_sheet
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.records import Role
from ui.pages.paper import print_pages
from ui.pages.shell import Notice
from ui.pages.views import View, Views
from ui.widgets.basics import Card, button, buttons, primary, words
from ui.widgets.callout import Callout

_FILE = "start-code.pdf"
_ABOUT = "It works once, within 14 days, to choose a passphrase. It is shown only now, and kept nowhere."
_HAND_OVER = "Give it to them in person, on paper or by reading it out. Do not send it by e-mail or text message."


@dataclass(frozen=True)
class StartCode:
    """A code, and whose it is."""

    name: str
    role: Role
    code: str = field(repr=False)
    until: date | None = None


class CodeCard(Card):
    """Shows a secret of a few words, large. It can be read, also by a screen reader, and not copied."""

    def __init__(self, what: str, code: str) -> None:
        super().__init__(margin=16)
        self.setAccessibleName(f"{what}: {code}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shown = words(code, "title")
        self.body.addWidget(self.shown)


class StartCodeView(View):
    """The code, a sheet with it, and the word that it was handed over."""

    shows_secret = True

    def __init__(self, views: Views, made: StartCode, done: Callable[[], None]) -> None:
        super().__init__(views, f"The start code for {made.name}", _ABOUT)
        self._made, self._is_asked = made, False
        self._leave = done
        self.card = CodeCard("Start code", made.code)
        self.print_button = button("Print a sheet for them", picture="print")
        self.print_button.clicked.connect(self._print)
        self.handed_over = primary("I have handed it over")
        self.handed_over.clicked.connect(self._done_with)
        steps = Callout("info", f"What {made.name} does now", "")
        steps.add(words("1.  Start the program, and choose their name."))
        steps.add(words("2.  Type the start code where it asks for the passphrase."))
        steps.add(words("3.  Choose a passphrase of their own, which nobody else knows."))
        self.add(self.card, buttons(self.print_button), steps, Callout("attention", "", _HAND_OVER))
        self.add(buttons(self.handed_over))
        self.begins_at = self.print_button

    def may_leave(self) -> bool:
        """Tell, once, that the code is not seen again."""
        if self._is_asked:
            return True
        self._is_asked = True
        lost = "If you go without it, you can make a new one later. Choose where to go once more to leave."
        self.say(Notice("attention", f"Have you handed {self._made.name} the start code?", lost))
        self.handed_over.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _done_with(self) -> None:
        self._is_asked = True
        self._leave()

    def _print(self) -> None:
        made = self._made
        sheet = partial(start_code_sheet, self.shell.session, made.name, made.role, made.code, made.until)
        self.run(sheet, self._to_paper)

    def _to_paper(self, data: bytes) -> None:
        if print_pages(self.shell.dialogs, self, BuiltPack(data, ("Start code",), _FILE)):
            self.say(Notice("good", "The sheet went to the printer.", "Fetch it at once, and give it to them."))
