"""Who is named in one case, and as what: the one place that says so. Worked out with how the case stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from safeguard_desktop.records import Case, Concern, DbsReferral, MaracReferral, Record
from safeguard_desktop.records.vocabulary import CaseRole
from safeguard_desktop.vault import Revision

AT_RISK, ALLEGED = "Adult at risk", CaseRole.ALLEGED.label


@dataclass(frozen=True)
class NamedAs:
    """One part that somebody has in a case; "" where nobody said which.

    `on` is when a concern that names them happened, or was written; None for what else names them.
    """

    person: str
    part: str
    on: date | None = None


def named_as(case: Case, entries: Sequence[Revision]) -> tuple[NamedAs, ...]:
    """Return everybody whom a case, its concerns and its referrals name, the adult first."""
    return tuple(_named(case, entries))


def _named(case: Case, entries: Sequence[Revision]) -> Iterator[NamedAs]:
    if case.adult:
        yield NamedAs(case.adult, AT_RISK)
    for entry in entries:
        on = _happened(entry)
        yield from (NamedAs(person, part, on) for person, part in _named_by(entry.body) if person)
    for row in case.people or ():
        if row.person:
            yield NamedAs(row.person, row.role.label if row.role else "")


def _named_by(body: Record) -> Iterator[tuple[str | None, str]]:
    """Yield whom a concern or a referral names, each with their part."""
    if isinstance(body, Concern):
        yield from ((body.adult, AT_RISK), (body.alleged, ALLEGED))
    elif isinstance(body, MaracReferral):
        yield from ((one, ALLEGED) for one in (body.alleged, *(body.others_alleged or ())))
    elif isinstance(body, DbsReferral):
        yield body.person, ALLEGED
        yield from ((victim.person, AT_RISK) for victim in body.victims or ())


def _happened(entry: Revision) -> date | None:
    if not isinstance(entry.body, Concern):
        return None
    when = entry.body.happened
    return when.earliest if when is not None else entry.recorded_at.astimezone().date()
