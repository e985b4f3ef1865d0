"""Cases: the list of them, and one case as a person needs to see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from safeguard_desktop.casework.chronology import Event, author_name, chronology, latest, writer_of, written_at
from safeguard_desktop.casework.drafts import newer_version
from safeguard_desktop.casework.named_in import NamedIn, cases_by_person, parts_of
from safeguard_desktop.casework.next_things import NextThing
from safeguard_desktop.casework.parts_in_case import ALLEGED, NamedAs
from safeguard_desktop.casework.people import names_of, person_detail
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.sharing_log import SharedWith, shared_with
from safeguard_desktop.casework.standing import Standing, adult_names, in_order, standing, standings
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import (
    Adult,
    Case,
    Concern,
    ConsentConversation,
    references,
)
from safeguard_desktop.records.vocabulary import RiskLevel
from safeguard_desktop.vault import Access, Revision


@dataclass(frozen=True)
class CaseRow:
    """A case on one line."""

    id: str
    reference: str
    adult: str
    summary: str
    risk: RiskLevel | None
    wishes: str
    is_open: bool
    lead: str
    changed_at: datetime
    is_restricted: bool = False


@dataclass(frozen=True)
class PersonInCase:
    """Somebody in a case, and their part in it."""

    record: str
    name: str
    part: str
    detail: str
    elsewhere: tuple[NamedIn, ...] = ()
    """The other cases that name them, of those that this person may read."""

    @property
    def is_alleged(self) -> bool:
        """Whether they are alleged to cause harm, in this case or another one."""
        return ALLEGED in self.part or any(case.is_alleged for case in self.elsewhere)


@dataclass(frozen=True)
class Wants:
    """What the adult wants, in their own words, with who wrote it down and when."""

    words: str
    by: str
    on: date


@dataclass(frozen=True)
class CaseView:
    """A case: who, how bad, what happened, what next, and what the person wants."""

    row: CaseRow
    adult_id: str | None
    adult: Adult | None
    details: str
    events: tuple[Event, ...]
    next: tuple[NextThing, ...]
    wants: Wants | None
    pattern: str
    people: tuple[PersonInCase, ...]
    shared_with: tuple[SharedWith, ...]
    names: Mapping[str, str]
    may_see: tuple[str, ...] = ()
    """The names of those who may see it, where it is restricted."""

    def events_of(self, *kinds: str) -> tuple[Event, ...]:
        """Return the events of these kinds, newest first."""
        return tuple(event for event in self.events if event.kind in kinds)


def list_cases(session: Session) -> tuple[CaseRow, ...]:
    """Return all cases, open ones first, then by what was changed last."""
    name = adult_names(session)
    found = sorted(in_order(session, standings(session)), key=lambda case: not case.is_open)
    return tuple(row_of(session, case, name(case.case.adult)) for case in found)


def row_of(session: Session, found: Standing, adult: str) -> CaseRow:
    """Return a case on one line, under the adult's name."""
    return CaseRow(
        id=found.id,
        reference=found.case.reference or "",
        adult=adult,
        summary=found.summary,
        risk=found.risk,
        wishes=found.wishes,
        is_open=found.is_open,
        lead=found.case.lead or "",
        changed_at=found.changed_at,
        is_restricted=session.casework.is_restricted(found.id),
    )


def case_of(revision: Revision) -> Case:
    """Return a revision's body as the case that it is. Raises NewerVersionTrouble for one that cannot be read here."""
    if not isinstance(revision.body, Case):
        raise newer_version()
    return revision.body


def find_case(session: Session, case_id: str) -> Revision:
    """Return a case's current version. Raises InputTrouble when there is none of that id."""
    revision = session.casework.current(case_id)
    if revision is None or revision.kind != Case.kind:
        raise InputTrouble("That case is not here.", "Look for it in Cases.")
    return revision


def open_case(session: Session, case_id: str) -> CaseView:
    """Return a case to look at; that it was looked at is written down (6.1).

    Raises InputTrouble when there is none of that id, NotAllowedTrouble for a role without the key.
    """
    revision = find_case(session, case_id)
    session.casework.append([], [Access("looked", record=case_id, case=case_id)])
    case = case_of(revision)
    entries = session.casework.list(case=case_id)
    found = session.casework.current(case.adult) if case.adult else None
    adult = found.body if found is not None and isinstance(found.body, Adult) else None
    found_standing = standing(session, case_id, entries)
    if found_standing is None:
        raise TypeError(case_id)
    return CaseView(
        row=row_of(session, found_standing, adult_names(session)(case.adult)),
        adult_id=case.adult,
        adult=adult,
        details=_details(case, adult),
        events=chronology(session, case_id),
        next=found_standing.next,
        wants=_wants(session, entries),
        pattern=_pattern(entries),
        people=_people(session, case_id, found_standing.named),
        shared_with=shared_with(entries),
        names=names_of(session, {r for entry in entries for r in references(entry.body)}),
        may_see=readers_by_name(session, case_id),
    )


def who_may_see(session: Session, case_id: str) -> tuple[str, ...]:
    """Return the accounts that may see a case where it is restricted; nobody by name where the whole team may."""
    return session.vault.members_of(case_id) if session.casework.is_restricted(case_id) else ()


def readers_by_name(session: Session, case_id: str) -> tuple[str, ...]:
    """Return the names of those who may see a case where it is restricted; none where the whole team may."""
    return tuple(author_name(session, account) for account in who_may_see(session, case_id))


def _details(case: Case, adult: Adult | None) -> str:
    parts = [f"Case {case.reference}" if case.reference else ""]
    if adult is not None:
        parts.append(f"Born {adult.date_of_birth}" if adult.date_of_birth else "Date of birth not known")
        parts.append(f"NHS {adult.nhs_number}" if adult.nhs_number else "")
        parts.append(adult.lives or "")
    return " · ".join(part for part in parts if part)


def _wants(session: Session, entries: Sequence[Revision]) -> Wants | None:
    for kind in (ConsentConversation.kind, Concern.kind):
        found = latest(entries, kind)
        if found is not None and isinstance(found.body, ConsentConversation | Concern) and found.body.outcomes:
            local = written_at(session, found).astimezone().date()
            return Wants(found.body.outcomes, writer_of(session, found), local)
    return None


def _pattern(entries: Sequence[Revision]) -> str:
    """Return a sentence when several concerns lie close together: small things over time show a pattern (6.1)."""
    days = sorted(
        body.happened.earliest
        for entry in entries
        if isinstance(body := entry.body, Concern) and body.happened is not None
    )
    if len(days) < 2:
        return ""
    span = (days[-1] - days[0]).days
    when = f"in {span} days" if span else "on one day"
    return f"{len(days)} concerns {when}. Look at them together."


def _people(session: Session, case_id: str, named: Sequence[NamedAs]) -> tuple[PersonInCase, ...]:
    people, found = dict.fromkeys(part.person for part in named), []
    everywhere = cases_by_person(session, people.keys())
    for one in people:
        person = session.casework.current(one)
        if person is not None:
            part = ", ".join(parts_of([part for part in named if part.person == one]))
            others = tuple(case for case in everywhere.get(one, ()) if case.case != case_id)
            found.append(PersonInCase(one, person.body.headline, part, person_detail(person.body), others))
    return tuple(found)
