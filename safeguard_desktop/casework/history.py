"""Looking back: earlier concerns about the same adult, person or place (6.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.people import adult_name
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.records import Concern
from safeguard_desktop.vault import Revision


@dataclass(frozen=True)
class PastConcern:
    """An earlier concern that may belong to the same pattern, and what it shares with this one."""

    record: str
    case: str | None
    adult: str
    happened: datetime
    text: str
    same: tuple[str, ...]


def past_concerns(session: Session, concern: Concern, record_id: str = "") -> tuple[PastConcern, ...]:
    """Return earlier concerns with the same adult, the same person alleged to cause harm or the same place.

    Newest first. Nothing for a role without the key to the cases: the team looks back when the concern comes in.
    """
    if not session.may(Power.CASEWORK):
        return ()
    found = tuple(_matches(session, concern, record_id))
    return tuple(sorted(found, key=lambda past: past.happened, reverse=True))


def _matches(session: Session, concern: Concern, record_id: str) -> Iterator[PastConcern]:
    for revision in session.casework.list(kind=Concern.kind):
        other = revision.body
        if not isinstance(other, Concern) or revision.record == record_id:
            continue
        same = _shared(concern, other)
        if same:
            yield _past(session, revision, other, same)


def _past(session: Session, revision: Revision, other: Concern, same: tuple[str, ...]) -> PastConcern:
    return PastConcern(
        record=revision.record,
        case=revision.case,
        adult=adult_name(session, other.adult),
        happened=revision.happened_at or revision.recorded_at,
        text=other.headline,
        same=same,
    )


def _shared(concern: Concern, other: Concern) -> tuple[str, ...]:
    """Return what two concerns share, in words."""
    shared = []
    if concern.adult and concern.adult == other.adult:
        shared.append("the same adult")
    if concern.alleged and concern.alleged in (other.alleged, other.adult):
        shared.append("the same person alleged to cause harm")
    if concern.adult and concern.adult == other.alleged:
        shared.append("this adult was alleged to cause harm")
    place = (concern.place_words or "").strip().casefold()
    if place and place == (other.place_words or "").strip().casefold():
        shared.append("the same place")
    return tuple(shared)
