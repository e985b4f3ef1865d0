"""Settings: who looked at what, for managers; narrowed down by person, case, word and day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QTimer

from safeguard_desktop.casework.accounts import Look, access_log
from safeguard_desktop.casework.exporting import SavedTable, line_count, save_log_table
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Question, Sort
from ui.models.table import Cell, Column, Row
from ui.pages.save_table_card import SaveTable
from ui.pages.settings_parts import services_of
from ui.pages.shell import Notice, Shell
from ui.pages.views import View, Views
from ui.widgets.basics import announce, button, buttons, words
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
_IN_THE_FILE = (
    "The file says who, when, what, with any reason that was typed, and the number of the case; restricted cases too, "
    "if you may see them."
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
        self.saver = SaveTable(self.shell, _IN_THE_FILE, self._table)
        self.saver.saved.connect(self._saved)
        self.saver.failed.connect(self.trouble)
        self.saver.offer("")
        for field in (self.what, self.since, self.until):
            field.changed.connect(self._soon.start)
        self.add(self.what)
        self.add(self.since, self.until, self.count, self.saver, self.table, buttons(self.more))
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
        lines = line_count(len(found))
        self.saver.offer(lines if found else "")
        shown = f", of which you see the latest {self._most}" if len(found) > self._most else ""
        self.count.setText(f"{lines}{shown}" if found else "Nothing is like this.")

    def _found(self) -> list[Look]:
        wanted = self._wanted()
        return [look for look in self.looks if wanted.takes(look)]

    def _table(self, reason: str) -> Callable[[], SavedTable]:
        looks = [replace(look, what=in_words(look.what)) for look in self._found()]
        return partial(save_log_table, self.shell.session, looks, reason)

    def _saved(self, said: Notice) -> None:
        self.say(said)
        self.shell.run(partial(access_log, self.shell.session), self._show, owner=self)


def _row(key: str, look: Look) -> Row:
    cells = (look.who, in_words(look.what), look.case, look.about if look.about != look.case else "")
    return Row(key, (Cell(_moment(look.at), quiet=True), *(Cell(text) for text in cells)))


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"
