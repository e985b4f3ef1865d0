"""The people in the record: finding one who is known already, adding one, and naming those referred to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Person, Record, problems, references
from safeguard_desktop.vault import Access, Change, Compartment, Revision

UNNAMED = "Adult not known yet"


@dataclass(frozen=True)
class KnownPerson:
    """Somebody in the record, as offered for choosing: a name and what tells them from others of that name."""

    id: str
    kind: str
    name: str
    detail: str


def people(session: Session, kinds: Iterable[str] = ("adult", "person")) -> tuple[KnownPerson, ...]:
    """Return everybody of these kinds whom this session can read, by name."""
    wanted = tuple(kinds)
    cases = (session.casework,) if session.may(Power.CASEWORK) else ()
    places: tuple[Compartment | AllCases, ...] = (session.desk, *cases)
    found: dict[str, KnownPerson] = {}
    for place in places:
        for kind in wanted:
            for revision in place.list(kind=kind):
                found[revision.record] = _known(revision)
    return tuple(sorted(found.values(), key=lambda person: person.name.casefold()))


def _known(revision: Revision) -> KnownPerson:
    body = revision.body
    return KnownPerson(revision.record, revision.kind, body.headline, person_detail(body))


def person_detail(record: Record) -> str:
    """Return what tells a person from another of the same name: date of birth, then address."""
    if not isinstance(record, Person):
        return ""
    born = f"born {record.date_of_birth}" if record.date_of_birth else ""
    return ", ".join(part for part in (born, (record.address or "").replace("\n", ", ")) if part)


def add_person(session: Session, record: Person, *, case: str | None = None, at_desk: bool = False) -> str:
    """Write down a new adult or person, for a case where that is known, and return their id.

    They lie in the cases, and only in that case where it is restricted; at the person's own desk for what is written
    there and not handed in yet, and for a role without the key to the cases. Raises InputTrouble when there is no
    name, or a date cannot be true.
    """
    if not (record.name or "").strip():
        raise InputTrouble("Enter the person's name.", "If you do not know it, write what you do know.", field="name")
    for problem in problems(record, session.now().astimezone().date()):
        raise InputTrouble(problem.sentence, field=problem.question.name)
    person_id = new_id(session.clock)
    is_at_desk = at_desk or not session.may(Power.CASEWORK)
    place = session.desk if is_at_desk else session.casework.in_case(case)
    place.append([Change(record=person_id, kind=record.kind, body=record)], [Access("added", record=person_id)])
    return person_id


def people_from_desk(session: Session, record: Record) -> Iterator[Change]:
    """Yield the people whom a record names and who lie at this person's desk alone: in a case all know who they are."""
    for named in dict.fromkeys(references(record)):
        if session.casework.current(named) is None:
            found = session.desk.current(named)
            if found is not None and isinstance(found.body, Person):
                yield Change(named, found.kind, found.body)


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the name of each record referred to, by id, for those that this session can read."""
    names: dict[str, str] = {}
    for record_id in ids:
        revision = find_record(session, record_id)
        if revision is not None:
            names[record_id] = revision.body.headline
    return names


def adult_name(session: Session, adult: str | None) -> str:
    """Return the name of the adult at risk of a case or record, as it is now, or that it is not known yet."""
    return names_of(session, [adult]).get(adult, UNNAMED) if adult else UNNAMED


def find_record(session: Session, record_id: str) -> Revision | None:
    """Return the current version of a record, from the cases or this person's desk."""
    if session.may(Power.CASEWORK):
        found = session.casework.current(record_id)
        if found is not None:
            return found
    return session.desk.current(record_id)
