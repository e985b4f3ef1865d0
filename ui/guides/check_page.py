"""Check your answers: all of them in words, each with "Change", and what is still missing by name."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from safeguard_desktop.records.questions import Question, Step
from safeguard_desktop.records.record import Missing, Record, answer_lines, missing, questions_asked, steps_asked
from ui.theme import current_theme
from ui.widgets.basics import announce, button, column, row, rule, words
from ui.widgets.callout import Callout, tag
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.problems import by_question

CHECK = "check-your-answers"
TITLE = "Check your answers"
_LATER = "You can hand it in now, and they can be added later. Do not wait with it."
_ENDED_EARLY = (
    "Did it end early, or was it not safe to ask? Go to a step and choose why at “No answer to write down?”. "
    "You can also stop here: every answer is kept, and you can act on it now."
)


class CheckPage(QWidget):
    """Shows a whole record in words. `change` names the step to go to, and the question."""

    change = Signal(str, str)

    def __init__(self, record: Record, names: Mapping[str, str], title: str = TITLE, *, may_lack: bool = False) -> None:
        super().__init__()
        self._record = record
        self._names = names
        self._title = title
        self._missing = missing(record)
        self._may_lack = may_lack
        self.summary = ErrorSummary()
        self.change_buttons: dict[str, QWidget] = {}
        self._lay_out()
        self.setAccessibleName(title)

    def _lay_out(self) -> None:
        page = column(self, gap=10)
        page.addWidget(words("Last step", "small"))
        page.addWidget(self.summary)
        page.addWidget(words(self._title, "title"))
        if self._missing:
            page.addWidget(self._still_needed())
        else:
            page.addWidget(words("Read it once more. You can change each answer.", "muted"))
        for step in steps_asked(self._record):
            page.addSpacing(6)
            page.addWidget(words(step.short or step.title, "section"))
            page.addWidget(rule())
            page.addLayout(self._rows(step))

    def _still_needed(self) -> Callout:
        count = len(self._missing)
        title = f"{count} {'answer is' if count == 1 else 'answers are'} still needed"
        box = Callout("attention", title, self._what_to_do())
        for gap in self._missing:
            line = row()
            made = button(gap.sentence, "link")
            made.clicked.connect(partial(self._ask, gap))
            line.addWidget(made)
            line.addStretch()
            box.body.addLayout(line)
        return box

    def _what_to_do(self) -> str:
        """Return what one can do with gaps: hand it in all the same, or say why a step was not talked about."""
        if self._may_lack:
            return _LATER
        may_skip = any(gap.step is not None and gap.step.may_skip for gap in self._missing)
        return _ENDED_EARLY if may_skip else ""

    def _ask(self, gap: Missing) -> None:
        self.change.emit(gap.step.key if gap.step else "", gap.question.name)

    def _rows(self, step: Step) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        skip = self._record.skipped.get(step.key)
        if skip is not None:
            said = "\n".join(filter(None, (skip.why.label, skip.reason)))
            self._put(grid, "Passed over", words(said), step, "")
        for question in questions_asked(self._record, step):
            lines = answer_lines(question, self._record.answer(question.name), self._names)
            if lines or skip is None:
                self._put(grid, question.label, self._answer(question, lines), step, question.name)
        return grid

    def _answer(self, question: Question, lines: tuple[str, ...]) -> QWidget:
        if lines:
            return words("\n".join(lines))
        is_needed = any(gap.question.name == question.name for gap in self._missing)
        return tag("Not answered yet", "amber") if is_needed else words("No answer", "muted")

    def _put(self, grid: QGridLayout, label: str, answer: QWidget, step: Step, name: str) -> None:
        line = grid.rowCount()
        made = button("Change", "link")
        made.setAccessibleName(f"Change: {label}")
        made.clicked.connect(partial(self.change.emit, step.key, name))
        self.change_buttons[name or step.key] = made
        for place, widget in enumerate((words(label, "strong"), answer, made)):
            shown = widget if widget is made else _level_with_a_button(widget)
            grid.addWidget(shown, line, place, Qt.AlignmentFlag.AlignTop)

    def check(self) -> bool:
        """Tell whether the record is whole, or whole enough where answers may be missing; show what to put right."""
        slips = list(self._slips(() if self._may_lack else self._missing))
        self.summary.show_slips(slips, "Before you finish")
        return not slips

    def _slips(self, gaps: Iterable[Missing]) -> Iterator[Slip]:
        for gap in gaps:
            yield Slip(gap.sentence, partial(self._ask, gap))
        try:
            type(self._record).model_validate(self._record.model_dump())
        except ValidationError as error:
            for name, sentence in by_question(error).items():
                yield Slip(sentence, partial(self._go_to_question, name))

    def _go_to_question(self, name: str) -> None:
        for step in steps_asked(self._record):
            if any(question.name == name for question in questions_asked(self._record, step)):
                self.change.emit(step.key, name)
                return

    def show_trouble(self, sentence: str) -> None:
        """Say on top that saving did not work."""
        self.summary.show_slips([Slip(sentence, self.take_focus)], "This was not finished. Nothing is lost")

    def take_focus(self) -> None:
        """Have the page said; the focus is for the caller's button."""
        announce(self, self._title)


def _level_with_a_button(widget: QWidget) -> QWidget:
    """Return it in a cell in which its first line stands level with the words of a button."""
    cell = QWidget()
    inside = column(cell)
    inside.setContentsMargins(0, current_theme().px(10), 0, current_theme().px(4))
    inside.addWidget(widget)
    return cell
