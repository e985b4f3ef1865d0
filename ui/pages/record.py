"""One record to read, with the way to correct it and to print it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from safeguard_desktop.casework.desk import begin_talk
from safeguard_desktop.casework.guided import Work
from safeguard_desktop.casework.half_typed import forget_form, keep_form, kept_form
from safeguard_desktop.casework.handing_over import take_back
from safeguard_desktop.casework.joining import TITLE
from safeguard_desktop.casework.reading import Reading, read_record
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.withdrawing import bring_back, withdraw
from safeguard_desktop.clock import moment_words
from safeguard_desktop.records import Question, Record, Step, answer_lines, missing, questions_asked, steps_asked
from safeguard_desktop.records.handed_part import HandedPart
from ui.guides.guide import DRAFT_DELAY
from ui.pages.kinds_shown import title_of
from ui.pages.named_in import named_in_card
from ui.pages.page import Crumb, Page
from ui.pages.restricted import RESTRICTED, restricted_tag
from ui.pages.shell import Place, Shell
from ui.pages.withdraw_card import WithdrawCard
from ui.tasks import nothing
from ui.widgets.basics import Card, button, clear, column, primary, row, rule, words
from ui.widgets.callout import Callout, tag
from ui.widgets.services import Services

_STANDING = ("adult", "person", "case")


class RecordPage(Page):
    """What was written down, step by step, in words."""

    place = Place.CASES

    def __init__(self, shell: Shell, record_id: str, case_id: str = "", *, withdraw: bool = False) -> None:
        super().__init__(shell)
        self._record_id, self._case_id, self._is_withdrawing = record_id, case_id, withdraw
        self._card: WithdrawCard | None = None
        self._is_typed = self._is_at_desk = False
        self._kept_soon = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._kept_soon.timeout.connect(self.keep)
        self._withdrawing = column()
        self.body.addLayout(self._withdrawing)
        self.withdraw_button = button("Withdraw this")
        self.withdraw_button.clicked.connect(self._ask_why)
        self.correct_button = primary("Correct this", "edit")
        self.print_button = button("Print", picture="print")
        self.correct_button.clicked.connect(self._correct)
        self.print_button.clicked.connect(partial(shell.go, Place.PACK, record_id=record_id))
        self.talk_button = button("Hold a conversation about it", picture="edit")
        self.talk_button.clicked.connect(self._talk)
        self.back_button = primary("Take it back", "lock")
        self.back_button.clicked.connect(self._take_back)
        heads = (self.withdraw_button, self.print_button, self.talk_button, self.correct_button, self.back_button)
        for made in heads:
            made.hide()
            self.head.addWidget(made)
        shell.run(partial(read_record, shell.session, record_id, case_id), self._show, owner=self)

    def _take_back(self) -> None:
        self.shell.run_once(partial(take_back, self.shell.session, self._record_id), self._taken_back)

    def _taken_back(self, _nothing: None) -> None:
        said = "It is taken back: it cannot be read any more. What they have read, they know."
        self.shell.go(Place.RECORD, said=said, record_id=self._record_id, case_id=self._case_id)

    def _talk(self) -> None:
        self.shell.begun(partial(begin_talk, record_id=self._record_id))

    def _correct(self) -> None:
        self.shell.go(Place.WORK, record_id=self._record_id, case_id=self._case_id)

    def _show(self, found: Reading) -> None:
        record = found.record
        is_person, self._is_at_desk = found.named_in is not None, found.at_desk
        self._case_id = (is_person and self._case_id) or found.case or self._case_id
        gaps = {gap.question.name for gap in missing(record)} if record.withdrawn is None else set()
        self._show_title(found)
        begin_at: QWidget = self.back_button if found.may_take_back else self.correct_button
        if record.withdrawn is not None:
            begin_at = self._show_withdrawn(record.withdrawn)
        self._show_crumbs(found)
        self._show_buttons(found)
        if found.joined:
            self.body.addWidget(Callout("attention", TITLE, found.joined))
        if found.clock_was_wrong:
            said = "So the date and time above are not when it was written. Its place among the others is right."
            self.body.addWidget(Callout("attention", "The computer’s clock was wrong when this was written", said))
        if gaps:
            count = f"{len(gaps)} answer{' is' if len(gaps) == 1 else 's are'} still needed"
            self.body.addWidget(Callout("attention", count, "They can be added at any time."))
        if found.came is not None:
            tone = "info" if found.came.is_verified else "attention"
            self.body.addWidget(Callout(tone, found.came.title, found.came.text))
        if found.named_in is not None:
            self.body.addWidget(named_in_card(self.shell, found.named_in))
        for step in steps_asked(record):
            card = self._step(found, step, gaps)
            if card is not None:
                self.body.addWidget(card)
        self.body.addStretch()
        self.take_focus_late(begin_at)
        if self._is_withdrawing and found.may_withdraw:
            self._ask_why()

    def _show_title(self, found: Reading) -> None:
        self.set_title(title_of(found.record), _written(found))
        if found.record.kind not in _STANDING:
            self.beside_title.addWidget(tag(*_state(found.record)))
        if found.may_see:
            self.beside_title.addWidget(restricted_tag(found.may_see))
            self.setAccessibleName(f"{title_of(found.record)}. {RESTRICTED}")

    # withdrawing

    @property
    def _form(self) -> str:
        return f"withdraw {self._record_id}"

    def _ask_why(self) -> None:
        if self._card is None:
            self.shell.run(partial(kept_form, self.shell.session, self._form), self._show_card, owner=self)

    def _show_card(self, held: Mapping[str, Any] | None) -> None:
        services = Services(today=self.shell.session.now().astimezone().date)
        self._card = card = WithdrawCard(services, at_desk=self._is_at_desk)
        card.reason.set_raw((held or {}).get("reason"))
        card.left.connect(self._leave_it)
        card.given.connect(self._withdraw)
        card.changed.connect(self._keep_soon)
        self._withdrawing.addWidget(card)
        card.take_focus()

    def _keep_soon(self) -> None:
        self._is_typed = True
        if not self._kept_soon.isActive():
            self._kept_soon.start()

    def keep(self) -> None:
        """Keep the reason as far as it is typed."""
        self._kept_soon.stop()
        if self._card is not None and self._is_typed:
            self._is_typed = False
            raw = {"reason": self._card.reason.raw()}
            self.shell.run(partial(keep_form, self.shell.session, self._form, raw), nothing)

    def _leave_it(self) -> None:
        self.keep()
        self._card = None
        clear(self._withdrawing)
        self.correct_button.setFocus()

    def _withdraw(self, reason: str) -> None:
        self._kept_soon.stop()
        self._is_typed = False
        self.shell.run_once(partial(_withdraw_for, self.shell.session, self._record_id, reason, self._form), self._gone)

    def _gone(self, _nothing: None) -> None:
        said = "It is withdrawn. It is kept: search for “withdrawn” to find it."
        if self._case_id:
            self.shell.go(Place.CASE, said=said, case_id=self._case_id)
        else:
            self.shell.go(Place.TODAY, said=said)

    def _show_withdrawn(self, reason: str) -> QPushButton:
        box = Callout("plain", "This was withdrawn", reason)
        back = button("Bring it back")
        back.clicked.connect(self._bring_back)
        line = row()
        line.addWidget(back)
        line.addStretch()
        box.body.addLayout(line)
        self.body.addWidget(box)
        return back

    def _bring_back(self) -> None:
        self.shell.run_once(partial(bring_back, self.shell.session, self._record_id), self._brought_back)

    def _brought_back(self, _work: Work) -> None:
        said = "It is on the lists again."
        self.shell.go(Place.RECORD, said=said, record_id=self._record_id, case_id=self._case_id)

    def _show_crumbs(self, found: Reading) -> None:
        here = Crumb(type(found.record).title)
        cases = Crumb("Cases", partial(self.shell.go, Place.CASES))
        if self._case_id:
            name = found.adult or "The case"
            self.set_crumbs(cases, Crumb(name, partial(self.shell.go, Place.CASE, case_id=self._case_id)), here)
        else:
            self.set_crumbs(Crumb("Today", partial(self.shell.go, Place.TODAY)), here)

    def _show_buttons(self, found: Reading) -> None:
        is_begun = not found.record.completed and found.record.kind not in _STANDING
        self.correct_button.setText("Carry on" if is_begun else "Correct this")
        can_correct = found.record.withdrawn is None and found.record.kind != HandedPart.kind
        self.correct_button.setVisible(can_correct)
        self.talk_button.setVisible(found.can_talk)
        self.back_button.setVisible(found.may_take_back)
        self.withdraw_button.setVisible(found.may_withdraw)
        can_print = bool(found.versions and found.case) and can_correct
        self.print_button.setVisible(can_print and found.record.kind not in _STANDING)

    def _step(self, found: Reading, step: Step, gaps: set[str]) -> Card | None:
        rows = list(self._rows(found, step, gaps))
        if not rows:
            return None
        card = Card(step.short or step.title, gap=8)
        card.body.addWidget(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for line, (label, answer) in enumerate(rows):
            grid.addWidget(words(label, "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(answer, line, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(grid)
        return card

    def _rows(self, found: Reading, step: Step, gaps: set[str]) -> list[tuple[str, QWidget]]:
        rows: list[tuple[str, QWidget]] = []
        skip = found.record.skipped.get(step.key)
        if skip is not None:
            rows.append((skip.title, words("\n".join(skip.words))))
        for question in questions_asked(found.record, step):
            answer = self._answer(found, question, gaps)
            if answer is not None:
                rows.append((question.label, answer))
        return rows

    def _answer(self, found: Reading, question: Question, gaps: set[str]) -> QWidget | None:
        lines = answer_lines(question, found.record.answer(question.name), found.names)
        if not lines:
            return tag("Not answered yet", "amber") if question.name in gaps else None
        said = words("\n".join(lines))
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return said


def _written(found: Reading) -> str:
    """Return who wrote a record, and where it was changed since, who did so last."""
    if not found.versions:
        return "Begun, and not saved yet."
    last = f"{found.by}, {moment_words(found.written_at)}"
    if found.first_at is None:
        return f"Written by {last}."
    first = f"Written by {found.first_by}, {moment_words(found.first_at)}."
    return f"{first} Changed last by {last}. It was saved {found.versions} times."


def _state(record: Record) -> tuple[str, str]:
    if record.withdrawn is not None:
        return "Withdrawn", "grey"
    return ("Finished", "green") if record.completed else ("Not finished", "amber")


def _withdraw_for(session: Session, record_id: str, reason: str, form: str) -> None:
    withdraw(session, record_id, reason)
    forget_form(session, form)
