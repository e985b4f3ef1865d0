"""What is still missing, on one list: each line names its step and leads to its question."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from safeguard_desktop.records.record import Missing
from ui.widgets.basics import column
from ui.widgets.callout import Callout
from ui.widgets.wrap_link import WrapLink


class GapList(Callout):
    """A call-out with a line for each missing answer. `chosen` names the step and the question."""

    chosen = Signal(str, str)

    def __init__(self, kind: str, title: str, text: str, gaps: Iterable[Missing]) -> None:
        super().__init__(kind, title, text)
        lines = column(gap=0)
        for gap in gaps:
            made = WrapLink(gap_words(gap))
            made.clicked.connect(partial(self.chosen.emit, gap.step.key if gap.step else "", gap.question.name))
            lines.addWidget(made)
        self.body.addLayout(lines)


def gap_words(gap: Missing) -> str:
    """Return what is missing, with the step that it is missing in."""
    return gap.step.told(gap.sentence) if gap.step is not None else gap.sentence


def how_many(gaps: Sequence[Missing]) -> str:
    """Return how many answers are missing, in words."""
    return f"{len(gaps)} {'answer is' if len(gaps) == 1 else 'answers are'} still needed"
