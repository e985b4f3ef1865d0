"""What a case gives to a record that begins in it: nothing asked twice, nothing made up, and not known is never no."""

from datetime import date, timedelta
from typing import Any

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for, start_for
from safeguard_desktop.casework.referrals import begin_disclosure, build_pack, plan_pack
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import SetClock
from safeguard_desktop.records import (
    Adult,
    CapacityAssessment,
    Concern,
    ConsentConversation,
    DashWorksheet,
    DbsReferral,
    Disclosure,
    Fact,
    MaracReferral,
    Person,
    Record,
    RiskAcceptance,
    RiskReview,
    SharingDecision,
    When,
    YesNo,
)
from safeguard_desktop.records.capacity_assessment import Conclusion, DecisionAbout
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.risk_acceptance import Refused
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    Agreement,
    Capacity,
    NotAskedWhy,
    OrganisationType,
    OutcomesAsked,
    Purpose,
    Role,
)
from safeguard_desktop.vault import Account, Change
from tests.unit.casework.conftest import Write


@pytest.fixture
def adult(session: Session) -> str:
    return add_person(session, Adult(name="Odile O’Hara", safe_phone="07700 900123", safe_times="Mornings"))


@pytest.fixture
def case(session: Session, adult: str) -> str:
    found = hand_in(session, begin_concern(session), Concern(adult=adult, summary="Shouting"))
    assert found is not None
    return found


def start(session: Session, kind: type[Record], case: str) -> Any:
    return start_for(session, kind.kind, case)


def fact(session: Session, case: str, name: str) -> Fact | None:
    found: Fact | None = start(session, SharingDecision, case).answer(name)
    return found


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("others_at_risk", "others_at_risk"),
        ("children_at_risk", "children_at_risk"),
        ("staff_implicated", "alleged_staff"),
        ("alleged_abuser_has_care_needs", "alleged_uses_care"),
    ],
)
def test_a_fact_is_what_all_concerns_say_together(session: Session, adult: str, name: str, question: str) -> None:
    def told_us(answer: YesNo | None) -> str:
        found = hand_in(session, begin_concern(session), Concern.model_validate({"adult": adult, question: answer}))
        assert found is not None
        return found

    case = told_us(YesNo.NO)
    said = fact(session, case, name)
    assert said is not None
    assert (said.answer, said.evidence) == (YesNo.NO, "Written in the concern of 23 November 2026")
    told_us(None)
    assert fact(session, case, name) is None
    told_us(YesNo.UNKNOWN)
    assert fact(session, case, name) == Fact(answer=YesNo.UNKNOWN)
    told_us(YesNo.YES)
    told_us(YesNo.NO)
    said = fact(session, case, name)
    assert said is not None
    assert (said.answer, said.said_by) == (YesNo.YES, "Imani Okafor")


def test_nothing_unanswered_becomes_an_answer(session: Session, case: str) -> None:
    decision = start(session, SharingDecision, case)
    assert {name for name in type(decision).model_fields if decision.answer(name)} <= {
        "adult", "happened", "decided_by", "decided_role",
    }  # fmt: skip


def test_danger_is_carried_over_for_a_day_and_then_asked_anew(
    session: Session, clock: SetClock, case: str, write: Write
) -> None:
    write(Concern(danger_now=YesNo.YES, happened=When(year=2026, month=11, day=23)))
    assert start(session, SharingDecision, case).emergency is YesNo.YES
    clock.forward(timedelta(hours=25))
    assert start(session, SharingDecision, case).emergency is None


def test_the_conversation_rules_over_the_concern(session: Session, case: str, write: Write) -> None:
    write(Concern(duty_explained=YesNo.NO, duty_not_explained_why="He was there", happened=When.on(date(2026, 11, 23))))
    decision = start(session, SharingDecision, case)
    assert (decision.manager_explained, decision.manager_not_explained_why) == (YesNo.NO, "He was there")
    write(ConsentConversation(manager_explained=YesNo.YES, agrees_sharing=Agreement.NOT_ASKED))
    decision = start(session, SharingDecision, case)
    assert decision.manager_explained is YesNo.YES
    assert (decision.refuses_sharing, decision.refuses_intervention) == (YesNo.UNKNOWN, None)


def test_a_finished_assessment_settles_the_doubt(session: Session, case: str, write: Write) -> None:
    write(ConsentConversation(has_capacity=Capacity.DOUBTED, capacity_why="Confused since Monday"))
    assert start(session, SharingDecision, case).has_capacity is Capacity.DOUBTED
    lacks = CapacityAssessment(
        about=DecisionAbout.SHARING, conclusion=Conclusion.LACKS, conclusion_why="She cannot weigh it up"
    )
    write(lacks)
    write(lacks.with_answers({"about": DecisionAbout.RISK, "completed": True}))
    assert start(session, SharingDecision, case).has_capacity is Capacity.DOUBTED
    assessment = write(lacks.with_answers({"completed": True}))
    decision = start(session, SharingDecision, case)
    assert (decision.has_capacity, decision.capacity_assessment) == (Capacity.LACKS, assessment)
    assert decision.capacity_basis == "She cannot weigh it up"


