"""What each kind asks depends on what was answered: nothing that does not apply, and all that is needed."""

from datetime import date

import pytest

from safeguard_desktop.records import (
    AdviceCall,
    CapacityAssessment,
    Case,
    CaseStatus,
    Concern,
    ConsentConversation,
    DashWorksheet,
    Disclosure,
    Fact,
    MaracReferral,
    Record,
    RiskAcceptance,
    RiskLevel,
    RiskReview,
    SharingDecision,
    Skip,
    SkipWhy,
    When,
    YesNo,
    missing,
    questions,
    steps,
    steps_asked,
)
from safeguard_desktop.records.dash_worksheet import ITEMS
from safeguard_desktop.records.referral_lists import DisclosureStatus, MaracCriterion
from safeguard_desktop.records.sharing_decision import GROUND_FACTS
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import AbuseType, Agreement, Capacity, Likelihood, Seriousness


def asked(record: Record) -> set[str]:
    return {q.name for q in questions(type(record)) if q.is_asked(record)}


def needed(record: Record) -> set[str]:
    return {gap.question.name for gap in missing(record)}


def test_danger_never_blocks() -> None:
    concern = Concern(danger_now=YesNo.YES, called_999=YesNo.NO)
    assert {"called_999", "not_called_why"} <= asked(concern)
    assert not {"called_999", "not_called_why", "called_999_at"} & needed(concern)
    assert "called_999" not in asked(Concern(danger_now=YesNo.NO))


def test_self_neglect_alone_asks_for_no_person_alleged() -> None:
    assert "alleged_known" in asked(Concern())
    assert "alleged_known" not in asked(Concern(types=(AbuseType.SELF_NEGLECT,)))
    assert "alleged_known" in asked(Concern(types=(AbuseType.SELF_NEGLECT, AbuseType.FINANCIAL)))


def test_a_concern_is_always_shared_inside_and_looks_back() -> None:
    assert {"told_who", "told_at", "duty_explained", "searched", "history_comment"} <= needed(Concern())
    assert "duty_not_explained_why" in needed(Concern(duty_explained=YesNo.NO))


def test_the_conversation_goes_through_the_steps_of_6_5_in_order() -> None:
    assert [step.short for step in steps(ConsentConversation)] == [
        "Before you start",
        "Safe to talk",
        "Limits of secrecy",
        "Capacity for this decision",
        "What is worrying them",
        "Explain the concern",
        "Who, why and what",
        "How it could help",
        "What if not",
        "Need to know",
        "Not alone",
        "Would sharing raise the risk?",
        "What they want",
        "Their answer on sharing",
        "Their answer on help",
        "How you left it",
    ]


def test_each_step_of_the_conversation_can_be_skipped_and_has_words_to_say() -> None:
    for step in steps(ConsentConversation)[1:-1]:
        assert step.may_skip, step.title
        assert step.say, step.title


def test_where_it_is_not_safe_to_talk_only_the_plan_is_asked() -> None:
    unsafe = ConsentConversation(safe_to_talk=YesNo.NO)
    assert "unsafe_plan" in needed(unsafe)
    assert not {"worries", "explained", "alone", "outcomes_asked"} & asked(unsafe)
    assert {"agrees_sharing", "agrees_intervention"} <= asked(unsafe)


def test_a_skipped_step_needs_no_answers() -> None:
    talk = ConsentConversation(skipped={"what-is-worrying-them": Skip(why=SkipWhy.DID_NOT_SAY)})
    assert "worries" in needed(ConsentConversation())
    assert "worries" not in needed(talk)


def test_sharing_and_help_are_answered_apart() -> None:
    talk = ConsentConversation(agrees_sharing=Agreement.REFUSE, agrees_intervention=Agreement.ALL)
    assert "sharing_scope" not in asked(talk)
    assert "intervention_scope" in needed(talk)
    assert talk.headline == "Sharing: they say no; Help: they agree"
    assert "sharing_words" not in asked(ConsentConversation(agrees_sharing=Agreement.NOT_ASKED))


