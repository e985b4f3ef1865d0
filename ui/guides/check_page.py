"""Check your answers: all of them in words, each with "Change", and what is still missing by name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from safeguard_desktop.records import can_end_early, ended_early
from safeguard_desktop.records.questions import Question, Step
from safeguard_desktop.records.record import Record, answer_lines, missing, questions_asked, steps_asked
from ui.guides.ended_note import EndedNote
from ui.guides.gap_list import GapList, gap_words, how_many
from ui.guides.gathering import Unsaved
from ui.theme import current_theme
from ui.widgets.basics import announce, button, column, rule, words
from ui.widgets.callout import Callout, tag
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.problems import by_question

CHECK = "check-your-answers"
TITLE = "Check your answers"
_MAY_WAIT = "You can add these now or later"
_ENDED_EARLY = (
    "Did it end early? Choose “The conversation ended here…” below. You can also stop here: every answer is kept."
)
_NOT_SAVED = "Not saved yet: look at {}"
_LEFT_OUT = "Some of what you typed is left out"
_NOT_ASKED = "You typed words in {}. Your other answers mean that this is not asked any more."


class CheckPage(QWidget):
    """Shows a whole record in words. `change` names the step to go to, and the question.

    With an `assurance` (a title and a text, said first) missing answers stand in nobody's way; what is typed and
    cannot be saved (`unsaved`) does, as it would be lost.
    """

    change = Signal(str, str)
    taken_back = Signal()
    """The person goes on with a conversation that ended early."""

    def __init__(
        self,
        record: Record,
        names: Mapping[str, str],
        title: str = TITLE,
        *,
        assurance: tuple[str, str] | None = None,
        unsaved: Sequence[Unsaved] = (),
    ) -> None:
        super().__init__()
        self._shown = (record, tuple(unsaved))
        self._unsaved = tuple(one for one in unsaved if not one.is_left_out)
        self._left_out = tuple(one.step for one in unsaved if one.is_left_out)
        self._record = record
        self._names = names
        self._title = title
        self._missing = missing(record)
        self._assurance = assurance
        self.summary = ErrorSummary()
        self.is_armed = False
        """Whether Ctrl+Enter said here what it does, so that the next one does it."""
        self.gaps: GapList | None = None
        self.change_buttons: dict[str, QWidget] = {}
        self._lay_out()
        self.setAccessibleName(title)

    def _lay_out(self) -> None:
        page = column(self, gap=10)
        page.addWidget(words("Last step", "small"))
        page.addWidget(self.summary)
        page.addWidget(words(self._title, "title"))
        if self._assurance is not None and not self._unsaved:
            page.addWidget(Callout("good", *self._assurance, big=True))
        if self._left_out:
            names = ", ".join(f"“{step.short or step.title}”" for step in self._left_out)
            page.addWidget(Callout("attention", _LEFT_OUT, _NOT_ASKED.format(names)))
        if ended_early(self._record) is not None:
            note = EndedNote(self._record)
            note.taken_back.connect(self.taken_back)
            page.addWidget(note)
        if self._missing:
            self.gaps = self._gap_list()
            self.gaps.chosen.connect(self.change)
            page.addWidget(self.gaps)
        else:
            page.addWidget(words("Read it once more. You can change each answer.", "muted"))
        for step in steps_asked(self._record):
            page.addSpacing(6)
            page.addWidget(words(step.short or step.title, "section"))
            page.addWidget(rule())
            page.addLayout(self._rows(step))

    def _gap_list(self) -> GapList:
        if self._assurance is not None:
            return GapList("plain", _MAY_WAIT, "", self._missing)
        text = _ENDED_EARLY if can_end_early(type(self._record)) and ended_early(self._record) is None else ""
        return GapList("attention", how_many(self._missing), text, self._missing)

    def _rows(self, step: Step) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        skip = self._record.skipped.get(step.key)
        if skip is not None:
            self._put(grid, skip.title, words("\n".join(skip.words)), step, "")
        for question in questions_asked(self._record, step):
            lines = answer_lines(question, self._record.answer(question.name), self._names)
            if lines or skip is None:
                self._put(grid, question.label, self._answer(question, lines), step, question.name)
        return grid

    def _answer(self, question: Question, lines: tuple[str, ...]) -> QWidget:
        if lines:
            return words("\n".join(lines))
        is_needed = any(gap.question.name == question.name for gap in self._missing)
        tone = "amber" if self._assurance is None else "grey"
        return tag("Not answered yet", tone) if is_needed else words("No answer", "muted")

    def _put(self, grid: QGridLayout, label: str, answer: QWidget, step: Step, name: str) -> None:
        line = grid.rowCount()
        made = button("Change", "link")
        made.setAccessibleName(f"Change: {label}")
        made.clicked.connect(partial(self.change.emit, step.key, name))
        self.change_buttons[name or step.key] = made
        for place, widget in enumerate((words(label, "strong"), answer, made)):
            shown = widget if widget is made else _level_with_a_button(widget)
            grid.addWidget(shown, line, place, Qt.AlignmentFlag.AlignTop)

    def shows(self, record: Record, unsaved: Sequence[Unsaved]) -> bool:
        """Tell whether this is what it shows."""
        return self._shown == (record, tuple(unsaved))

    def check(self) -> bool:
        """Tell whether the record is whole, or whole enough where answers may be missing; show what to put right.

        What is missing stands on one list: what has to be put right takes its place.
        """
        if self._unsaved:
            self._show_unsaved()
            return False
        slips = list(self._slips())
        if self.gaps is not None and self._assurance is None:
            self.gaps.setVisible(not slips)
        title = f"Before you finish: {how_many(self._missing)}" if self._missing else "Before you finish"
        self.summary.show_slips(slips, title)
        return not slips

    def _show_unsaved(self) -> None:
        what = "this step" if len(self._unsaved) == 1 else "these steps"
        slips = [
            Slip(one.step.told(said), partial(self.change.emit, one.step.key, name))
            for one in self._unsaved
            for name, said in one.wrong.items()
        ]
        self.summary.show_slips(slips, _NOT_SAVED.format(what))

    def _slips(self) -> Iterator[Slip]:
        for gap in self._missing if self._assurance is None else ():
            go = partial(self.change.emit, gap.step.key if gap.step else "", gap.question.name)
            yield Slip(gap_words(gap), go)
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
        slip = Slip(sentence, partial(announce, self, self._title))
        self.summary.show_slips([slip], "This was not finished. Nothing is lost")

    def take_focus(self) -> bool:
        """Have the page said, and go to what could not be saved; False where the focus is for the caller's button."""
        announce(self, self._title)
        if self._unsaved:
            self._show_unsaved()
        return bool(self._unsaved)


def _level_with_a_button(widget: QWidget) -> QWidget:
    """Return it in a cell in which its first line stands level with the words of a button."""
    cell = QWidget()
    inside = column(cell)
    inside.setContentsMargins(0, current_theme().px(10), 0, current_theme().px(4))
    inside.addWidget(widget)
    return cell
