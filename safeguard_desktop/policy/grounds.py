"""The two lists of section 6, derived from the same facts: grounds to go against a wish, and conditions to keep to it.

They are not each other's opposite: a fact may fall under both lists or under neither (see the tests).
"""

from dataclasses import dataclass
from enum import StrEnum

from safeguard_desktop.policy.facts import Facts
from safeguard_desktop.records.vocabulary import Capacity

CLAUSE_OF_GROUNDS = "6.5"
CLAUSE_OF_CONDITIONS = "6.6.6"


class GroundKey(StrEnum):
    """The nine grounds of 6.5 in its order, and the open end of its list ("including")."""

    LACKS_CAPACITY = "lacks_capacity"
    OTHERS_AT_RISK = "others_at_risk"
    PREVENT_CRIME = "prevent_crime"
    ALLEGED_ABUSER_AT_RISK = "alleged_abuser_at_risk"
    SERIOUS_CRIME = "serious_crime"
    STAFF_IMPLICATED = "staff_implicated"
    DURESS = "duress"
    MARAC = "marac"
    LEGAL_AUTHORITY = "legal_authority"
    OTHER_PUBLIC_INTEREST = "other_public_interest"


class ConditionKey(StrEnum):
    """The eight conditions of 6.6.6, all of which must hold before information may be kept back."""

    NOBODY_ELSE_AT_RISK = "nobody_else_at_risk"
    NO_PUBLIC_INTEREST = "no_public_interest"
    NO_SERIOUS_CRIME = "no_serious_crime"
    NO_CARE_NEEDS = "no_care_needs"
    NO_STAFF = "no_staff"
    NO_DURESS = "no_duress"
    BELOW_MARAC = "below_marac"
    NO_LEGAL_REQUEST = "no_legal_request"


@dataclass(frozen=True)
class Ground:
    """A ground that applies, the facts it rests on, and its clause."""

    key: GroundKey
    facts: tuple[str, ...]
    clause: str = CLAUSE_OF_GROUNDS

    @property
    def needs_approval(self) -> bool:
        """Whether a manager must approve it, as 6.5 does not name it."""
        return self.key is GroundKey.OTHER_PUBLIC_INTEREST


@dataclass(frozen=True)
class Condition:
    """A condition that is known to fail, the facts that make it fail, and its clause."""

    key: ConditionKey
    facts: tuple[str, ...]
    clause: str = CLAUSE_OF_CONDITIONS


ANY_OF: dict[GroundKey, tuple[str, ...]] = {
    GroundKey.OTHERS_AT_RISK: ("others_at_risk", "children_at_risk"),
    GroundKey.PREVENT_CRIME: ("sharing_could_prevent_crime",),
    GroundKey.SERIOUS_CRIME: ("serious_crime_committed",),
    GroundKey.STAFF_IMPLICATED: ("staff_implicated",),
    GroundKey.DURESS: ("duress_suspected",),
    GroundKey.LEGAL_AUTHORITY: ("legal_request",),
    GroundKey.OTHER_PUBLIC_INTEREST: ("other_public_interest",),
}
ALL_OF: dict[GroundKey, tuple[str, ...]] = {
    GroundKey.ALLEGED_ABUSER_AT_RISK: ("alleged_abuser_has_care_needs", "alleged_abuser_may_be_at_risk"),
    GroundKey.MARAC: ("risk_unreasonably_high", "marac_criteria_met"),
}
FAILS_ON: dict[ConditionKey, tuple[str, ...]] = {
    ConditionKey.NOBODY_ELSE_AT_RISK: ("others_at_risk", "children_at_risk"),
    ConditionKey.NO_PUBLIC_INTEREST: ("other_public_interest",),
    ConditionKey.NO_SERIOUS_CRIME: ("serious_crime_committed", "serious_crime_may_be_committed"),
    ConditionKey.NO_CARE_NEEDS: ("alleged_abuser_has_care_needs",),
    ConditionKey.NO_STAFF: ("staff_implicated",),
    ConditionKey.NO_DURESS: ("duress_suspected",),
    ConditionKey.BELOW_MARAC: ("marac_criteria_met",),
    ConditionKey.NO_LEGAL_REQUEST: ("legal_request",),
}


def grounds_in(facts: Facts) -> tuple[Ground, ...]:
    """Return the grounds of 6.5 that are known to apply, in its order. Capacity in doubt is not a ground."""
    found = (Ground(key, _resting_on(key, facts)) for key in GroundKey)
    return tuple(ground for ground in found if ground.facts)


def _resting_on(key: GroundKey, facts: Facts) -> tuple[str, ...]:
    if key is GroundKey.LACKS_CAPACITY:
        return ("has_capacity",) if facts.has_capacity is Capacity.LACKS else ()
    if key in ANY_OF:
        return tuple(name for name in ANY_OF[key] if facts.is_yes(name))
    return ALL_OF[key] if all(facts.is_yes(name) for name in ALL_OF[key]) else ()


def conditions_unmet_in(facts: Facts) -> tuple[Condition, ...]:
    """Return the conditions of 6.6.6 that are known to fail, in its order. What is not known fails nothing."""
    found = (Condition(key, tuple(filter(facts.is_yes, names))) for key, names in FAILS_ON.items())
    return tuple(condition for condition in found if condition.facts)


def eight_apply(facts: Facts) -> bool:
    """Tell whether 6.6.6 applies: capacity, sharing known to be refused, and every condition known to hold."""
    names = [name for group in FAILS_ON.values() for name in group]
    refused = facts.capable and facts.is_yes("refuses_sharing")
    return refused and all(getattr(facts, name) == "no" for name in names)
