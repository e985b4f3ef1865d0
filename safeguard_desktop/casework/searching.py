"""Search in everything that this session can read."""

from dataclasses import dataclass

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.people import adult_name, find_record
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.records import Case
from safeguard_desktop.vault import Compartment, Hit

MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """One thing found: its sort, what it says in brief, the words around what was typed, and the adult in the case.

    `is_restricted` tells that it lies in a case that only named people may see.
    """

    record: str
    case: str | None
    kind: str
    title: str
    text: str
    snippet: str
    adult: str = ""
    is_restricted: bool = False


def search(session: Session, typed: str) -> tuple[Found, ...]:
    """Return what holds every word typed, the last one as far as it goes; best first. Any text is safe to type."""
    if not typed.strip():
        return ()
    places: list[AllCases | Compartment] = [session.casework] if session.may(Power.CASEWORK) else []
    hits: dict[str, Hit] = {}
    for place in (*places, session.desk):
        for hit in place.search(typed, MOST_SHOWN):
            hits.setdefault(hit.record, hit)
    shown = list(hits.values())[:MOST_SHOWN]
    adults = {case: _adult_in(session, case) for case in {hit.case for hit in shown if hit.case}} if places else {}
    found = (_found(session, hit, adults.get(hit.case or "", "")) for hit in shown)
    return tuple(one for one in found if one is not None)


def _adult_in(session: Session, case: str) -> str:
    revision = session.casework.current(case)
    if revision is None or not isinstance(revision.body, Case):
        return ""
    return adult_name(session, revision.body.adult)


def _found(session: Session, hit: Hit, adult: str) -> Found | None:
    revision = find_record(session, hit.record)
    if revision is None:
        return None
    body = revision.body
    text = body.headline if body.withdrawn is None else f"{body.headline} (withdrawn)"
    is_restricted = session.may(Power.CASEWORK) and session.casework.restricted_around(hit.record, hit.case) is not None
    return Found(hit.record, hit.case, hit.kind, body.title, text, hit.snippet, adult, is_restricted)
