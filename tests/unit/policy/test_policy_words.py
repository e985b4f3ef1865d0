"""The words of the policy are complete, sourced and plain, and say what the code does."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from safeguard_desktop.policy import (
    FACT_NAMES,
    AgainstKey,
    ConditionKey,
    DashRule,
    DbsText,
    GroundKey,
    LegalText,
    MaracRule,
    Outcome,
    PolicyText,
    RiskRule,
    Wish,
    assess,
    assess_wish,
    facts_from,
    finding_as_json,
)
from safeguard_desktop.policy.grounds import CLAUSE_OF_CONDITIONS, CLAUSE_OF_GROUNDS
from safeguard_desktop.policy.next_steps import STEPS
from safeguard_desktop.records.referral_lists import RepeatMeaning
from safeguard_desktop.records.vocabulary import LegalBasis
from safeguard_desktop.resource_files import resource_toml

FILES = ("section6", "legal_bases", "marac", "dbs", "dash", "risk")


@pytest.fixture
def text() -> PolicyText:
    return PolicyText(resource_toml("policy/section6.toml"))


def entries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from entries(item)
    elif isinstance(value, dict):
        if "clause" in value or "label" in value:
            yield value
        for item in value.values():
            yield from entries(item)


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_a_clause_and_a_source(name: str) -> None:
    found = list(entries(resource_toml(f"policy/{name}.toml")))
    assert found
    for entry in found:
        assert re.fullmatch(r"6(\.\d){1,2}(, 6(\.\d){1,2})*", entry["clause"]), entry
        assert entry["source"].strip()


@pytest.mark.parametrize("name", FILES)
def test_sentences_are_short_enough_to_read(name: str) -> None:
    for entry in entries(resource_toml(f"policy/{name}.toml")):
        for field in ("sentence", "text", "hint", "question", "evidence"):
            for sentence in re.split(r"(?<=[.?:;]) ", str(entry.get(field, ""))):
                assert len(sentence.split()) <= 26, sentence


def test_every_key_of_the_code_has_its_words_and_no_word_is_left_over(text: PolicyText) -> None:
    assert tuple(text.all.facts) == FACT_NAMES
    assert tuple(text.all.grounds) == tuple(GroundKey)
    assert tuple(text.all.conditions) == tuple(ConditionKey)
    assert tuple(text.all.outcomes) == tuple(Outcome)
    assert tuple(text.all.against) == tuple(AgainstKey)
    assert set(text.all.steps) == {key for key, _, _ in STEPS}
    assert set(text.all.exceptions) == {"openness", "internal", "external"}


def test_clauses_in_the_words_are_those_in_the_code(text: PolicyText) -> None:
    assert {ground.clause for ground in text.all.grounds.values()} == {CLAUSE_OF_GROUNDS}
    assert {condition.clause for condition in text.all.conditions.values()} == {CLAUSE_OF_CONDITIONS}
    assert {key: text.step(key).clause for key, _, _ in STEPS} == {key: clause for key, clause, _ in STEPS}


def test_each_key_finds_its_words(text: PolicyText) -> None:
    assert text.fact("legal_request").evidence == "Who asked, under which law, and when?"
    assert text.condition("no_staff").label == "No staff are implicated"
    assert text.against("they_refuse").sentence.startswith("They said no.")
    assert text.exception("internal").still_shared == "Your manager is told in any case."


def test_a_wrong_or_missing_entry_is_found_when_the_words_are_read() -> None:
    data = dict(resource_toml("policy/section6.toml"))
    del data["steps"]
    with pytest.raises(ValidationError):
        PolicyText(data)


def test_two_grounds_are_counted_and_given_as_reasons(text: PolicyText) -> None:
    finding = assess(facts_from({"refuses_sharing": "yes", "others_at_risk": "yes", "staff_implicated": "yes"}))
    assert text.headline(finding) == "You can share without consent: 2 grounds apply"
    words = text.explanation(finding)
    assert words.startswith("Others may be at risk and staff are implicated. 12 answers are not known: that does not")
    assert words.endswith("record the reasons.")


@pytest.mark.parametrize(
    ("facts", "wish", "headline"),
    [
        ({"emergency": "yes"}, Wish.SHARING, "Act and share now"),
        ({"refuses_sharing": "no"}, Wish.SHARING, "They agree: you can share"),
        ({"has_capacity": "lacks"}, Wish.SHARING, "You can share without consent: 1 ground applies"),
        ({"duress_suspected": "yes"}, Wish.INTERVENTION, "You can step in without consent: 1 ground applies"),
        (
            {"refuses_sharing": "yes", "other_public_interest": "yes"},
            Wish.SHARING,
            "You can share without consent if a manager approves",
        ),
        ({"refuses_sharing": "yes"}, Wish.SHARING, "Not clear yet: 13 answers could change this"),
    ],
)
def test_headlines_say_the_outcome_for_each_wish(
    text: PolicyText, facts: dict[str, str], wish: Wish, headline: str
) -> None:
    assert text.headline(assess_wish(facts_from(facts), wish)) == headline


def test_the_gap_is_explained_by_the_condition_that_fails(text: PolicyText) -> None:
    known = dict.fromkeys(FACT_NAMES[1:], "no") | {"refuses_sharing": "yes", "alleged_abuser_has_care_needs": "yes"}
    words = text.explanation(assess(facts_from(known)))
    assert words.startswith("The person alleged to cause harm has care and support needs. No ground")


def test_a_finding_is_printed_in_the_keys_of_assess(text: PolicyText) -> None:
    given = {"refuses_sharing": "yes", "other_public_interest": "yes"}
    printed = json.loads(json.dumps(finding_as_json(assess(facts_from(given)), text)))
    assert list(printed) == ["outcome", "grounds", "needs_approval", "conditions_unmet", "unknown", "steps"]
    assert printed["outcome"] == "may_override"
    assert printed["grounds"] == printed["needs_approval"] == ["other_public_interest"]
    assert printed["conditions_unmet"] == ["no_public_interest"]
    assert printed["unknown"] == []
    assert printed["steps"][0] == {
        "key": "internal_report",
        "clause": "6.5",
        "sentence": text.step("internal_report").sentence,
    }


def test_every_legal_basis_of_a_record_is_explained() -> None:
    legal = LegalText.from_toml(resource_toml("policy/legal_bases.toml"))
    assert list(legal.bases) == [basis.value for basis in LegalBasis]
    assert all(basis.text.endswith(".") for basis in legal.bases.values())
    assert "not legal advice" in legal.intro


def test_the_other_files_are_read_whole() -> None:
    assert MaracRule.from_toml(resource_toml("policy/marac.toml")).meaning is RepeatMeaning.ANY_ABUSE
    assert len(DbsText.from_toml(resource_toml("policy/dbs.toml")).activities) == 6
    assert set(DashRule.from_toml(resource_toml("policy/dash.toml")).bands) == {"standard", "medium", "high"}
    assert set(RiskRule.from_toml(resource_toml("policy/risk.toml")).levels) == {"low", "moderate", "high", "critical"}
