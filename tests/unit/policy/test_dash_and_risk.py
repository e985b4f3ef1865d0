"""What the Dash adds up to, and the level of risk with its review."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from safeguard_desktop.policy import DashRule, RiskRule, dash_score, risk_product, ruling_level
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import Likelihood, RiskLevel, Seriousness
from safeguard_desktop.resource_files import resource_toml

DASH = DashRule.from_toml(resource_toml("policy/dash.toml"))
RISK = RiskRule.from_toml(resource_toml("policy/risk.toml"))


def answers(*yes: int, rest: YesNo | None = YesNo.NO) -> dict[int, YesNo | None]:
    return {number: YesNo.YES if number in yes else rest for number in range(1, 25)}


@pytest.mark.parametrize(
    ("count", "band"),
    [(0, "standard"), (9, "standard"), (10, "medium"), (13, "medium"), (14, "high"), (24, "high")],
)
def test_one_for_each_yes_gives_the_band(count: int, band: str) -> None:
    score = dash_score(answers(*range(1, count + 1)), DASH)
    assert (score.yes, score.open, score.band, score.weak) == (count, 0, band, False)


def test_what_is_not_known_never_scores_but_weakens_a_low_score() -> None:
    score = dash_score({1: YesNo.YES, 2: YesNo.UNKNOWN, 3: None}, DASH)
    assert (score.yes, score.unknown, score.unanswered, score.open) == (1, 1, 22, 23)
    assert (score.band, score.could_be, score.weak) == ("standard", "high", True)


def test_a_few_unknowns_that_cannot_lift_the_band_do_not_weaken_it() -> None:
    score = dash_score(answers(1, 2) | {24: YesNo.UNKNOWN}, DASH)
    assert not score.weak


def test_signs_that_outweigh_their_number_are_named() -> None:
    assert dash_score(answers(14, 15), DASH).cues == ("threats_to_kill", "strangling")
    assert "separation" not in dash_score(answers(6, 12), DASH).cues
    assert dash_score(answers(1, 6, 12), DASH).cues == ("separation",)


@pytest.mark.parametrize("number", [0, 25, -1])
def test_an_item_that_does_not_exist_is_our_fault(number: int) -> None:
    with pytest.raises(ValueError, match="no such item"):
        dash_score({number: YesNo.YES}, DASH)


def level_of(number: int) -> RiskLevel:
    if number <= 4:
        return RiskLevel.LOW
    if number <= 10:
        return RiskLevel.MODERATE
    return RiskLevel.HIGH if number <= 16 else RiskLevel.CRITICAL


def test_likelihood_times_seriousness_gives_the_level_in_all_twenty_five_squares() -> None:
    for (x, likelihood), (y, seriousness) in product(enumerate(Likelihood, 1), enumerate(Seriousness, 1)):
        assert risk_product(likelihood, seriousness) == x * y
        assert RISK.level(likelihood, seriousness) is level_of(x * y)


def test_the_higher_of_two_views_rules() -> None:
    assert ruling_level(RiskLevel.MODERATE, RiskLevel.HIGH) is RiskLevel.HIGH
    assert ruling_level(RiskLevel.CRITICAL, RiskLevel.LOW) is RiskLevel.CRITICAL
    assert ruling_level(None, RiskLevel.LOW) is RiskLevel.LOW
    assert ruling_level(None, None) is None


@pytest.mark.parametrize(
    ("level", "wait"),
    [
        (RiskLevel.CRITICAL, timedelta(hours=72)),
        (RiskLevel.HIGH, timedelta(days=7)),
        (RiskLevel.MODERATE, timedelta(days=28)),
        (RiskLevel.LOW, timedelta(days=90)),
    ],
)
def test_the_level_says_when_to_look_again(level: RiskLevel, wait: timedelta) -> None:
    since = datetime(2026, 11, 22, 10, 20, tzinfo=UTC)
    assert RISK.review_due(level, since) == since + wait


def test_a_time_without_its_zone_is_our_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        RISK.review_due(RiskLevel.LOW, datetime(2026, 11, 22))  # noqa: DTZ001  # wrong on purpose
