"""One step of a guide: its question, the words one could use, the fields, and the way to pass it over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import SkipWhy, end_early, ended_early, not_asked, would_end
from safeguard_desktop.records.questions import Question, Step
from safeguard_desktop.records.record import Record, questions
from safeguard_desktop.records.values import Skip
from ui.guides.drafts import StepDraft
from ui.guides.ended_note import EndedNote
from ui.guides.panels import Panel, PanelWidget, Where
from ui.guides.skip_box import SkipBox
from ui.widgets.basics import announce, column, reveal, row, words
from ui.widgets.callout import Callout
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.factory import field_for
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.picker_fields import RecordField
from ui.widgets.problems import by_question
from ui.widgets.services import Services


class StepPage(QWidget):
    """Shows one step of a record. `changed` tells that the person typed or chose something."""

    changed = Signal()
    taken_back = Signal()
    """The person goes on with a conversation that ended early."""

    def __init__(
        self,
        step: Step,
        record: Record,
        services: Services,
        *,
        eyebrow: str = "",
        panels: Iterable[Panel] = (),
        draft: StepDraft | None = None,
    ) -> None:
        super().__init__()
        self.step = step
        self._record = record
        self.is_dirty = draft is not None
        self.summary = ErrorSummary()
        self._wrong: dict[str, str] = {}
        """What is to be put right, by question."""
        self._unanswered: frozenset[str] = frozenset()
        """Those of them that had no answer at all, or none that can be used."""
        self.form = Form((q for q in questions(type(record)) if q.step == step), self._maker(services))
        self._leave_out_what_the_title_asks()
        self.skip_box = SkipBox(services) if step.may_skip else None
        self._panels = [(panel, panel.make()) for panel in panels]
        self._lay_out(eyebrow)
        self._fill(draft)
        self.form.changed.connect(self._on_changed)
        if self.skip_box is not None:
            self.skip_box.changed.connect(self._on_changed)
        self._show_panels()
        self.setAccessibleName(step.title)

    def _leave_out_what_the_title_asks(self) -> None:
        first = next(iter(self.form.fields.values()), None)
        if first is not None and _bare(first.question.label) == _bare(self.step.title):
            first.leave_out_label()

    def _maker(self, services: Services) -> partial[Field]:
        return partial(field_for, services=services)

    def _lay_out(self, eyebrow: str) -> None:
        page = column(self, gap=10)
        page.addWidget(words(eyebrow, "small"))
        page.addWidget(self.summary)
        page.addWidget(words(self.step.title, "title"))
        if ended_early(self._record) is not None and self._tells_of_the_end():
            note = EndedNote(self._record)
            note.taken_back.connect(self.taken_back)
            page.addWidget(note)
        if self.step.intro:
            page.addWidget(words(self.step.intro, "muted"))
        if self.step.say:
            page.addWidget(Callout("info", "Words you could use", self.step.say))
        for panel in self._at(Where.ABOVE):
            page.addWidget(panel)
        page.addSpacing(4)
        page.addLayout(self._middle())
        for panel in self._at(Where.BELOW):
            page.addWidget(panel)
        if self.skip_box is not None:
            page.addSpacing(6)
            page.addWidget(self.skip_box)

    def _tells_of_the_end(self) -> bool:
        return not self.step.may_skip or self.step in not_asked(self._record)

    def _middle(self) -> QHBoxLayout:
        beside = self._at(Where.BESIDE)
        middle = row(gap=24)
        left = column()
        left.addWidget(self.form)
        left.addStretch()
        middle.addLayout(left, 3)
        if beside:
            right = column(gap=12)
            for panel in beside:
                right.addWidget(panel)
            right.addStretch()
            middle.addLayout(right, 2)
        return middle

    def _at(self, where: Where) -> list[PanelWidget]:
        return [widget for panel, widget in self._panels if panel.where is where]

    def _fill(self, draft: StepDraft | None) -> None:
        self.form.fill(self._record, draft.answers if draft else None)
        if self.skip_box is None:
            return
        if draft is not None:
            self.skip_box.set_raw(draft.skip)
        else:
            self.skip_box.set_skip(self._record.skipped.get(self.step.key))

    def _on_changed(self) -> None:
        self.is_dirty = True
        self._forget_what_is_answered()
        self._show_panels()
        self.changed.emit()
        self._keep_choice_in_view()

    def _keep_choice_in_view(self) -> None:
        """Scroll to what was chosen, as the arrows choose and what comes with an answer moves it; not while typing."""
        here = QApplication.focusWidget()
        if isinstance(here, QAbstractButton) and self.isAncestorOf(here):
            reveal(here)

    def _show_panels(self) -> None:
        is_ending = self.skip_box is not None and self.skip_box.why.value() is SkipWhy.ENDED
        if not self._panels and not is_ending:
            return
        now = self.now()
        for _panel, widget in self._panels:
            widget.show_record(now)
        if self.skip_box is not None and is_ending:
            self.skip_box.show_marked(would_end(now, self.step.key))

    def end_here(self) -> None:
        """Begin to say that the conversation ended in this step."""
        if self.skip_box is not None:
            self.skip_box.end()

    def now(self) -> Record:
        """Return the record as it stands on the screen, not validated."""
        return self.form.draft(self._record)

    def draft(self) -> StepDraft:
        """Return what stands on the screen."""
        return StepDraft(self.form.raw(), self.skip_box.raw() if self.skip_box is not None else {})

    def take_focus(self, question: str = "") -> None:
        """Go to a question, or to the first one past records that are picked already; what has the focus is in view.

        The step's own question is said.
        """
        announce(self, self.step.title)
        shown = [field for field in self.form.fields.values() if field.isVisibleTo(self.form)]
        asked = [field for field in shown if not isinstance(field, RecordField) or not field.is_picked]
        wanted = self.form.fields.get(question)
        for field in [wanted] if wanted is not None else (asked or shown)[:1]:
            field.take_focus()
        if wanted is not None:
            reveal(wanted)
        reveal(QApplication.focusWidget())

    def put_onto(self, record: Record) -> None:
        """Take what was saved of the record since this was shown; the answers here come on top of it."""
        self._record = record

    def collect(self) -> Record | None:
        """Return the record with this step's answers, validated whole; None after showing what to put right."""
        found, wrong = self.tried()
        self._show(wrong)
        return found

    def tried(self) -> tuple[Record | None, dict[str, str]]:
        """Return the record with this step's answers, validated whole, or None with what is wrong, by question."""
        values, troubles = self.form.collect()
        sentences = {name: str(trouble) for name, trouble in troubles.items()}
        skip = self._collect_skip(sentences)
        if sentences:
            return None, sentences
        skipped = {key: kept for key, kept in self._record.skipped.items() if key != self.step.key}
        if skip is not None:
            skipped[self.step.key] = skip
        try:
            found = self._record.with_answers({**values, "skipped": skipped})
        except ValidationError as error:
            return None, by_question(error)
        if skip is not None and skip.why is SkipWhy.ENDED:
            found = end_early(found, self.step.key, skip)
        return found, {}

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Show what kept this step from being saved, and go to the first of it."""
        said = {**self.tried()[1], **wrong}
        self._show(said, takes_focus=False)
        self._slip(next(iter(said)), "", is_shared=False).go()
        reveal(QApplication.focusWidget())

    def _collect_skip(self, sentences: dict[str, str]) -> Skip | None:
        if self.skip_box is None:
            return None
        self.skip_box.show_error("")
        try:
            return self.skip_box.skip()
        except InputTrouble as trouble:
            self.skip_box.show_error(str(trouble), trouble.field)
            sentences[_REASON] = str(trouble)
            return None

    def _show(self, sentences: Mapping[str, str], *, takes_focus: bool = True) -> None:
        self._wrong = dict(sentences)
        self._unanswered = frozenset(name for name in sentences if not self.form.has_answer(name))
        self.form.show_errors(sentences)
        often = Counter(sentences.values())
        slips = [self._slip(name, said, is_shared=often[said] > 1) for name, said in sentences.items()]
        self.summary.show_slips(slips, takes_focus=takes_focus)

    def _forget_what_is_answered(self) -> None:
        """Take away what was wrong with a question once it has an answer; what else is wrong stays."""
        answered = {name for name in self._unanswered if self.form.has_answer(name)}
        if answered:
            left = {name: said for name, said in self._wrong.items() if name not in answered}
            self._show(left, takes_focus=False)
            reveal(QApplication.focusWidget())

    def _slip(self, name: str, sentence: str, *, is_shared: bool) -> Slip:
        field = self.form.fields.get(name)
        if name == _REASON and self.skip_box is not None:
            return Slip(sentence, self.skip_box.take_focus)
        if field is None:
            return Slip(sentence, self.take_focus)
        return Slip(f"{_label(field.question)}: {sentence}" if is_shared else sentence, field.take_focus)

    def show_trouble(self, sentence: str) -> None:
        """Say on top that saving did not work."""
        self.summary.show_slips([Slip(sentence, self.take_focus)], "This was not saved. Your words are still here")


_REASON = "reason for passing over"


def _bare(text: str) -> str:
    return text.casefold().rstrip("?. ")


def _label(question: Question) -> str:
    return question.label.rstrip("?")
