"""What section 6 allows, given facts: six outcomes, tested in their order; the first that holds wins."""

from collections.abc import Iterator

from safeguard_desktop.policy.facts import Facts
from safeguard_desktop.policy.finding import Against, AgainstKey, Finding, Outcome, Wish
from safeguard_desktop.policy.grounds import (
    CLAUSE_OF_CONDITIONS,
    CLAUSE_OF_GROUNDS,
    Ground,
    conditions_unmet_in,
    eight_apply,
    grounds_in,
)
from safeguard_desktop.policy.next_steps import Situation, steps_for
from safeguard_desktop.policy.unknowns import Reach, reach
from safeguard_desktop.records.values import YesNo


def assess(facts: Facts) -> Finding:
    """Return what section 6 allows for the wish in question (6.3, 6.5, 6.6.6).

    That is sharing, or intervention where the adult agrees to sharing and refuses only intervention.
    """
    return _assessed(facts, None)


def assess_wish(facts: Facts, wish: Wish) -> Finding:
    """Return what section 6 allows for one wish, whatever the adult says to the other (6.5 names both)."""
    return _assessed(facts, wish)


def _assessed(facts: Facts, wish: Wish | None) -> Finding:
    grounds = grounds_in(facts)
    open_to = reach(facts, wish)
    asked = wish or _wish_in_question(facts)
    outcome = _outcome(facts, asked, grounds, open_to)
    return Finding(
        facts=facts,
        wish=asked,
        outcome=outcome,
        grounds=grounds,
        against=tuple(_against(facts, asked)),
        conditions_unmet=conditions_unmet_in(facts),
        unknown=open_to.hinges,
        steps=steps_for(Situation(facts, asked, outcome, grounds)),
    )


def _outcome(facts: Facts, wish: Wish, grounds: tuple[Ground, ...], open_to: Reach) -> Outcome:
    """Run the tests in their order. One that hangs on an unknown does not match; the fifth then catches it."""
    if facts.is_yes("emergency"):
        return Outcome.ACT_NOW
    if _agreed(facts, wish):
        return Outcome.SHARE_AGREED
    if grounds:
        return Outcome.MAY_OVERRIDE
    if len(open_to.findings) > 1:
        return Outcome.UNRESOLVED
    return next(outcome for _, outcome in open_to.findings)


def _wish_in_question(facts: Facts) -> Wish:
    only_help_refused = facts.is_yes("refuses_intervention") and facts.refuses_sharing is YesNo.NO
    return Wish.INTERVENTION if only_help_refused else Wish.SHARING


def _agreed(facts: Facts, wish: Wish) -> bool:
    """Tell whether agreement is known and valid: the adult can decide, and shows no sign of duress.

    Duress that is not known is no sign of duress; it stays among the unknown, and a step asks about it.
    """
    return getattr(facts, wish.fact) is YesNo.NO and facts.capable and not facts.is_yes("duress_suspected")


def _against(facts: Facts, wish: Wish) -> Iterator[Against]:
    if facts.is_yes(wish.fact):
        yield Against(AgainstKey.THEY_REFUSE, (wish.fact,), CLAUSE_OF_GROUNDS)
        if facts.capable:
            yield Against(AgainstKey.THEY_CAN_DECIDE, ("has_capacity",), CLAUSE_OF_GROUNDS)
    if eight_apply(facts):
        yield Against(AgainstKey.CONDITIONS_HOLD, (), CLAUSE_OF_CONDITIONS)
