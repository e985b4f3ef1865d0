"""A list saved as a table outside the records: why is asked first, then where."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from safeguard_desktop.casework.exporting import SavedTable, table_name
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Question
from ui.pages.paper import write_file
from ui.pages.reason_card import ReasonCard
from ui.pages.shell import Notice, Shell
from ui.widgets.basics import button, buttons, column, reveal, words
from ui.widgets.services import Services
from ui.widgets.text_fields import TextField

_WHY = Question(
    "Why do you save it?",
    name="reason",
    hint="For example: the inspector asked for it. It is kept in the log.",
    need="Say why you save it.",
)
_NOT_LOCKED = "It is not locked: anybody who has it can read it. Delete it when it has done its work."


class SaveTable(QWidget):
    """A button, and the card that it opens. `making` gives, for a reason, the work on the worker that makes the table.

    `about` says what is in the file. `saved` brings what to say of it, `failed` the Trouble that came instead.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, about: str, making: Callable[[str], Callable[[], SavedTable]]) -> None:
        super().__init__()
        self._shell, self._making = shell, making
        self._is_busy = self._has_lines = False
        self.button = button("Save as a table…")
        self.button.clicked.connect(self._ask_why)
        self.lines: QLabel = words("")
        self.reason = TextField(_WHY, Services(today=shell.session.now().astimezone().date), is_inner=True)
        about_it = (self.lines, words(f"{about} {_NOT_LOCKED}", "muted"))
        self.card = ReasonCard("Save as a table", about_it, self.reason, "Choose where to save it…", "Cancel")
        self.card.given.connect(self._save)
        self.card.left.connect(self._leave)
        self.card.hide()
        self._offer = buttons(self.button)
        layout = column(self, gap=14)
        for widget in (self._offer, self.card):
            layout.addWidget(widget)

    def offer(self, lines: str) -> None:
        """Offer to save so many lines; nothing where there are none."""
        self.lines.setText(f"{lines}: the whole list, as it is now." if lines else "Nothing is in the list.")
        self._has_lines = bool(lines)
        self._show_offer()

    def _show_offer(self) -> None:
        self._offer.setVisible(self._has_lines and self.card.isHidden())

    def _ask_why(self) -> None:
        self.card.show()
        self._show_offer()
        reveal(self.card)
        self.card.take_focus()

    def _leave(self) -> None:
        self._put_away()
        self.button.setFocus()

    def _put_away(self) -> None:
        self.reason.set_value(None)
        self.reason.show_error("")
        self.card.hide()
        self._show_offer()

    def _save(self, reason: str) -> None:
        path = self._shell.dialogs.save_file(self, "Save as a table", table_name(self._shell.session), "Table (*.csv)")
        if path is not None and not self._is_busy:
            self._is_busy = True
            self._shell.run(
                partial(_write, path, self._making(reason)), self._saved, owner=self, on_trouble=self._not_saved
            )

    def _saved(self, path: Path) -> None:
        self._is_busy = False
        self._put_away()
        said = f"It is in {path.name}, and not locked. The log has it."
        self.saved.emit(Notice("good", "The table was saved.", said))

    def _not_saved(self, trouble: Trouble) -> None:
        self._is_busy = False
        if isinstance(trouble, InputTrouble) and trouble.field == "reason":
            self.card.refuse(str(trouble))
        else:
            self.failed.emit(trouble)


def _write(path: Path, make: Callable[[], SavedTable]) -> Path:
    return write_file(path, make().data)
