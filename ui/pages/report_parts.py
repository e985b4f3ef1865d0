"""The pages of reporting a concern without signing in: some questions, who may open it, a last look, and the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from safeguard_desktop.casework.reporting import Report, Reported, WhoReads
from safeguard_desktop.clock import SystemClock, moment_words
from safeguard_desktop.records import Question, Step, YesNo, answer_lines, questions, questions_asked, steps_asked
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.basics import announce, button, buttons, clear, column, link, row, rule, words
from ui.widgets.callout import Callout
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.factory import field_for
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.inputs import Check
from ui.widgets.problems import by_question
from ui.widgets.services import Services

WIDTH = 640
_RING = "Do it before you write anything more. You can go on here afterwards."
MINUTES_KEPT = 15
"""Minutes without a key or the mouse until what was typed and not sent is let go: no key protects it."""
KEPT_NOWHERE = (
    "What you type is kept only on this screen until you send it. If the program is closed, or nobody types for "
    f"{MINUTES_KEPT} minutes, it is gone."
)


@dataclass(frozen=True)
class Sheet:
    """One page of questions: what it is called, and the steps of a report that it asks."""

    title: str
    under: str
    steps: tuple[Step, ...]


class ReportPage(StartPage):
    """Asks the questions of some steps, one below the other. Nothing has to be answered."""

    column_width = WIDTH
    changed = Signal()

    def __init__(self, shell: StartShell, sheet: Sheet, report: Report, typed: Mapping[str, Any]) -> None:
        super().__init__(shell, sheet.title, sheet.under)
        self._report = report
        self.summary = ErrorSummary()
        self.danger = Callout("danger", "Ring 999 now", _RING, big=True)
        self.body.addWidget(self.summary)
        self.forms: list[Form] = []
        for step in sheet.steps:
            self._add_step(step, sheet.title, typed)
        self.body.addWidget(self.danger)
        self._show_danger()

    def _add_step(self, step: Step, title: str, typed: Mapping[str, Any]) -> None:
        asked = [question for question in questions(Report) if question.step == step]
        if step.title not in (title, asked[0].label):
            self.body.addSpacing(8)
            self.body.addWidget(rule())
            self.body.addWidget(words(step.title, "section"))
        if step.intro:
            self.body.addWidget(words(step.intro, "muted"))
        form = Form(asked, self._field)
        form.fill(self._report, typed)
        form.changed.connect(self._show_danger)
        form.changed.connect(self.changed)
        self.forms.append(form)
        self.body.addWidget(form)

    def _field(self, question: Question) -> Field:
        return field_for(question, Services(today=lambda: SystemClock().now().astimezone().date()))

    def _show_danger(self) -> None:
        is_asked = any("danger_now" in form.fields for form in self.forms)
        now = self.now()
        is_shown = is_asked and now.danger_now is YesNo.YES and now.called_999 is not YesNo.YES
        if is_shown and self.danger.isHidden():
            announce(self, f"Ring 999 now. {_RING}")
        self.danger.setVisible(is_shown)

    def now(self) -> Report:
        """Return the report as it stands on the screen."""
        report = self._report
        for form in self.forms:
            report = form.draft(report)
        return report

    def raw(self) -> dict[str, Any]:
        """Return what stands in the boxes, finished or not."""
        return {name: raw for form in self.forms for name, raw in form.raw().items()}

    def answers(self) -> Report | None:
        """Return the report with these answers, or None after showing what to put right."""
        values: dict[str, Any] = {}
        sentences: dict[str, str] = {}
        for form in self.forms:
            found, troubles = form.collect()
            values |= found
            sentences |= {name: str(trouble) for name, trouble in troubles.items()}
        report: Report | None = None
        if not sentences:
            try:
                report = self._report.with_answers(values)
            except ValidationError as error:
                sentences = by_question(error)
        self.show_problems(sentences)
        return report

    def show_problems(self, sentences: Mapping[str, str]) -> None:
        """Show what to put right, on top and at the questions."""
        fields = {name: field for form in self.forms for name, field in form.fields.items()}
        for form in self.forms:
            form.show_errors(sentences)
        self.summary.show_slips(
            [Slip(said, fields[name].take_focus) for name, said in sentences.items() if name in fields]
        )

    def start_focus(self) -> None:
        """Begin at the first question."""
        for field in (field for form in self.forms for field in form.fields.values()):
            if field.isVisibleTo(self):
                field.take_focus()
                return


class ReadersPage(StartPage):
    """Who may open a report about a colleague: leads and managers, and nobody who is part of it."""

    column_width = WIDTH

    def __init__(self, shell: StartShell, who: WhoReads, ticked: frozenset[str] | None) -> None:
        super().__init__(
            shell,
            "Who may open it?",
            f"{who.why} So it is not sent to the whole team, but only to the people you tick. Leave out everybody who "
            "is part of it.",
        )
        self._who = who
        self.checks: dict[str, Check] = {}
        for reader in who.readers:
            check = Check(reader.name, reader.role.label)
            check.setChecked(reader.is_ticked if ticked is None else reader.account in ticked)
            check.toggled.connect(self._warn)
            self.checks[reader.account] = check
            self.body.addWidget(check)
        self._warnings = column(gap=8)
        self.body.addLayout(self._warnings)
        self._warn()

    @property
    def ticked(self) -> frozenset[str]:
        """The accounts that are ticked."""
        return frozenset(account for account, check in self.checks.items() if check.isChecked())

    def offer_paper(self, act: Callable[[], None]) -> None:
        """Offer to print the words, for when nobody here may open them."""
        made = link("Print it instead, and send nothing")
        made.clicked.connect(act)
        line = row()
        line.addWidget(made)
        line.addStretch()
        self.body.addLayout(line)

    def _warn(self) -> None:
        clear(self._warnings)
        for warning in self._who.warnings(self.ticked):
            self._warnings.addWidget(Callout("attention", warning))

    def start_focus(self) -> None:
        """Begin at the first name."""
        first = next(iter(self.checks.values()), self.onward)
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class LastLookPage(StartPage):
    """What is going to be sent, and to whom; and what to do where it could not be sent."""

    column_width = WIDTH
    paper_wanted = Signal()

    def __init__(self, shell: StartShell, report: Report, names: Sequence[str]) -> None:
        whom = f"Only these people can open it: {', '.join(names)}." if names else _TEAM_READS
        super().__init__(shell, "Is this right?", whom)
        self.body.addLayout(_answers(report))
        self.body.addSpacing(4)
        self.body.addWidget(Callout("info", "Nobody can check that it was you", _not_verified(report)))
        self.print_button = button("Print it", picture="print")
        self.print_button.clicked.connect(self.paper_wanted)
        self._paper = buttons(self.print_button)
        self._paper.hide()
        self.said.add(self._paper)

    def offer_paper(self) -> None:
        """Offer to print the words, as they could not be sent."""
        self._paper.show()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_focus(self) -> None:
        """Begin at sending."""
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)


_TEAM_READS = "Your safeguarding team can open it: caseworkers, safeguarding leads and the manager."


def _not_verified(report: Report) -> str:
    how = "with the name you typed" if report.says else "and says no name, as you typed none"
    return f"You are not signed in, so it is marked “author not verified”, {how}. It is read all the same."


def _answers(report: Report) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for step in steps_asked(report):
        for question in questions_asked(report, step):
            lines = answer_lines(question, report.answer(question.name))
            if lines:
                at = grid.rowCount()
                grid.addWidget(words(_label(step, question), "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words("\n".join(lines)), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _label(step: Step, question: Question) -> str:
    return step.title if question.label == "Their name" else question.label


class HiddenPage(StartPage):
    """Stands where words were that nobody sent: it shows none of them, and leads back to them."""

    column_width = WIDTH

    def __init__(self, shell: StartShell) -> None:
        super().__init__(
            shell,
            "What was written here is hidden",
            "Somebody was writing without signing in. It was not sent yet, and is kept only on this screen.",
        )
        self.body.addWidget(Callout("attention", f"It is gone after {MINUTES_KEPT} minutes without a touch", _WHOSE))

    def start_focus(self) -> None:
        """Begin at the way on."""
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)


_WHOSE = "If it is yours, keep writing, and send it. If it is somebody else’s, fetch them before you do anything here."


class SentPage(StartPage):
    """It was sent: when, under which reference, and what to do as well."""

    column_width = WIDTH

    def __init__(self, shell: StartShell, reported: Reported, back: Callable[[], None]) -> None:
        super().__init__(shell, "Your concern was sent")
        sent = f"On {reported.at:%A} {moment_words(reported.at)}. It waits for your safeguarding team."
        box = Callout("good", f"Reference {reported.reference}", sent, big=True)
        self.body.addWidget(box)
        self.body.addWidget(
            Callout(
                "attention",
                "Tell your manager as well, today",
                "Say the reference. If your manager is part of the concern, tell another manager, or ring the council.",
            )
        )
        self.body.addWidget(words("If someone is in danger now, ring 999.", "strong"))
        self.body.addWidget(words("What you wrote is no longer on this screen.", "muted"))
        self.end_with("Back to signing in", back)

    def start_focus(self) -> None:
        """Begin at the way back."""
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)
