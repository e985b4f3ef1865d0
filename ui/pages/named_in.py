"""In which cases somebody is named: a list on their own page, and what a case says beside them (6.1)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.cases import CaseView, PersonInCase
from safeguard_desktop.casework.named_in import NamedIn, count_words
from safeguard_desktop.clock import short_day_words
from ui.models.table import Cell, Column, Row
from ui.pages.restricted import IN_A_LIST
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, column, words
from ui.widgets.callout import Callout
from ui.widgets.table_list import TableList
from ui.widgets.wrap_link import WrapLink

OTHER_CASES = Column("Other cases", 5)
"""The column of a list of people that `others_cell` fills."""
_COLUMNS = (Column("Case", 5), Column("Adult at risk", 5), Column("Named as", 5), Column("When", 3))
_NOWHERE = "No case that you can open names them."
_CLOSED = Cell("Closed", "grey")
_STRONG = "Alleged to cause harm, and named in other cases too"
_TOGETHER = "Look at these cases together: small things over time can show a pattern. Alleged is not proof."


def named_in_card(shell: Shell, cases: Sequence[NamedIn]) -> QWidget:
    """Return the cases that name somebody, each of which opens; and a word where they are alleged in several."""
    box = QWidget()
    layout = column(box, gap=14)
    alleged = sum(case.is_alleged for case in cases)
    if alleged > 1:
        layout.addWidget(Callout("attention", f"Alleged to cause harm in {alleged} cases", _TOGETHER))
    title = _capital(count_words(cases)) if cases else "Named in no case"
    card = Card(title)
    if not cases:
        card.body.addWidget(words(_NOWHERE, "muted"))
    else:
        table = TableList(title, _COLUMNS)
        table.show_rows([_row(case) for case in cases])
        table.opened.connect(partial(_open_case, shell))
        card.body.addWidget(table)
    layout.addWidget(card)
    return box


def _open_case(shell: Shell, case_id: str) -> None:
    shell.go(Place.CASE, case_id=case_id)


def _row(case: NamedIn) -> Row:
    part = Cell(", ".join(case.parts) or "Nobody said as what", "amber" if case.is_alleged else "")
    when = Cell(short_day_words(case.on), quiet=True, below=None if case.is_open else _CLOSED)
    adult = Cell(case.adult, below=IN_A_LIST if case.is_restricted else None)
    return Row(case.case, (Cell(case.reference), adult, part, when))


def others_words(one: PersonInCase) -> str:
    """Return in how many other cases somebody is named, and in how many they are alleged to cause harm; or ""."""
    if not one.elsewhere:
        return ""
    said, alleged = _capital(count_words(one.elsewhere, "other ")), sum(case.is_alleged for case in one.elsewhere)
    return f"{said}, alleged to cause harm in {_of_them(alleged, len(one.elsewhere))}" if alleged else said


def _of_them(some: int, total: int) -> str:
    if some < total:
        return str(some)
    return {1: "it", 2: "both"}.get(total, "all")


def others_cell(one: PersonInCase) -> Cell:
    """Return what a list of people says of the other cases of one: a tag where they are alleged to cause harm."""
    said = others_words(one)
    return Cell(said, "amber" if said and one.is_alleged else "", quiet=True)


def others_boxes(shell: Shell, view: CaseView) -> tuple[QWidget, ...]:
    """Return a box with whoever is alleged to cause harm and named in other cases too, and one with anybody else."""
    named = [one for one in view.people if one.elsewhere]
    strong, other = ([one for one in named if one.is_alleged is wanted] for wanted in (True, False))
    boxes = []
    if strong:
        boxes.append(_box(shell, view, Callout("attention", _STRONG), strong))
    if other:
        boxes.append(_box(shell, view, Callout("plain", "Also named in other cases"), other))
    return tuple(boxes)


def _box(shell: Shell, view: CaseView, box: Callout, people: Sequence[PersonInCase]) -> QWidget:
    for one in people:
        made = WrapLink(f"{one.name}: {_small(others_words(one))}")
        made.clicked.connect(partial(shell.go, Place.RECORD, record_id=one.record, case_id=view.row.id))
        box.add(made)
    return box


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
