"""The recovery key: shown once, printed or saved as a sheet, and tested by typing it back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import Started, check_recovery_key, recovery_groups, recovery_sheet
from safeguard_desktop.errors import StorageTrouble, Trouble
from ui.pages.paper import print_pages, write_file
from ui.pages.recovery_box import RecoveryBox
from ui.pages.shell import Notice
from ui.pages.start_frame import StartPage, StartShell
from ui.theme import current_theme
from ui.widgets.basics import Card, button, row, words
from ui.widgets.callout import Callout

_A_LINE = 5
_FILE = "recovery-sheet.pdf"


class RecoveryPage(StartPage):
    """Shows the recovery key, and lets it be printed or saved."""

    column_width = 620

    def __init__(self, shell: StartShell, started: Started) -> None:
        super().__init__(
            shell,
            "Put this recovery key on paper",
            "It opens the records if every passphrase is forgotten. It is shown only now, and kept nowhere.",
        )
        self._started = started
        self.body.addWidget(_key_card(started.recovery_key))
        self.print_button = button("Print the sheet", picture="print")
        self.save_button = button("Save the sheet", picture="save")
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        line = row()
        line.addWidget(self.print_button)
        line.addWidget(self.save_button)
        line.addStretch()
        self.body.addLayout(line)
        self.body.addWidget(
            Callout(
                "attention",
                "Lock the sheet away, not beside this computer",
                "Whoever has it can open everything. If you lose it and your passphrase as well, nobody can ever "
                "open these records again. If you save the sheet, put it on a stick, and keep that locked away too.",
            )
        )
        self.body.addWidget(words("On the next page you type it back once, so that you know it is right.", "muted"))

    def start_focus(self) -> None:
        """Begin at printing."""
        self.print_button.setFocus()

    def _print(self) -> None:
        sheet = partial(recovery_sheet, self._started.session, self._started.recovery_key)
        self.run(sheet, self._to_paper)

    def _to_paper(self, data: bytes) -> None:
        sheet = BuiltPack(data, ("Recovery key",), _FILE)
        if print_pages(self.shell.dialogs, self, sheet):
            self.say(Notice("good", "The sheet went to the printer.", "Check it, and lock it away."))

    def _save(self) -> None:
        path = self.shell.dialogs.save_file(self, "Save the recovery sheet", _FILE, "PDF (*.pdf)")
        if path is not None:
            sheet = partial(recovery_sheet, self._started.session, self._started.recovery_key)
            self.run(lambda: write_file(path, sheet()), self._saved)

    def _saved(self, path: Path) -> None:
        self.say(Notice("good", "The sheet was saved.", f"It is in {path.name}. Whoever has it can open everything."))


def _key_card(key: str) -> Card:
    first, *groups = recovery_groups(key)
    card = Card(margin=16)
    card.setAccessibleName(" ".join(("The recovery key:", first, *groups)))
    card.body.addWidget(words(first, "muted"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    for number, group in enumerate(groups):
        label = words(group, "section", wrap=False)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, number // _A_LINE, number % _A_LINE)
    card.body.addLayout(grid)
    return card


class TestKeyPage(StartPage):
    """The key is typed back from paper once; or two of its sheets, where it may have been split."""

    __test__ = False
    column_width = 560
    passed = Signal()

    def __init__(self, shell: StartShell, session: Session, *, may_be_split: bool = True) -> None:
        super().__init__(shell, "Type the recovery key from the paper")
        self._session = session
        self.box = RecoveryBox()
        self.typed = self.box.key.edit
        self.box.turn.setVisible(may_be_split)
        self.box.entered.connect(self.test)
        self.body.addWidget(self.box)
        self.body.addSpacing(current_theme().px(4))

    def start_focus(self) -> None:
        """Begin at the box."""
        self.box.take_focus()

    def test(self) -> None:
        """Try what was typed, unless it is being tried."""
        if not self.is_busy and (texts := self.box.texts()) is not None:
            self.is_busy = True
            self.run(partial(_try, self._session, texts), self._right, self._wrong)

    def _right(self, _nothing: None) -> None:
        self.passed.emit()

    def _wrong(self, trouble: Trouble) -> None:
        self.is_busy = False
        if isinstance(trouble, StorageTrouble):
            self.trouble(trouble)
        else:
            self.box.say(str(trouble))


def _try(session: Session, texts: tuple[str, ...]) -> None:
    check_recovery_key(session, read_recovery_key(texts))
