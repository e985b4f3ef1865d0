"""What must hold of the DBS test whatever the answers."""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.policy import DbsFacts, DbsOutcome, dbs_test
from safeguard_desktop.records.referral_lists import ReferrerType, Removal
from safeguard_desktop.records.values import YesNo

NAMES = tuple(field.name for field in fields(DbsFacts))
CHOICES: dict[str, tuple[Any, ...]] = dict.fromkeys(NAMES, (YesNo.YES, YesNo.NO)) | {
    "referrer_type": tuple(ReferrerType),
    "removal": tuple(Removal),
}
facts_strategy = st.builds(
    DbsFacts,
    **{
        name: st.sampled_from((*choices, None) if len(choices) > 2 else (*YesNo, None))
        for name, choices in CHOICES.items()
    },
)


def not_known(facts: DbsFacts) -> list[str]:
    return [name for name in NAMES if getattr(facts, name) in (None, YesNo.UNKNOWN)]


def answered(facts: DbsFacts, answers: dict[str, Any]) -> DbsFacts:
    return replace(facts, **answers)


def completions(names: list[str]) -> Iterator[dict[str, Any]]:
    for values in product(*(CHOICES[name] for name in names)):
        yield dict(zip(names, values, strict=True))


@settings(max_examples=60, deadline=None)
@given(facts_strategy, st.integers(1, 4))
def test_unknown_names_exactly_the_facts_that_can_change_the_outcome(facts: DbsFacts, keep: int) -> None:
    filled = answered(facts, {name: CHOICES[name][0] for name in not_known(facts)[keep:]})
    names = not_known(filled)
    hinges = set()
    for name in names:
        others = [other for other in names if other != name]
        for rest in completions(others):
            seen = {dbs_test(answered(filled, rest | {name: value})).outcome for value in CHOICES[name]}
            if len(seen) > 1:
                hinges.add(name)
    assert set(dbs_test(filled).unknown) == hinges


@settings(max_examples=150, deadline=None)
@given(facts_strategy)
def test_an_outcome_once_known_stays_whatever_else_is_answered(facts: DbsFacts) -> None:
    finding = dbs_test(facts)
    if not finding.unknown:
        assert finding.outcome is not DbsOutcome.UNRESOLVED
        filled = answered(facts, {name: CHOICES[name][-1] for name in not_known(facts)})
        assert dbs_test(filled).outcome is finding.outcome
    if finding.outcome is DbsOutcome.UNRESOLVED:
        assert finding.unknown
