"""What happened in a case, one entry below the other: when, what sort, and what."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.models.table import Cell, Column, Row
from ui.widgets.table_list import TableList


@dataclass(frozen=True)
class Happening:
    """One entry. `when` is as people read it, `tone` colours the tag that names its sort."""

    key: str
    when: str
    sort: str
    tone: str
    text: str


class Chronology(TableList):
    """Entries to open, newest as they are given."""

    def __init__(self, name: str = "Chronology", *, scrolls: bool = False) -> None:
        super().__init__(
            name, (Column("When", 5), Column("Sort", 5), Column("What", 16)), header=False, scrolls=scrolls
        )

    def show_happenings(self, happenings: Sequence[Happening]) -> None:
        """Show these entries instead of those before."""
        self.show_rows(
            [Row(one.key, (Cell(one.when, quiet=True), Cell(one.sort, one.tone), Cell(one.text))) for one in happenings]
        )
