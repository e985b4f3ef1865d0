"""How each case stands: worked out of its records once, and again only when something in it changes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.chronology import latest
from safeguard_desktop.casework.next_things import NextThing, next_things
from safeguard_desktop.casework.parts_in_case import NamedAs, named_as
from safeguard_desktop.casework.people import UNNAMED
from safeguard_desktop.casework.risk_in_case import OpenReview, open_reviews, risk_level
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.records import Adult, Case, Concern, ConsentConversation, RiskLevel
from safeguard_desktop.records.vocabulary import Agreement
from safeguard_desktop.vault import Revision

MANY = 20
"""From so many changed cases on, everything is read in one go."""


@dataclass(frozen=True)
class Standing:
    """One case in brief. `changed` is its latest revision's number, by which cases are ordered: never by the clock."""

    id: str
    case: Case
    summary: str
    risk: RiskLevel | None
    wishes: str
    changed: int
    changed_at: datetime
    next: tuple[NextThing, ...]
    reviews: tuple[OpenReview, ...]
    named: tuple[NamedAs, ...]

    @property
    def is_open(self) -> bool:
        """Whether the case is being worked on."""
        return not self.case.is_closed


def standings(session: Session) -> tuple[Standing, ...]:
    """Return how every case stands. Only cases that changed since the last look are worked out again."""
    newest = session.casework.newest()
    known: dict[str, Standing] = session.remembered
    stale = [case for case, seq in newest.items() if case not in known or known[case].changed != seq]
    for case, entries in _entries(session, stale).items():
        found = standing(session, case, entries)
        if found is not None:
            known[case] = replace(found, changed=newest[case])
    return tuple(known[case] for case in newest if case in known)


def _entries(session: Session, cases: Sequence[str]) -> dict[str, Sequence[Revision]]:
    if len(cases) < MANY:
        return {case: session.casework.list(case=case) for case in cases}
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    for revision in session.casework.list():
        if revision.case is not None:
            found[revision.case].append(revision)
    return {case: found[case] for case in cases}


def standing(session: Session, case_id: str, entries: Sequence[Revision]) -> Standing | None:
    """Return how one case stands, from all that is written in it; None where the case itself is not among it."""
    revision = next((entry for entry in entries if entry.record == case_id), None)
    if revision is None or not isinstance(revision.body, Case):
        return None
    concern = latest(entries, Concern.kind)
    newest = max(entries, key=lambda entry: entry.seq)
    return Standing(
        id=case_id,
        case=revision.body,
        summary=concern.body.headline if concern else "",
        risk=risk_level(entries),
        wishes=wishes(entries),
        changed=newest.seq,
        changed_at=newest.recorded_at,
        next=_for(session, next_things(revision, entries, is_lead=session.may(Power.DECIDE))),
        reviews=tuple(open_reviews(entries)),
        named=named_as(revision.body, entries),
    )


def _for(session: Session, things: Sequence[NextThing]) -> tuple[NextThing, ...]:
    """Return what this person can do: only a lead or manager restricts a case, and only one that is not restricted."""
    may, cases = session.may(Power.DECIDE), session.casework
    return tuple(
        thing
        for thing in things
        if thing.action.go is not Go.RESTRICT or (may and not cases.is_restricted(thing.action.case))
    )


def in_order(session: Session, found: Sequence[Standing]) -> tuple[Standing, ...]:
    """Return cases by what was changed last. The numbers of a restricted one count nothing but its own changes."""
    cases = session.casework
    team = [case for case in found if not cases.is_restricted(case.id)]
    theirs = [case for case in found if cases.is_restricted(case.id)]
    team.sort(key=lambda case: case.changed, reverse=True)
    theirs.sort(key=lambda case: case.changed_at, reverse=True)
    return tuple(merge(team, theirs, key=lambda case: case.changed_at, reverse=True))


def wishes(entries: Sequence[Revision]) -> str:
    """Return in a few words what the adult answered about sharing, or nothing."""
    talk = latest(entries, ConsentConversation.kind)
    if talk is None or not isinstance(talk.body, ConsentConversation):
        return ""
    return {
        Agreement.ALL: "Agrees to sharing",
        Agreement.PART: "Agrees to a part",
        Agreement.REFUSE: "Does not consent",
    }.get(talk.body.agrees_sharing or Agreement.NOT_ASKED, "Not asked yet")


def adult_names(session: Session) -> Callable[[str | None], str]:
    """Return a function that gives an adult's name as it is now, by id."""
    names = session.casework.names(Adult.kind)
    return lambda adult: names.get(adult or "", UNNAMED)
