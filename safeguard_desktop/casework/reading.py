"""One record to read: what it says, whose it is, who wrote it, and how often it was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.cases import case_of, find_case, readers_by_name
from safeguard_desktop.casework.chronology import Came, author_name, how_it_came, writer_of, written_at
from safeguard_desktop.casework.clocks import times_put_right
from safeguard_desktop.casework.desk import can_talk_about
from safeguard_desktop.casework.guided import carry_on
from safeguard_desktop.casework.handing_over import may_take_back
from safeguard_desktop.casework.joining import joined
from safeguard_desktop.casework.named_in import NamedIn, cases_naming
from safeguard_desktop.casework.people import UNNAMED, adult_name, find_record, names_of
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.withdrawing import may_withdraw
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Case, Person, Record, references
from safeguard_desktop.vault import Access, Revision


@dataclass(frozen=True)
class Reading:
    """A record as it stands now."""

    id: str
    case: str | None
    adult: str
    record: Record
    came: Came | None
    """How it came, where nobody knows who wrote it, or where it called people by other names."""
    can_talk: bool
    """Whether somebody without the cases can hold a conversation that follows from it."""
    may_take_back: bool
    """Whether it is a part of the case that is out with a colleague, and this person may take it back."""
    by: str
    """Who wrote the version that stands now, at `written_at`."""
    written_at: datetime
    versions: int
    names: Mapping[str, str]
    may_withdraw: bool = False
    """Whether it can be withdrawn: it was begun, perhaps by mistake, and never finished."""
    at_desk: bool = False
    """Whether it lies at this person's own desk, where nobody else sees it."""
    joined: str = ""
    """What differs, in words, where two people changed it and neither version was put into the other yet."""
    clock_was_wrong: bool = False
    """Whether the computer's clock was wrong when this was written: `written_at` says nothing then."""
    may_see: tuple[str, ...] = ()
    """The names of those who may see its case, where that is restricted."""
    first_by: str = ""
    """Who wrote its first version, at `first_at`, where it was changed since."""
    first_at: datetime | None = None
    named_in: tuple[NamedIn, ...] | None = None
    """The cases that name the person that this is; None for what is no person, and for a role without the cases."""


def _only_begun(session: Session, record_id: str) -> Reading:
    """Return a record of which no step is saved yet: what it began with."""
    work = carry_on(session, record_id)
    case = work.case if session.may(Power.CASEWORK) else None
    adult = case_of(find_case(session, case)).adult if case is not None else None
    return Reading(
        id=record_id,
        came=None,
        can_talk=False,
        may_take_back=False,
        case=case,
        adult=adult_name(session, adult),
        record=work.record,
        by=session.account.name,
        written_at=session.now(),
        versions=0,
        names=work.names,
        may_withdraw=may_withdraw(session, record_id, work.record),
        at_desk=work.at_desk,
        may_see=_may_see(session, record_id, case) if case is not None else (),
    )


def _may_see(session: Session, record_id: str, case: str | None) -> tuple[str, ...]:
    around = session.casework.restricted_around(record_id, case)
    return readers_by_name(session, around) if around is not None else ()


def read_record(session: Session, record_id: str, from_case: str = "") -> Reading:
    """Return a record to read; that it was looked at is written down (6.1). Raises InputTrouble when it is not here.

    `from_case` is the case that somebody came from; it names the adult of what lies in no case, such as a person.
    """
    found = find_record(session, record_id)
    if found is None and session.desk.draft(record_id) is not None:
        return _only_begun(session, record_id)
    if found is None:
        raise InputTrouble("That record is not here.", "Look for it in its case, or on Today.")
    in_cases = session.may(Power.CASEWORK) and session.casework.current(record_id) is not None
    place = session.casework if in_cases else session.desk
    place.append([], [Access("looked", record=record_id, case=found.case)])
    now, history = joined(session, place, found), place.history(record_id)
    first = next(iter(history), found)
    is_person = isinstance(found.body, Person)
    return Reading(
        id=record_id,
        came=how_it_came(session, found) if in_cases else None,
        may_take_back=in_cases and may_take_back(session, found.body),
        can_talk=not session.may(Power.CASEWORK) and can_talk_about(session, record_id),
        case=found.case if in_cases else None,
        adult=_adult_in(session, (is_person and from_case) or found.case) if in_cases else UNNAMED,
        record=now.record,
        by=_writer(session, found, in_cases=in_cases),
        written_at=written_at(session, found) if in_cases else found.recorded_at,
        versions=len(history),
        names=names_of(session, references(now.record)),
        may_withdraw=may_withdraw(session, record_id, now.record),
        at_desk=not in_cases,
        joined=now.words,
        clock_was_wrong=found.id in times_put_right(session),
        may_see=_may_see(session, record_id, found.case) if in_cases else (),
        first_by=_writer(session, first, in_cases=in_cases) if first.id != found.id else "",
        first_at=first.recorded_at if first.id != found.id else None,
        named_in=cases_naming(session, record_id) if in_cases and is_person else None,
    )


def _writer(session: Session, version: Revision, *, in_cases: bool) -> str:
    return writer_of(session, version) if in_cases else author_name(session, version.author)


def _adult_in(session: Session, case: str | None) -> str:
    """Return the name of the adult of a case, or that it is not known; also where the case cannot be read any more."""
    found = session.casework.current(case) if case else None
    return adult_name(session, found.body.adult if found is not None and isinstance(found.body, Case) else None)
