"""Reviews of the risk that adults chose to take, over all cases (6.5)."""

from dataclasses import dataclass
from datetime import date

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.standing import adult_names, standings
from safeguard_desktop.records import RiskLevel


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


def reviews_due(session: Session) -> tuple[ReviewDue, ...]:
    """Return every review that stands open in an open case, soonest first."""
    name = adult_names(session)
    found = [
        ReviewDue(case.id, review.risk, name(case.case.adult), review.level, review.due, review.owner)
        for case in standings(session)
        if case.is_open
        for review in case.reviews
    ]
    return tuple(sorted(found, key=lambda review: review.due))
