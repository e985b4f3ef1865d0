"""What must hold of section 6 whatever the facts: both lists, neither, unknown, and the order of the tests."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeguard_desktop.policy import FACT_NAMES, ConditionKey, Facts, GroundKey, Outcome, Wish, assess, assess_wish
from safeguard_desktop.policy.next_steps import STEPS
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import Capacity

Found = tuple[Wish | None, Outcome]
YES, NO, UNKNOWN = YesNo.YES, YesNo.NO, YesNo.UNKNOWN
WISHES = (None, Wish.SHARING, Wish.INTERVENTION)
COMMON = settings(max_examples=250, deadline=None)

facts_strategy = st.builds(
    Facts, **{name: st.sampled_from(Capacity if name == "has_capacity" else YesNo) for name in FACT_NAMES}
)
settled_strategy = st.builds(
    Facts,
    **{
        name: st.sampled_from((Capacity.PRESUMED, Capacity.HAS) if name == "has_capacity" else (YES, NO))
        for name in FACT_NAMES
    },
)


def values_for(name: str) -> tuple[Capacity, ...] | tuple[YesNo, ...]:
    return (Capacity.HAS, Capacity.LACKS) if name == "has_capacity" else (YES, NO)


def with_fact(facts: Facts, name: str, value: Capacity | YesNo) -> Facts:
    return Facts(**{**vars(facts), name: value})


def told(facts: Facts, wish: Wish | None) -> Found:
    """The outcome, with its wish where the answer is to keep back."""
    finding = assess(facts) if wish is None else assess_wish(facts, wish)
    by_wish = finding.outcome in (Outcome.MAY_WITHHOLD, Outcome.GREY)
    return (finding.wish if by_wish else None, finding.outcome)


def by_the_book(facts: Facts, wish: Wish | None) -> Found:
    """Section 6 once more for facts that are all known, written straight down from 6.5 and 6.6.6."""
    f = {name: getattr(facts, name) == "yes" for name in FACT_NAMES}
    capable = facts.has_capacity != "lacks"
    asked = wish or (Wish.INTERVENTION if f["refuses_intervention"] and not f["refuses_sharing"] else Wish.SHARING)
    refuses = f[f"refuses_{asked.value}"]
    override = (
        not capable
        or f["others_at_risk"]
        or f["children_at_risk"]
        or f["sharing_could_prevent_crime"]
        or (f["alleged_abuser_has_care_needs"] and f["alleged_abuser_may_be_at_risk"])
        or f["serious_crime_committed"]
        or f["staff_implicated"]
        or f["duress_suspected"]
        or (f["risk_unreasonably_high"] and f["marac_criteria_met"])
        or f["legal_request"]
        or f["other_public_interest"]
    )
    withhold = capable and refuses and not (
        f["others_at_risk"]
        or f["children_at_risk"]
        or f["other_public_interest"]
        or f["serious_crime_committed"]
        or f["serious_crime_may_be_committed"]
        or f["alleged_abuser_has_care_needs"]
        or f["staff_implicated"]
        or f["duress_suspected"]
        or f["marac_criteria_met"]
        or f["legal_request"]
    )  # fmt: skip
    if f["emergency"]:
        return None, Outcome.ACT_NOW
    if not refuses and capable and not f["duress_suspected"]:
        return None, Outcome.SHARE_AGREED
    if override:
        return None, Outcome.MAY_OVERRIDE
    return asked, Outcome.MAY_WITHHOLD if withhold else Outcome.GREY


def completions(facts: Facts) -> Iterator[Facts]:
    open_names = facts.not_known
    for values in product(*(values_for(name) for name in open_names)):
        yield Facts(**{**vars(facts), **dict(zip(open_names, values, strict=True))})


def hinges(facts: Facts, wish: Wish | None) -> tuple[str, ...]:
    """By brute force: the unknown facts that change the outcome in some completion, all others alike."""
    book = {completed: by_the_book(completed, wish) for completed in completions(facts)}
    return tuple(
        name
        for name in facts.not_known
        if any(book[with_fact(one, name, value)] != found for one, found in book.items() for value in values_for(name))
    )


def few_unknown(facts: Facts, keep: int) -> Facts:
    """The same facts with only the first few unknown ones left unknown."""
    return Facts(**{**vars(facts), **dict.fromkeys(facts.not_known[keep:], NO)})


@pytest.mark.parametrize("wish", WISHES)
def test_every_combination_of_known_facts_agrees_with_the_book(wish: Wish | None) -> None:
    """Each group of facts that acts alike is tried by one of its members, every other fact in full: 8,192 of them."""
    alike: dict[str, Any] = {"children_at_risk": NO, "staff_implicated": NO, "legal_request": NO, "emergency": NO}
    names = [name for name in FACT_NAMES if name not in alike and name != "has_capacity"]
    for capacity, values in product((Capacity.HAS, Capacity.LACKS), product((YES, NO), repeat=len(names))):
        given_facts: dict[str, Any] = dict(zip(names, values, strict=True))
        facts = Facts(has_capacity=capacity, **alike, **given_facts)
        assert told(facts, wish) == by_the_book(facts, wish)


@COMMON
@given(settled_strategy, st.sampled_from(Capacity), st.sampled_from(WISHES))
def test_any_combination_of_known_facts_agrees_with_the_book(
    facts: Facts, capacity: Capacity, wish: Wish | None
) -> None:
    assume(capacity is not Capacity.DOUBTED)
    known = replace(facts, has_capacity=capacity)
    assert told(known, wish) == by_the_book(known, wish)


MIXED = (
    "sharing_could_prevent_crime",
    "serious_crime_may_be_committed",
    "alleged_abuser_has_care_needs",
    "alleged_abuser_may_be_at_risk",
    "duress_suspected",
    "marac_criteria_met",
    "risk_unreasonably_high",
)


@cache
def open_findings(facts: Facts) -> frozenset[Found]:
    """Every finding that the unknown facts of MIXED leave open."""
    for name in MIXED:
        if getattr(facts, name) is UNKNOWN:
            parts = (open_findings(with_fact(facts, name, value)) for value in (YES, NO))
            return frozenset().union(*parts)
    return frozenset({by_the_book(facts, None)})


def test_a_refusal_with_any_mixture_of_unknowns_is_unresolved_exactly_when_something_hangs_on_them() -> None:
    """Every mixture of yes, no and not known of the facts that do not act alike: 2,187 of them."""
    rest: dict[str, Any] = dict.fromkeys((name for name in FACT_NAMES if name not in (*MIXED, "has_capacity")), NO)
    for values in product(YesNo, repeat=len(MIXED)):
        given_facts = dict(zip(MIXED, values, strict=True))
        facts = Facts(**{**rest, **given_facts, "refuses_sharing": YES})
        finding = assess(facts)
        if finding.grounds:
            assert finding.outcome is Outcome.MAY_OVERRIDE
            assert finding.unknown == ()
        elif len(open_findings(facts)) > 1:
            assert finding.outcome is Outcome.UNRESOLVED
            assert finding.unknown
        else:
            assert {(finding.wish, finding.outcome)} == open_findings(facts)
            assert finding.unknown == ()


@settings(max_examples=120, deadline=None)
@given(facts_strategy, st.sampled_from(WISHES), st.integers(1, 6))
def test_unknown_names_exactly_the_facts_that_can_change_the_outcome(
    facts: Facts, wish: Wish | None, keep: int
) -> None:
    few = few_unknown(facts, keep)
    finding = assess(few) if wish is None else assess_wish(few, wish)
    assert finding.unknown == hinges(few, wish)


@COMMON
@given(facts_strategy, st.data())
def test_a_fact_that_is_not_listed_changes_nothing_whatever_its_answer(facts: Facts, data: st.DataObject) -> None:
    finding = assess(facts)
    unlisted = [name for name in facts.not_known if name not in finding.unknown]
    assume(unlisted)
    name = data.draw(st.sampled_from(unlisted))
    for value in values_for(name):
        answered = assess(with_fact(facts, name, value))
        assert answered.outcome is finding.outcome
        assert answered.unknown == finding.unknown


@COMMON
@given(facts_strategy)
def test_unresolved_says_what_is_open_and_what_is_settled_has_nothing_open(facts: Facts) -> None:
    finding = assess(facts)
    if finding.outcome is Outcome.UNRESOLVED:
        assert finding.unknown
    if finding.outcome in (Outcome.ACT_NOW, Outcome.MAY_WITHHOLD, Outcome.GREY):
        assert finding.unknown == ()


@COMMON
@given(facts_strategy, st.sampled_from(GroundKey))
def test_a_ground_more_never_turns_override_into_withholding(facts: Facts, ground: GroundKey) -> None:
    names = {
        GroundKey.LACKS_CAPACITY: ("has_capacity",),
        GroundKey.OTHERS_AT_RISK: ("others_at_risk",),
        GroundKey.PREVENT_CRIME: ("sharing_could_prevent_crime",),
        GroundKey.ALLEGED_ABUSER_AT_RISK: ("alleged_abuser_has_care_needs", "alleged_abuser_may_be_at_risk"),
        GroundKey.SERIOUS_CRIME: ("serious_crime_committed",),
        GroundKey.STAFF_IMPLICATED: ("staff_implicated",),
        GroundKey.DURESS: ("duress_suspected",),
        GroundKey.MARAC: ("risk_unreasonably_high", "marac_criteria_met"),
        GroundKey.LEGAL_AUTHORITY: ("legal_request",),
        GroundKey.OTHER_PUBLIC_INTEREST: ("other_public_interest",),
    }[ground]
    more = facts
    for name in names:
        more = with_fact(more, name, Capacity.LACKS if name == "has_capacity" else YES)
    before, after = assess(facts), assess(more)
    assert ground in [found.key for found in after.grounds]
    assert after.outcome in (Outcome.ACT_NOW, Outcome.SHARE_AGREED, Outcome.MAY_OVERRIDE)
    if before.outcome is Outcome.MAY_OVERRIDE:
        assert after.outcome is Outcome.MAY_OVERRIDE
    assert {found.key for found in before.grounds} <= {found.key for found in after.grounds}


@COMMON
@given(facts_strategy, st.sampled_from(WISHES))
def test_the_promises_of_the_order_of_tests(facts: Facts, wish: Wish | None) -> None:
    finding = assess(facts) if wish is None else assess_wish(facts, wish)
    steps = [step.key for step in finding.steps]
    assert "internal_report" in steps
    assert len(steps) == len(set(steps))
    assert (finding.outcome is Outcome.ACT_NOW) == (facts.emergency is YES)
    if finding.outcome is Outcome.SHARE_AGREED:
        assert facts.capable
        assert facts.duress_suspected is not YES
        assert getattr(facts, finding.wish.fact) is NO
    if finding.outcome is Outcome.MAY_WITHHOLD:
        assert facts.capable
        assert facts.is_yes(finding.wish.fact)
        assert not finding.grounds
        assert not finding.conditions_unmet
    assert ("assess_capacity" in steps) == (facts.has_capacity is Capacity.DOUBTED and facts.emergency is not YES)


@COMMON
@given(facts_strategy)
def test_grounds_and_conditions_rest_only_on_facts_that_are_known(facts: Facts) -> None:
    finding = assess(facts)
    resting = [ground.facts for ground in finding.grounds] + [failed.facts for failed in finding.conditions_unmet]
    for names in resting:
        assert names
        assert all(facts.is_yes(name) or getattr(facts, name) is Capacity.LACKS for name in names)
    assert [g.key for g in finding.grounds] == [key for key in GroundKey if key in {g.key for g in finding.grounds}]
    unmet = {c.key for c in finding.conditions_unmet}
    assert [c.key for c in finding.conditions_unmet] == [key for key in ConditionKey if key in unmet]


def test_every_step_is_called_for_by_some_facts() -> None:
    reached: set[str] = set()
    no: dict[str, Any] = dict.fromkeys(FACT_NAMES[3:], NO)
    base = Facts(refuses_sharing=YES, **no)
    cases = [Facts(), Facts(emergency=YES), Facts(emergency=UNKNOWN), Facts(refuses_sharing=NO), base]
    cases += [with_fact(base, name, YES) for name in FACT_NAMES[3:]]
    cases += [replace(base, has_capacity=capacity) for capacity in Capacity]
    cases += [replace(base, alleged_abuser_has_care_needs=YES, alleged_abuser_may_be_at_risk=YES)]
    for facts in cases:
        reached |= {step.key for step in assess(facts).steps}
    assert reached == {key for key, _, _ in STEPS}
