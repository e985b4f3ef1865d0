"""Whether there is a duty or a power to refer somebody to the Disclosure and Barring Service. A guide, no verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from safeguard_desktop.policy.facts import bare_answers
from safeguard_desktop.policy.logic import Answer, both, either, yes_if
from safeguard_desktop.policy.texts import Sourced
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.referral_lists import ReferrerType, Removal
from safeguard_desktop.records.values import YesNo

WITH_DUTY = (ReferrerType.PROVIDER, ReferrerType.SUPPLIER, ReferrerType.COUNCIL_EMPLOYER)
WITH_POWER = (ReferrerType.COUNCIL, ReferrerType.REGULATOR)


class DbsOutcome(StrEnum):
    """What the law says of a referral."""

    DUTY = "duty"
    POWER = "power"
    WATCH = "watch"
    NONE = "none"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True)
class DbsFacts:
    """What the legal test looks at, named as the questions of a DBS referral. None is unanswered, and never no.

    `regulated`: the work was regulated activity. `removal_because`: what became of their work was because of the
    harm or the risk of it. `might_be_regulated` and `barring_appropriate` matter for a power.
    """

    referrer_type: ReferrerType | None = None
    regulated: Answer = None
    might_be_regulated: Answer = None
    removal: Removal | None = None
    removal_because: Answer = None
    relevant_conduct: Answer = None
    harm_test: Answer = None
    relevant_offence: Answer = None
    barring_appropriate: Answer = None

    @classmethod
    def of(cls, record: Record) -> "DbsFacts":
        """Return the facts that a referral answers."""
        return cls(**bare_answers(record, (field.name for field in fields(cls))))


class ReasonText(Sourced):
    """One reason of the test, as it reads when it holds and when it fails."""

    holds: str
    fails: str


class DbsOutcomeText(Sourced):
    """An outcome of the test: a headline, and what to do."""

    label: str
    sentence: str


class ActivityText(Sourced):
    """A kind of regulated activity with adults."""

    label: str
    hint: str


class DbsText(Sourced):
    """The words of the test: `resources/policy/dbs.toml`."""

    notice: str
    not_cqc: str
    reasons: dict[str, ReasonText]
    outcomes: dict[str, DbsOutcomeText]
    activities: dict[str, ActivityText]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "DbsText":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)

    def sentence(self, reason: "DbsReason") -> str:
        """Return a reason in words."""
        text = self.reasons[reason.key]
        return text.holds if reason.holds else text.fails


@dataclass(frozen=True)
class DbsReason:
    """A part of the test that is known to hold or to fail, with its clause and its law."""

    key: str
    holds: bool
    clause: str
    law: str


@dataclass(frozen=True)
class DbsFinding:
    """What the law says, why, and the facts not known that could change it."""

    outcome: DbsOutcome
    reasons: tuple[DbsReason, ...]
    unknown: tuple[str, ...]


_LAWS = {
    "has_duty": "SVGA 2006 s35, s36, s39",
    "has_power": "SVGA 2006 s39, s41, s45",
    "regulated": "SVGA 2006 Schedule 4; PoFA 2012 s66",
    "removed": "SVGA 2006 s35, s36, s39",
    "think_harm": "SVGA 2006 s35, s36, s39; Schedule 3",
    "suspended": "SVGA 2006 s35",
    "is_or_might_be_regulated": "SVGA 2006 s39, s41, s45",
    "barring_appropriate": "SVGA 2006 s39, s41, s45",
}
_BEHIND = {
    "removed": ("removal", "removal_because"),
    "think_harm": ("relevant_conduct", "harm_test", "relevant_offence"),
    "is_or_might_be_regulated": ("regulated", "might_be_regulated"),
}
"""The facts behind each part of the test that rests on more than the fact of its own name."""

_OUTCOME_OF_POWER = {
    YesNo.YES: DbsOutcome.POWER,
    YesNo.NO: DbsOutcome.NONE,
    YesNo.UNKNOWN: DbsOutcome.UNRESOLVED,
}


def dbs_test(facts: DbsFacts) -> DbsFinding:
    """Return whether there is a duty, a power, neither, or a suspension to watch (6.6.1; SVGA 2006 ss35, 36 and 39)."""
    if facts.referrer_type is None:
        return _whoever_refers(facts)
    if facts.referrer_type in WITH_DUTY:
        return _duty(facts)
    if facts.referrer_type in WITH_POWER:
        return _power(facts)
    return DbsFinding(DbsOutcome.NONE, (_reason("has_duty", held=False), _reason("has_power", held=False)), ())


def _whoever_refers(facts: DbsFacts) -> DbsFinding:
    """Find what holds for every referrer: nothing, where no part of either test can hold."""
    duty, power = _duty(facts), _power(facts)
    shared = tuple(reason for reason in duty.reasons if reason.key == "think_harm")
    if duty.outcome is power.outcome is DbsOutcome.NONE:
        return DbsFinding(DbsOutcome.NONE, shared, ())
    unknown = ("referrer_type", *dict.fromkeys(duty.unknown + power.unknown))
    return DbsFinding(DbsOutcome.UNRESOLVED, shared, unknown)


def _duty(facts: DbsFacts) -> DbsFinding:
    suspended = facts.removal is Removal.SUSPENDED
    parts = {
        "regulated": either(facts.regulated),
        "suspended" if suspended else "removed": _removed(facts),
        "think_harm": _thought_harmful(facts),
    }
    holds = both(*parts.values())
    outcome = {
        YesNo.YES: DbsOutcome.WATCH if suspended else DbsOutcome.DUTY,
        YesNo.NO: DbsOutcome.NONE,
        YesNo.UNKNOWN: DbsOutcome.WATCH if suspended else DbsOutcome.UNRESOLVED,
    }[holds]
    return _finding(outcome, "has_duty", parts, facts)


def _power(facts: DbsFacts) -> DbsFinding:
    parts = {
        "think_harm": _thought_harmful(facts),
        "is_or_might_be_regulated": either(facts.regulated, facts.might_be_regulated),
        "barring_appropriate": either(facts.barring_appropriate),
    }
    return _finding(_OUTCOME_OF_POWER[both(*parts.values())], "has_power", parts, facts)


def _finding(outcome: DbsOutcome, whose: str, parts: Mapping[str, YesNo], facts: DbsFacts) -> DbsFinding:
    unknown = () if outcome is DbsOutcome.NONE else tuple(_deciding(facts, parts))
    return DbsFinding(outcome, (_reason(whose, held=True), *_reasons(parts)), unknown)


def _removed(facts: DbsFacts) -> YesNo:
    """Tell whether they were removed, or suspended, because of the harm or the risk of it."""
    taken_off = YesNo.UNKNOWN if facts.removal is None else yes_if(facts.removal is not Removal.NONE)
    return both(taken_off, facts.removal_because)


def _thought_harmful(facts: DbsFacts) -> YesNo:
    return either(facts.relevant_conduct, facts.harm_test, facts.relevant_offence)


def _reasons(parts: Mapping[str, YesNo]) -> Iterator[DbsReason]:
    for key, answer in parts.items():
        if answer is not YesNo.UNKNOWN:
            yield _reason(key, held=answer is YesNo.YES)


def _reason(key: str, *, held: bool) -> DbsReason:
    return DbsReason(key, held, "6.6.1", _LAWS[key])


def _deciding(facts: DbsFacts, parts: Mapping[str, YesNo]) -> Iterator[str]:
    """Yield the facts that the parts still hang on; a part that is settled hangs on nothing."""
    for key, answer in parts.items():
        if answer is YesNo.UNKNOWN:
            names = _BEHIND["removed"] if key == "suspended" else _BEHIND.get(key, (key,))
            yield from (name for name in names if getattr(facts, name) in (None, YesNo.UNKNOWN))
