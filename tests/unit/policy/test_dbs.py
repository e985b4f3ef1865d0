"""The legal test for a referral to the DBS."""

from dataclasses import replace
from typing import Any

import pytest

from safeguard_desktop.policy import DbsFacts, DbsOutcome, DbsText, dbs_test
from safeguard_desktop.records.dbs_referral import DbsReferral
from safeguard_desktop.records.referral_lists import ReferrerType, RegulatedActivity, Removal
from safeguard_desktop.records.values import Fact, YesNo
from safeguard_desktop.resource_files import resource_toml

YES, NO, UNKNOWN = YesNo.YES, YesNo.NO, YesNo.UNKNOWN
DUTY = DbsFacts(
    referrer_type=ReferrerType.PROVIDER,
    regulated=YES,
    removal=Removal.WITHDRAWN,
    removal_because=YES,
    relevant_conduct=YES,
    harm_test=NO,
    relevant_offence=NO,
)
POWER = DbsFacts(referrer_type=ReferrerType.COUNCIL, regulated=YES, harm_test=YES, barring_appropriate=YES)


def changed(facts: DbsFacts, change: dict[str, Any]) -> DbsFacts:
    return replace(facts, **change)


@pytest.mark.parametrize("who", [ReferrerType.PROVIDER, ReferrerType.SUPPLIER, ReferrerType.COUNCIL_EMPLOYER])
@pytest.mark.parametrize("removal", [Removal.WITHDRAWN, Removal.MOVED, Removal.LEFT])
def test_a_provider_who_removed_somebody_for_harm_must_refer(who: ReferrerType, removal: Removal) -> None:
    finding = dbs_test(replace(DUTY, referrer_type=who, removal=removal))
    assert finding.outcome is DbsOutcome.DUTY
    assert [reason.key for reason in finding.reasons] == ["has_duty", "regulated", "removed", "think_harm"]
    assert all(reason.holds and reason.clause == "6.6.1" and "SVGA" in reason.law for reason in finding.reasons)
    assert finding.unknown == ()


@pytest.mark.parametrize("head", ["relevant_conduct", "harm_test", "relevant_offence"])
def test_any_one_head_of_harm_is_enough(head: str) -> None:
    without = replace(DUTY, relevant_conduct=NO)
    assert dbs_test(without).outcome is DbsOutcome.NONE
    assert dbs_test(changed(without, {head: YES})).outcome is DbsOutcome.DUTY


def test_a_suspension_is_watched_and_never_called_no_duty() -> None:
    finding = dbs_test(replace(DUTY, removal=Removal.SUSPENDED))
    assert finding.outcome is DbsOutcome.WATCH
    assert "suspended" in [reason.key for reason in finding.reasons]
    open_one = dbs_test(replace(DUTY, removal=Removal.SUSPENDED, relevant_conduct=UNKNOWN))
    assert (open_one.outcome, open_one.unknown) == (DbsOutcome.WATCH, ("relevant_conduct",))


@pytest.mark.parametrize(
    ("change", "fails"),
    [
        ({"regulated": NO}, "regulated"),
        ({"removal": Removal.NONE}, "removed"),
        ({"removal_because": NO}, "removed"),
        ({"relevant_conduct": NO}, "think_harm"),
    ],
)
def test_a_part_that_fails_leaves_no_duty_and_is_named(change: dict[str, Any], fails: str) -> None:
    finding = dbs_test(changed(DUTY, change))
    assert finding.outcome is DbsOutcome.NONE
    assert [reason.key for reason in finding.reasons if not reason.holds] == [fails]


@pytest.mark.parametrize("who", [ReferrerType.COUNCIL, ReferrerType.REGULATOR])
def test_a_council_or_register_has_a_power_without_any_removal(who: ReferrerType) -> None:
    assert dbs_test(replace(POWER, referrer_type=who)).outcome is DbsOutcome.POWER


def test_for_a_power_it_is_enough_that_they_might_do_such_work() -> None:
    assert dbs_test(replace(POWER, regulated=NO, might_be_regulated=YES)).outcome is DbsOutcome.POWER
    assert dbs_test(replace(POWER, regulated=NO, might_be_regulated=NO)).outcome is DbsOutcome.NONE
    assert dbs_test(replace(POWER, barring_appropriate=None)).unknown == ("barring_appropriate",)


def test_others_go_to_the_police_the_council_or_the_employer() -> None:
    finding = dbs_test(replace(DUTY, referrer_type=ReferrerType.OTHER))
    assert finding.outcome is DbsOutcome.NONE
    assert [reason.holds for reason in finding.reasons] == [False, False]


def test_with_nothing_known_it_is_unresolved_and_asks_who_refers_first() -> None:
    finding = dbs_test(DbsFacts())
    assert finding.outcome is DbsOutcome.UNRESOLVED
    assert finding.unknown[0] == "referrer_type"


def test_without_any_harm_it_does_not_matter_who_refers() -> None:
    finding = dbs_test(DbsFacts(relevant_conduct=NO, harm_test=NO, relevant_offence=NO))
    assert (finding.outcome, finding.unknown) == (DbsOutcome.NONE, ())


def test_every_reason_and_outcome_has_its_words() -> None:
    text = DbsText.from_toml(resource_toml("policy/dbs.toml"))
    cases = [DUTY, POWER, replace(DUTY, removal=Removal.SUSPENDED), replace(DUTY, referrer_type=ReferrerType.OTHER)]
    for finding in map(dbs_test, cases):
        assert all(text.sentence(reason).endswith(".") for reason in finding.reasons)
    assert set(text.outcomes) == set(DbsOutcome)
    assert set(text.activities) == {activity.value for activity in RegulatedActivity}


def test_a_referral_gives_its_facts() -> None:
    record = DbsReferral(
        referrer_type=ReferrerType.PROVIDER,
        regulated=YES,
        removal=Removal.WITHDRAWN,
        removal_because=YES,
        relevant_conduct=Fact(answer=YES, evidence="Seen by two colleagues"),
        harm_test=Fact(answer=NO, evidence="-"),
        relevant_offence=Fact(answer=NO, evidence="-"),
    )
    assert DbsFacts.of(record) == DUTY
