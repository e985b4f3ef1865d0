"""The four criteria for a MARAC referral; any one is enough, and none of them ever stops a referral."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeguard_desktop.policy.logic import Answer, both, either, yes_if
from safeguard_desktop.policy.texts import Sourced
from safeguard_desktop.records.referral_lists import MaracCriterion, RepeatMeaning
from safeguard_desktop.records.values import YesNo


@dataclass(frozen=True)
class MaracFacts:
    """What the criteria look at. None is unanswered, and never no.

    `dash_yes` counts the items answered yes, and `dash_open` those not known or not answered; both are None where
    no Dash was done. `police_reports` counts those of the last 12 months. `referred_before` is about the same two
    people; `last_referral` and `new_event` are days; `would_be_crime` is about the new event.
    """

    judgement: Answer = None
    dash_yes: int | None = None
    dash_open: int | None = None
    police_reports: int | None = None
    referred_before: Answer = None
    last_referral: date | None = None
    new_event: date | None = None
    would_be_crime: Answer = None


class CriterionText(Sourced):
    """How a criterion is named and explained."""

    label: str
    hint: str


class MaracRule(Sourced):
    """What an area sets: `resources/policy/marac.toml`."""

    threshold: int
    """Items of the Dash answered yes that make a visible high risk."""
    police_reports: int
    """Reports to the police in 12 months that make an escalation."""
    repeat_months: int
    """Months after the last referral in which something new is a repeat."""
    repeat_meaning: str
    notice: str
    criteria: dict[str, CriterionText]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "MaracRule":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)

    @property
    def meaning(self) -> RepeatMeaning:
        """The meaning of “repeat” in use: the newer one unless an area chose the older."""
        return next(meaning for meaning in RepeatMeaning if meaning == self.repeat_meaning)


@dataclass(frozen=True)
class MaracFinding:
    """Which criteria are met, which are not, and which cannot be told yet. It never forbids a referral."""

    met: tuple[MaracCriterion, ...]
    not_met: tuple[MaracCriterion, ...]
    unknown: tuple[MaracCriterion, ...]

    @property
    def meets(self) -> YesNo:
        """Whether the criteria are met: the fact `marac_criteria_met` of section 6."""
        if self.met:
            return YesNo.YES
        return YesNo.UNKNOWN if self.unknown else YesNo.NO


def marac_criteria(facts: MaracFacts, rule: MaracRule) -> MaracFinding:
    """Return how the case stands to each of the four criteria (6.5; SafeLives)."""
    answers = {
        MaracCriterion.JUDGEMENT: either(facts.judgement),
        MaracCriterion.VISIBLE: _visible(facts, rule),
        MaracCriterion.ESCALATION: _escalation(facts, rule),
        MaracCriterion.REPEAT: _repeat(facts, rule),
    }
    met, not_met, unknown = (
        tuple(criterion for criterion, answer in answers.items() if answer is wanted)
        for wanted in (YesNo.YES, YesNo.NO, YesNo.UNKNOWN)
    )
    return MaracFinding(met, not_met, unknown)


def _visible(facts: MaracFacts, rule: MaracRule) -> YesNo:
    """Tell whether the Dash reaches the threshold. A low score is a no only where open items could not lift it."""
    if facts.dash_yes is None:
        return YesNo.UNKNOWN
    if facts.dash_yes >= rule.threshold:
        return YesNo.YES
    return YesNo.UNKNOWN if facts.dash_yes + (facts.dash_open or 0) >= rule.threshold else YesNo.NO


def _escalation(facts: MaracFacts, rule: MaracRule) -> YesNo:
    if facts.police_reports is None:
        return YesNo.UNKNOWN
    return yes_if(facts.police_reports >= rule.police_reports)


def _repeat(facts: MaracFacts, rule: MaracRule) -> YesNo:
    counts = facts.would_be_crime if rule.meaning is RepeatMeaning.CRIMINAL else YesNo.YES
    return both(facts.referred_before, _in_time(facts, rule.repeat_months), counts)


def _in_time(facts: MaracFacts, months: int) -> YesNo:
    if facts.last_referral is None or facts.new_event is None:
        return YesNo.UNKNOWN
    return yes_if(facts.last_referral <= facts.new_event <= months_after(facts.last_referral, months))


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
