"""What section 6 asks of a record before it counts as finished: by itself, and beside the rest of its case."""

from datetime import date
from typing import Any

import pytest

from safeguard_desktop.casework.completing import needed_in_case, still_needed
from safeguard_desktop.casework.guided import carry_on, finish, save_step
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import (
    Capacity,
    CapacityAssessment,
    Case,
    CaseStatus,
    Fact,
    Likelihood,
    Record,
    RiskAcceptance,
    RiskLevel,
    RiskReview,
    Seriousness,
    SharingDecision,
    YesNo,
)
from safeguard_desktop.records.capacity_assessment import Conclusion
from safeguard_desktop.records.risk_acceptance import Refused
from safeguard_desktop.records.sharing_decision import GROUND_FACTS
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import CaseFinding, OutcomesMet
from safeguard_desktop.vault import Change, Revision
from tests.unit.casework.conftest import Write

TODAY = date(2026, 11, 23)


def refused(**answers: Any) -> SharingDecision:
    plain: dict[str, Any] = dict.fromkeys(GROUND_FACTS, Fact(answer=YesNo.NO, evidence="No sign of it"))
    plain |= {"emergency": YesNo.NO, "refuses_sharing": YesNo.YES, "refuses_intervention": YesNo.YES}
    plain |= {"has_capacity": Capacity.PRESUMED, "decision": Decided.DO_NOT_SHARE}
    return SharingDecision.model_validate(plain | answers)


def not_known() -> Fact:
    return Fact(answer=YesNo.UNKNOWN)


def wanted(record: Record) -> dict[str, str]:
    return {gap.question.name: gap.sentence for gap in still_needed(record, TODAY)}


def beside(session: Session, case: str, record: Record) -> list[str]:
    entries: tuple[Revision, ...] = session.casework.list(case=case)
    return [gap.question.name for gap in needed_in_case(record, entries)]


def test_what_is_not_known_cannot_be_closed_as_not_shared() -> None:
    assert "decision" not in wanted(refused())
    open_facts = [name for name in GROUND_FACTS if "decision" in wanted(refused(**{name: not_known()}))]
    assert open_facts == [
        name for name in GROUND_FACTS if name not in {"alleged_abuser_may_be_at_risk", "risk_unreasonably_high"}
    ]
    assert "without a name" in wanted(refused(legal_request=not_known()))["decision"]
    assert "decision" in wanted(refused(has_capacity=Capacity.DOUBTED))
    assert "decision" not in wanted(refused(legal_request=not_known(), decision=Decided.ADVICE_FIRST))
    assert "decision" not in wanted(refused(legal_request=not_known(), decision=Decided.SHARE_PART))


@pytest.mark.parametrize("answer", [YesNo.NO, YesNo.UNKNOWN])
def test_sharing_what_is_not_in_proportion_wants_a_word(answer: YesNo) -> None:
    shared = refused(decision=Decided.SHARE_PART, proportionate=answer)
    assert "golden rule 6" in wanted(shared)["rule_six_notes"]
    assert "rule_six_notes" not in wanted(shared.with_answers({"rule_six_notes": "It cannot wait"}))
    assert "rule_six_notes" not in wanted(shared.with_answers({"decision": Decided.DO_NOT_SHARE}))


@pytest.mark.parametrize("answer", [YesNo.NO, YesNo.UNKNOWN])
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("was_open", "not_open_why"),
        ("manager_explained", "manager_not_explained_why"),
        ("adult_told", "not_told_danger"),
    ],
)
def test_each_of_the_three_exceptions_wants_its_own_reason(question: str, reason: str, answer: YesNo) -> None:
    shared = refused(decision=Decided.SHARE_ALL)
    assert reason not in wanted(shared.with_answers({question: YesNo.YES}))
    reasons = {"not_open_why", "manager_not_explained_why", "not_told_danger"}
    assert reasons & set(wanted(shared.with_answers({question: answer}))) == {reason}


@pytest.mark.parametrize("capacity", [Capacity.LACKS, Capacity.DOUBTED])
def test_only_somebody_who_can_decide_accepts_a_risk(capacity: Capacity) -> None:
    assert "can make this decision" in wanted(RiskAcceptance(has_capacity=capacity))["has_capacity"]


