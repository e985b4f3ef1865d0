"""What the search box of the top bar does: it asks casework, and leads to what was found."""

from functools import partial

from PySide6.QtCore import QObject

from safeguard_desktop.casework.searching import Found, search
from ui.pages.restricted import RESTRICTED
from ui.pages.shell import Place, Shell, Wish
from ui.widgets import search_box
from ui.widgets.search_box import SearchBox

_MOST = 8


class TopSearch(QObject):
    """Joins the search box to a session. A word that was looked for stands there only while it is looked for."""

    def __init__(self, box: SearchBox, shell: Shell) -> None:
        super().__init__(shell)
        self._box, self._shell = box, shell
        box.asked.connect(self._ask)
        box.submitted.connect(self._show_all)
        box.chosen.connect(shell.open_found)

    def show_place(self, wish: Wish) -> None:
        """Show what is looked for at a place: nothing but where everything that was found is listed."""
        self._box.setText(str(wish.what.get("text", "")) if wish.place is Place.FOUND else "")

    def _ask(self, text: str) -> None:
        self._shell.run(partial(search, self._shell.session, text), self._show, owner=self)

    def _show(self, found: tuple[Found, ...]) -> None:
        lines = [search_box.Found(one.text or one.title, _where_found(one), one) for one in found[:_MOST]]
        self._box.show_results(lines)

    def _show_all(self, text: str) -> None:
        self._shell.go(Place.FOUND, text=text)


def _where_found(one: Found) -> str:
    restricted = RESTRICTED if one.is_restricted else ""
    where = ", ".join(filter(None, (restricted, one.title, one.adult)))
    return f"{where}: {one.snippet}" if one.snippet else where
