"""The four MARAC criteria; any one is enough."""

from dataclasses import replace
from datetime import date

import pytest

from safeguard_desktop.policy import MaracFacts, MaracRule, marac_criteria
from safeguard_desktop.policy.marac import months_after
from safeguard_desktop.records.referral_lists import MaracCriterion
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.resource_files import resource_toml

RULE = MaracRule.from_toml(resource_toml("policy/marac.toml"))
OLDER = RULE.model_copy(update={"repeat_meaning": "criminal"})
NOTHING = MaracFacts(judgement=YesNo.NO, dash_yes=3, dash_open=0, police_reports=0, referred_before=YesNo.NO)
REPEAT = replace(NOTHING, referred_before=YesNo.YES, last_referral=date(2026, 3, 10), new_event=date(2026, 6, 1))


def test_with_nothing_known_no_criterion_is_met_and_none_is_ruled_out() -> None:
    finding = marac_criteria(MaracFacts(), RULE)
    assert finding.unknown == tuple(MaracCriterion)
    assert finding.meets is YesNo.UNKNOWN


def test_with_every_criterion_known_to_fail_the_criteria_are_not_met() -> None:
    finding = marac_criteria(NOTHING, RULE)
    assert finding.not_met == tuple(MaracCriterion)
    assert finding.meets is YesNo.NO


def test_judgement_alone_is_enough_whatever_the_score() -> None:
    finding = marac_criteria(replace(NOTHING, judgement=YesNo.YES, dash_yes=0), RULE)
    assert finding.met == (MaracCriterion.JUDGEMENT,)
    assert finding.meets is YesNo.YES


@pytest.mark.parametrize(
    ("yes", "open_items", "expected"),
    [(14, 0, YesNo.YES), (13, 0, YesNo.NO), (13, 1, YesNo.UNKNOWN), (0, 13, YesNo.NO), (24, None, YesNo.YES)],
)
def test_a_score_is_high_from_the_threshold_and_low_only_where_open_items_could_not_lift_it(
    yes: int, open_items: int | None, expected: YesNo
) -> None:
    finding = marac_criteria(replace(NOTHING, dash_yes=yes, dash_open=open_items), RULE)
    assert finding.meets is expected


def test_an_area_may_set_another_threshold() -> None:
    assert marac_criteria(replace(NOTHING, dash_yes=10), RULE.model_copy(update={"threshold": 10})).meets is YesNo.YES


def test_three_reports_to_the_police_in_a_year_are_an_escalation() -> None:
    assert marac_criteria(replace(NOTHING, police_reports=2), RULE).meets is YesNo.NO
    assert marac_criteria(replace(NOTHING, police_reports=3), RULE).met == (MaracCriterion.ESCALATION,)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (date(2026, 3, 10), YesNo.YES),
        (date(2027, 3, 10), YesNo.YES),
        (date(2027, 3, 11), YesNo.NO),
        (date(2026, 3, 9), YesNo.NO),
        (None, YesNo.UNKNOWN),
    ],
)
def test_something_new_within_twelve_months_of_the_last_referral_is_a_repeat(
    event: date | None, expected: YesNo
) -> None:
    assert marac_criteria(replace(REPEAT, new_event=event), RULE).meets is expected


@pytest.mark.parametrize("would_be_crime", [YesNo.YES, YesNo.NO, YesNo.UNKNOWN, None])
def test_only_the_older_meaning_of_repeat_asks_whether_it_would_be_a_crime(would_be_crime: YesNo | None) -> None:
    facts = replace(REPEAT, would_be_crime=would_be_crime)
    assert marac_criteria(facts, RULE).meets is YesNo.YES
    assert marac_criteria(facts, OLDER).meets is (would_be_crime or YesNo.UNKNOWN)


def test_months_end_on_a_day_that_exists() -> None:
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 15), 12) == date(2027, 12, 15)
