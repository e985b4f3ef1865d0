"""Referrals: prepared, printed, sent and arrived are four different things. And blank forms, for a visit on paper."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.actions import Action, Go
from safeguard_desktop.casework.cases import CaseRow, list_cases
from safeguard_desktop.casework.referrals import BuiltPack, ReferralRow, blank_form, list_referrals
from safeguard_desktop.records import Choice, Question, Sort
from safeguard_desktop.records.referral_lists import DisclosureStatus
from ui.pages.lines import Cell, Lines, Mark, Way
from ui.pages.page import Page
from ui.pages.paper import print_pages
from ui.pages.shell import Notice, Place, Shell
from ui.widgets.basics import Card, button, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.picker_fields import RecordField
from ui.widgets.services import Option, Services

_TONES = {
    DisclosureStatus.PREPARED.label: "amber",
    DisclosureStatus.PRINTED.label: "amber",
    DisclosureStatus.SENT.label: "blue",
    DisclosureStatus.RECEIVED.label: "green",
}
BEING_FILLED_IN = "Being filled in"
BLANK_FORMS = ("marac-referral", "dbs-referral", "consent-conversation", "sharing-decision", "risk-acceptance")


class Referral(Choice):
    """The referrals that can be begun here."""

    MARAC = "marac-referral", "MARAC: domestic abuse with a high risk"
    DBS = "dbs-referral", "DBS: somebody who worked or volunteered with us"


_WHICH_CASE = Question("Whose case?", name="case", sort=Sort.RECORD, picks=("case",))
_WHICH = Question("Which kind of referral?", name="kind", sort=Sort.CHOICE, options=Referral)


class ReferralsPage(Page):
    """Every referral with how far it has come; beginning one for a case; and printing blank forms."""

    place = Place.REFERRALS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.set_title("Referrals", "Prepared, printed, sent and arrived are four different things.")
        self.list_card = Card()
        self.lines = Lines(("Referral", "Person", "How far", "Still missing", ""), (3, 3, 3, 2, 2))
        self.list_card.body.addWidget(self.lines)
        self.new_card = Card("Begin a referral")
        self.body.addWidget(self.list_card)
        self.body.addWidget(self.new_card)
        self.body.addWidget(self._blank_card())
        self.body.addStretch()
        self.list_card.hide()
        self.new_card.hide()
        self.which: ChoiceField | None = None
        shell.run(partial(list_referrals, shell.session), self._show, owner=self)
        shell.run(partial(list_cases, shell.session), self._show_new, owner=self)

    def start_focus(self) -> None:
        """Begin at going on with a referral, or at beginning one: never at what prints."""
        first = self.lines.first_button()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.which is not None:
            self.which.take_focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # those there are

    def _show(self, rows: tuple[ReferralRow, ...]) -> None:
        if not rows:
            self.body.insertWidget(0, Callout("info", "There is no referral yet", "Begin one below, or from its case."))
            return
        self.lines.show_rows([self._row(one) for one in rows])
        self.list_card.show()
        self.take_focus_late()

    def _row(self, one: ReferralRow) -> tuple[Cell, ...]:
        open_case = partial(self.shell.go, Place.CASE, case_id=one.case)
        missing = f"{one.gaps} answer{'' if one.gaps == 1 else 's'}" if one.gaps else "Nothing"
        return (
            one.title,
            Way(one.adult, f"Open the case of {one.adult}, {one.reference}", open_case),
            Mark(one.stage, _TONES.get(one.stage, "grey")),
            missing,
            self._next(one),
        )

    def _next(self, one: ReferralRow) -> Way:
        what = f"{one.title} for {one.adult}"
        if one.stage == BEING_FILLED_IN:
            return Way("Carry on", f"Carry on: {what}", partial(self._do, Go.CARRY_ON, one), is_link=False)
        return Way("Build the pack", f"Build the pack: {what}", partial(self._do, Go.SEND, one), is_link=False)

    def _do(self, go: Go, one: ReferralRow) -> None:
        self.shell.do(Action(go, one.record, one.case))

    # a new one

    def _show_new(self, cases: tuple[CaseRow, ...]) -> None:
        options = tuple(Option(case.id, case.adult, case.reference) for case in cases if case.is_open)
        services = Services(today=lambda: self.shell.session.now().astimezone().date(), options=lambda _kinds: options)
        if not options:
            return
        self.which = which = ChoiceField(_WHICH, services)
        self.case = RecordField(_WHICH_CASE, services)
        self.begin = primary("Begin the referral")
        self.begin.clicked.connect(partial(self._begin, which))
        line = row()
        line.addWidget(self.begin)
        line.addStretch()
        for field in (which, self.case):
            self.new_card.body.addWidget(field)
        self.new_card.body.addLayout(line)
        self.new_card.show()
        self.take_focus_late()

    def _begin(self, which: ChoiceField) -> None:
        kind, case = which.value(), self.case.value()
        which.show_error("" if kind else "Choose which kind of referral.")
        self.case.show_error("" if case else "Choose the case.")
        if kind and case:
            self.shell.begin(kind.value, case)
        else:
            (self.case if kind else which).take_focus()

    # paper

    def _blank_card(self) -> Card:
        card = Card("Print a blank form")
        card.body.addWidget(words("For a visit without a computer. Write it up here afterwards.", "muted"))
        box = QWidget()
        flow = Flow(box, gap=10)
        for kind in BLANK_FORMS:
            title = self.shell.session.kinds[kind].title
            made = button(title, picture="print")
            made.setAccessibleName(f"Print a blank form: {title}")
            made.clicked.connect(partial(self._print_blank, kind))
            flow.addWidget(made)
        card.body.addWidget(box)
        return card

    def _print_blank(self, kind: str) -> None:
        self.shell.run(partial(blank_form, self.shell.session, kind), self._blank_made, owner=self)

    def _blank_made(self, form: BuiltPack) -> None:
        if print_pages(self.shell.dialogs, self, form):
            self.notice(Notice("good", "The blank form went to the printer."))
