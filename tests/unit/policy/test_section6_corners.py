"""The corners of section 6, where 6.5 and 6.6.6 do not meet, one test each."""

from dataclasses import replace
from itertools import product

import pytest

from safeguard_desktop.policy import (
    AgainstKey,
    Facts,
    Finding,
    GroundKey,
    Outcome,
    Wish,
    assess,
    assess_wish,
    eight_apply,
    facts_from,
)
from safeguard_desktop.policy.grounds import grounds_in
from safeguard_desktop.records.values import YesNo

CASE_FACTS = (
    "others_at_risk",
    "children_at_risk",
    "sharing_could_prevent_crime",
    "serious_crime_committed",
    "serious_crime_may_be_committed",
    "alleged_abuser_has_care_needs",
    "alleged_abuser_may_be_at_risk",
    "staff_implicated",
    "duress_suspected",
    "risk_unreasonably_high",
    "marac_criteria_met",
    "legal_request",
    "other_public_interest",
)
REFUSED = facts_from({"refuses_sharing": "yes", "refuses_intervention": "no", **dict.fromkeys(CASE_FACTS, "no")})
AGREED = replace(REFUSED, refuses_sharing=YesNo.NO)


def facts(base: Facts = REFUSED, /, **changes: str) -> Facts:
    known = facts_from(changes)
    return replace(base, **{name: getattr(known, name) for name in changes})


def found(base: Facts = REFUSED, /, **changes: str) -> Finding:
    return assess(facts(base, **changes))


def nine_apply(known: Facts) -> bool:
    """Tell whether one of the nine grounds that 6.5 names applies, its open end left aside."""
    return any(not ground.needs_approval for ground in grounds_in(known))


def steps(finding: Finding) -> set[str]:
    return {step.key for step in finding.steps}


def ground_keys(finding: Finding) -> list[str]:
    return [ground.key.value for ground in finding.grounds]


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"has_capacity": "lacks"}, "lacks_capacity"),
        ({"others_at_risk": "yes"}, "others_at_risk"),
        ({"children_at_risk": "yes"}, "others_at_risk"),
        ({"sharing_could_prevent_crime": "yes"}, "prevent_crime"),
        ({"alleged_abuser_has_care_needs": "yes", "alleged_abuser_may_be_at_risk": "yes"}, "alleged_abuser_at_risk"),
        ({"serious_crime_committed": "yes"}, "serious_crime"),
        ({"staff_implicated": "yes"}, "staff_implicated"),
        ({"duress_suspected": "yes"}, "duress"),
        ({"risk_unreasonably_high": "yes", "marac_criteria_met": "yes"}, "marac"),
        ({"legal_request": "yes"}, "legal_authority"),
        ({"other_public_interest": "yes"}, "other_public_interest"),
    ],
)
def test_each_ground_alone_allows_to_override_and_names_the_facts_it_rests_on(
    changes: dict[str, str], ground: str
) -> None:
    finding = found(**changes)
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert ground_keys(finding) == [ground]
    assert set(finding.grounds[0].facts) == set(changes)
    assert finding.grounds[0].clause == "6.5"
    assert finding.unknown == ()


@pytest.mark.parametrize(
    ("changes", "condition"),
    [
        ({"others_at_risk": "yes"}, "nobody_else_at_risk"),
        ({"children_at_risk": "yes"}, "nobody_else_at_risk"),
        ({"other_public_interest": "yes"}, "no_public_interest"),
        ({"serious_crime_committed": "yes"}, "no_serious_crime"),
        ({"serious_crime_may_be_committed": "yes"}, "no_serious_crime"),
        ({"alleged_abuser_has_care_needs": "yes"}, "no_care_needs"),
        ({"staff_implicated": "yes"}, "no_staff"),
        ({"duress_suspected": "yes"}, "no_duress"),
        ({"marac_criteria_met": "yes"}, "below_marac"),
        ({"legal_request": "yes"}, "no_legal_request"),
    ],
)
def test_each_condition_fails_on_its_own_facts_alone(changes: dict[str, str], condition: str) -> None:
    finding = found(**changes)
    assert [(c.key.value, set(c.facts)) for c in finding.conditions_unmet] == [(condition, set(changes))]
    assert finding.conditions_unmet[0].clause == "6.6.6"


def test_a_preventable_small_crime_alone_falls_under_both_lists_and_is_weighed() -> None:
    finding = found(sharing_could_prevent_crime="yes")
    assert nine_apply(finding.facts)
    assert eight_apply(finding.facts)
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert finding.conditions_unmet == ()
    assert "weigh_both_lists" in steps(finding)
    assert AgainstKey.CONDITIONS_HOLD in [item.key for item in finding.against]