def test_capacity_that_was_assessed_wants_the_assessment() -> None:
    for kind in (ConsentConversation, SharingDecision):
        assert "capacity_assessment" not in asked(kind(has_capacity=Capacity.PRESUMED))
        assert "capacity_assessment" in needed(kind(has_capacity=Capacity.LACKS))


def test_best_interests_are_asked_only_where_somebody_cannot_decide() -> None:
    able = CapacityAssessment(understand=Fact(answer=YesNo.YES), conclusion="has")  # type: ignore[arg-type]  # as stored
    unable = able.with_answers({"understand": Fact(answer=YesNo.NO), "conclusion": "lacks"})
    assert not {"impairment", "best_interests"} & asked(able)
    assert {"impairment", "because_of_it", "best_interests", "decided_by"} <= needed(unable)


def test_the_capacity_test_runs_in_the_order_of_the_case() -> None:
    names = [q.name for q in questions(CapacityAssessment)]
    order = [
        "support_tried",
        "understand",
        "retain",
        "weigh",
        "communicate",
        "impairment",
        "because_of_it",
        "conclusion",
    ]
    assert [name for name in names if name in order] == order


def test_no_decision_is_complete_without_reasons() -> None:
    for decision in Decided:
        assert "reasons" in needed(SharingDecision(decision=decision))


def test_not_sharing_wants_protection_anyway_and_a_date() -> None:
    held = SharingDecision(decision=Decided.DO_NOT_SHARE, review_on=date(2026, 12, 1))
    assert {"protective_action", "not_shared_why", "reputation"} <= needed(held)
    assert "senior_reasons" not in asked(held)
    assert held.due_on == date(2026, 12, 1)
    assert "recipients" not in asked(held)


@pytest.mark.parametrize("fact", GROUND_FACTS)
def test_not_sharing_against_a_ground_wants_a_seniors_reasons(fact: str) -> None:
    held = SharingDecision(decision=Decided.DO_NOT_SHARE).with_answers({fact: Fact(answer=YesNo.YES, evidence="seen")})
    assert {"senior", "senior_reasons"} <= needed(held)
    assert "senior" not in asked(held.with_answers({"decision": Decided.SHARE_ALL}))


def test_another_public_interest_wants_a_manager() -> None:
    decision = SharingDecision(other_public_interest=Fact(answer=YesNo.YES, evidence="x"))
    assert "other_interest_approved_by" in needed(decision)


def test_the_three_exceptions_are_three_questions() -> None:
    decision = SharingDecision(
        decision=Decided.SHARE_PART, was_open=YesNo.NO, manager_explained=YesNo.NO, adult_told=YesNo.NO
    )
    assert {"not_open_why", "manager_not_explained_why", "not_told_danger"} <= needed(decision)


def test_a_decision_says_whether_it_goes_against_their_wish() -> None:
    shared = SharingDecision(decision=Decided.SHARE_ALL, refuses_sharing=YesNo.YES)
    assert shared.headline == "Share all that they need, without their agreement"
    assert SharingDecision(decision=Decided.DO_NOT_SHARE, refuses_sharing=YesNo.YES).headline == "Do not share outside"


def test_the_eight_duties_are_all_needed_and_the_fourth_may_be_not_needed() -> None:
    duties = {
        "options_weighed",
        "level_explained",
        "advocate_offered",
        "confidence",
        "agreed_level",
        "reasons",
        "review_on",
        "trust_building",
    }
    assert duties <= needed(RiskAcceptance())
    assert "confidence_on" not in asked(RiskAcceptance(confidence="not-needed"))  # type: ignore[arg-type]  # as stored


def test_a_high_risk_asks_about_a_risk_management_meeting() -> None:
    assert "mrm_considered" not in asked(RiskAcceptance(agreed_level=RiskLevel.MODERATE))
    for level in (RiskLevel.HIGH, RiskLevel.CRITICAL):
        assert {"mrm_considered", "mrm_words"} <= needed(RiskAcceptance(agreed_level=level))


def test_two_views_of_the_risk_want_a_reason_for_the_level() -> None:
    seen = RiskAcceptance(
        worker_likelihood=Likelihood.LIKELY,
        worker_seriousness=Seriousness.SERIOUS,
        person_likelihood=Likelihood.POSSIBLE,
        person_seriousness=Seriousness.SERIOUS,
    )
    assert "level_difference" in needed(seen)
    assert "level_difference" not in asked(seen.with_answers({"person_likelihood": Likelihood.LIKELY}))


