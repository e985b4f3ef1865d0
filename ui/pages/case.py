"""One case: who, how bad, what happened, what next, and what the person wants."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.cases import CaseView, open_case
from safeguard_desktop.casework.chronology import Event
from safeguard_desktop.casework.session import Power
from safeguard_desktop.casework.today import risk_tone
from ui.pages.add_card import AddCard
from ui.pages.case_overview import overview
from ui.pages.case_parts import chronology_card, events_card, people_card, risk_card, shared_card
from ui.pages.kinds_shown import Addition, additions, when_words
from ui.pages.page import Crumb, Page
from ui.pages.restricted import RESTRICTED, restricted_tag, who_sees
from ui.pages.shell import Place, Shell
from ui.widgets.basics import button, clear, column, primary
from ui.widgets.callout import tag
from ui.widgets.tabs import Tabs

_REFERRALS = ("marac-referral", "dbs-referral")
_ITSELF = Addition("case", "A change to the case itself", "Who is part of it, who leads it, or that it is closed.")
_HAND_OVER = Addition("hand-over", "A part for a care worker", "The records that they need for their work, for a time.")
_TALKS = ("consent-conversation", "capacity-assessment", "sharing-decision", "advice-call")
_TALKING = "Conversations and decisions"
_RISKS = ("risk-acceptance", "risk-review", "dash-worksheet")


class CasePage(Page):
    """A case with its tabs, and what can be added to it."""

    place = Place.CASES

    def __init__(self, shell: Shell, case_id: str, tab: str = "") -> None:
        super().__init__(shell)
        self.case_id = case_id
        self.view: CaseView | None = None
        self._wanted_tab = tab
        self.restrict_button = button("Restrict this case…", picture="lock")
        self.restrict_button.clicked.connect(partial(shell.go, Place.RESTRICT, case_id=case_id))
        self.add_button = button("Add to record", picture="plus")
        self.pack_button = primary("Build referral pack", "send")
        self.add_button.clicked.connect(self._show_additions)
        self.pack_button.clicked.connect(self._pack)
        for made in (self.restrict_button, self.add_button, self.pack_button):
            made.hide()
            self.head.addWidget(made)
        self.choices = column()
        self.tabs = Tabs("Parts of the case")
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._show_tab)
        self._holder = column()
        self._parts: list[tuple[str, Callable[[], QWidget]]] = []
        self.body.addLayout(self.choices)
        self.body.addWidget(self.tabs)
        self.body.addLayout(self._holder, 1)
        shell.run(partial(open_case, shell.session, case_id), self._show, owner=self)

    def _show(self, view: CaseView) -> None:
        self.view = view
        self.set_title(view.row.adult, view.details)
        self.set_crumbs(Crumb("Cases", partial(self.shell.go, Place.CASES)), Crumb(view.row.adult))
        risk = f"{view.row.risk.label} risk" if view.row.risk else "Risk not yet agreed"
        self.beside_title.addWidget(tag(risk, risk_tone(view.row.risk)))
        if view.row.wishes:
            tone = "green" if view.row.wishes == "Agrees to sharing" else "amber"
            self.beside_title.addWidget(tag(view.row.wishes, tone))
        if not view.row.is_open:
            self.beside_title.addWidget(tag("Closed", "grey"))
        if view.row.is_restricted:
            self.beside_title.addWidget(restricted_tag(view.may_see))
            self.set_title(view.row.adult, f"{view.details}\n{who_sees(view.may_see)}")
            self.setAccessibleName(f"{view.row.adult}. {RESTRICTED}")
        self.add_button.show()
        self.pack_button.show()
        self.restrict_button.setText("Who may see it…" if view.row.is_restricted else "Restrict this case…")
        self.restrict_button.setVisible(self.shell.session.may(Power.DECIDE))
        self._make_tabs(view)
        self.take_focus_late()

    def _make_tabs(self, view: CaseView) -> None:
        talks, risks, referrals = (view.events_of(*kinds) for kinds in (_TALKS, _RISKS, _REFERRALS))
        shared = sum(line.is_shared for line in view.shared_with)
        make: list[tuple[str, int, Callable[[], QWidget]]] = [
            ("Overview", 0, partial(overview, self.shell, view, partial(self.show_tab, "Chronology"))),
            ("Chronology", len(view.events), partial(chronology_card, self, view.events)),
            (_TALKING, len(talks), partial(events_card, self, _TALKING, talks)),
            ("Risk", len(risks), partial(risk_card, self, risks)),
            ("Referrals", len(referrals), partial(events_card, self, "Referrals", referrals)),
            ("Shared with", shared, partial(shared_card, self, self.case_id, view.shared_with)),
            ("People", len(view.people), partial(people_card, self, view.people)),
        ]
        self._parts = [(name, maker) for name, _count, maker in make]
        self.tabs.currentChanged.disconnect(self._show_tab)
        for name, count, _maker in make:
            number = self.tabs.addTab(f"{name}  {count}" if count else name)
            self.tabs.setAccessibleTabName(number, f"{name}, {count}" if count else name)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.show()
        self.show_tab(self._wanted_tab or "Overview")

    def show_tab(self, name: str) -> None:
        """Show a tab by its name; the first for a name that there is not."""
        names = [part for part, _maker in self._parts]
        number = names.index(name) if name in names else 0
        if self.tabs.currentIndex() != number:
            self.tabs.setCurrentIndex(number)
        else:
            self._show_tab(number)

    def _show_tab(self, number: int) -> None:
        clear(self._holder)
        if 0 <= number < len(self._parts):
            self._holder.addWidget(self._parts[number][1]())

    def open_record(self, record_id: str) -> None:
        """Open a record of the case to read."""
        self.shell.go(Place.RECORD, record_id=record_id, case_id=self.case_id)

    def start_focus(self) -> None:
        """Begin at the tabs."""
        self.tabs.setFocus()

    # adding

    def _show_additions(self) -> None:
        if self.choices.count():
            self._hide_choices()
            return
        own = (_ITSELF, _HAND_OVER) if self.shell.session.may(Power.DECIDE) else (_ITSELF,)
        self._offer("What would you like to add?", (*additions(self.shell.session.kinds), *own), self._begin)

    def _pack(self) -> None:
        assert self.view is not None
        events = self.view.events_of(*_REFERRALS)
        if len(events) == 1:
            self.shell.go(Place.PACK, record_id=events[0].record)
            return
        year = self.shell.session.now().astimezone().year
        made = [Addition(event.record, _made(event, year), event.text) for event in events]
        new = [one for one in additions(self.shell.session.kinds) if one.kind in _REFERRALS]
        self._offer("Which referral?", (*made, *new), self._pack_or_begin)

    def _offer(self, title: str, offered: tuple[Addition, ...], chosen: Callable[[str], None]) -> None:
        self._hide_choices()
        card = AddCard(title, offered)
        card.chosen.connect(chosen)
        card.left.connect(self._hide_choices)
        self.choices.addWidget(card)
        card.take_focus()

    def _hide_choices(self) -> None:
        had = self.choices.count() > 0
        clear(self.choices)
        if had:
            self.add_button.setFocus()

    def _begin(self, kind: str) -> None:
        if kind == _ITSELF.kind:
            self.shell.go(Place.WORK, record_id=self.case_id, case_id=self.case_id)
        elif kind == _HAND_OVER.kind:
            self.shell.go(Place.HAND_OVER, case_id=self.case_id)
        else:
            self.shell.begin(kind, self.case_id)

    def _pack_or_begin(self, key: str) -> None:
        if key in _REFERRALS:
            self._begin(key)
        else:
            self.shell.go(Place.PACK, record_id=key)


def _made(event: Event, year: int) -> str:
    return f"{event.title}, {when_words(event, year)}"