@pytest.mark.parametrize(
    "fact", ["alleged_abuser_has_care_needs", "serious_crime_may_be_committed", "marac_criteria_met"]
)
def test_three_facts_alone_fall_under_neither_list_and_a_manager_decides_after_advice(fact: str) -> None:
    finding = found(**{fact: "yes"})
    assert not nine_apply(finding.facts)
    assert not eight_apply(finding.facts)
    assert finding.outcome is Outcome.GREY
    assert finding.grounds == ()
    assert finding.conditions_unmet != ()
    assert {"advice_without_name", "manager_decides"} <= steps(finding)


def test_another_public_interest_is_in_neither_list_and_counts_once_a_manager_approves() -> None:
    finding = found(other_public_interest="yes")
    assert not nine_apply(finding.facts)
    assert not eight_apply(finding.facts)
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert finding.needs_approval == (GroundKey.OTHER_PUBLIC_INTEREST,)
    assert "manager_approval" in steps(finding)


def test_exactly_the_named_situations_fall_under_both_lists_or_neither() -> None:
    """Every combination of the thirteen facts, with capacity and a refusal: 8,192 of them."""
    gaps = {
        "alleged_abuser_has_care_needs",
        "other_public_interest",
        "serious_crime_may_be_committed",
        "marac_criteria_met",
    }
    for answers in product(("no", "yes"), repeat=len(CASE_FACTS)):
        these = facts(**dict(zip(CASE_FACTS, answers, strict=True)))
        positive = {name for name in CASE_FACTS if these.is_yes(name)}
        weightless = {"risk_unreasonably_high"} if "marac_criteria_met" not in positive else set()
        if "alleged_abuser_has_care_needs" not in positive:
            weightless.add("alleged_abuser_may_be_at_risk")
        weighing = positive - weightless
        nine, eight = nine_apply(these), eight_apply(these)
        assert (nine and eight) == (weighing == {"sharing_could_prevent_crime"})
        assert (not nine and not eight) == (bool(weighing) and weighing <= gaps)


def test_both_lists_apply_only_with_a_preventable_crime_that_is_not_serious() -> None:
    assert not eight_apply(facts(sharing_could_prevent_crime="yes", serious_crime_may_be_committed="yes"))


def test_a_risk_to_an_alleged_abuser_without_needs_changes_nothing() -> None:
    assert found(alleged_abuser_may_be_at_risk="yes").outcome is Outcome.MAY_WITHHOLD


def test_an_unreasonably_high_risk_below_marac_may_be_accepted_but_asks_about_multi_agency_risk_management() -> None:
    finding = found(risk_unreasonably_high="yes")
    assert finding.outcome is Outcome.MAY_WITHHOLD
    assert "multi_agency_risk" in steps(finding)


def test_with_capacity_a_refusal_and_every_condition_the_wish_is_respected_with_the_eight_duties() -> None:
    finding = found()
    assert finding.outcome is Outcome.MAY_WITHHOLD
    assert {"respect_wish", "accept_risk", "internal_report", "record_decision"} <= steps(finding)
    assert finding.unknown == ()


def test_an_emergency_comes_before_everything_and_the_record_after() -> None:
    finding = assess(facts_from({"emergency": "yes"}))
    assert finding.outcome is Outcome.ACT_NOW
    assert finding.unknown == ()
    assert [step.key for step in finding.steps] == ["call_999", "share_now", "internal_report", "record_after"]


def test_an_emergency_not_known_stays_open_and_is_asked_first() -> None:
    finding = found(emergency="unknown")
    assert finding.outcome is Outcome.UNRESOLVED
    assert finding.unknown == ("emergency",)
    assert finding.steps[0].key == "check_danger"


@pytest.mark.parametrize("capacity", ["presumed", "has"])
def test_agreement_with_capacity_and_no_sign_of_duress_is_shared_within_its_scope(capacity: str) -> None:
    finding = found(AGREED, has_capacity=capacity)
    assert finding.outcome is Outcome.SHARE_AGREED
    assert {"share_as_agreed", "checklist"} <= steps(finding)


def test_agreement_comes_before_the_grounds() -> None:
    finding = found(AGREED, others_at_risk="yes")
    assert finding.outcome is Outcome.SHARE_AGREED
    assert ground_keys(finding) == ["others_at_risk"]


def test_agreement_under_a_sign_of_duress_is_no_agreement() -> None:
    finding = found(AGREED, duress_suspected="yes")
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert ground_keys(finding) == ["duress"]
    assert "share_as_agreed" not in steps(finding)


def test_duress_not_known_is_no_sign_of_duress_but_is_asked_about() -> None:
    finding = found(AGREED, duress_suspected="unknown")
    assert finding.outcome is Outcome.SHARE_AGREED
    assert finding.unknown == ("duress_suspected",)
    assert "check_free_choice" in steps(finding)


def test_agreement_without_capacity_is_not_valid_and_sharing_needs_a_best_interests_decision() -> None:
    finding = found(AGREED, has_capacity="lacks")
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert "best_interests" in steps(finding)


