"""Search in everything that this session can read."""

from dataclasses import dataclass

from safeguard_desktop.casework.people import find_record
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.vault import Compartment, Hit

MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """One thing found: what sort of record it is, what it says in a few words, and the words around what was typed."""

    record: str
    case: str | None
    kind: str
    title: str
    text: str
    snippet: str


def search(session: Session, typed: str) -> tuple[Found, ...]:
    """Return what holds every word typed, the last one as far as it goes; best first. Any text is safe to type."""
    if not typed.strip():
        return ()
    places: list[Compartment] = [session.casework] if session.may(Power.CASEWORK) else []
    hits: dict[str, Hit] = {}
    for place in (*places, session.desk):
        for hit in place.search(typed, MOST_SHOWN):
            hits.setdefault(hit.record, hit)
    found = (_found(session, hit) for hit in list(hits.values())[:MOST_SHOWN])
    return tuple(one for one in found if one is not None)


def _found(session: Session, hit: Hit) -> Found | None:
    revision = find_record(session, hit.record)
    if revision is None:
        return None
    return Found(hit.record, hit.case, hit.kind, revision.body.title, revision.body.headline, hit.snippet)
