"""The pages of the restore guide: which backup, the recovery key, what is in it and what is missing since, done."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from safeguard_desktop.casework.restoring import CONFIRMING, BackupLook, Choice
from safeguard_desktop.clock import moment_words
from ui.pages.choose import Choose
from ui.pages.recovery_box import RecoveryBox
from ui.pages.start_frame import StartPage, StartShell
from ui.theme import current_theme
from ui.widgets.basics import announce, button, row, words
from ui.widgets.callout import Callout
from ui.widgets.inputs import Line

_SHOWN = 5
_WIDTH = 600


def _points(kind: str, title: str, lines: Sequence[str]) -> Callout:
    """Return a box with a line for each thing."""
    return Callout(kind, title, "\n".join(f"• {line}" for line in lines))


class ChooseBackupPage(StartPage):
    """The backups that are here, the newest first; or a file from a stick."""

    column_width = _WIDTH
    chosen = Signal(object)
    """The path of a backup."""

    def __init__(self, shell: StartShell, found: Sequence[Choice]) -> None:
        super().__init__(
            shell,
            "Restore a backup",
            "The records will be as they were when it was made. You need the recovery key, or two of its sheets.",
        )
        self.choices: list[Choose] = []
        self.file_button = button("Choose a file on a stick or in a folder", picture="folder")
        self.file_button.clicked.connect(self._ask_for_file)
        self.back_button = button("Back")
        self._show_choices(found)

    def _show_choices(self, found: Sequence[Choice]) -> None:
        if not found:
            self.body.addWidget(words("There is no backup on this computer. Put the stick in, and choose the file."))
        for choice in found[:_SHOWN]:
            made = Choose(moment_words(choice.made_at), choice.words)
            made.clicked.connect(partial(self._choose, choice.path))
            self.body.addWidget(made)
            self.choices.append(made)
        for below in (self.file_button, self.back_button):
            line = row()
            line.addWidget(below)
            line.addStretch()
            self.body.addLayout(line)

    def start_focus(self) -> None:
        """Begin at the newest."""
        (self.choices[0] if self.choices else self.file_button).setFocus()

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)

    def _ask_for_file(self) -> None:
        path = self.shell.dialogs.open_file(self, "Choose a backup", "Backups (*.age)")
        if path is not None:
            self.chosen.emit(path)


class BackupKeyPage(StartPage):
    """The recovery key is typed from its paper, and the backup is opened with it."""

    column_width = _WIDTH

    def __init__(self, shell: StartShell, path: Path) -> None:
        super().__init__(shell, "Open it with the recovery key", f"The backup {path.name}")
        self.box = RecoveryBox()
        self.waiting = words("Opening the backup, and checking everything in it…", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the check is")
        for widget in (self.box, self.waiting, self.bar):
            self.body.addWidget(widget)
        self.body.addSpacing(current_theme().px(4))
        self.show_busy(is_busy=False)

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that the backup is being opened, or no longer."""
        self.is_busy = is_busy
        self.bar.setRange(0, 0)
        for widget in (self.waiting, self.bar):
            widget.setVisible(is_busy)
        if is_busy:
            self.box.say("")
            self.say_no_more()
            announce(self, self.waiting.text())

    def start_focus(self) -> None:
        """Begin at the box."""
        self.box.take_focus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is done, and of how much."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)


class BackupLookPage(StartPage):
    """What is in the backup, what is missing since, and the word that is typed before anything is replaced."""

    column_width = 680
    entered = Signal()
    """Enter was pressed in the box of the word."""

    def __init__(self, shell: StartShell, look: BackupLook) -> None:
        super().__init__(shell, f"The backup of {moment_words(look.made_at)}")
        self._look = look
        self.body.addWidget(_points("info", "What is in it", look.holds))
        if look.is_other:
            other = "It is not a backup of the records that are here now, but of others."
            self.body.addWidget(Callout("danger", "These are other records", other))
        if look.problems:
            self.body.addWidget(_points("danger", "Not everything in it is whole", look.problems))
        self.body.addWidget(_points("attention", "What is missing since", look.missing))
        if look.replaces:
            self.word = Line()
            self.word.returnPressed.connect(self.entered)
            self._problem = words("", "problem")
            self._add_word()

    def _add_word(self) -> None:
        said = "The records that are here now are moved aside as a whole. Nothing of them is deleted."
        self.body.addWidget(words(said, "muted"))
        label = words(f"Type “{CONFIRMING}” to go on", "strong")
        label.setBuddy(self.word)
        self.word.setAccessibleName(label.text())
        self._problem.hide()
        for widget in (label, self._problem, self.word):
            self.body.addWidget(widget)

    def is_confirmed(self) -> bool:
        """Tell whether the word was typed where one is needed; say so where it was not."""
        if not self._look.replaces:
            return True
        typed = self.word.text().strip().strip("“”\"'")
        if typed.lower() == CONFIRMING:
            return True
        what = "That is another word. Type" if typed else "Type the word"
        self._problem.setText(f"{what} “{CONFIRMING}” first. Until then, nothing is changed.")
        self._problem.show()
        self.word.setAccessibleDescription(self._problem.text())
        announce(self.word, self._problem.text())
        self.word.setFocus()
        self.word.selectAll()
        return False

    def start_focus(self) -> None:
        """Begin at the word, or at the way on."""
        if self._look.replaces:
            self.word.setFocus()
        else:
            self.onward.setFocus()


class RestoredPage(StartPage):
    """It is done: sign in."""

    column_width = _WIDTH

    def __init__(self, shell: StartShell, look: BackupLook, aside: Path | None) -> None:
        super().__init__(shell, "The backup is in place")
        said = "Sign in with the passphrase that you had then. If it has changed since, the old one holds again."
        self.body.addWidget(Callout("good", f"The records are as they were on {moment_words(look.made_at)}", said))
        if look.accounts:
            self.body.addWidget(_points("attention", "Accounts that are as they were then", look.accounts))
        if aside is not None:
            kept = f"The records that were here are kept, encrypted, in the folder {aside}."
            self.body.addWidget(words(kept, "muted"))
        self.body.addWidget(words("That they were restored is written down in the history.", "muted"))

    def start_focus(self) -> None:
        """Begin at the way on."""
        self.onward.setFocus()
