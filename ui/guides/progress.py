"""How far a record is: the state of each step, and the card that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from safeguard_desktop.records.record import Record, missing, questions_asked, steps, steps_asked
from safeguard_desktop.records.values import is_empty
from ui.guides.check_page import CHECK, TITLE
from ui.theme import current_theme
from ui.widgets.basics import Card, button, column, row, words
from ui.widgets.step_list import State, StepLine, StepList


@dataclass(frozen=True)
class Progress(StepLine):
    """A step with its state, and whether it holds an answer or was passed over."""

    holds_something: bool = False


def lines_of(record: Record, here: str, furthest: int) -> tuple[Progress, ...]:
    """Return the steps asked with their states; those past number `furthest` are still to come."""
    gaps = {gap.step.key for gap in missing(record) if gap.step is not None}
    lines: list[Progress] = []
    for number, step in enumerate(steps_asked(record)):
        key = step.key
        answers = [record.answer(question.name) for question in questions_asked(record, step)]
        holds = key in record.skipped or not all(is_empty(answer) for answer in answers)
        if key == here:
            state = State.HERE
        elif number > furthest:
            state = State.TO_COME
        else:
            state = State.UNFINISHED if key in gaps else State.DONE
        lines.append(Progress(key, step.short or step.title, state, holds))
    return tuple(lines)


def words_done(lines: Sequence[StepLine], saved_at: str) -> str:
    """Return how much is done in words, such as "3 of 9 done. Saved 10:42."."""
    done = sum(line.state is State.DONE for line in lines)
    return f"{done} of {len(lines)} done." + (f" Saved {saved_at}." if saved_at else "")


def next_key(record: Record, after: str) -> str:
    """Return the step asked next, or "" after the last. `after` may itself no longer be asked."""
    order = [step.key for step in steps(type(record))]
    asked = {step.key for step in steps_asked(record)}
    later = order[order.index(after) + 1 :] if after in order else []
    return next((key for key in later if key in asked), "")


class ProgressCard(Card):
    """The name of what is being done, how much is done, and the steps. `chosen` names a step."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(margin=12, gap=8)
        self.title = words(title, "strong")
        self.done = words("", "small")
        self.steps = StepList()
        self.opener = button("Show all steps")
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._open)
        self.steps.chosen.connect(self.chosen)
        said = column(gap=6)
        said.addWidget(self.title)
        said.addWidget(self.done)
        line = row()
        line.addLayout(said, 1)
        line.addWidget(self.opener)
        self.body.addLayout(line)
        self.body.addWidget(self.steps, 1)
        self._is_narrow = False
        self.set_narrow(is_narrow=False)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Stand above the question, closed, or beside it, open."""
        self._is_narrow = is_narrow
        self.opener.setVisible(is_narrow)
        self.opener.setChecked(False)
        width = current_theme().px(292)
        self.setMinimumWidth(0 if is_narrow else width)
        self.setMaximumWidth(16_777_215 if is_narrow else width)
        self.steps.setMaximumHeight(current_theme().px(170) if is_narrow else 16_777_215)
        self.steps.setVisible(not is_narrow)

    def _open(self, is_open: bool) -> None:  # the shape of Qt's signal
        self.steps.setVisible(is_open or not self._is_narrow)
        self.opener.setText("Hide the steps" if is_open else "Show all steps")

    def show_lines(self, lines: Sequence[StepLine], done: str, *, is_checking: bool) -> None:
        """Show the steps and, last, the check."""
        self.done.setText(done)
        check = StepLine(CHECK, TITLE, State.HERE if is_checking else State.TO_COME)
        self.steps.show_steps([*lines, check])
