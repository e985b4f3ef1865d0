"""Who of those named in something that was handed in is known here already, so that nobody is asked who they are.

They are known under the id that whoever wrote it has at their desk, or somebody said before who they are. Only what
this person may read is looked through.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.named_in import cases_by_person, count_words
from safeguard_desktop.casework.people import person_detail
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import questions
from safeguard_desktop.transfer import Packed


@dataclass(frozen=True)
class KnownAlready:
    """Somebody in a pack who is known here: their part in it, who that is, and what tells them from others.

    `called` is what whoever wrote it calls them, blank where that is the same name.
    """

    part: str
    name: str
    detail: str
    called: str = ""


def known_already(session: Session, records: Sequence[Packed], same: Mapping[str, str]) -> tuple[KnownAlready, ...]:
    """Return the people that a pack's records name and who are known here; `same` is what was said before of whom."""
    written = {packed.id: packed.record.headline for packed in records}
    parts = _parts(records)
    there = {one: session.casework.current(same.get(one, one)) for one in parts}
    known_here = {known.record for known in there.values() if known is not None}
    cases = cases_by_person(session, known_here) if known_here else {}
    found = []
    for one, known in there.items():
        if known is not None:
            name, named = known.body.headline, cases.get(known.record, ())
            detail = ", ".join(filter(None, (person_detail(known.body), count_words(named) if named else "")))
            called = written.get(one, name)
            found.append(KnownAlready("; ".join(parts[one]), name, detail, called if called != name else ""))
    return tuple(found)


def _parts(records: Sequence[Packed]) -> Mapping[str, Sequence[str]]:
    """Return which questions each person named answers, by the id that they have in the pack."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for packed in records:
        for question in questions(type(packed.record)):
            answer = packed.record.answer(question.name)
            if question.picks and isinstance(answer, str):
                found[answer].append(question.label)
    return found
