"""Cases: the list of them, to be narrowed down by typing."""

from functools import partial

from safeguard_desktop.casework.cases import CaseRow, list_cases
from safeguard_desktop.casework.session import Power
from safeguard_desktop.casework.today import risk_tone
from safeguard_desktop.clock import short_day_words
from safeguard_desktop.errors import NotAllowedTrouble
from ui.models.table import Cell, Column, Row
from ui.pages.page import LARGE, Page
from ui.pages.restricted import IN_A_LIST
from ui.pages.shell import Place, Shell
from ui.theme import current_theme
from ui.widgets.basics import Card, announce, primary, row, words
from ui.widgets.inputs import Check, Line
from ui.widgets.table_list import TableList

_COLUMNS = (
    Column("Person", 16),
    Column("Case", 13),
    Column("What it is about", 28),
    Column("Level of risk", 16),
    Column("What they want", 14),
    Column("Lead", 13),
    Column("Changed", 12),
)
_FEW_COLUMNS = (Column("Person", 5), Column("What it is about", 8), Column("Level of risk", 4))
"""For large text."""


class CasesPage(Page):
    """Every case this person may read, open ones first."""

    place = Place.CASES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.set_title("Cases")
        self.record_button = primary("Record a concern", "plus")
        self.record_button.clicked.connect(partial(shell.begin, "concern", None))
        self.head.addWidget(self.record_button)
        self._rows: tuple[CaseRow, ...] = ()
        self.filter = Line("Type a name, a case number or a word")
        self.filter.setAccessibleName("Narrow down the list")
        self.filter.setMaximumWidth(current_theme().px(420))
        self.filter.textEdited.connect(self._narrow)
        self.closed = Check("Show closed cases as well")
        self.closed.clicked.connect(self._narrow)
        self.count = words("", "muted")
        self._is_large = current_theme().percent > LARGE
        self.table = TableList("Cases", _FEW_COLUMNS if self._is_large else _COLUMNS)
        self.table.opened.connect(self._open)
        self.body.addWidget(self._card())
        self.body.addStretch()
        if shell.session.may(Power.CASEWORK):
            shell.run(partial(list_cases, shell.session), self._show, owner=self)
        else:
            self.trouble(_not_yours())

    def _card(self) -> Card:
        card = Card()
        line = row(gap=16)
        line.addWidget(self.filter, 3)
        line.addWidget(self.closed, 2)
        line.addWidget(self.count, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.table)
        return card

    def _show(self, rows: tuple[CaseRow, ...]) -> None:
        self._rows = rows
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.filter.text().casefold().split()
        shown = [
            case
            for case in self._rows
            if (case.is_open or self.closed.isChecked()) and all(word in _text(case) for word in wanted)
        ]
        self.table.show_rows([_short_row(case) if self._is_large else _row(case) for case in shown])
        said = f"{len(shown)} case{'' if len(shown) == 1 else 's'}"
        self.count.setText(said)
        announce(self.count, said)

    def _open(self, key: str) -> None:
        self.shell.go(Place.CASE, case_id=key)

    def start_focus(self) -> None:
        """Begin at the box that narrows the list."""
        self.filter.setFocus()


def _not_yours() -> NotAllowedTrouble:
    return NotAllowedTrouble(
        "Your account does not include the cases.",
        "You can record a concern at any time. Ask a caseworker or your manager about a case.",
    )


def _text(case: CaseRow) -> str:
    return f"{case.adult} {case.reference} {case.summary} {case.lead}".casefold()


def _row(case: CaseRow) -> Row:
    changed = case.changed_at.astimezone().date()
    reference = case.reference if case.is_open else f"{case.reference} (closed)"
    return Row(
        case.id,
        (
            Cell(case.adult),
            Cell(reference, below=_restricted(case)),
            Cell(case.summary),
            Cell(case.risk.label if case.risk else "Not yet agreed", risk_tone(case.risk)),
            Cell(case.wishes or "Not asked yet"),
            Cell(case.lead),
            Cell(short_day_words(changed), quiet=True),
        ),
    )


def _short_row(case: CaseRow) -> Row:
    risk = Cell(case.risk.label if case.risk else "Not yet agreed", risk_tone(case.risk))
    who = Cell(f"{case.adult}\n{case.reference}", below=_restricted(case))
    return Row(case.id, (who, Cell(case.summary), risk))


def _restricted(case: CaseRow) -> Cell | None:
    return IN_A_LIST if case.is_restricted else None
