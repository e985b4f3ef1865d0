"""Everything that holds the words that were looked for."""

from functools import partial

from safeguard_desktop.casework.searching import Found, search
from ui.models.table import Cell, Column, Row
from ui.pages.kinds_shown import sort_of
from ui.pages.page import Crumb, Page
from ui.pages.restricted import IN_A_LIST
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, words
from ui.widgets.table_list import TableList

_COLUMNS = (Column("Sort", 3), Column("Person", 4), Column("What", 5), Column("Words around it", 8))


class FoundPage(Page):
    """What was found, best first."""

    place = Place.FOUND

    def __init__(self, shell: Shell, text: str) -> None:
        super().__init__(shell)
        self.set_title("Search", f"Everything that holds “{text}”.")
        self.crumbs = (Crumb("Search"),)
        self._found: dict[str, Found] = {}
        self.table = TableList("What was found", _COLUMNS)
        self.table.opened.connect(self._open)
        self.card = Card()
        self.card.body.addWidget(self.table)
        self.card.hide()
        self.body.addWidget(self.card)
        self.body.addStretch()
        shell.run(partial(search, shell.session, text), self._show, owner=self)

    def _show(self, found: tuple[Found, ...]) -> None:
        self._found = {one.record: one for one in found}
        if not found:
            self.body.insertWidget(0, words("Nothing was found. Try fewer letters, or another spelling."))
            return
        self.table.show_rows(
            [
                Row(
                    one.record,
                    (
                        Cell(*sort_of(one.kind, one.title)),
                        Cell(one.adult, below=IN_A_LIST if one.is_restricted else None),
                        Cell(one.text),
                        Cell(one.snippet),
                    ),
                )
                for one in found
            ]
        )
        self.card.show()
        self.take_focus_late(self.table)

    def _open(self, key: str) -> None:
        self.shell.open_found(self._found[key])
