"""Splitting the recovery key into three sheets of which any two open: shown, printed and typed back one by one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.key_sheets import SHEETS, check_typed_sheet, recovery_share_sheet
from safeguard_desktop.casework.recovery import replace_recovery_key, split_recovery_key
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.errors import KeyTrouble, Trouble
from ui.pages.key_cards import WordsCard
from ui.pages.paper import print_pages
from ui.pages.recovery_box import KeyBox, RecoveryBox
from ui.pages.recovery_views import OnceView
from ui.pages.shell import Notice
from ui.pages.views import View, Views
from ui.widgets.basics import announce, button, buttons, column, words
from ui.widgets.callout import Callout
from ui.widgets.inputs import Radio

Sheets = tuple[tuple[str, ...], ...]
_ABOUT = (
    "Then nobody can open everything with one paper, and one paper may be lost. Give the three sheets to three people, "
    "or lock them away in three places. Any two of them open the records together."
)
_LOST = "If you leave now, its words are gone from the screen, and you have to split the key once more."
_BACK = "Its first four letters are enough for each word. Small letters, numbers and spaces do not matter."


class SplitView(View):
    """Which key is split: a new one, or the one there is, typed from its paper."""

    made = Signal(object)
    """The words of each sheet."""

    def __init__(self, views: Views) -> None:
        super().__init__(views, "Split the recovery key into three sheets", _ABOUT)
        self.present = Radio(
            "The key that I have on paper", "Destroy that paper afterwards. It still opens everything."
        )
        self.new = Radio("A new key", "The paper you have now then opens nothing that is written from then on.")
        self.box = RecoveryBox()
        self.box.turn.hide()
        self.box.entered.connect(self.go)
        choices = QWidget()
        layout = column(choices, gap=5)
        for made, other in ((self.present, self.new), (self.new, self.present)):
            made.setAccessibleDescription(made.detail)
            made.toggled.connect(self._show)
            made.moved.connect(partial(self._take, other))
            layout.addWidget(made)
        self.add(words("Which key do you want to split?", "strong"), choices, self.box)
        self.present.setChecked(True)
        self.begins_at = self.present

    def _take(self, other: Radio, _step: int) -> None:
        other.setChecked(True)
        other.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        self.box.setVisible(self.present.isChecked())

    def go(self) -> None:
        """Split it, or say what is wrong with the key."""
        texts = self.box.texts() if self.present.isChecked() else ()
        if texts is not None:
            self.run(partial(self._split, texts), self.made.emit, self._refused)

    def _split(self, texts: tuple[str, ...]) -> Sheets:
        """Make the sheets, on the worker."""
        key = texts[0] if texts else replace_recovery_key(self.shell.session)
        return split_recovery_key(self.shell.session, key)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, KeyTrouble):
            self.box.say(str(trouble))
        else:
            self.trouble(trouble)


class SheetView(OnceView):
    """One sheet: shown once, and printed apart from the others."""

    on_paper = Signal()

    def __init__(self, views: Views, number: int, sheet: Sequence[str]) -> None:
        about = "It is shown only now, and kept nowhere. On the next page you type it back."
        super().__init__(views, f"Put sheet {number} of {SHEETS} on paper", about, _LOST)
        self._number, self._sheet = number, tuple(sheet)
        self.print_button = button(f"Print sheet {number}", picture="print")
        self.print_button.clicked.connect(self._print)
        self.done_button = button("I have it on paper", "primary")
        self.done_button.clicked.connect(partial(self.let_go, self.on_paper.emit))
        self.add(WordsCard(f"Sheet {number} of {SHEETS}", sheet), buttons(self.print_button), buttons(self.done_button))
        self.begins_at = self.print_button

    def _print(self) -> None:
        self.run(partial(recovery_share_sheet, self.shell.session, self._number, self._sheet), self._to_paper)

    def _to_paper(self, data: bytes) -> None:
        file = f"recovery-sheet-{self._number}.pdf"
        if print_pages(self.shell.dialogs, self, BuiltPack(data, (f"Sheet {self._number}",), file)):
            self.say(Notice("good", "The sheet went to the printer.", "Fetch it before you print the next one."))


class SheetBackView(OnceView):
    """One sheet is typed back from its paper."""

    finished = Signal()

    def __init__(self, views: Views, number: int, sheet: Sequence[str]) -> None:
        super().__init__(views, f"Type sheet {number} of {SHEETS} from the paper", _BACK, _LOST)
        self._number, self._sheet = number, tuple(sheet)
        self.problem = words("", "problem")
        self.problem.hide()
        self.typed = KeyBox(least=4, most=6)
        self.typed.setAccessibleName(f"The words of sheet {number}")
        self.typed.setAccessibleDescription(_BACK)
        self.typed.entered.connect(self.go)
        self.add(self.problem, self.typed)
        self.begins_at = self.typed

    def go(self) -> None:
        """Check what was typed."""
        check = partial(check_typed_sheet, self.typed.toPlainText(), self._number, self._sheet)
        self.run(check, lambda _done: self.let_go(self.finished.emit), self._refused)

    def _refused(self, trouble: Trouble) -> None:
        if not isinstance(trouble, KeyTrouble):
            self.trouble(trouble)
            return
        self.problem.setText(str(trouble))
        self.problem.show()
        announce(self.typed, str(trouble))
        self.typed.setFocus()


class SplitDoneView(View):
    """All three are on paper and right: what to do with them."""

    def __init__(self, views: Views) -> None:
        super().__init__(views, "All three sheets are right")
        box = Callout("good", "What to do now")
        for line in (
            "Give each sheet to another person, or lock it away in another place.",
            "Destroy every paper that has the whole key on it. It still opens everything.",
            "Test two of the sheets now and then, here in Settings.",
        ):
            box.add(words(f"•  {line}"))
        self.add(box)
