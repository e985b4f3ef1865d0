"""Settings: the recovery key. A manager sees how it stands, tests, replaces and splits it; others can test it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from safeguard_desktop.casework.key_sheets import SHEETS
from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.casework.recovery_standing import Done, RecoveryStanding, recovery_standing
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.start import check_recovery_key
from safeguard_desktop.clock import day_words
from ui.pages.recovery_views import TestKeyView, TryKeyView
from ui.pages.shell import Shell
from ui.pages.split_views import SheetBackView, Sheets, SheetView, SplitDoneView, SplitView
from ui.pages.views import View, Views
from ui.widgets.basics import button, buttons, clear, column, primary, words
from ui.widgets.callout import Callout

_BACK = "The recovery key"
_ABOUT = "It opens the records when every passphrase is forgotten. It is on paper, and kept nowhere else."
_UNCOVERED = "Each is covered when its people next sign in. Until then only the key before this one opens it."


class RecoveryKeyPart(Views):
    """How the key stands, and what is done with it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        if shell.session.may(Power.MANAGE):
            self.show_home(takes_focus=False)
        else:
            view = TryKeyView(self)
            test = primary("Test the key")
            test.clicked.connect(view.go)
            view.add(buttons(test))
            self.show_view(view, takes_focus=False)

    def show_home(self, *, takes_focus: bool = True) -> None:
        """Show how it stands."""
        view = StandingView(self)
        view.test_button.clicked.connect(self.ask_test)
        view.replace_button.clicked.connect(self.shell.new_key_wanted)
        view.split_button.clicked.connect(self.ask_split)
        self.show_view(view, takes_focus=takes_focus)

    def ask_test(self) -> None:
        """Ask for the key, to try it on everything."""
        self._ask(TestKeyView(self), "Test the key")

    def ask_split(self) -> None:
        """Ask which key is to be split."""
        view = SplitView(self)
        view.made.connect(partial(self._show_sheet, 1))
        self._ask(view, "Split it into three sheets")

    def _ask(self, view: TestKeyView | SplitView, onward: str) -> None:
        view.back_to(_BACK, self.show_home)
        view.end_with(onward, view.go, self.show_home)
        self.show_view(view)

    def _show_sheet(self, number: int, sheets: Sheets) -> None:
        view = SheetView(self, number, sheets[number - 1])
        view.on_paper.connect(partial(self._sheet_back, number, sheets))
        self.show_view(view)

    def _sheet_back(self, number: int, sheets: Sheets) -> None:
        view = SheetBackView(self, number, sheets[number - 1])
        again = partial(self._show_sheet, number, sheets)
        if number < SHEETS:
            view.finished.connect(partial(self._show_sheet, number + 1, sheets))
        else:
            view.finished.connect(partial(self._try_sheets, sheets))
        view.end_with("Check this sheet", view.go, partial(view.let_go, again), back="Show it again")
        self.show_view(view)

    def _try_sheets(self, sheets: Sheets) -> None:
        """Open with two of the sheets what the key opens, so that it counts as tested."""
        self.shell.run(partial(_open_with, self.shell.session, sheets), lambda _done: self._show_split(), owner=self)

    def _show_split(self) -> None:
        view = SplitDoneView(self)
        done = primary("Done")
        done.clicked.connect(self.show_home)
        view.add(buttons(done))
        view.begins_at = done
        self.show_view(view)


class StandingView(View):
    """How the recovery key stands."""

    def __init__(self, part: RecoveryKeyPart) -> None:
        super().__init__(part, about=_ABOUT)
        self._standing = column(gap=12)
        self.body.addLayout(self._standing)
        self.test_button = primary("Test it on everything")
        self.replace_button = button("Make a new recovery key")
        self.split_button = button("Split it into three sheets")
        for made in (self.test_button, self.replace_button, self.split_button):
            self.add(buttons(made))
        self.begins_at = self.test_button
        self.shell.run(partial(recovery_standing, self.shell.session), self._show, owner=self)

    def _show(self, found: RecoveryStanding) -> None:
        clear(self._standing)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        paper = "Split: any two of three sheets open everything" if found.is_split else "One key"
        facts = [
            ("On paper", paper),
            ("Typed back", _words(found.tested, "Never")),
            ("Tried on everything", _words(found.drill, "Never")),
        ]
        if found.replaced is not None:
            facts.insert(0, ("Replaced", _words(found.replaced, "")))
        for number, (label, text) in enumerate(facts):
            grid.addWidget(words(label, "strong", wrap=False), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(text), number, 1, Qt.AlignmentFlag.AlignTop)
        self._standing.addLayout(grid)
        if found.uncovered:
            box = Callout("attention", "The new key does not open yet")
            for part in found.uncovered:
                box.add(words(f"•  {part.what}"))
            box.add(words(_UNCOVERED))
            self._standing.addWidget(box)


def _open_with(session: Session, sheets: Sheets) -> None:
    check_recovery_key(session, read_recovery_key([" ".join(words) for words in sheets[1:]]))


def _words(done: Done | None, never: str) -> str:
    if done is None:
        return never
    result = f": {done.result}" if done.result else ""
    return f"On {day_words(done.at.astimezone())} by {done.who}{result}"