def test_an_assessment_that_could_not_be_finished_leaves_the_doubt(session: Session, case: str, write: Write) -> None:
    write(ConsentConversation(has_capacity=Capacity.DOUBTED))
    write(CapacityAssessment(about=DecisionAbout.SHARING, conclusion=Conclusion.NOT_FINISHED, completed=True))
    assert start(session, SharingDecision, case).has_capacity is Capacity.DOUBTED


def test_only_who_may_decide_is_named_as_who_decides(session: Session, case: str) -> None:
    assert start(session, SharingDecision, case).decided_by == "Imani Okafor"
    session.vault.account = Account(session.account.id, session.account.name, Role.CASEWORKER)
    decision = start(session, SharingDecision, case)
    assert (decision.decided_by, decision.decided_role) == (None, None)


def test_a_new_concern_in_a_case_accuses_nobody(session: Session, adult: str, case: str, write: Write) -> None:
    write(Concern(alleged=add_person(session, Person(name="Gil Sharpe")), alleged_known=YesNo.YES))
    assert start(session, Concern, case) == Concern(adult=adult)


def test_a_risk_begins_with_what_was_refused_and_why(session: Session, case: str, write: Write) -> None:
    write(ConsentConversation(outcomes="To stay at home", outcomes_asked=OutcomesAsked.EXPRESSED))
    decision = write(
        SharingDecision(refuses_sharing=YesNo.NO, refuses_intervention=YesNo.YES, reasons="She can decide")
    )
    risk = start(session, RiskAcceptance, case)
    assert (risk.decision, risk.refuses, risk.reasons) == (decision, (Refused.INTERVENTION,), "She can decide")
    assert risk.aims == "To stay at home"
    review = begin_for(session, RiskReview.kind, case, "the accepted risk").record
    assert (review.answer("risk"), review.answer("reviewer")) == ("the accepted risk", "Imani Okafor")


@pytest.mark.parametrize(
    ("talk", "carried"),
    [
        (ConsentConversation(agrees_sharing=Agreement.ALL), (None, None)),
        (ConsentConversation(agrees_sharing=Agreement.PART), (None, None)),
        (ConsentConversation(agrees_sharing=Agreement.REFUSE), (Agreement.REFUSE, None)),
        (
            ConsentConversation(agrees_sharing=Agreement.NOT_ASKED, sharing_not_asked=NotAskedWhy.RAISES_RISK),
            (Agreement.NOT_ASKED, NotAskedWhy.RAISES_RISK),
        ),
    ],
)
def test_a_yes_to_sharing_is_no_yes_to_the_marac(
    session: Session, case: str, write: Write, talk: ConsentConversation, carried: tuple[object, object]
) -> None:
    write(talk)
    referral = start(session, MaracReferral, case)
    assert (referral.agrees, referral.no_agreement_why) == carried


@pytest.mark.parametrize(
    ("decided", "aware"),
    [
        ((YesNo.YES, OrganisationType.COUNCIL), None),
        ((YesNo.YES, OrganisationType.MARAC), YesNo.YES),
        ((YesNo.NO, OrganisationType.COUNCIL), YesNo.NO),
        ((None, OrganisationType.MARAC), None),
    ],
)
def test_the_marac_is_told_that_they_know_only_where_they_were_told(
    session: Session, case: str, write: Write, decided: tuple[YesNo | None, OrganisationType], aware: YesNo | None
) -> None:
    told, named = decided
    decision = SharingDecision(
        decision=Decided.SHARE_PART,
        adult_told=told,
        not_told_danger="He reads her post",
        recipients=(Recipient(organisation="Invented team", type=named),),
    )
    write(decision)
    referral = start(session, MaracReferral, case)
    assert referral.aware is aware
    assert referral.not_aware_why == ("He reads her post" if told is YesNo.NO else None)


def test_a_decision_not_to_share_gives_nothing_to_a_referral(session: Session, case: str, write: Write) -> None:
    write(SharingDecision(decision=Decided.DO_NOT_SHARE, shared="Nothing", proportion_why="It weighs more"))
    for kind in (MaracReferral, Disclosure):
        assert start(session, kind, case).decision is None
    assert start(session, MaracReferral, case).necessity is None


