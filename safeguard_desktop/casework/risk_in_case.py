"""The risk in one case, read off its records: its level now, and the reviews that stand open (6.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from safeguard_desktop.casework.chronology import latest
from safeguard_desktop.records import Record, RiskAcceptance, RiskLevel, RiskReview, YesNo
from safeguard_desktop.vault import Revision


@dataclass(frozen=True)
class OpenReview:
    """A review that stands open: of which accepted risk, at what level, when, and by whom."""

    risk: str
    level: RiskLevel | None
    due: date
    owner: str


def risk_level(entries: Sequence[Revision]) -> RiskLevel | None:
    """Return the level of risk last recorded in a case: by a finished record, or else by one that is begun."""
    found = [entry for entry in entries if _level(entry.body) is not None]
    newest = max(found, key=lambda entry: (entry.body.completed, entry.seq), default=None)
    return _level(newest.body) if newest else None


def _level(body: Record) -> RiskLevel | None:
    if isinstance(body, RiskAcceptance):
        return body.agreed_level
    return body.level if isinstance(body, RiskReview) else None


def open_reviews(entries: Sequence[Revision]) -> Iterator[OpenReview]:
    """Yield each risk that was agreed and must be looked at again, also while its record is being corrected.

    A review falls away only with a later, finished review that says the risk has ended, or with its case's closing,
    which asks why: it cannot be dropped silently (6.5, "regularly review the situation").
    """
    for entry in entries:
        body = entry.body
        if not isinstance(body, RiskAcceptance) or not (body.completed or body.agreed_level):
            continue
        last = _last_review(entries, entry.record)
        if last is not None and last.ended is YesNo.YES:
            continue
        due = (last.review_on if last else None) or body.review_on
        if due is not None:
            level = last.level if last else body.agreed_level
            yield OpenReview(entry.record, level, due, (last.owner if last else body.owner) or "")


def _last_review(entries: Sequence[Revision], risk: str) -> RiskReview | None:
    about = [e for e in entries if isinstance(e.body, RiskReview) and e.body.risk == risk and e.body.completed]
    newest = latest(about, RiskReview.kind)
    return newest.body if newest is not None and isinstance(newest.body, RiskReview) else None