def test_a_review_is_as_soon_as_the_higher_of_level_and_answers_says() -> None:
    review = RiskReview(
        level=RiskLevel.LOW,
        likelihood=Likelihood.CERTAIN,
        seriousness=Seriousness.CRITICAL,
        ended=YesNo.NO,
        review_on=date(2026, 12, 20),
    )
    assert "review_changed_why" in wanted(review)
    assert "review_changed_why" not in wanted(review.with_answers({"ended": YesNo.YES}))
    low = {"likelihood": Likelihood.RARE, "seriousness": Seriousness.MINOR}
    assert "review_changed_why" not in wanted(review.with_answers(low))


def test_a_case_with_an_open_review_is_not_closed_without_a_word(session: Session, case: str, write: Write) -> None:
    write(RiskAcceptance(agreed_level=RiskLevel.HIGH, review_on=date(2026, 11, 30), completed=True))
    work = carry_on(session, case)
    closing = work.record.with_answers(
        {
            "status": CaseStatus.CLOSED,
            "closed": TODAY,
            "finding": CaseFinding.CEASED,
            "outcomes_met": OutcomesMet.FULLY,
            "closing_words": "She asked us to stop.",
            "adult_told": YesNo.YES,
            "still_a_threat": YesNo.NO,
            "closed_by": "Imani Okafor",
        }
    )
    half_way = save_step(session, work, closing)
    assert len(reviews_due(session)) == 1
    with pytest.raises(InputTrouble, match="review of the risk is still open") as trouble:
        finish(session, half_way, closing)
    assert trouble.value.field == "open_review_words"
    finish(session, half_way, closing.with_answers({"open_review_words": "Her GP looks at it from now on."}))
    assert reviews_due(session) == ()


def test_a_case_that_is_opened_again_brings_its_review_back(session: Session, case: str, write: Write) -> None:
    write(RiskAcceptance(agreed_level=RiskLevel.HIGH, review_on=date(2026, 11, 30), completed=True))
    current = session.casework.current(case)
    assert current is not None
    assert isinstance(current.body, Case)
    closed = current.body.with_answers({"status": CaseStatus.CLOSED, "completed": True})
    session.casework.append([Change(case, Case.kind, closed, case, (current.id,))])
    assert reviews_due(session) == ()
    work = carry_on(session, case)
    again = save_step(session, work, work.record.with_answers({"status": CaseStatus.OPEN}))
    assert len(reviews_due(session)) == 1
    save_step(session, again, again.record.with_answers({"status": CaseStatus.CLOSED}))
    assert len(reviews_due(session)) == 1


@pytest.mark.parametrize(
    ("assessed", "missing_answer"),
    [
        (CapacityAssessment(conclusion=Conclusion.LACKS), ["capacity_assessment"]),
        (CapacityAssessment(conclusion=Conclusion.HAS, completed=True), ["has_capacity"]),
        (CapacityAssessment(conclusion=Conclusion.LACKS, completed=True), []),
    ],
)
def test_cannot_decide_rests_on_a_finished_assessment_that_says_so(
    session: Session, case: str, write: Write, assessed: CapacityAssessment, missing_answer: list[str]
) -> None:
    decision = SharingDecision(has_capacity=Capacity.LACKS, capacity_assessment=write(assessed))
    assert beside(session, case, decision) == missing_answer


@pytest.mark.parametrize(
    ("decided", "is_in_the_way"),
    [
        (refused(), False),
        (refused(alleged_abuser_has_care_needs=Fact(answer=YesNo.YES, evidence="Frail")), False),
        (refused(others_at_risk=Fact(answer=YesNo.YES, evidence="A neighbour")), True),
        (refused(others_at_risk=not_known()), True),
        (refused(emergency=YesNo.YES), True),
    ],
)
def test_a_tick_does_not_outweigh_what_the_decision_says(
    session: Session, case: str, write: Write, decided: SharingDecision, *, is_in_the_way: bool
) -> None:
    risk = RiskAcceptance(decision=write(decided), refuses=(Refused.SHARING,), nothing_overrides=YesNo.YES)
    assert (beside(session, case, risk) == ["nothing_overrides"]) is is_in_the_way
