"""Handing a care worker the part of a case that they need: to whom, what for, until when, which records, and why."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QWidget

from safeguard_desktop.casework.half_typed import forget_form, keep_form, kept_form
from safeguard_desktop.casework.handing_over import MOST_DAYS, PartOfCase, Plan, Wanted, hand_over, plan_handing_over
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import day_words
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Question, Sort
from ui.guides.guide import DRAFT_DELAY
from ui.pages.page import Crumb, Page
from ui.pages.shell import Place, Shell
from ui.tasks import nothing
from ui.widgets.basics import Card, button, buttons, column, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.ctrl_enter import on_ctrl_enter
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.inputs import Check, Radio
from ui.widgets.services import Services
from ui.widgets.text_fields import TextField
from ui.widgets.when_field import DateField

_RULE = (
    "Hand over as little as will do. Tick only what they need for their work with this person, and say why in a "
    "sentence. They can read it until the day you choose, and cannot change it. It is written in the case’s history."
)
_PURPOSE = Question(
    "What they need it for",
    name="purpose",
    hint="For example “To keep her safe on night shifts this week”.",
    need="Write what they need it for.",
)
_UNTIL = Question(
    "Last day on which they can read it",
    name="until",
    sort=Sort.DATE,
    hint=f"At most {MOST_DAYS} days from now. You can hand it over again.",
    need="Enter the last day.",
)


class HandOverPage(Page):
    """Asks who it is for, what for and until when, and has the records ticked one by one, each with its reason."""

    place = Place.CASES

    def __init__(self, shell: Shell, case_id: str) -> None:
        super().__init__(shell)
        self._case_id = case_id
        self._plan: Plan | None = None
        self._is_busy = False
        self.set_title("Hand over a part of this case")
        self.set_crumbs(Crumb("Cases", partial(shell.go, Place.CASES)), Crumb("Hand over"))
        self.parts: dict[str, PartTick] = {}
        self.people: dict[str, Radio] = {}
        self._group = QButtonGroup(self)
        self._form = f"hand-over:{case_id}"
        self._later = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._later.timeout.connect(self.keep)
        self._is_dirty = False
        shell.run(partial(look, shell.session, case_id, self._form), self._show, owner=self)

    def _today(self) -> date:
        return self.shell.session.now().astimezone().date()

    def _show(self, found: tuple[Plan, Mapping[str, Any] | None]) -> None:
        plan, kept = found
        self._plan = plan
        to_case = partial(self.shell.go, Place.CASE, case_id=plan.case)
        cases = Crumb("Cases", partial(self.shell.go, Place.CASES))
        self.set_crumbs(cases, Crumb(plan.adult, to_case), Crumb("Hand over"))
        self.set_title("Hand over a part of this case", plan.adult)
        self.summary = ErrorSummary()
        back = button("Back without handing over")
        back.clicked.connect(to_case)
        self.body.addWidget(self.summary)
        self.body.addWidget(Callout("info", "Only what they need", _RULE))
        if not plan.colleagues:
            text = "Nobody has a care worker’s account yet. A registered manager makes accounts in Settings."
            self.body.addWidget(Callout("attention", "There is nobody to hand it to", text))
            self.body.addWidget(buttons(back))
            self.body.addStretch()
            self.take_focus_late(back)
            return
        services = Services(today=self._today)
        self.purpose, self.until = TextField(_PURPOSE, services), DateField(_UNTIL, services)
        do = primary("Hand it over", "send")
        do.clicked.connect(self._do)
        on_ctrl_enter(self, do.click)
        self.until.set_value(plan.until)
        self.body.addWidget(self._asking(plan))
        self.body.addWidget(self._ticking(plan))
        self.body.addWidget(buttons(do, back))
        self.body.addStretch()
        self._fill(kept or {})
        self._watch()
        self.take_focus_late(next(iter(self.people.values())))

    # what is typed and not handed over yet

    def _fill(self, kept: Mapping[str, Any]) -> None:
        if kept.get("account") in self.people:
            self.people[str(kept["account"])].setChecked(True)
        for field in (self.purpose, self.until):
            if field.question.name in kept:
                field.set_raw(kept[field.question.name])
        reasons = kept.get("reasons")
        for record, raw in reasons.items() if isinstance(reasons, Mapping) else ():
            if record in self.parts:
                self.parts[record].check.setChecked(True)
                self.parts[record].reason.set_raw(raw)

    def _watch(self) -> None:
        for choice in self.people.values():
            choice.toggled.connect(self._on_changed)
        for field in (self.purpose, self.until, *(tick.reason for tick in self.parts.values())):
            field.changed.connect(self._on_changed)
        for tick in self.parts.values():
            tick.check.toggled.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._is_dirty = True
        if not self._later.isActive():
            self._later.start()

    def keep(self) -> None:
        """Keep what stands here and is not handed over yet: also over a lock."""
        self._later.stop()
        if not self._is_dirty:
            return
        self._is_dirty = False
        raw = {
            "account": self.chosen,
            "purpose": self.purpose.raw(),
            "until": self.until.raw(),
            "reasons": {record: tick.reason.raw() for record, tick in self.parts.items() if tick.is_ticked},
        }
        self.shell.run(partial(keep_form, self.shell.session, self._form, raw), nothing)

    def _asking(self, plan: Plan) -> Card:
        card = Card(gap=12)
        card.body.addWidget(words("Who is it for?", "strong"))
        for account in plan.colleagues:
            choice = Radio(account.name)
            choice.setAccessibleName(f"Who is it for?: {account.name}")
            choice.moved.connect(partial(self._move_from, account.id))
            self._group.addButton(choice)
            self.people[account.id] = choice
            card.body.addWidget(choice)
        card.body.addWidget(self.purpose)
        card.body.addWidget(self.until)
        return card

    def _move_from(self, account: str, step: int) -> None:
        """Take the next person, or the one before, as an arrow does; round again at the ends."""
        names = list(self.people)
        following = self.people[names[(names.index(account) + step) % len(names)]]
        following.setChecked(True)
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _ticking(self, plan: Plan) -> Card:
        card = Card("What do they need?", gap=8)
        if not plan.records:
            card.body.addWidget(words("There is nothing in this case yet.", "muted"))
        for part in plan.records:
            tick = PartTick(part, Services(today=self._today))
            self.parts[part.record] = tick
            card.body.addWidget(tick)
        return card

    @property
    def chosen(self) -> str:
        """The account that is chosen; blank for none."""
        return next((account for account, choice in self.people.items() if choice.isChecked()), "")

    def _do(self) -> None:
        if self._plan is None or self._is_busy:
            return
        self._show_problem("", "")
        try:
            until = self.until.value()
        except InputTrouble as trouble:
            self._show_problem("until", str(trouble))
            return
        reasons = {record: tick.why for record, tick in self.parts.items() if tick.is_ticked}
        wanted = Wanted(self.chosen, reasons, self.purpose.value() or "", until)
        self._is_busy = True
        name = self.people[wanted.account].said if wanted.account else ""
        self._later.stop()
        self._is_dirty = False
        act = partial(do_hand_over, self.shell.session, self._plan, wanted, self._form)
        self.shell.run(act, partial(self._done, name), owner=self, on_trouble=self._not_done)

    def _done(self, name: str, _nothing: None) -> None:
        self.shell.go(Place.CASE, said=f"It is handed over. {name} finds it on Today.", case_id=self._case_id)

    def _not_done(self, trouble: Trouble) -> None:
        self._is_busy = False
        self._on_changed()
        if isinstance(trouble, InputTrouble):
            self._show_problem(trouble.field, str(trouble))
        else:
            self.trouble(trouble)

    def _show_problem(self, field: str, sentence: str) -> None:
        """Say on top what is missing, with the way to it, and at its box; nothing for a blank sentence."""
        self.purpose.show_error(sentence if field == "purpose" else "")
        self.until.show_error(sentence if field == "until" else "")
        for record, tick in self.parts.items():
            tick.reason.show_error(sentence if field == record else "")
        self.summary.show_slips([Slip(sentence, partial(self._go_to, field))] if sentence else [])

    def _go_to(self, field: str) -> None:
        if field == "purpose":
            self.purpose.take_focus()
        elif field == "until":
            self.until.take_focus()
        elif field in self.parts:
            self.parts[field].reason.take_focus()
        elif field == "records" and self.parts:
            next(iter(self.parts.values())).check.setFocus()
        elif self.people:
            next(iter(self.people.values())).setFocus()


def look(session: Session, case_id: str, form: str) -> tuple[Plan, Mapping[str, Any] | None]:
    """Return what can be handed over, and what stood in the form when it was left."""
    return plan_handing_over(session, case_id), kept_form(session, form)


def do_hand_over(session: Session, plan: Plan, wanted: Wanted, form: str) -> None:
    """Hand over, and forget the form."""
    hand_over(session, plan, wanted)
    forget_form(session, form)


class PartTick(QWidget):
    """One record of the case: a tick, and once it is ticked the reason why they need it."""

    def __init__(self, part: PartOfCase, services: Services) -> None:
        super().__init__()
        title = part.title if part.text == part.title else f"{part.title}: {part.text}"
        self.check = Check(title, day_words(part.at.astimezone()))
        self.reason = TextField(Question("Why they need this", name="why"), services)
        self.reason.setAccessibleName(f"Why they need this: {title}")
        self.check.toggled.connect(self.reason.setVisible)
        layout = column(self, gap=4)
        layout.addWidget(self.check)
        inside = row()
        inside.addSpacing(32)
        inside.addWidget(self.reason, 1)
        layout.addLayout(inside)
        self.reason.hide()

    @property
    def is_ticked(self) -> bool:
        """Whether it is to be handed over."""
        return self.check.isChecked()

    @property
    def why(self) -> str:
        """Why they need it, as it stands there."""
        return self.reason.value() or ""
