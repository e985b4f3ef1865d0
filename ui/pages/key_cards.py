"""A sheet of a recovery key, as it is shown once to be written down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from ui.theme import current_theme
from ui.widgets.basics import Card, words

_COLUMNS, _FEW_COLUMNS = 3, 2
_LARGE = 140
"""Text larger than this, in per cent, has fewer things side by side."""


class WordsCard(Card):
    """The numbered words of one sheet, to be read down and then across."""

    def __init__(self, title: str, sheet: Sequence[str]) -> None:
        super().__init__(title, margin=16)
        self.setAccessibleName(" ".join((f"{title}:", *sheet)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid, across = _grid(), _FEW_COLUMNS if current_theme().percent > _LARGE else _COLUMNS
        rows = -(-len(sheet) // across)
        for index, word in enumerate(sheet):
            grid.addWidget(words(f"{index + 1}.  {word}", "strong", wrap=False), index % rows, index // rows)
        self.body.addLayout(grid)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    return grid
