"""All cases that a person may read, as if they lay in one place: the team's, and the restricted ones they are named in.

A restricted case lies in a compartment of its own. Whoever is not a member has neither its key nor a
word of it here; for a member nothing is different, but that what is written in such a case stays in it.

People belong to no case, and lie in one place. Where somebody is named in another place too, their name is noted there
as well, with that case in its envelope: whoever may read a case can always see whom it names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge

from safeguard_desktop.casework.names_alike import plain_words
from safeguard_desktop.records import Case, Person, references
from safeguard_desktop.vault import (
    Access,
    AccessEntry,
    Change,
    Compartment,
    ErasedRecord,
    Head,
    Hit,
    Progress,
    Revision,
)

MOST_FOUND = 1000


@dataclass(frozen=True)
class AllCases:
    """The team's compartment and the restricted ones, by case. Has what casework uses of a compartment.

    Every method may raise what a compartment's may.
    """

    team: Compartment
    restricted: Mapping[str, Compartment] = field(default_factory=dict)

    def is_restricted(self, case: str | None) -> bool:
        """Tell whether a case is a restricted one that this person is a member of."""
        return case in self.restricted

    def restricted_around(self, record: str, case: str | None) -> str | None:
        """Return the restricted case that a record lies in, also for somebody in it; None for any other record."""
        if case is not None or not self.restricted:
            return case if self.is_restricted(case) else None
        place = self._place_of(record)
        return next((one for one, theirs in self.restricted.items() if theirs is place), None)

    def in_case(self, case: str | None) -> Compartment:
        """Return where a case is written; the team's for what belongs to none."""
        return self.restricted.get(case or "", self.team)

    def with_restricted(self, case: str, place: Compartment) -> "AllCases":
        """Return them with a case that is restricted from its first moment, and of which nothing is written yet."""
        return AllCases(self.team, {**self.restricted, case: place})

    def append(self, changes: Sequence[Change], accesses: Sequence[Access] = ()) -> tuple[Revision, ...]:
        """Keep changes and accesses in one transaction: in a restricted case whole, where any of them belongs to one.

        Whoever is named, and lies elsewhere, is noted by name where they are now named.
        Raises ValueError for changes in two restricted cases at once.
        """
        place = self._place_for(changes, accesses)
        named = tuple(self.names_to_note(place, changes))
        return place.append((*changes, *named), accesses)[: len(changes)]

    def _place_for(self, changes: Sequence[Change], accesses: Sequence[Access]) -> Compartment:
        cases = {case for case in (*map(_case_of, changes), *(access.case for access in accesses)) if case}
        theirs = cases & self.restricted.keys()
        if len(theirs) > 1:
            raise ValueError("changes in two restricted cases at once")
        if cases:
            return self.in_case(next(iter(theirs), None))
        records = (*(change.record for change in changes), *(access.record for access in accesses))
        return next((self._place_of(record) for record in records if record), self.team)

    def _place_of(self, record: str) -> Compartment:
        """Return where a record lies, and not where somebody is but noted by name; the team's for one that is new."""
        noted = self.team
        for place in (*self.restricted.values(), self.team) if self.restricted else ():
            found = place.current(record)
            if found is not None and not _is_note_of_name(found):
                return place
            noted = place if found is not None and noted is self.team else noted
        return noted

    def names_to_note(self, place: Compartment, changes: Sequence[Change | Revision]) -> Iterator[Change]:
        """Yield the names to be noted in a place for what is written there, each once."""
        made = {change.record for change in changes}
        cases = {one: change.case for change in changes for one in references(change.body) if self.restricted}
        for record, case in cases.items():
            home = self._place_of(record)
            found = home.current(record) if home is not place and record not in made else None
            if found is not None and isinstance(found.body, Person) and place.current(record) is None:
                yield Change(record, found.kind, _by_name(found.body), case)

    def current(self, record: str) -> Revision | None:
        """Return the current version of a record, or None."""
        return self._place_of(record).current(record)

    def heads(self, record: str) -> tuple[Revision, ...]:
        """Return the versions of a record that no other was made from."""
        return self._place_of(record).heads(record)

    def history(self, record: str) -> tuple[Revision, ...]:
        """Return every version of a record, oldest first; none of what was erased where it was."""
        return tuple(one for one in self._place_of(record).history(record) if not isinstance(one.body, ErasedRecord))

    def list(self, kind: str | None = None, case: str | None = None) -> tuple[Revision, ...]:
        """Return the current versions of all records, of one kind or of one case, the latest changed last.

        What was withdrawn before it was finished is on no list.
        """
        return tuple(found for found in self._all(kind, case) if found.body.withdrawn is None)

    def _all(self, kind: str | None, case: str | None) -> tuple[Revision, ...]:
        if case is not None or not self.restricted:
            found = self.in_case(case).list(kind, case)
            return found if case is None else tuple(one for one in found if not isinstance(one.body, Person))
        theirs = [self._own(place, place.list(kind)) for place in self.restricted.values()]
        hidden = self.restricted.keys() | {revision.record for found in theirs for revision in found}
        team = (found for found in self.team.list(kind) if not {found.record, found.case} & hidden)
        return tuple(merge(team, *theirs, key=lambda revision: revision.recorded_at))

    def _own(self, place: Compartment, found: Sequence[Revision]) -> tuple[Revision, ...]:
        """Return what lies in a restricted place, without whoever is only noted there by name."""
        people = {one.record for one in found if isinstance(one.body, Person)}
        return tuple(one for one in found if one.record not in people or self._place_of(one.record) is place)

    def names(self, kind: str | None = None) -> dict[str, str]:
        """Return the headline of every record, or of every one of a kind, by id."""
        found = self.team.names(kind)
        for place in self.restricted.values():
            theirs = place.names(kind)
            twice = theirs.keys() & found.keys()
            found |= {one: name for one, name in theirs.items() if one not in twice or self._place_of(one) is place}
        return found

    def newest(self) -> dict[str, int]:
        """Return the number of the latest revision of each case; only numbers of the team's cases can be compared."""
        found = {case: seq for case, seq in self.team.newest().items() if case not in self.restricted}
        for case, place in self.restricted.items():
            number = place.newest().get(case)
            found |= {} if number is None else {case: number}
        return found

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return the records that hold every word typed, what is restricted first. Any text is safe."""
        hits: dict[str, Hit] = {}
        for place in self.restricted.values():
            for hit in (*place.search(text, limit), *self._found_by_names(place, text)):
                if self._place_of(hit.record) is place:
                    hits.setdefault(hit.record, hit)
        for hit in self.team.search(text, limit):
            if hit.case not in self.restricted:
                hits.setdefault(hit.record, hit)
        return tuple(hits.values())[:limit]

    def _found_by_names(self, place: Compartment, text: str) -> Iterator[Hit]:
        """Yield the records of a restricted case that hold every word with the names of people who lie elsewhere.

        The case's own index knows the names that they had when they were noted.
        """
        wanted = plain_words(text)
        entries = place.list()
        names = {revision.record: tuple(self._names_elsewhere(place, revision)) for revision in entries}
        if not wanted or not any(names.values()):
            return
        holding = {word: {hit.record for hit in place.search(word, MOST_FOUND)} for word in wanted}
        for entry in entries:
            own = names[entry.record]
            if all(entry.record in holding[word] or any(one.startswith(word) for one in own) for word in wanted):
                yield Hit(entry.record, entry.case, entry.kind, entry.body.headline)

    def _names_elsewhere(self, place: Compartment, revision: Revision) -> Iterator[str]:
        for record in references(revision.body):
            home = self._place_of(record)
            if home is not place and (found := home.current(record)) is not None:
                yield from plain_words(found.body.headline)

    def accesses(self, case: str | None) -> tuple[AccessEntry, ...]:
        """Return who looked at, printed or shared a case, also before it was restricted, in order."""
        return self.in_case(case).accesses(case)

    def head(self, case: str | None = None) -> Head:
        """Return where the chain stands in which a case is kept."""
        return self.in_case(case).head()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make current versions, lists and the search index again, place by place."""
        for place in (self.team, *self.restricted.values()):
            place.rebuild(progress)


def all_cases(team: Compartment, restricted: Mapping[str, Compartment]) -> AllCases:
    """Return the cases that lie in these places; one whose restricting was not begun, or was lifted, is the team's."""
    return AllCases(team, {case: place for case, place in restricted.items() if case in place.names(Case.kind)})


def _case_of(change: Change) -> str | None:
    return change.record if change.kind == Case.kind else change.case


def _is_note_of_name(found: Revision) -> bool:
    """Tell whether somebody is but noted by name for one case: people belong to none."""
    return found.case is not None and isinstance(found.body, Person)


def lies_in(place: Compartment, record: str) -> bool:
    """Tell whether a record lies in a place, and is not but somebody's name noted there."""
    found = place.current(record)
    return found is not None and not _is_note_of_name(found)


def _by_name(person: Person) -> Person:
    """Return no more of somebody than tells who they are."""
    known = {name: person.answer(name) for name in ("name", "other_names", "date_of_birth")}
    return type(person)().with_answers({name: answer for name, answer in known.items() if answer is not None})
