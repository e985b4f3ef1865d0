"""Settings: who looked at what, for managers; narrowed down by person, case, word and day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from safeguard_desktop.casework.accounts import Look, access_log
from safeguard_desktop.casework.exporting import save_log_table, table_name
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Question, Sort
from ui.models.table import Cell, Column, Row
from ui.pages.page import LARGE
from ui.pages.paper import write_file
from ui.pages.save_table_card import SaveTableCard
from ui.pages.settings_parts import services_of
from ui.pages.shell import Notice, Shell
from ui.pages.views import View, Views
from ui.theme import current_theme
from ui.widgets.basics import announce, button, buttons, column, reveal, row, words
from ui.widgets.table_list import TableList
from ui.widgets.text_fields import TextField
from ui.widgets.when_field import DateField

AT_ONCE = 100
"""Lines shown at first, and more with each press of the button."""
_PAUSE = 200
"""Milliseconds after the last letter until the list is narrowed down."""
_ABOUT = (
    "Every look at a case and every change is written down with a name and a time, and nobody can take it out. "
    "Restricted cases are here only if you are one of the people named in them."
)
_WHAT = Question("Narrow it down", name="words", hint="A person, a case, or what was done. For example: Bo printed")
_FROM = Question("From", name="since", sort=Sort.DATE, past=True)
_TO = Question("Up to", name="until", sort=Sort.DATE, past=True)
_COLUMNS = (Column("When", 5), Column("Who", 4), Column("What", 4), Column("Case", 5), Column("About", 4))
_IN_WORDS = {
    "looked": "Looked at it",
    "saved": "Saved it",
    "added": "Added it",
    "accepted": "Took it into the cases",
    "opened": "Opened the case",
    "settings": "Changed the organisation’s details",
    "handed over": "Handed it over",
}


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed down to; days include themselves."""

    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def takes(self, look: Look) -> bool:
        """Tell whether a line is wanted."""
        day = look.at.astimezone().date()
        if (self.since is not None and day < self.since) or (self.until is not None and day > self.until):
            return False
        said = " ".join((look.who, in_words(look.what), look.case, look.about)).casefold()
        return all(word in said for word in self.words)


def in_words(what: str) -> str:
    """Return in words what was done."""
    return _IN_WORDS.get(what) or what[:1].upper() + what[1:]


class LogPart(Views):
    """The log, and boxes to narrow it down."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._log = LogView(self)
        self.show_view(self._log, takes_focus=False)

    def narrow_to(self, text: str) -> None:
        """Show the lines with these words alone."""
        self._log.what.line.setText(text)
        self._log.what.line.setFocus()
        self._log.narrow()


class LogView(View):
    """The latest lines first."""

    def __init__(self, part: LogPart) -> None:
        super().__init__(part, about=_ABOUT)
        services = services_of(self.shell)
        self.looks: tuple[Look, ...] = ()
        self._is_read = False
        self._most = AT_ONCE
        self.what, self.since, self.until = (
            TextField(_WHAT, services),
            DateField(_FROM, services),
            DateField(_TO, services),
        )
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.narrow)
        self.count = words("Reading the log…", "muted")
        self.table = TableList("Who looked at what", _COLUMNS)
        self.more = button("Show more", again=True)
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self.save_button = button("Save as a table…")
        self.save_button.clicked.connect(self._ask_why)
        self.save_button.hide()
        self.card = SaveTableCard(services)
        self.card.given.connect(self._save)
        self.card.left.connect(self._leave)
        self.card.hide()
        for field in (self.what, self.since, self.until):
            field.changed.connect(self._soon.start)
        self.add(self.what)
        days = column(gap=14) if current_theme().percent > LARGE else row(gap=28)
        for field in (self.since, self.until):
            days.addWidget(field)
        self.body.addLayout(days)
        self.add(self.count, buttons(self.save_button), self.card, self.table, buttons(self.more))
        self.shell.run(partial(access_log, self.shell.session), self._show, owner=self)

    def _show(self, found: Sequence[Look]) -> None:
        self.looks, self._is_read = tuple(found), True
        self.narrow()

    def _wanted(self) -> Wanted:
        days: list[date | None] = []
        for field in (self.since, self.until):
            field.show_error("")
            try:
                days.append(field.value())
            except InputTrouble:
                days.append(None)
        typed = tuple(self.what.line.text().casefold().split())
        return Wanted(typed, *days)

    def narrow(self) -> None:
        """Show what is wanted, from its beginning, once the log is read."""
        if not self._is_read:
            return
        self._most = AT_ONCE
        self._fill()
        announce(self, self.count.text())

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._fill()

    def _fill(self) -> None:
        found = self._found()
        self.table.show_rows([_row(str(number), look) for number, look in enumerate(found[: self._most])])
        self.table.setVisible(bool(found))
        self.more.setVisible(len(found) > self._most)
        self.save_button.setVisible(bool(found) and self.card.isHidden())
        lines = "1 line" if len(found) == 1 else f"{len(found):,} lines"
        self.card.lines.setText(f"{lines}: the whole list, as it is now." if found else "Nothing is in the list.")
        shown = f", of which you see the latest {self._most}" if len(found) > self._most else ""
        self.count.setText(f"{lines}{shown}" if found else "Nothing is like this.")

    def _found(self) -> list[Look]:
        wanted = self._wanted()
        return [look for look in self.looks if wanted.takes(look)]

    def _ask_why(self) -> None:
        self.card.show()
        self.save_button.hide()
        reveal(self.card)
        self.card.take_focus()

    def _leave(self) -> None:
        self._put_away()
        self.save_button.setFocus()

    def _put_away(self) -> None:
        self.card.reason.set_value(None)
        self.card.reason.show_error("")
        self.card.hide()
        self._fill()

    def _save(self, reason: str) -> None:
        session = self.shell.session
        path = self.shell.dialogs.save_file(self, "Save as a table", table_name(session), "Table (*.csv)")
        if path is not None:
            looks = [replace(look, what=in_words(look.what)) for look in self._found()]
            table = partial(save_log_table, session, looks, reason)
            self.run(lambda: write_file(path, table().data), self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        self._put_away()
        self.say(Notice("good", "The table was saved.", f"It is in {path.name}, and not locked. The log has it."))
        self.shell.run(partial(access_log, self.shell.session), self._show, owner=self)

    def _not_saved(self, trouble: Trouble) -> None:
        if isinstance(trouble, InputTrouble) and trouble.field == "reason":
            self.card.refuse(str(trouble))
        else:
            self.trouble(trouble)


def _row(key: str, look: Look) -> Row:
    cells = (look.who, in_words(look.what), look.case, look.about if look.about != look.case else "")
    return Row(key, (Cell(_moment(look.at), quiet=True), *(Cell(text) for text in cells)))


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"