def test_capacity_in_doubt_is_an_unknown_that_asks_for_an_assessment_and_never_a_ground() -> None:
    finding = found(has_capacity="doubted")
    assert finding.outcome is Outcome.UNRESOLVED
    assert finding.grounds == ()
    assert finding.unknown == ("has_capacity",)
    assert "assess_capacity" in steps(finding)
    assert "best_interests" not in steps(finding)


def test_agreement_with_capacity_in_doubt_is_not_yet_agreement() -> None:
    finding = found(AGREED, has_capacity="doubted")
    assert finding.outcome is Outcome.UNRESOLVED
    assert finding.unknown == ("has_capacity",)


def test_capacity_in_doubt_does_not_stop_another_ground_and_still_asks_for_an_assessment() -> None:
    finding = found(has_capacity="doubted", staff_implicated="yes")
    assert finding.outcome is Outcome.MAY_OVERRIDE
    assert ground_keys(finding) == ["staff_implicated"]
    assert finding.unknown == ()
    assert "assess_capacity" in steps(finding)


def test_capacity_that_nobody_spoke_of_is_presumed() -> None:
    assert assess(Facts()).facts.capable


def test_with_nothing_known_it_is_unresolved_and_they_are_asked() -> None:
    finding = assess(Facts())
    assert finding.outcome is Outcome.UNRESOLVED
    assert {"ask_sharing", "ask_intervention", "find_out", "not_withheld_yet"} <= steps(finding)


@pytest.mark.parametrize("fact", [n for n in CASE_FACTS if n != "risk_unreasonably_high"])
def test_one_fact_not_known_keeps_a_refusal_open_where_it_matters(fact: str) -> None:
    finding = found(**{fact: "unknown"})
    matters = fact != "alleged_abuser_may_be_at_risk"
    assert finding.outcome is (Outcome.UNRESOLVED if matters else Outcome.MAY_WITHHOLD)
    assert finding.unknown == ((fact,) if matters else ())


def test_a_fact_not_known_matters_once_its_partner_might_hold() -> None:
    both = found(alleged_abuser_has_care_needs="unknown", alleged_abuser_may_be_at_risk="unknown")
    assert both.unknown == ("alleged_abuser_has_care_needs", "alleged_abuser_may_be_at_risk")
    marac = found(marac_criteria_met="yes", risk_unreasonably_high="unknown")
    assert (marac.outcome, marac.unknown) == (Outcome.UNRESOLVED, ("risk_unreasonably_high",))


def test_in_the_gap_a_fact_that_can_only_fail_another_condition_is_not_listed() -> None:
    finding = found(alleged_abuser_has_care_needs="yes", serious_crime_may_be_committed="unknown")
    assert (finding.outcome, finding.unknown) == (Outcome.GREY, ())


def test_what_is_not_known_does_not_stop_a_known_ground() -> None:
    finding = assess(facts_from({"refuses_sharing": "yes", "staff_implicated": "yes"}))
    assert (finding.outcome, finding.unknown) == (Outcome.MAY_OVERRIDE, ())
    assert "duress_suspected" in finding.facts.not_known


def test_refusing_only_help_is_assessed_for_help_and_what_they_agree_to_share_is_shared() -> None:
    finding = found(AGREED, refuses_intervention="yes")
    assert (finding.wish, finding.outcome) == (Wish.INTERVENTION, Outcome.MAY_WITHHOLD)
    assert "share_as_agreed" in steps(finding)


def test_refusing_both_is_assessed_for_sharing_first_and_each_by_itself_on_request() -> None:
    refused = facts(refuses_intervention="yes")
    assert assess(refused).wish is Wish.SHARING
    assert assess_wish(refused, Wish.INTERVENTION).outcome is Outcome.MAY_WITHHOLD


def test_one_wish_alone_does_not_ask_about_the_other() -> None:
    agreed = facts(AGREED, refuses_intervention="unknown")
    assert assess_wish(agreed, Wish.SHARING).unknown == ()
    assert assess(agreed).unknown == ("refuses_intervention",)


def test_refusing_help_while_sharing_was_not_asked_cannot_be_closed_as_withheld() -> None:
    finding = found(refuses_sharing="unknown", refuses_intervention="yes")
    assert finding.outcome is Outcome.UNRESOLVED
    assert "refuses_sharing" in finding.unknown
    assert "ask_sharing" in steps(finding)


def test_sharing_against_a_wish_still_respects_the_person() -> None:
    finding = found(others_at_risk="yes", children_at_risk="yes")
    wanted = {"talk_it_through", "risk_of_sharing", "checklist", "tell_them", "senior_reasons", "children_services"}
    assert wanted <= steps(finding)
    assert [item.key for item in finding.against] == [AgainstKey.THEY_REFUSE, AgainstKey.THEY_CAN_DECIDE]
