"""Search in everything that this session can read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.excerpts import Typed, excerpt, named_by
from safeguard_desktop.casework.named_in import NamedIn, cases_by_person, count_words
from safeguard_desktop.casework.people import adult_name, find_record, names_of, person_detail
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.standing import standings
from safeguard_desktop.records import Adult, Case, Person, references
from safeguard_desktop.vault import Compartment, Hit, Revision

MOST_SHOWN = 50


@dataclass(frozen=True)
class Found:
    """One thing found: its sort, what it says in brief, the words around what was typed, and the adult in the case.

    Where only a name holds what was typed, `snippet` says whose, and of somebody and of a case what it is about.

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
    about = _About(session, typed, {hit.record for hit in shown if hit.kind in (Adult.kind, Person.kind)})
    adults = {case: _adult_in(session, case) for case in {hit.case for hit in shown if hit.case}} if places else {}
    found = (_found(about, hit, adults.get(hit.case or "", "")) for hit in shown)
    return tuple(one for one in found if one is not None)


def _adult_in(session: Session, case: str) -> str:
    revision = session.casework.current(case)
    if revision is None or not isinstance(revision.body, Case):
        return ""
    return adult_name(session, revision.body.adult)


def _found(about: "_About", hit: Hit, adult: str) -> Found | None:
    session = about.session
    revision = find_record(session, hit.record)
    if revision is None:
        return None
    body = revision.body
    text = body.headline if body.withdrawn is None else f"{body.headline} (withdrawn)"
    is_restricted = session.may(Power.CASEWORK) and session.casework.restricted_around(hit.record, hit.case) is not None
    words = " ".join(about.words(revision, hit).split())
    return Found(hit.record, hit.case, hit.kind, body.title, text, words, adult, is_restricted)


class _About:
    """What is said of what was found, beside its headline; what is known of all cases is looked up once."""

    def __init__(self, session: Session, typed: str, people: Collection[str]) -> None:
        self.session = session
        self._typed, self._people = Typed(typed), people

    def words(self, found: Revision, hit: Hit) -> str:
        """Return the words around what was typed; where only a name holds it, what tells more than that name.

        Nothing where only the headline holds it, and the vault's own words where it is not seen here what holds it.
        """
        body = found.body
        names = cache(lambda: names_of(self.session, references(body)))
        around = excerpt(body, names, self._typed)
        if isinstance(body, Person):
            return self._person(found.record, around or person_detail(body))
        if around:
            return around
        said = self._summaries.get(found.record, "") or named_by(body, names, self._typed)
        return said if said or self._typed.held(body.headline) else hit.snippet

    def _person(self, record: str, said: str) -> str:
        cases = self._named.get(record, ())
        return ", ".join(filter(None, (said, count_words(cases) if cases else "")))

    @cached_property
    def _named(self) -> Mapping[str, tuple[NamedIn, ...]]:
        return cases_by_person(self.session, self._people) if self.session.may(Power.CASEWORK) else {}

    @cached_property
    def _summaries(self) -> Mapping[str, str]:
        found = standings(self.session) if self.session.may(Power.CASEWORK) else ()
        return {case.id: case.summary for case in found}
