"""The level of risk from two plain questions, and how soon to look at it again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from safeguard_desktop.policy.texts import Sourced
from safeguard_desktop.records.vocabulary import Likelihood, RiskLevel, Seriousness


class LevelText(Sourced):
    """A level: the highest product that is still in it, and the hours until it is looked at again."""

    highest: int
    review_hours: int
    review_words: str
    note: str = ""


class RiskRule(Sourced):
    """Levels and intervals: `resources/policy/risk.toml`. No national matrix exists; an area may set its own."""

    levels: dict[str, LevelText]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "RiskRule":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)

    def level(self, likelihood: Likelihood, seriousness: Seriousness) -> RiskLevel:
        """Return the level of one view: how likely times how serious."""
        product = risk_product(likelihood, seriousness)
        return next(level for level in RiskLevel if product <= self.levels[level].highest)

    def review_due(self, level: RiskLevel, since: datetime) -> datetime:
        """Return when to look again at a risk of this level, counted in hours. Raises ValueError without a zone."""
        if since.tzinfo is None:
            raise ValueError("a time without its zone")
        return since + timedelta(hours=self.levels[level].review_hours)


def risk_product(likelihood: Likelihood, seriousness: Seriousness) -> int:
    """Return likelihood times seriousness, each counted from 1 to 5: 1 to 25."""
    return (list(Likelihood).index(likelihood) + 1) * (list(Seriousness).index(seriousness) + 1)


def ruling_level(*views: RiskLevel | None) -> RiskLevel | None:
    """Return the higher of the views, the worker's and the adult's, which rules the review; None without any."""
    given = [view for view in views if view is not None]
    return max(given, key=list(RiskLevel).index, default=None)
