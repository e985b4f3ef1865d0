"""Writing any kind of record, one step at a time; what is typed is kept as one goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from safeguard_desktop.casework.cases import case_of, find_case
from safeguard_desktop.casework.chronology import Event, chronology
from safeguard_desktop.casework.concerns import hand_in, propose_readers
from safeguard_desktop.casework.guided import Work, carry_on, discard_typing, finish, keep_typing, save_step
from safeguard_desktop.casework.handing_in import handing_in
from safeguard_desktop.casework.joining import TITLE
from safeguard_desktop.casework.people import KnownPerson, adult_name, people
from safeguard_desktop.casework.readers import Reader
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.withdrawing import may_withdraw
from safeguard_desktop.clock import day_words, time_words
from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Concern, Record, steps
from ui.guides.guide import DRAFT_DELAY, Guide
from ui.guides.panels import Panel, Where
from ui.pages.add_person import AddPerson, Whereabouts, option_of
from ui.pages.hand_in_to import HandInTo
from ui.pages.page import Crumb, Page
from ui.pages.panel_view import StepPanel
from ui.pages.past_panel import LOOKING_BACK, PastPanel
from ui.pages.shell import Notice, Place, Shell
from ui.tasks import nothing
from ui.widgets.basics import enter, lay_out_now, words
from ui.widgets.picker_fields import Finder
from ui.widgets.services import Option, Services

_PEOPLE = ("adult", "person")
_ADDING = "adding"
_SHORT = {"concern": "concern", "consent-conversation": "conversation"}
"""What is handed in from a desk, in a word."""


@dataclass(frozen=True)
class Loaded:
    """What a guide needs: the work, whose case it is in, and whom and what one can pick."""

    work: Work
    adult: str
    known: tuple[KnownPerson, ...]
    entries: tuple[Event, ...]
    may_withdraw: bool


def load(session: Session, work: Work | None, record_id: str) -> Loaded:
    """Return a piece of work with all that its guide needs. Raises InputTrouble when it is not there any more."""
    work = work or carry_on(session, record_id)
    adult = ""
    entries: tuple[Event, ...] = ()
    if work.case is not None and session.may(Power.CASEWORK):
        case = case_of(find_case(session, work.case))
        adult = adult_name(session, case.adult)
        entries = chronology(session, work.case)
    return Loaded(work, adult, people(session, _PEOPLE), entries, may_withdraw(session, work.id, work.record))


class WorkPage(Page):
    """A guide for a record, with its panels, and a form for somebody new."""

    place = Place.CASES
    scrolls = False

    def __init__(
        self, shell: Shell, *, work: Work | None = None, record_id: str = "", step: str = "", case_id: str = ""
    ) -> None:
        super().__init__(shell)
        self.work: Work | None = None
        self.guide: Guide | None = None
        self.adding: AddPerson | None = None
        self._wanted_step, self._come_from = step, case_id
        self._options: dict[str, tuple[Option, ...]] = {}
        self._names: dict[str, str] = {}
        self._raw: Mapping[str, Any] = {}
        self._is_finishing = False
        self._done: Callable[[Option], None] | None = None
        self._stack = QStackedWidget()
        self._wait = words("Opening…", "muted")
        self._stack.addWidget(self._wait)
        self.body.addWidget(self._stack, 1)
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._timer.timeout.connect(self._keep_raw)
        shell.run(partial(load, shell.session, work, record_id), self._loaded, owner=self)

    # opening

    def _loaded(self, found: Loaded) -> None:
        self.work = found.work
        self._raw = found.work.raw
        self._take_options(found)
        self._names = {**{person.id: person.name for person in found.known}, **found.work.names}
        self._show_crumbs(found.adult)
        self.guide = self._make_guide(found.work)
        if found.may_withdraw:
            self.guide.progress.offer("Begun by mistake? Withdraw it", self._withdraw)
        self._stack.addWidget(self.guide)
        self._stack.setCurrentWidget(self.guide)
        lay_out_now()
        self._wait.hide()
        self._say_what_was_joined(found.work)
        held = self._raw.get(_ADDING)
        if isinstance(held, Mapping):
            kinds = tuple(held.get("kinds") or _PEOPLE)
            self._add_person(kinds, "", _where_asked(self.guide, kinds))
            if self.adding is not None:
                self.adding.set_raw(held)

    def _take_options(self, found: Loaded) -> None:
        for kind in _PEOPLE:
            self._options[kind] = tuple(option_of(person) for person in found.known if person.kind == kind)
        for event in found.entries:
            option = Option(event.record, event.title, f"{day_words(event.at.astimezone())}: {event.text}")
            self._options[event.kind] = (*self._options.get(event.kind, ()), option)

    def _show_crumbs(self, adult: str) -> None:
        assert self.work is not None
        here = Crumb(type(self.work.record).title)
        case_id = self.work.case
        if case_id is None or not self._has_cases:
            self.set_crumbs(Crumb("Today", partial(self.shell.go, Place.TODAY)), here)
        else:
            to_case = partial(self.shell.go, Place.CASE, case_id=case_id)
            self.set_crumbs(Crumb("Cases", partial(self.shell.go, Place.CASES)), Crumb(adult, to_case), here)

    def _make_guide(self, work: Work) -> Guide:
        guide = Guide(
            work.record,
            Services(today=self._today, options=self._offer, add=self._add_person, addable=_PEOPLE),
            names=self._names,
            start=self._wanted_step or work.step,
            draft=work.raw,
            panels=self._panels(work),
            finish=f"Hand in this {_SHORT[work.kind]}" if self._is_handed_in else "Finish",
            assure=partial(handing_in, self.shell.session) if self._is_handed_in else None,
            saved_at=self._saved_words(work),
        )
        guide.typed.connect(self._on_typed)
        guide.step_saved.connect(self._on_step)
        guide.stopped.connect(self._on_stopped)
        guide.finished.connect(self._on_finished)
        return guide

    @property
    def _is_handed_in(self) -> bool:
        """Whether finishing hands it in: what still lies at the person's own desk."""
        return self.work is not None and self.work.at_desk and self.work.kind in _SHORT

    @property
    def _has_cases(self) -> bool:
        return self.shell.session.may(Power.CASEWORK)

    def _today(self) -> Any:
        return self.shell.session.now().astimezone().date()

    def _saved_words(self, work: Work) -> str:
        return time_words(work.saved_at, self.shell.session.now()) if work.saved_at else ""

    def _offer(self, kinds: tuple[str, ...]) -> tuple[Option, ...]:
        return tuple(option for kind in kinds for option in self._options.get(kind, ()))

    def _panels(self, work: Work) -> dict[str, tuple[Panel, ...]]:
        found: dict[str, tuple[Panel, ...]] = {}
        for step in steps(type(work.record)):
            make = partial(StepPanel, work.kind, step.key, self._today, self._on_why)
            found[step.key] = (Panel(make, Where.ABOVE),)
        if work.kind == Concern.kind:
            found[LOOKING_BACK] = (Panel(partial(PastPanel, self.shell, work.id), Where.ABOVE),)
        return found

    def _on_why(self, section: str) -> None:
        self.shell.go(Place.GUIDANCE, section=section)

    # typing and saving

    def keep(self) -> None:
        """Hand over what is typed now; what is being finished is not kept, as that would leave it on Today."""
        if self.guide is not None:
            self.guide.flush()

    def _on_typed(self, raw: Mapping[str, Any], _step: str) -> None:
        self._raw = {**raw, _ADDING: self.adding.raw()} if self.adding is not None else raw
        self._keep_raw()

    def _keep_raw(self) -> None:
        if self.work is None or self._is_finishing:
            return
        if self.adding is not None:
            self._raw = {**self._raw, _ADDING: self.adding.raw()}
        session, work = self.shell.session, self.work
        if work.record.completed and not self._raw.get("steps") and self.adding is None:
            self.shell.run(partial(discard_typing, session, work.id), nothing)
        else:
            step = str(self._raw.get("step") or "")
            self.shell.run(partial(keep_typing, session, work, step, self._raw), nothing)

    def _on_step(self, record: Record, _step: str, rest: Mapping[str, Any]) -> None:
        assert self.work is not None
        typed = rest if rest["steps"] else {}
        self._ask(partial(save_step, self.shell.session, self.work, record, rest["step"], typed), self._saved)

    def _ask(self, function: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        """Save something; a trouble is said also when the person has left the guide meanwhile."""
        guide = self.guide

        def told(result: Any) -> None:
            if guide is not None and shiboken6.isValid(guide):
                on_done(result)

        self.shell.run(function, told, on_trouble=self._not_saved)

    def _not_saved(self, trouble: Trouble) -> None:
        self._is_finishing = False
        if self.guide is not None and shiboken6.isValid(self.guide):
            self.guide.not_saved(trouble)
        else:
            self.shell.trouble(trouble)

    def _saved(self, work: Work) -> None:
        self.work = work
        self._names |= work.names
        if self.guide is not None:
            self.guide.set_names(self._names)
            self.guide.saved(self._saved_words(work))
        self._say_what_was_joined(work)

    def _say_what_was_joined(self, work: Work) -> None:
        """Say that two people changed the record and what differed, now or on the page that follows."""
        if work.joined:
            self.shell.noticed.emit(Notice("attention", TITLE, work.joined))

    # the end

    def _withdraw(self) -> None:
        if self.work is not None and not self._is_finishing:
            case_id = (self.work.case or "") if self._has_cases else ""
            self.shell.go(Place.RECORD, record_id=self.work.id, case_id=case_id, withdraw=True)

    def _on_stopped(self, _record: Record) -> None:
        said = "It is kept. You find it first on Today."
        self._leave(self.work.case if self.work is not None else None, said)

    def _leave(self, case_id: str | None, said: str) -> None:
        """Go to the case, where what comes next is shown; or to Today where there is none."""
        case_id = case_id or self._come_from
        if case_id and self._has_cases:
            self.shell.go(Place.CASE, said=said, case_id=case_id)
        else:
            self.shell.go(Place.TODAY, said=said)

    def _on_finished(self, record: Record) -> None:
        assert self.work is not None
        self._is_finishing = True
        if self._is_handed_in and isinstance(record, Concern):
            self._ask(partial(propose_readers, self.shell.session, self.work, record), partial(self._choose, record))
        elif self._is_handed_in:
            self._is_finishing = False
            self._hand_in(record, ())
        else:
            self._ask(partial(finish, self.shell.session, self.work, record), self._finished)

    def _choose(self, record: Concern, readers: Sequence[Reader]) -> None:
        """Ask who may open a concern about staff; hand any other in at once."""
        if not readers:
            self._hand_in(record, ())
            return
        self._is_finishing = False
        card = HandInTo(readers)
        card.chosen.connect(partial(self._hand_in, record))
        card.left.connect(partial(self._turn_back, card))
        self._stack.addWidget(card)
        self._stack.setCurrentWidget(card)
        card.begin()

    def _turn_back(self, card: HandInTo) -> None:
        assert self.guide is not None
        self._stack.setCurrentWidget(self.guide)
        self._stack.removeWidget(card)
        card.deleteLater()
        self.guide.turn_back()

    def _hand_in(self, record: Record, to: tuple[str, ...]) -> None:
        if self.work is not None and not (self._is_finishing and to):
            self._is_finishing = True
            self._ask(partial(hand_in, self.shell.session, self.work, record, to), partial(self._handed_in, to))

    def _handed_in(self, to: tuple[str, ...], case_id: str | None) -> None:
        assert self.work is not None
        what = _SHORT[self.work.kind]
        self._let_go()
        who = "The people you ticked" if to else "The team"
        waits = f"Your {what} was handed in. {who} can open it now."
        self._leave(case_id, "The concern is in this case. “Next” says what comes now." if case_id else waits)

    def _finished(self, work: Work) -> None:
        self._let_go()
        said = f"{type(work.record).title}: finished. You can read and correct it at any time."
        self._leave(work.case, said)
        self._say_what_was_joined(work)

    def _let_go(self) -> None:
        """Keep no more drafts of what is finished."""
        self.guide, self.work = None, None
        self._timer.stop()

    # somebody new

    def _add_person(self, kinds: tuple[str, ...], typed: str, done: Callable[[Option], None] | None) -> None:
        self._done = done
        assert self.work is not None
        where = Whereabouts(self.work.case, self.work.at_desk)
        self.adding = AddPerson(self.shell, kinds, Services(today=self._today), where)
        self.adding.added.connect(self._added)
        self.adding.left.connect(self._end_adding)
        self.adding.changed.connect(self._keep_soon)
        self._stack.addWidget(self.adding)
        self._stack.setCurrentWidget(self.adding)
        self.adding.begin(typed)

    def _keep_soon(self) -> None:
        """Keep what is typed in a moment: typing on does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def _added(self, option: Option) -> None:
        assert self.adding is not None
        kind = self.adding.kind
        self._options[kind] = (*self._options.get(kind, ()), option)
        self._names[option.id] = option.name
        done = self._done
        self._end_adding()
        if self.guide is not None:
            self.guide.set_names(self._names)
        if done is not None:
            done(option)

    def _end_adding(self) -> None:
        if self.adding is None or self.guide is None:
            return
        self._timer.stop()
        old, self.adding = self.adding, None
        self._stack.setCurrentWidget(self.guide)
        self._stack.removeWidget(old)
        old.deleteLater()
        self.guide.flush()
        enter(self.guide)


def _where_asked(guide: Guide, kinds: tuple[str, ...]) -> Callable[[Option], None] | None:
    """Return what takes somebody new after an interruption: the box with a name typed, of those that ask for them."""
    asking = [finder for finder in guide.findChildren(Finder) if finder.kinds == kinds]
    found = next((finder for finder in asking if finder.line.text().strip()), None) or next(iter(asking), None)
    return found.take_added if found is not None else None
