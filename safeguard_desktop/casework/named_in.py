"""In which cases somebody is named: the same answer for their page, for a case, for search and for what comes in (6.1).

Only cases that this person may read are looked through, so that nobody learns here, not even from a number, that
somebody is named in a restricted case of others.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safeguard_desktop.casework.parts_in_case import ALLEGED, NamedAs
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.standing import Standing, adult_names, standings


@dataclass(frozen=True)
class NamedIn:
    """A case in which somebody is named: as what, and when the latest concern was that names them, or it was opened."""

    case: str
    reference: str
    adult: str
    parts: tuple[str, ...]
    on: date
    is_open: bool
    is_restricted: bool

    @property
    def is_alleged(self) -> bool:
        """Whether they are alleged to cause harm in it."""
        return ALLEGED in self.parts


def cases_by_person(session: Session, people: Collection[str] | None = None) -> Mapping[str, tuple[NamedIn, ...]]:
    """Return the cases that name each person, or each of these, by their id, the latest first.

    Only cases that changed since the last look at them are read.
    """
    name = adult_names(session)
    found: defaultdict[str, list[NamedIn]] = defaultdict(list)
    for case in standings(session):
        for person, parts in _by_person(case.named, people).items():
            found[person].append(_named_in(session, case, name(case.case.adult), parts))
    return {one: tuple(sorted(cases, key=lambda case: case.on, reverse=True)) for one, cases in found.items()}


def cases_naming(session: Session, person: str) -> tuple[NamedIn, ...]:
    """Return the cases that name somebody, the latest first."""
    return cases_by_person(session, {person}).get(person, ())


def _by_person(named: Sequence[NamedAs], people: Collection[str] | None) -> Mapping[str, list[NamedAs]]:
    found: defaultdict[str, list[NamedAs]] = defaultdict(list)
    for one in named:
        if people is None or one.person in people:
            found[one.person].append(one)
    return found


def _named_in(session: Session, case: Standing, adult: str, parts: Sequence[NamedAs]) -> NamedIn:
    return NamedIn(
        case=case.id,
        reference=case.case.reference or "",
        adult=adult,
        parts=parts_of(parts),
        on=max((part.on for part in parts if part.on is not None), default=None) or _opened(case),
        is_open=case.is_open,
        is_restricted=session.casework.is_restricted(case.id),
    )


def _opened(case: Standing) -> date:
    return case.case.opened or case.changed_at.astimezone().date()


def parts_of(named: Sequence[NamedAs]) -> tuple[str, ...]:
    """Return somebody's parts in words, each once; that they are alleged to cause harm comes first."""
    said = dict.fromkeys(one.part for one in named if one.part)
    return tuple(sorted(said, key=lambda part: part != ALLEGED))


def count_words(cases: Sequence[NamedIn], other: str = "") -> str:
    """Return in how many cases somebody is named: "named in 2 cases"; with `other`, "named in 2 other cases"."""
    return f"named in {len(cases)} {other}case{'' if len(cases) == 1 else 's'}"
