"""What was handed in and waits: a list of it, and one of it to read before it goes into the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.concerns import accept
from safeguard_desktop.casework.inbox import NotCome, Waiting, look_at, look_in, not_come_yet, set_aside
from safeguard_desktop.casework.known_in_pack import KnownAlready
from safeguard_desktop.casework.people import KnownPerson, names_of, people
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.today import DANGER
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Person, Record, references
from ui.dialogs import Confirm
from ui.models.table import Cell, Column, Row
from ui.pages.add_person import option_of
from ui.pages.answers import answers_grid
from ui.pages.page import Crumb, Page
from ui.pages.shell import Place, Shell
from ui.pages.who_is_it import WhoIsIt
from ui.widgets.basics import Card, button, clear, primary, row, rule, words
from ui.widgets.callout import Callout, tag
from ui.widgets.services import Option, Services
from ui.widgets.table_list import TableList

_COLUMNS = (Column("When", 5), Column("Person", 6), Column("What", 9), Column("From", 6), Column("State", 5))
_ASIDE = Confirm(
    title="Set this aside?",
    sentence="It is no longer shown. First find out who handed something in, and have them do it again.",
    yes="Set it aside",
    no="Leave it here",
    is_risky=True,
)
_STAYS = "It stays in the inbox, and stops nothing else."


@dataclass(frozen=True)
class Looked:
    """What the page shows: a pack and the people it may be about, or all packs and what has not come."""

    packs: tuple[Waiting, ...]
    missing: tuple[NotCome, ...]
    known: tuple[KnownPerson, ...]
    names: Mapping[str, str]


def look(session: Session, pack_id: str) -> Looked:
    """Open one pack, or all."""
    packs = (look_at(session, pack_id),) if pack_id else look_in(session)
    records = [packed for pack in packs for packed in pack.records]
    within = {packed.id: packed.record.headline for packed in records}
    named = names_of(session, (one for packed in records for one in references(packed.record)))
    return Looked(packs, not_come_yet(session), people(session) if pack_id else (), {**within, **named})


class InboxPage(Page):
    """Everything that waits; or one pack, with who it is from, what it says, and the way into the cases."""

    place = Place.TODAY

    def __init__(self, shell: Shell, pack_id: str = "") -> None:
        super().__init__(shell)
        self._pack_id = pack_id
        self._found: Looked | None = None
        self.people: list[WhoIsIt] = []
        self._held_with = 0
        """How many questions were open when the button led to the first of them instead."""
        self._show_crumbs("Handed in")
        self.set_title("Handed in")
        shell.run(partial(look, shell.session, pack_id), self._show, owner=self)

    def _show_crumbs(self, here: str) -> None:
        self.set_crumbs(Crumb("Today", partial(self.shell.go, Place.TODAY)), Crumb(here))

    def _show(self, found: Looked) -> None:
        self._found = found
        clear(self.body)
        if self._pack_id:
            self._show_pack(found.packs[0])
        else:
            self._show_all(found)
        self.body.addStretch()

    # all of it

    def _show_all(self, found: Looked) -> None:
        for gap in found.missing:
            said = f"Number {gap.number} of what {gap.who} handed in has not come"
            text = (
                "It may have been deleted, or lie on another computer. Ask them what it was, and to hand it in again."
            )
            self.body.addWidget(Callout("attention", said, text))
        if not found.packs:
            self.body.addWidget(words("Nothing waits to be opened."))
            return
        card, table = Card(), TableList("What was handed in", _COLUMNS)
        table.opened.connect(self._open)
        card.body.addWidget(table)
        table.show_rows([self._row(pack) for pack in found.packs])
        self.body.addWidget(card)
        self.take_focus_late(table)

    def _row(self, pack: Waiting) -> Row:
        what = f"{pack.title}: {pack.summary}" if pack.trouble is None else pack.trouble.sentence
        if pack.danger is not None:
            what = f"{pack.danger.words}. {what}"
        return Row(
            pack.pack,
            (Cell(_when(pack)), Cell(pack.adult), Cell(what), Cell(pack.who), Cell(*_state(pack))),
        )

    def _open(self, key: str) -> None:
        self.shell.go(Place.INBOX, pack_id=key)

    # one of it

    def _show_pack(self, pack: Waiting) -> None:
        if pack.trouble is not None:
            self.set_title("This could not be opened", f"Reference {pack.reference}")
            self.body.addWidget(Callout("danger", pack.trouble.sentence, f"{pack.trouble.next_step} {_STAYS}"))
            self.take_focus_late(self._add_buttons(can_accept=False))
            return
        self.set_title(pack.adult or pack.title, f"{pack.title}, handed in {_when(pack)}. Reference {pack.reference}")
        self.beside_title.addWidget(tag(*_verified(pack)))
        tops = [_who(pack)]
        if pack.danger is not None:
            tops.insert(0, Callout("danger", f"{pack.danger.words}.", f"{pack.danger.told}.", big=True))
        for top in tops:
            self.body.addWidget(top)
        for packed in pack.records:
            if not isinstance(packed.record, Person):
                self.body.addWidget(self._answers(packed.record))
        self._ask_who(pack)
        self._add_buttons(can_accept=True)
        tops[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take_focus_late(tops[0])

    def _answers(self, record: Record) -> Card:
        card = Card(record.title, gap=8)
        card.body.addWidget(rule())
        assert self._found is not None
        card.body.addLayout(answers_grid(record, self._found.names))
        return card

    def _ask_who(self, pack: Waiting) -> None:
        if pack.known:
            self.body.addWidget(_known_already(pack.known))
        services = Services(today=self._today, options=self._known)
        self.people = [WhoIsIt(somebody, services) for somebody in pack.new]
        for asked in self.people:
            self.body.addWidget(asked)

    def _known(self, kinds: tuple[str, ...]) -> tuple[Option, ...]:
        assert self._found is not None
        return tuple(option_of(person) for person in self._found.known if person.kind in kinds)

    def _today(self) -> date:
        return self.shell.session.now().astimezone().date()

    def _add_buttons(self, *, can_accept: bool) -> QWidget:
        """Add what can be done with it; return the button that does nothing."""
        box = QWidget()
        line = row(box)
        leave = button("Leave it for now")
        leave.clicked.connect(partial(self.shell.go, Place.TODAY))
        may_set_aside = not can_accept and self.shell.session.may(Power.DECIDE)
        if can_accept:
            put = primary("Put it into the cases", "folder")
            put.clicked.connect(self._accept)
            line.addWidget(put)
        line.addWidget(leave)
        if may_set_aside:
            aside = button("Set it aside")
            aside.clicked.connect(self._set_aside)
            line.addWidget(aside)
        line.addStretch()
        self.body.addWidget(box)
        return leave

    def _set_aside(self) -> None:
        if self.shell.dialogs.confirm(self, _ASIDE):
            self.shell.run_once(partial(set_aside, self.shell.session, self._pack_id), self._is_aside)

    def _is_aside(self, _nothing: None) -> None:
        self.shell.go(Place.TODAY, said="It is set aside. The file is kept, in the folder “set-aside” of the inbox.")

    def _accept(self) -> None:
        assert self._found is not None
        still_open = [asked for asked in self.people if asked.is_open]
        if still_open and len(still_open) != self._held_with:
            self._held_with = len(still_open)
            still_open[0].ask_first()
            return
        (pack,) = self._found.packs
        same: dict[str, str] = {}
        for asked in self.people:
            try:
                chosen = asked.chosen()
            except InputTrouble as trouble:
                asked.refuse(trouble)
                return
            same |= {asked.somebody.id: chosen} if chosen else {}
        self.shell.run_once(partial(accept, self.shell.session, pack.pack, same), self.shell.accepted)


def _when(pack: Waiting) -> str:
    if pack.at is None:
        return ""
    at = pack.at.astimezone()
    return f"{at.day} {at:%B} at {at:%H:%M}"


def _state(pack: Waiting) -> tuple[str, str]:
    if pack.trouble is not None:
        return "Not opened", "red"
    return (DANGER, "red") if pack.danger is not None else _verified(pack)


def _verified(pack: Waiting) -> tuple[str, str]:
    return ("New", "blue") if pack.is_verified else ("Author not verified", "amber")


def _who(pack: Waiting) -> Callout:
    named = " Only the people chosen for it can see it." if pack.is_named else ""
    if pack.is_verified:
        return Callout("info", f"Handed in by {pack.who}", f"Signed with their account.{named}")
    says, then = (
        (f"They say they are {pack.who}.", "Take it seriously, and ask them.")
        if pack.who
        else ("They gave no name.", "Take it just as seriously. Nobody has to say who wrote it.")
    )
    text = f"{says} Anybody at this computer could have written it. {then}{named}"
    return Callout("attention", "Reported while locked: author not verified", text)


def _known_already(known: Sequence[KnownAlready]) -> Callout:
    box = Callout("info", "Already in the record")
    for one in known:
        called = f"They call them “{one.called}”." if one.called else ""
        said = f"{one.name}, {one.detail}" if one.detail else one.name
        box.add(words(f"{one.part}: {said}. {called}".strip()))
    return box
