"""Risk that an adult chose to take: its level now, and when somebody must look at it again (6.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from safeguard_desktop.casework.chronology import grouped, latest
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Case, Record, RiskAcceptance, RiskReview
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import CaseStatus, RiskLevel
from safeguard_desktop.vault import Revision


@dataclass(frozen=True)
class ReviewDue:
    """A review that stands open: of whose risk, at what level, when, and by whom."""

    case: str
    risk: str
    adult: str
    level: RiskLevel | None
    due: date
    owner: str

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day has passed."""
        return self.due < today


def risk_level(entries: Sequence[Revision]) -> RiskLevel | None:
    """Return the level of risk last recorded in a case."""
    found = [entry for entry in entries if entry.kind in (RiskAcceptance.kind, RiskReview.kind)]
    newest = max(found, key=lambda entry: entry.seq, default=None)
    return _level(newest.body) if newest else None


def _level(body: Record) -> RiskLevel | None:
    if isinstance(body, RiskAcceptance):
        return body.agreed_level
    return body.level if isinstance(body, RiskReview) else None


def reviews_due(session: Session) -> tuple[ReviewDue, ...]:
    """Return every review that stands open, soonest first.

    A review falls away only with a later review that says the risk has ended, or with its case's closing, which
    asks why: it cannot be dropped silently (6.5, "regularly review the situation").
    """
    return tuple(sorted(_due(session), key=lambda review: review.due))


def _due(session: Session) -> Iterator[ReviewDue]:
    known = grouped(session, RiskAcceptance.kind, RiskReview.kind)
    for case_id, entries in known.items():
        revision = session.casework.current(case_id)
        case = revision.body if revision else None
        if isinstance(case, Case) and case.status is not CaseStatus.CLOSED:
            names = names_of(session, [case.adult] if case.adult else [])
            yield from _due_in(entries, case_id, names.get(case.adult or "", "Adult not known yet"))


def _due_in(entries: Sequence[Revision], case: str, adult: str) -> Iterator[ReviewDue]:
    for entry in entries:
        body = entry.body
        if not isinstance(body, RiskAcceptance) or not body.completed:
            continue
        reviews = [e for e in entries if isinstance(e.body, RiskReview) and e.body.risk == entry.record]
        done = latest([e for e in reviews if e.body.completed], RiskReview.kind)
        last = done.body if done is not None and isinstance(done.body, RiskReview) else None
        if last is not None and last.ended is YesNo.YES:
            continue
        due = (last.review_on if last else None) or body.review_on
        if due is not None:
            level = last.level if last else body.agreed_level
            yield ReviewDue(case, entry.record, adult, level, due, (last.owner if last else body.owner) or "")
