"""What to do next, for each situation that section 6 knows. Internal reporting is always among it."""

from collections.abc import Callable
from dataclasses import dataclass

from safeguard_desktop.policy.facts import Facts
from safeguard_desktop.policy.finding import NextStep, Outcome, Wish
from safeguard_desktop.policy.grounds import Ground, GroundKey, eight_apply
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import Capacity


@dataclass(frozen=True)
class Situation:
    """What the choice of steps looks at."""

    facts: Facts
    wish: Wish
    outcome: Outcome
    grounds: tuple[Ground, ...]

    def is_one_of(self, *outcomes: Outcome) -> bool:
        """Tell whether the outcome is one of these."""
        return self.outcome in outcomes

    def has(self, key: GroundKey) -> bool:
        """Tell whether a ground applies."""
        return any(ground.key is key for ground in self.grounds)

    @property
    def in_hand(self) -> bool:
        """Whether there is time to do things in their order."""
        return self.outcome is not Outcome.ACT_NOW

    @property
    def refused(self) -> bool:
        """Whether the adult is known to refuse what the finding is about."""
        return self.facts.is_yes(self.wish.fact)

    @property
    def sharing_agreed(self) -> bool:
        """Whether the adult agreed to sharing, can decide it, and shows no sign of duress."""
        free = self.facts.capable and not self.facts.is_yes("duress_suspected")
        return self.facts.refuses_sharing is YesNo.NO and free


Test = Callable[[Situation], bool]


def _is(*outcomes: Outcome) -> Test:
    return lambda s: s.is_one_of(*outcomes)


def _fact(name: str) -> Test:
    return lambda s: s.facts.is_yes(name)


def _not_known(name: str) -> Test:
    return lambda s: s.in_hand and getattr(s.facts, name) is YesNo.UNKNOWN


def _capacity(state: Capacity) -> Test:
    return lambda s: s.in_hand and s.facts.has_capacity is state


def _ground(key: GroundKey) -> Test:
    return lambda s: s.has(key)


_OVERRIDE = Outcome.MAY_OVERRIDE
_OPEN = (Outcome.UNRESOLVED, Outcome.GREY)

STEPS: tuple[tuple[str, str, Test], ...] = (
    ("call_999", "6.5", _is(Outcome.ACT_NOW)),
    ("share_now", "6.5", _is(Outcome.ACT_NOW)),
    ("check_danger", "6.5", _not_known("emergency")),
    ("internal_report", "6.5", lambda _: True),
    ("explain_duty", "6.5", lambda s: s.in_hand),
    ("assess_capacity", "6.5", _capacity(Capacity.DOUBTED)),
    ("best_interests", "6.5", _capacity(Capacity.LACKS)),
    ("ask_sharing", "6.3", _not_known("refuses_sharing")),
    ("ask_intervention", "6.5", _not_known("refuses_intervention")),
    (
        "share_as_agreed",
        "6.3",
        lambda s: s.in_hand and s.sharing_agreed and (s.wish is Wish.INTERVENTION or s.outcome is Outcome.SHARE_AGREED),
    ),
    ("check_free_choice", "6.5", lambda s: s.outcome is Outcome.SHARE_AGREED and _not_known("duress_suspected")(s)),
    ("find_out", "6.3", _is(Outcome.UNRESOLVED)),
    ("advice_without_name", "6.5", _is(*_OPEN)),
    ("not_withheld_yet", "6.6.6", _is(Outcome.UNRESOLVED)),
    ("manager_decides", "6.5", _is(Outcome.GREY)),
    ("manager_approval", "6.5", _ground(GroundKey.OTHER_PUBLIC_INTEREST)),
    ("children_services", "6.5", _fact("children_at_risk")),
    ("tell_police", "6.2", lambda s: s.has(GroundKey.PREVENT_CRIME) or s.has(GroundKey.SERIOUS_CRIME)),
    ("staff_route", "6.6.1", _ground(GroundKey.STAFF_IMPLICATED)),
    ("duress_advice", "6.5", _ground(GroundKey.DURESS)),
    ("consider_marac", "6.5", _fact("marac_criteria_met")),
    (
        "multi_agency_risk",
        "6.5",
        lambda s: s.facts.is_yes("risk_unreasonably_high") and not s.facts.is_yes("marac_criteria_met"),
    ),
    ("check_request", "6.6.6", _ground(GroundKey.LEGAL_AUTHORITY)),
    ("help_alleged", "6.2", _ground(GroundKey.ALLEGED_ABUSER_AT_RISK)),
    ("weigh_both_lists", "6.6.6", lambda s: s.outcome is _OVERRIDE and eight_apply(s.facts)),
    ("talk_it_through", "6.5", lambda s: s.outcome is _OVERRIDE and s.refused),
    ("risk_of_sharing", "6.5", _is(_OVERRIDE, Outcome.SHARE_AGREED)),
    ("checklist", "6.4", _is(_OVERRIDE, Outcome.SHARE_AGREED)),
    ("tell_them", "6.5", _is(_OVERRIDE)),
    ("senior_reasons", "6.5", _is(_OVERRIDE)),
    ("respect_wish", "6.6.6", _is(Outcome.MAY_WITHHOLD)),
    ("accept_risk", "6.5", _is(Outcome.MAY_WITHHOLD)),
    ("record_after", "6.3", _is(Outcome.ACT_NOW)),
    ("record_decision", "6.3", lambda s: s.in_hand),
)
"""Every step: its key, its clause, and the situations that call for it, in the order in which to do them."""


def steps_for(situation: Situation) -> tuple[NextStep, ...]:
    """Return the steps that a situation calls for, in their order."""
    return tuple(NextStep(key, clause) for key, clause, called_for in STEPS if called_for(situation))