def test_a_review_sets_the_next_date_or_says_why_there_is_none() -> None:
    assert {"review_on", "owner"} <= needed(RiskReview(ended=YesNo.NO))
    ended = RiskReview(ended=YesNo.YES, review_on=date(2026, 12, 1))
    assert "ended_why" in needed(ended)
    assert "review_on" not in asked(ended)
    assert ended.due_on is None


def test_an_adviser_is_told_no_name() -> None:
    assert "name_given_why" in needed(AdviceCall(no_name=YesNo.NO))
    assert "name_given_why" not in asked(AdviceCall(no_name=YesNo.YES))
    assert AdviceCall(organisation="Police", reference="Log 7").headline == "Advice from Police, Log 7"


def test_the_worksheet_has_24_items_and_counts_yes() -> None:
    assert [name for name in ITEMS if name in needed(DashWorksheet())] == list(ITEMS)
    answers = dict.fromkeys(ITEMS, YesNo.NO) | dict.fromkeys(ITEMS[:15], YesNo.YES)
    assert DashWorksheet().with_answers(answers).headline == "15 of 24 answered yes"
    answers[ITEMS[-1]] = YesNo.UNKNOWN
    assert DashWorksheet().with_answers(answers).headline == "15 of 24 answered yes, 1 not known"


def test_any_one_criterion_is_enough_and_each_wants_its_own_words() -> None:
    wants = {
        MaracCriterion.JUDGEMENT: "judgement_why",
        MaracCriterion.VISIBLE: "dash",
        MaracCriterion.ESCALATION: "escalation",
        MaracCriterion.REPEAT: "repeat_meaning",
    }
    for criterion, name in wants.items():
        referral = MaracReferral(criteria=(criterion,))
        assert needed(referral) & set(wants.values()) == {name}


def test_a_referral_without_agreement_wants_the_annex() -> None:
    agreed = MaracReferral(agrees=Agreement.ALL)
    refused = MaracReferral(agrees=Agreement.REFUSE)
    assert not {"necessity", "authorised_by"} & asked(agreed)
    assert {"purpose", "necessity", "disclosed", "harm_if_not", "legal_bases", "authorised_by"} <= needed(refused)
    assert "no_agreement_why" in needed(MaracReferral(agrees=Agreement.NOT_ASKED))
    assert "no_agreement_why" not in asked(refused)


def test_printed_is_not_sent_and_sent_is_not_received() -> None:
    printed = Disclosure(organisation="Council", status=DisclosureStatus.PRINTED)
    sent = Disclosure(organisation="Council", status=DisclosureStatus.SENT)
    received = Disclosure(organisation="Council", status=DisclosureStatus.RECEIVED)
    assert "happened" not in asked(printed)
    assert "happened" in needed(sent)
    assert "received_at" not in asked(sent)
    assert "received_at" in needed(received)
    assert [d.has_arrived for d in (printed, sent, received)] == [False, False, True]
    assert Disclosure(organisation="Council").headline == "Council: prepared"
    assert Disclosure(organisation="Council", recipient="Duty desk").recipient_words == "Duty desk, Council"


def test_a_case_asks_how_it_ended_only_when_it_is_closed() -> None:
    assert "finding" not in asked(Case(status=CaseStatus.OPEN))
    assert {"closed", "finding", "outcomes_met", "closing_words"} <= needed(Case(status=CaseStatus.CLOSED))
    assert "How it ended" not in [step.short for step in steps_asked(Case())]


def test_dates_that_wait_for_somebody_are_known() -> None:
    day = date(2026, 12, 1)
    waiting = (
        ConsentConversation(next_talk=day),
        RiskAcceptance(review_on=day),
        RiskReview(review_on=day),
        AdviceCall(follow_up_on=day),
        Disclosure(follow_up_on=day),
        CapacityAssessment(review_on=day),
    )
    assert {record.due_on for record in waiting} == {day}
    assert Concern(happened=When.on(day)).due_on is None