def test_the_marac_form_is_filled_from_the_whole_case(session: Session, adult: str, case: str, write: Write) -> None:
    spouse = add_person(session, Person(name="Gil Sharpe"))
    body = session.casework.current(adult)
    assert body is not None
    safe = body.body.with_answers({"safe_to_call": YesNo.YES})
    session.casework.append([Change(adult, "adult", safe, None, (body.id,))])
    write(Concern(account="He shouted.", happened=When(year=2026, month=10, day=2)))
    write(
        Concern(
            account="He pushed her.",
            happened=When(year=2026, month=11, day=20),
            types=(AbuseType.DOMESTIC,),
            alleged=spouse,
            alleged_known=YesNo.YES,
        )
    )
    write(Concern(account="A purse is gone.", happened=When(year=2026, month=11, day=22)))
    write(DashWorksheet(marac_grounds=YesNo.YES, judgement_words="She is very afraid"))
    write(
        SharingDecision(
            decision=Decided.SHARE_PART, shared="The two events", held_back="Her debts", decided_by="Samira Haddad"
        )
    )
    write(
        Disclosure(
            organisation="Invented Refuge",
            organisation_type=OrganisationType.DOMESTIC_ABUSE,
            status=DisclosureStatus.SENT,
            happened=When(year=2026, month=11, day=21),
            sent_by="Samira Haddad",
        )
    )
    referral = start(session, MaracReferral, case)
    assert (referral.latest_event, referral.alleged) == ("He pushed her.", spouse)
    assert "2 October 2026: He shouted." in referral.background
    assert "22 November 2026: A purse is gone." in referral.background
    assert referral.judgement_why == "She is very afraid"
    assert referral.disclosed == "The two events\nHeld back: Her debts"
    assert referral.authorised_by == "Samira Haddad"
    assert (referral.idva_service, referral.idva_told, referral.idva_told_by) == (
        "Invented Refuge",
        YesNo.YES,
        "Samira Haddad",
    )
    assert referral.safe_contact == "07700 900123, Mornings"
    assert referral.fears is None


def test_a_number_that_may_not_be_safe_is_no_safe_way(session: Session, case: str) -> None:
    assert start(session, MaracReferral, case).safe_contact is None


def test_the_dbs_form_is_about_somebody_who_works_in_care_only(session: Session, adult: str, write: Write) -> None:
    son = add_person(session, Person(name="Ivo O’Hara", occupation="Plasterer"))
    carer = add_person(session, Person(name="Gil Sharpe", occupation="Night carer"))
    case = hand_in(session, begin_concern(session), Concern(adult=adult, alleged=son, alleged_staff=YesNo.NO))
    assert case is not None
    assert start(session, DbsReferral, case).person is None
    write(
        Concern(
            adult=adult,
            alleged=carer,
            alleged_staff=YesNo.YES,
            account="He left her wet.",
            happened=When(year=2026, month=11, day=20),
            place_words="Room 7",
        )
    )
    write(Concern(alleged=son, happened=When(year=2026, month=11, day=22)))
    referral = start(session, DbsReferral, case)
    assert (referral.person, referral.job_title) == (carer, "Night carer")
    assert [(one.what, one.place) for one in referral.incidents] == [("He left her wet.", "Room 7")]
    assert [victim.person for victim in referral.victims] == [adult]


def test_a_disclosure_begins_with_the_next_recipient_of_the_decision(session: Session, case: str, write: Write) -> None:
    first = Recipient(
        organisation="Adult Care", type=OrganisationType.COUNCIL, person="Duty worker", needs_it="To enquire",
        identity_checked="Rang back",
    )  # fmt: skip
    second = Recipient(organisation="The police", type=OrganisationType.POLICE, person="Desk sergeant")
    decision = write(
        SharingDecision(
            decision=Decided.SHARE_ALL,
            recipients=(first, second),
            purposes=(Purpose.PREVENT_HARM,),
            shared="The bruise",
        )
    )
    begun = start(session, Disclosure, case)
    assert (begun.organisation, begun.recipient, begun.identity_checked) == ("Adult Care", "Duty worker", "Rang back")
    assert (begun.decision, begun.purposes, begun.what_sent) == (decision, (Purpose.PREVENT_HARM,), "The bruise")
    write(Disclosure(organisation="adult care"))
    begun = start(session, Disclosure, case)
    assert (begun.organisation, begun.recipient) == ("The police", "Desk sergeant")


@pytest.mark.parametrize(("sent_to", "person"), [("The police", "Desk sergeant"), ("Somebody else", None)])
def test_what_was_printed_for_one_is_not_recorded_as_sent_to_another(
    session: Session, write: Write, sent_to: str, person: str | None
) -> None:
    both = (
        Recipient(organisation="Adult Care", person="Duty worker", identity_checked="Rang back"),
        Recipient(organisation="The police", person="Desk sergeant"),
    )
    record = write(SharingDecision(decision=Decided.SHARE_ALL, recipients=both))
    plan = plan_pack(session, record)
    begun = begin_disclosure(session, plan, build_pack(session, plan, (), sent_to)).record
    assert (begun.answer("organisation"), begun.answer("recipient")) == (sent_to, person)
    assert begun.answer("identity_checked") is None
