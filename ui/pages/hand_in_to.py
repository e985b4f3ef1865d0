"""Who may open a concern that is about staff: asked before it is handed in."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.readers import Reader, warnings_for
from ui.pages.readers_list import ReadersList
from ui.widgets.basics import Card, Scroll, button, column, link, primary, row, words
from ui.widgets.error_summary import ErrorSummary, Slip

_WHY = (
    "The person alleged to cause harm works or volunteers in care, or has a name like a colleague’s. Tick who may open "
    "this concern, and leave out anybody who is part of it. For everybody else it is not there: no name, no number, "
    "nothing in a search."
)
_NOBODY = "Tick at least one person. If everybody here is part of it, ring the council, and do not hand it in."


class HandInTo(Card):
    """Names who may open it. `chosen` gives their accounts; nobody by name stands for the whole team."""

    chosen = Signal(tuple)
    left = Signal()

    def __init__(self, readers: Sequence[Reader]) -> None:
        super().__init__(margin=2)
        inner = QWidget()
        page = column(inner, gap=12)
        page.setContentsMargins(24, 22, 24, 24)
        self.summary = ErrorSummary()
        self.readers = ReadersList("Who may open it", readers, partial(warnings_for, readers))
        self.hand_in_button = primary("Hand in to the people ticked", "lock")
        self.back_button = button("Back to the answers")
        self.team_button = link("Hand in to the whole team instead")
        self.hand_in_button.clicked.connect(self._hand_in)
        self.back_button.clicked.connect(self.left)
        self.team_button.clicked.connect(partial(self.chosen.emit, ()))
        for widget in (self.summary, words("Who may open this concern?", "title"), words(_WHY), self.readers):
            page.addWidget(widget)
        line = row()
        for made in (self.hand_in_button, self.back_button):
            line.addWidget(made)
        line.addStretch()
        page.addLayout(line)
        below = row()
        below.addWidget(self.team_button)
        below.addStretch()
        page.addLayout(below)
        page.addStretch()
        self.body.addWidget(Scroll(inner))
        self.setAccessibleName("Who may open this concern?")

    def begin(self) -> None:
        """Begin at the first tick."""
        self.readers.take_focus()

    def _hand_in(self) -> None:
        ticked = self.readers.ticked
        if ticked:
            self.chosen.emit(tuple(sorted(ticked)))
        else:
            self.summary.show_slips([Slip(_NOBODY, self.readers.take_focus)])
