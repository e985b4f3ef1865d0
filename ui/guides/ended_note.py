"""What is said wherever a conversation that ended early is shown, with the way to go on with it."""

from PySide6.QtCore import Signal

from safeguard_desktop.records import Record, Step, can_end_early, ended_early, not_asked, where_it_ended
from ui.widgets.basics import button, row
from ui.widgets.callout import Callout


class EndedNote(Callout):
    """Says why it ended and what was not asked; `taken_back` tells that the person goes on with it."""

    taken_back = Signal()

    def __init__(self, record: Record) -> None:
        mark = ended_early(record)
        first, *more = mark.words if mark is not None else ("",)
        count = len(not_asked(record))
        what = f"{count} step{' is' if count == 1 else 's are'} marked as not asked."
        text = "\n".join((*more, f"{what} If you talk again, or it did not end, go on from there."))
        super().__init__("info", f"{first}.", text)
        self.go_on_button = button("Go on with the conversation", picture="forward")
        self.go_on_button.clicked.connect(self.taken_back)
        line = row()
        line.addWidget(self.go_on_button)
        line.addStretch()
        self.body.addLayout(line)


def may_end(record: Record, step: Step | None) -> bool:
    """Whether the conversation can be said to have ended in a step; with None, anywhere: where it seems to have."""
    if ended_early(record) is not None:
        return False
    return step.may_skip if step is not None else can_end_early(type(record)) and bool(where_it_ended(record))
