"""How far a record is: the state of each step, and the card that shows it."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from safeguard_desktop.records import not_asked
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, missing, questions_asked, steps, steps_asked
from safeguard_desktop.records.values import is_empty
from ui.guides.check_page import CHECK, TITLE
from ui.theme import current_theme
from ui.widgets.basics import Card, button, column, link, row, words
from ui.widgets.step_list import State, StepLine, StepList


def lines_of(record: Record, here: str, seen: Collection[str]) -> tuple[StepLine, ...]:
    """Return the steps asked with their states. What is missing is marked only on steps that the person has seen."""
    gaps = {gap.step.key for gap in missing(record) if gap.step is not None}
    lines: list[StepLine] = []
    for step in steps_asked(record):
        key = step.key
        is_begun = key in seen or _holds_something(record, step) or not gaps
        if key == here:
            state = State.HERE
        elif key in record.skipped and key not in gaps:
            state = State.PASSED
        elif key in gaps:
            state = State.UNFINISHED if key in seen else State.TO_COME
        else:
            state = State.DONE if is_begun else State.TO_COME
        lines.append(StepLine(key, step.short or step.title, state))
    return tuple(lines)


def _holds_something(record: Record, step: Step) -> bool:
    answers = (record.answer(question.name) for question in questions_asked(record, step))
    return step.key in record.skipped or not all(is_empty(answer) for answer in answers)


def words_done(lines: Sequence[StepLine], saved_at: str) -> str:
    """Return how much is done in words, such as "3 of 9 done, 2 passed over. Saved 10:42."."""
    done, passed = (sum(line.state is state for line in lines) for state in (State.DONE, State.PASSED))
    over = f", {passed} passed over" if passed else ""
    return f"{done} of {len(lines)} done{over}." + (f" Saved {saved_at}." if saved_at else "")


def next_key(record: Record, after: str) -> str:
    """Return the step asked next, or "" after the last; not what was marked as the conversation ended.

    `after` may itself no longer be asked.
    """
    order = [step.key for step in steps(type(record))]
    asked = {step.key for step in steps_asked(record)} - {step.key for step in not_asked(record)}
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
        self.steps.chosen.connect(self._on_chosen)
        said = column(gap=6)
        said.addWidget(self.title)
        said.addWidget(self.done)
        line = row()
        line.addLayout(said, 1)
        line.addWidget(self.opener)
        self.body.addLayout(line)
        self.body.addWidget(self.steps, 1)
        self._offered: list[QPushButton] = []
        self._is_narrow = False
        self.set_narrow(is_narrow=False)

    def offer(self, text: str, act: Callable[[], None]) -> None:
        """Offer something that is seldom wanted, below the steps."""
        made = link(text)
        made.clicked.connect(act)
        self.body.addWidget(made)
        made.setVisible(self.steps.isVisibleTo(self))
        self._offered.append(made)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Stand above the question, closed, or beside it, open."""
        self._is_narrow = is_narrow
        self.opener.setVisible(is_narrow)
        self.opener.setChecked(False)
        width = current_theme().px(292)
        self.setMinimumWidth(0 if is_narrow else width)
        self.setMaximumWidth(16_777_215 if is_narrow else width)
        self.steps.setMaximumHeight(current_theme().px(170) if is_narrow else 16_777_215)
        self._show_steps(is_open=not is_narrow)

    def _on_chosen(self, key: str) -> None:
        """Above the question the steps close once one is chosen: the question and its buttons need the room."""
        if self._is_narrow and self.steps.hasFocus():
            self.opener.setFocus()
        if self._is_narrow:
            self.opener.setChecked(False)
        self.chosen.emit(key)

    def _open(self, is_open: bool) -> None:  # the shape of Qt's signal
        self._show_steps(is_open=is_open or not self._is_narrow)
        self.opener.setText("Hide the steps" if is_open else "Show all steps")

    def _show_steps(self, *, is_open: bool) -> None:
        for widget in (self.steps, *self._offered):
            widget.setVisible(is_open)

    def show_lines(self, lines: Sequence[StepLine], done: str, *, is_checking: bool) -> None:
        """Show the steps and, last, the check."""
        self.done.setText(done)
        check = StepLine(CHECK, TITLE, State.HERE if is_checking else State.TO_COME)
        self.steps.show_steps([*lines, check])
