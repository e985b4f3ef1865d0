"""A record that two people changed apart: their answers are put together, and what differed is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Record, answer_lines, questions, references
from safeguard_desktop.vault import Compartment, Revision

TITLE = "Two people changed this; both are kept"


@dataclass(frozen=True)
class Joined:
    """What stands now, the versions it is made from, and in words what differed; no words where nothing was joined."""

    record: Record
    heads: tuple[str, ...]
    words: str = ""


def joined(session: Session, place: Compartment | AllCases, current: Revision) -> Joined:
    """Return a record as all its latest versions make it, answer by answer. Nothing is written down yet.

    An answer that only one of them changed is taken from that one; where both did, the later version stands.
    """
    heads = place.heads(current.record)
    ids = tuple(head.id for head in heads)
    apart = [head for head in heads if head.id != current.id and type(head.body) is type(current.body)]
    if not apart:
        return Joined(current.body, ids)
    history = {version.id: version for version in place.history(current.record)}
    now, words = current.body, list[str]()
    for other in reversed(apart):
        base = _common(history, current, other)
        read = base.body if base is not None and type(base.body) is type(now) else type(now)()
        now, said = together(session, read, now, other.body)
        words.append(said)
    return Joined(now, ids, "\n".join(words))


def together(session: Session, read: Record, mine: Record, theirs: Record) -> tuple[Record, str]:
    """Return two changes of what was read as one record, mine first, and in words what came of it."""
    before, here, there = dict(read), dict(mine), dict(theirs)
    answers = {name: _value(before.get(name), here[name], there.get(name)) for name in here}
    answers["completed"] = mine.completed and theirs.completed
    return mine.with_answers(answers), "\n".join(_words(session, read, mine, theirs))


def _value(before: Any, here: Any, there: Any) -> Any:
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        held = before if isinstance(before, Mapping) else {}
        found = {key: _value(held.get(key), here.get(key), there.get(key)) for key in {**here, **there}}
        return {key: value for key, value in found.items() if value is not None}
    return there if here == before else here


def _words(session: Session, read: Record, mine: Record, theirs: Record) -> Iterator[str]:
    names = names_of(session, {*references(mine), *references(theirs)})
    taken: list[str] = []
    for question in questions(type(mine)):
        before, here, there = (record.answer(question.name) for record in (read, mine, theirs))
        label = question.label.rstrip("?")
        if there in (here, before):
            continue
        if here == before:
            taken.append(label)
        else:
            now, other = (_quoted(answer_lines(question, answer, names)) for answer in (here, there))
            yield f"{label}: {now} stands here. The other version says {other}."
    if taken:
        yield f"Put in from the other version: {', '.join(taken)}."


def _quoted(lines: Sequence[str]) -> str:
    return f"“{'; '.join(lines)}”" if lines else "nothing"


def _common(history: Mapping[str, Revision], one: Revision, other: Revision) -> Revision | None:
    """Return the latest version that two versions were both made from, or None."""
    both = _before(history, one) & _before(history, other)
    return max((history[key] for key in both), key=lambda version: version.seq, default=None)


def _before(history: Mapping[str, Revision], version: Revision) -> set[str]:
    found: set[str] = set()
    wanted = [version.id]
    while wanted:
        key = wanted.pop()
        if key in history and key not in found:
            found.add(key)
            wanted += history[key].parents
    return found
