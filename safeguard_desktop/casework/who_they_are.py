"""Who the people named in something that was handed in may be among those known here.

It only ever asks: who of whom nobody says anything is somebody new. Only what this person may read is looked through,
so that nobody learns here of somebody who is named in a restricted case alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from safeguard_desktop.casework.named_in import NamedIn, cases_by_person, count_words
from safeguard_desktop.casework.names_alike import alike
from safeguard_desktop.casework.people import person_detail
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Person, questions
from safeguard_desktop.transfer import Packed


@dataclass(frozen=True)
class MayBe:
    """Somebody known here by a name like theirs, and what tells them from others."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True)
class SomebodyNew:
    """Somebody in a pack whom nobody here knows under that id; they may be known under another.

    `part` is theirs in what was handed in, `name` as whoever wrote it calls them, `detail` what is written of them
    that tells them from others. They may be of these `kinds`.
    """

    id: str
    part: str
    name: str
    detail: str
    kinds: tuple[str, ...]
    may_be: tuple[MayBe, ...]


def somebody_new(session: Session, records: Sequence[Packed], known: Collection[str]) -> tuple[SomebodyNew, ...]:
    """Return the people that a pack's records name and who are new here, but those of whom it is `known` who they are.

    Each with everybody known by a name like theirs, as far as this person may read of them; who is named in most cases
    comes first.
    """
    people = {one.id: one.record for one in records if isinstance(one.record, Person) and one.id not in known}
    found: dict[str, SomebodyNew] = {}
    for one, part, kinds in _named(records):
        if one in found:
            both = tuple(kind for kind in found[one].kinds if kind in kinds)
            found[one] = replace(found[one], part=f"{found[one].part}; {part}", kinds=both)
        elif one in people and session.casework.current(one) is None:
            body = people[one]
            found[one] = SomebodyNew(one, part, body.headline, person_detail(body), kinds, ())
    cases = cases_by_person(session) if found else {}
    return tuple(replace(one, may_be=tuple(_alike(session, one, cases))) for one in found.values())


def _named(records: Sequence[Packed]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield whom the records name, each with the question that they answer and the kinds that it can be answered by."""
    for packed in records:
        for question in questions(type(packed.record)):
            answer = packed.record.answer(question.name)
            if question.picks and isinstance(answer, str):
                yield answer, question.label, question.picks


def _alike(session: Session, one: SomebodyNew, cases: Mapping[str, Sequence[NamedIn]]) -> Iterator[MayBe]:
    known = {record: name for kind in one.kinds for record, name in session.casework.names(kind).items()}
    like_them = (record for record, name in known.items() if alike(name, one.name))
    for record in sorted(like_them, key=lambda record: len(cases.get(record, ())), reverse=True):
        found = session.casework.current(record)
        if found is not None:
            named = _said_of(cases.get(record, ()))
            yield MayBe(record, found.body.headline, ", ".join(filter(None, (person_detail(found.body), named))))


def _said_of(cases: Sequence[NamedIn]) -> str:
    if not cases:
        return ""
    restricted = sum(case.is_restricted for case in cases)
    return f"{count_words(cases)} ({restricted} restricted)" if restricted else count_words(cases)


def who_was_said(session: Session, new: Sequence[SomebodyNew], same: Mapping[str, str]) -> dict[str, str]:
    """Return who the new people are said to be among those known.

    Raises InputTrouble for somebody who is not known to this person, or of whom it cannot be said.
    """
    said = {one.id: same[one.id] for one in new if one.id in same}
    for one in new:
        found = session.casework.current(said[one.id]) if one.id in said else None
        if one.id in said and (found is None or found.kind not in one.kinds):
            sentence = f"Whoever you chose for “{one.name}” is not in the record any more."
            raise InputTrouble(sentence, "Open it again from Today, and choose anew.")
    return said


def names_as_written(records: Sequence[Packed], same: Mapping[str, str]) -> dict[str, str]:
    """Return what people who are known here are called in a pack, by the id that they are known under."""
    return {same[packed.id]: packed.record.headline for packed in records if packed.id in same}
