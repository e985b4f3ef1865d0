"""One record to read: what it says, whose it is, who wrote it, and how often it was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.cases import case_of, find_case, readers_by_name
from safeguard_desktop.casework.chronology import Came, author_name, how_it_came, writer_of
from safeguard_desktop.casework.clocks import times_put_right
from safeguard_desktop.casework.desk import can_talk_about
from safeguard_desktop.casework.guided import carry_on
from safeguard_desktop.casework.handing_over import may_take_back
from safeguard_desktop.casework.joining import joined
from safeguard_desktop.casework.people import adult_name, find_record, names_of
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.withdrawing import may_withdraw
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Record, references
from safeguard_desktop.vault import Access


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


def read_record(session: Session, record_id: str) -> Reading:
    """Return a record to read; that it was looked at is written down (6.1). Raises InputTrouble when it is not here."""
    found = find_record(session, record_id)
    if found is None and session.desk.draft(record_id) is not None:
        return _only_begun(session, record_id)
    if found is None:
        raise InputTrouble("That record is not here.", "Look for it in its case, or on Today.")
    in_cases = session.may(Power.CASEWORK) and session.casework.current(record_id) is not None
    place = session.casework if in_cases else session.desk
    place.append([], [Access("looked", record=record_id, case=found.case)])
    now = joined(session, place, found)
    adult = case_of(find_case(session, found.case)).adult if found.case and in_cases else None
    return Reading(
        id=record_id,
        came=how_it_came(session, found) if in_cases else None,
        may_take_back=in_cases and may_take_back(session, found.body),
        can_talk=not session.may(Power.CASEWORK) and can_talk_about(session, record_id),
        case=found.case if in_cases else None,
        adult=adult_name(session, adult),
        record=now.record,
        by=writer_of(session, found) if in_cases else author_name(session, found.author),
        written_at=found.recorded_at,
        versions=len(place.history(record_id)),
        names=names_of(session, references(now.record)),
        may_withdraw=may_withdraw(session, record_id, now.record),
        at_desk=not in_cases,
        joined=now.words,
        clock_was_wrong=found.id in times_put_right(session),
        may_see=_may_see(session, record_id, found.case) if in_cases else (),
    )
