"""Who may see a case: restricting it to named people, changing who they are, and giving it back to the team."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.restricting import (
    Proposal,
    change_readers,
    leave_open,
    lift_restriction,
    propose_restriction,
    restrict,
    warnings_of,
)
from safeguard_desktop.errors import InputTrouble, Trouble
from ui.dialogs import Confirm
from ui.pages.page import Crumb, Page
from ui.pages.readers_list import ReadersList
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, button, column, link, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.ctrl_enter import on_ctrl_enter
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.inputs import LongText

_MEANS = (
    "Only the people you tick can see this case from now on. For everybody else it is not there: "
    "no name, no number, nothing in a search. Leave out anybody who is part of it."
)
_CHOSEN = "Only the people you chose can see this case now."
_HINT = "Only those who may see the case can read this."


class RestrictPage(Page):
    """Why a case is restricted, who may see it, and what to know before; or how that is changed."""

    place = Place.CASES

    def __init__(self, shell: Shell, case_id: str) -> None:
        super().__init__(shell)
        self._case_id = case_id
        self._is_busy = False
        self.proposal: Proposal | None = None
        self.readers: ReadersList | None = None
        self.summary = ErrorSummary()
        self.why = LongText(least=2, most=6)
        self.why.setAccessibleName("Why")
        self.why.setAccessibleDescription(_HINT)
        self.do_button = primary("Restrict this case", "lock")
        self.lift_button = link("Let the whole team see it again")
        self.leave_button = link("Leave it open to the whole team")
        self.back_button = button("Back without changing")
        self.do_button.clicked.connect(self._do)
        on_ctrl_enter(self, self.do_button.click)
        self.lift_button.clicked.connect(self._lift)
        self.leave_button.clicked.connect(self._leave)
        self.back_button.clicked.connect(partial(shell.go, Place.CASE, case_id=case_id))
        self._holder = column()
        self.body.addLayout(self._holder)
        self.body.addStretch()
        shell.run(partial(propose_restriction, shell.session, case_id), self._show, owner=self)

    def _show(self, found: Proposal) -> None:
        self.proposal = found
        title = "Who may see this case" if found.is_restricted else "Restrict this case"
        self.set_title(title, " · ".join(filter(None, (found.adult, found.reference))))
        to_case = partial(self.shell.go, Place.CASE, case_id=found.case)
        self.set_crumbs(
            Crumb("Cases", partial(self.shell.go, Place.CASES)), Crumb(found.adult, to_case), Crumb("Who may see it")
        )
        self.readers = ReadersList("Who may see it", found.readers, partial(warnings_of, found))
        self.why.setPlainText(self.why.toPlainText() or found.why)
        self._holder.addWidget(self._card(found, self.readers))
        self.take_focus_late(self.why)

    def _card(self, found: Proposal, readers: ReadersList) -> QWidget:
        card = Card(margin=22, gap=12)
        if found.is_restricted:
            self.do_button.setText("Save who may see it")
        card.body.addWidget(self.summary)
        card.body.addWidget(words(_MEANS))
        if found.left_open:
            card.body.addWidget(Callout("info", "It was left open to the whole team", found.left_open))
        name = words("Why", "strong")
        name.setBuddy(self.why)
        asking = column(gap=4)
        for widget in (name, words(_HINT, "small"), self.why):
            asking.addWidget(widget)
        card.body.addLayout(asking)
        card.body.addWidget(readers)
        line = row()
        for made in (self.do_button, self.back_button):
            line.addWidget(made)
        line.addStretch()
        card.body.addLayout(line)
        if found.is_restricted or found.why:
            below = row()
            below.addWidget(self.lift_button if found.is_restricted else self.leave_button)
            below.addStretch()
            card.body.addLayout(below)
        return card

    def start_focus(self) -> None:
        """Begin at the reason."""
        self.why.setFocus()

    def _do(self) -> None:
        if self.proposal is None or self.readers is None:
            return
        act = change_readers if self.proposal.is_restricted else restrict
        ticked, why = self.readers.ticked, self.why.toPlainText()
        self._run(partial(act, self.shell.session, self._case_id, ticked, why), _CHOSEN)

    def _lift(self) -> None:
        question = Confirm(
            "Let the whole team see it again",
            "Everybody who can read cases will see this one, with all that is written in it.",
            "Let the team see it",
            "Leave it restricted",
            is_risky=True,
        )
        if self.shell.dialogs.confirm(self, question):
            why = self.why.toPlainText()
            lift = partial(lift_restriction, self.shell.session, self._case_id, why)
            self._run(lift, "The whole team can see this case again.")

    def _leave(self) -> None:
        leave = partial(leave_open, self.shell.session, self._case_id, self.why.toPlainText())
        self._run(leave, "The whole team can see this case, and the reason is kept.")

    def _run(self, act: Callable[[], None], said: str) -> None:
        if not self._is_busy:
            self._is_busy = True
            self.shell.run(act, partial(self._done, said), on_trouble=self._not_done)

    def _done(self, said: str, _nothing: None) -> None:
        self.shell.go(Place.CASE, said=said, case_id=self._case_id)

    def _not_done(self, trouble: Trouble) -> None:
        self._is_busy = False
        if isinstance(trouble, InputTrouble) and self.readers is not None:
            go = self.why.setFocus if trouble.field == "reason" else self.readers.take_focus
            self.summary.show_slips([Slip(str(trouble), go)])
        else:
            self.shell.trouble(trouble)
