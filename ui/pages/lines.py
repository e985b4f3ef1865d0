"""Lines of a list with a button each: what a person can do with every one of them, reached with Tab."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.basics import announce, button, clear, column, link, row, rule, words
from ui.widgets.callout import tag

AT_ONCE = 40
"""So many lines are shown at once; the rest when they are asked for, so that a long list opens quickly."""


@dataclass(frozen=True)
class Mark:
    """A cell that is a tag."""

    text: str
    tone: str


@dataclass(frozen=True)
class Way:
    """A cell that leads somewhere: its words, what it is called for a screen reader, and what it does."""

    text: str
    name: str
    act: Callable[[], None]
    is_link: bool = True


Cell = str | Mark | Way


class Lines(QWidget):
    """A head and lines of cells below it. `stretches` say how the columns share the width."""

    def __init__(self, heads: Sequence[str], stretches: Sequence[int]) -> None:
        super().__init__()
        self._heads, self._rows = tuple(heads), list[tuple[Cell, ...]]()
        layout = column(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for place, stretch in enumerate(stretches):
            self._grid.setColumnStretch(place, stretch)
        self.more = button("Show more")
        self.more.clicked.connect(self._show_more)
        layout.addLayout(self._grid)
        foot = row()
        foot.addWidget(self.more)
        foot.addStretch()
        layout.addLayout(foot)
        self._shown = 0

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show these lines instead of those before."""
        self._rows = list(rows)
        self._shown = 0
        clear(self._grid)
        for place, head in enumerate(self._heads):
            self._grid.addWidget(words(head, "small"), 0, place)
        self._add_lines()

    def first_button(self) -> QWidget | None:
        """Return the button of the first line, or None where it has none."""
        for place, cell in enumerate(self._rows[0] if self._rows else ()):
            item = self._grid.itemAtPosition(2, place) if isinstance(cell, Way) and not cell.is_link else None
            if item is not None:
                return item.widget()
        return None

    def _add_lines(self) -> None:
        for number in range(self._shown, min(self._shown + AT_ONCE, len(self._rows))):
            self._grid.addWidget(rule(), 2 * number + 1, 0, 1, len(self._heads))
            for place, cell in enumerate(self._rows[number]):
                self._grid.addWidget(_widget(cell), 2 * number + 2, place, Qt.AlignmentFlag.AlignVCenter)
        self._shown = min(self._shown + AT_ONCE, len(self._rows))
        rest = len(self._rows) - self._shown
        self.more.setVisible(rest > 0)
        self.more.setText(f"Show more ({rest})")

    def _show_more(self) -> None:
        first = self._shown
        self._add_lines()
        announce(self, f"{self._shown} of {len(self._rows)} shown")
        for place in range(len(self._heads)):
            item = self._grid.itemAtPosition(2 * first + 2, place)
            held = item.widget() if item is not None else None
            if held is not None and held.focusPolicy() & Qt.FocusPolicy.TabFocus:
                held.setFocus()
                return


def _widget(cell: Cell) -> QWidget:
    if isinstance(cell, Mark):
        return tag(cell.text, cell.tone)
    if isinstance(cell, Way):
        made = link(cell.text) if cell.is_link else button(cell.text)
        made.setAccessibleName(cell.name)
        made.clicked.connect(cell.act)
        return made
    return words(cell)
