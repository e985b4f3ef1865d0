"""The lists of a case: events, what was shared, and people."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.cases import PersonInCase
from safeguard_desktop.casework.chronology import Event
from safeguard_desktop.casework.exporting import SavedTable, line_count, save_sharing_table
from safeguard_desktop.casework.panels import panel_for
from safeguard_desktop.casework.people import find_record
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.sharing_log import SharedWith, short_words
from safeguard_desktop.records import Disclosure, Record
from ui.models.table import Cell, Column, Row
from ui.pages.kinds_shown import happenings
from ui.pages.named_in import OTHER_CASES, others_cell
from ui.pages.panel_view import PanelView
from ui.pages.save_table_card import SaveTable
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, button, buttons, column, link, words
from ui.widgets.chronology import Chronology
from ui.widgets.table_list import TableList

_SHARED = (Column("When", 3), Column("With whom", 5), Column("What", 6), Column("Why", 6), Column("How far", 4))
_IN_THE_FILE = (
    "The file says of each line all that is written of it, with names: what, for whom, why, how, by whom and when, "
    "whether it came, and the decision that it rests on."
)
_PEOPLE = (Column("Name", 5), Column("Part in the case", 5), OTHER_CASES, Column("More", 6))


_PICTURED = {"risk-acceptance": "level-of-risk-agreed", "risk-review": "level-now"}
"""The step whose panel is the picture of the risk, by kind."""


class HasBody(Protocol):
    """A version of a record."""

    @property
    def body(self) -> Record:
        """The record."""
        ...


class CaseLike(Protocol):
    """What a list needs of its page."""

    shell: Shell

    def open_record(self, record_id: str) -> None:
        """Open a record to read."""
        ...


def events_card(page: CaseLike, title: str, events: Sequence[Event]) -> Card:
    """Return a card with these events, newest first; each opens its record."""
    card = Card(title)
    if not events:
        card.body.addWidget(words("Nothing is written here yet. Use “Add to record”.", "muted"))
    else:
        shown = Chronology(title)
        shown.show_happenings(happenings(events, page.shell.session.now().astimezone().year))
        shown.opened.connect(page.open_record)
        card.body.addWidget(shown)
    card.body.addStretch()
    return card


def chronology_card(page: CaseLike, events: Sequence[Event]) -> Card:
    """Return a card with all that happened, and the way to see that none of it was changed."""
    card = events_card(page, "Chronology", events)
    ask = link("Is this record complete?")
    ask.clicked.connect(partial(page.shell.go, Place.SETTINGS, part="verify"))
    card.body.addWidget(ask)
    return card


def risk_card(page: CaseLike, events: Sequence[Event]) -> QWidget:
    """Return the picture of the risk as it was last seen, and what was written about it."""
    box = QWidget()
    layout = column(box, gap=14)
    view = PanelView()
    layout.addWidget(view)
    layout.addWidget(events_card(page, "Risk", events), 1)
    view.hide()
    newest = next((event for event in events if event.kind in _PICTURED), None)
    if newest is not None:
        step = _PICTURED[newest.kind]
        show = partial(_show_risk, view, step)
        page.shell.run(partial(find_record, page.shell.session, newest.record), show, owner=view)
    return box


def _show_risk(view: PanelView, step: str, found: HasBody | None) -> None:
    if found is not None:
        view.set_panel(panel_for(found.body, step))


def shared_card(page: CaseLike, case_id: str, lines: Sequence[SharedWith]) -> Card:
    """Return a card with what was shared and what was not, the way to record more, and a manager's to save a table.

    Prepared, printed, sent and arrived are four different things.
    """
    card = Card("What was shared, and what was not")
    if not lines:
        card.body.addWidget(words("Nothing has been shared outside yet.", "muted"))
        card.body.addWidget(_recorder(page, case_id))
    else:
        table = TableList("What was shared, and what was not", _SHARED)
        table.show_rows([_shared(line) for line in lines])
        table.opened.connect(page.open_record)
        card.body.addWidget(table)
        card.body.addWidget(_recorder(page, case_id))
        if page.shell.session.may(Power.MANAGE):
            card.body.addWidget(_saver(page, case_id, len(lines)))
    card.body.addStretch()
    return card


def _recorder(page: CaseLike, case_id: str) -> QWidget:
    made = button("Record what was sent", picture="send")
    made.clicked.connect(partial(page.shell.begin, Disclosure.kind, case_id))
    return buttons(made)


def _saver(page: CaseLike, case_id: str, lines: int) -> SaveTable:
    saver = SaveTable(page.shell, _IN_THE_FILE, partial(_sharing_table, page.shell.session, case_id))
    saver.saved.connect(page.shell.noticed)
    saver.failed.connect(page.shell.trouble)
    saver.offer(line_count(lines))
    return saver


def _sharing_table(session: Session, case_id: str, reason: str) -> Callable[[], SavedTable]:
    return partial(save_sharing_table, session, case_id, reason)


def _shared(line: SharedWith) -> Row:
    tone = "grey" if line.is_held_back else "green" if line.is_shared and line.has_arrived else "amber"
    said = (Cell(line.recipient), Cell(line.what), Cell(line.why), Cell(line.stage, tone))
    return Row(line.record, (Cell(short_words(line.happened), quiet=True), *said))


def people_card(page: CaseLike, people: Sequence[PersonInCase]) -> Card:
    """Return a card with the people of the case; each opens what is known of them."""
    card = Card("People")
    if not people:
        card.body.addWidget(words("Nobody is named in this case yet.", "muted"))
    else:
        table = TableList("People", _PEOPLE)
        table.show_rows(
            [
                Row(one.record, (Cell(one.name), Cell(one.part), others_cell(one), Cell(one.detail, quiet=True)))
                for one in people
            ]
        )
        table.opened.connect(page.open_record)
        card.body.addWidget(table)
    card.body.addStretch()
    return card
