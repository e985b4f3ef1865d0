"""Facts as they are read from files and from records."""

import pytest

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.policy import FACT_NAMES, Facts, facts_from, facts_of
from safeguard_desktop.records.sharing_decision import SharingDecision
from safeguard_desktop.records.values import Fact, YesNo
from safeguard_desktop.records.vocabulary import Capacity


def test_what_is_absent_is_not_known_but_capacity_is_presumed_and_an_emergency_is_no() -> None:
    facts = facts_from({})
    assert facts == Facts()
    assert facts.has_capacity is Capacity.PRESUMED
    assert facts.emergency is YesNo.NO
    assert facts.not_known == tuple(name for name in FACT_NAMES if name not in ("has_capacity", "emergency"))


def test_values_are_read_as_the_members_they_name() -> None:
    facts = facts_from({"has_capacity": "doubted", "emergency": "unknown", "legal_request": "yes"})
    assert facts.has_capacity is Capacity.DOUBTED
    assert facts.emergency is YesNo.UNKNOWN
    assert facts.is_yes("legal_request")
    assert "has_capacity" in facts.not_known


@pytest.mark.parametrize(
    ("given", "named", "suggested"),
    [
        ({"others_at_rsk": "yes"}, "others_at_rsk", "others_at_risk"),
        ({"Children-At-Risk": "yes"}, "Children-At-Risk", "children_at_risk"),
        ({"zebra": "yes"}, "zebra", "has_capacity"),
        ({"emergency": "Yes"}, "emergency", "yes"),
        ({"emergency": "unknwon"}, "emergency", "unknown"),
        ({"emergency": ""}, "emergency", "“yes”, “no” or “unknown”"),
        ({"has_capacity": "yes"}, "has_capacity", "presumed"),
        ({"has_capacity": "lack"}, "has_capacity", "lacks"),
        ({"others_at_risk": True}, "others_at_risk", "yes"),
        ({"others_at_risk": 1}, "others_at_risk", "yes"),
        ({"others_at_risk": 10**5000}, "others_at_risk", "yes"),
        ({"others_at_risk": None}, "null", "yes"),
        ({"others_at_risk": {"answer": "yes"}}, "an object", "yes"),
        ({"others_at_risk": ["yes"]}, "a list", "yes"),
        ({7: "yes"}, "7", "has_capacity"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_it_may_be(
    given: dict[str, object], named: str, suggested: str
) -> None:
    with pytest.raises(InputTrouble) as caught:
        facts_from(given)
    assert named in caught.value.sentence
    assert suggested in caught.value.next_step


@pytest.mark.parametrize("given", [[], "yes", None, 3])
def test_what_is_not_an_object_is_said_to_be_none(given: object) -> None:
    with pytest.raises(InputTrouble, match="not one JSON object"):
        facts_from(given)  # type: ignore[arg-type]  # it is wrong on purpose


def test_what_is_shown_of_a_wrong_key_is_short_and_on_one_line() -> None:
    with pytest.raises(InputTrouble) as caught:
        facts_from({"\x1b[2J\n" + "x" * 100_000: "yes"})
    assert len(caught.value.sentence) < 120
    assert caught.value.sentence.isprintable()


def test_a_decision_gives_its_answers_and_what_it_leaves_out_keeps_its_default() -> None:
    record = SharingDecision(
        refuses_sharing=YesNo.YES,
        has_capacity=Capacity.HAS,
        others_at_risk=Fact(answer=YesNo.YES, evidence="Two residents on the same corridor"),
        legal_request=Fact(evidence="Not asked yet"),
    )
    expected = {"refuses_sharing": "yes", "has_capacity": "has", "others_at_risk": "yes"}
    assert facts_of(record) == facts_from(expected)
