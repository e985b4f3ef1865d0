"""What a case asks for next: each prompt of section 6 comes up when it should, and goes when it was done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import begin, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import (
    Adult,
    AdviceCall,
    CapacityAssessment,
    Concern,
    ConsentConversation,
    DashWorksheet,
    DbsReferral,
    Disclosure,
    Fact,
    MaracReferral,
    Record,
    RiskAcceptance,
    Role,
    SharingDecision,
    When,
    YesNo,
    questions,
)
from safeguard_desktop.records.referral_lists import DisclosureStatus, ReferrerType, Removal
from safeguard_desktop.records.sharing_decision import GROUND_FACTS
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import AbuseType, Agreement, Capacity, OrganisationType
from safeguard_desktop.vault import Change
from tests.unit.casework.colleagues import add_colleague, sign_in_as

DAY = When(year=2026, month=11, day=20)
TALK = "Talk with the adult about sharing, if it is safe"
DECIDE = "Decide whether to share, and write down why"
ASSESS = "Assess capacity for this decision"
MANAGER = "Write down which manager or safeguarding lead knows: you, or another who is not named in it"
CHILDREN = "Tell children’s services about the children"
POLICE = "It could be a crime: ask the police, without a name if need be"
DASH = "Go through the Dash worksheet, if it is safe to ask"
MARAC = "Prepare a MARAC referral"
SERVICE = "Refer to the local domestic abuse service"
BARRING = "Staff are part of it: check whether the DBS must be told"
RISK = "Record the risk that the adult chooses to take"
AGAIN = "Look again at the decision not to share"

Write = Callable[..., str]


def no() -> Fact:
    return Fact(answer=YesNo.NO, evidence="No sign of it")


def yes() -> Fact:
    return Fact(answer=YesNo.YES, evidence="Seen")


def decided(decision: Decided = Decided.DO_NOT_SHARE, **answers: Any) -> SharingDecision:
    plain: dict[str, Any] = dict.fromkeys(GROUND_FACTS, no())
    plain |= {"emergency": YesNo.NO, "refuses_sharing": YesNo.YES, "refuses_intervention": YesNo.YES}
    plain |= {"has_capacity": Capacity.PRESUMED, "happened": DAY, "decision": decision, "completed": True}
    return SharingDecision.model_validate(plain | answers)


def concern(**answers: Any) -> Concern:
    return Concern.model_validate({"summary": "Shouting", "told_who": "Samira", "completed": True} | answers)


@pytest.fixture
def case(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    found = hand_in(session, begin_concern(session), Concern(adult=adult, summary="Shouting", told_who="Samira"))
    assert found is not None
    return found


@pytest.fixture
def write(session: Session, case: str) -> Write:
    def put(record: Record, record_id: str = "") -> str:
        record_id = record_id or new_id(session.clock)
        heads = tuple(head.id for head in session.casework.heads(record_id))
        session.casework.append([Change(record_id, record.kind, record, case, heads)])
        return record_id

    return put


def texts(session: Session, case: str) -> list[str]:
    return [thing.text for thing in open_case(session, case).next]


def test_a_new_case_asks_for_the_concern_the_talk_and_the_decision(session: Session, case: str) -> None:
    assert texts(session, case) == ["Finish: concern", TALK, DECIDE]


def test_an_answer_on_sharing_is_enough_to_decide(session: Session, case: str, write: Write) -> None:
    write(ConsentConversation(agrees_sharing=Agreement.REFUSE))
    assert DECIDE in texts(session, case)


def test_somebody_interrupted_in_a_talk_sees_that_they_can_decide(session: Session, case: str, write: Write) -> None:
    write(ConsentConversation())
    assert texts(session, case)[-1:] == [DECIDE]


def test_danger_comes_before_everything_until_it_is_settled(session: Session, case: str, write: Write) -> None:
    begin_concern(session)
    danger = write(concern(danger_now=YesNo.YES, called_999=YesNo.NO))
    first = open_case(session, case).next[0]
    assert (first.text[:28], first.action.go, first.action.record) == (
        "Somebody is in danger: ring ",
        Go.CARRY_ON,
        danger,
    )
    assert today(session).needs[0].action.record == danger
    save_step(session, begin(session, "advice-call", case), AdviceCall())
    assert today(session).needs[0].action.record == danger
    write(concern(danger_now=YesNo.YES, called_999=YesNo.NO, not_called_why="It was a drill"), danger)
    assert not any("ring 999" in text for text in texts(session, case))


@pytest.mark.parametrize(
    "prompted",
    [
        (concern(told_who=None), MANAGER, None),
        (concern(children_at_risk=YesNo.YES), CHILDREN, Disclosure(organisation_type=OrganisationType.CHILDREN)),
        (
            decided(Decided.SHARE_ALL, children_at_risk=yes()),
            CHILDREN,
            DashWorksheet(children_referred="By me, on Monday"),
        ),
        (DashWorksheet(children_risk=YesNo.YES), CHILDREN, Disclosure(organisation_type=OrganisationType.CHILDREN)),
        (concern(crime_suspected=YesNo.YES), POLICE, concern(police_told=YesNo.YES)),
        (concern(crime_suspected=YesNo.UNKNOWN), POLICE, AdviceCall(organisation_type=OrganisationType.POLICE)),
        (concern(crime_suspected=YesNo.YES), POLICE, decided(Decided.SHARE_ALL)),
        (concern(types=(AbuseType.DOMESTIC,)), DASH, DashWorksheet()),
        (concern(types=(AbuseType.DOMESTIC,)), SERVICE, MaracReferral(idva_told=YesNo.YES)),
        (concern(types=(AbuseType.DOMESTIC,)), SERVICE, decided(Decided.DO_NOT_SHARE)),
        (DashWorksheet(marac_grounds=YesNo.YES), MARAC, MaracReferral()),
        (decided(Decided.SHARE_ALL, marac_criteria_met=yes()), MARAC, MaracReferral()),
        (concern(alleged_staff=YesNo.YES), BARRING, DbsReferral()),
        (decided(Decided.SHARE_ALL, staff_implicated=yes()), BARRING, DbsReferral()),
        (ConsentConversation(has_capacity=Capacity.DOUBTED), ASSESS, CapacityAssessment()),
    ],
)
def test_each_prompt_comes_up_and_goes_when_it_was_done(
    session: Session, case: str, write: Write, prompted: tuple[Record, str, Record | None]
) -> None:
    asked_by, prompt, settled_by = prompted
    assert prompt not in texts(session, case)
    asking = write(asked_by)
    assert prompt in texts(session, case)
    if settled_by is None:
        write(asked_by.with_answers({"told_who": "Samira"}), asking)
    else:
        write(settled_by)
    assert prompt not in texts(session, case)


@pytest.mark.parametrize(
    "said",
    [
        concern(crime_suspected=YesNo.NO, children_at_risk=YesNo.UNKNOWN, alleged_staff=YesNo.UNKNOWN),
        concern(types=(AbuseType.PHYSICAL,)),
        DashWorksheet(marac_grounds=YesNo.NO, children_risk=YesNo.NO),
    ],
)
def test_nothing_is_asked_that_nobody_raised(session: Session, case: str, write: Write, said: Record) -> None:
    write(said)
    raised = {CHILDREN, POLICE, DASH, MARAC, SERVICE, BARRING}
    assert raised.isdisjoint(texts(session, case))


def test_every_recipient_of_a_decision_is_told_before_it_is_done(session: Session, case: str, write: Write) -> None:
    who = (
        Recipient(organisation="Adult Care"),
        Recipient(organisation="Invented MARAC", type=OrganisationType.MARAC),
        Recipient(organisation="The police"),
    )
    decision = write(decided(Decided.SHARE_PART, recipients=who))
    write(Disclosure(decision=decision, organisation="ADULT CARE", status=DisclosureStatus.SENT, completed=True))
    write(MaracReferral())
    told = [text for text in texts(session, case) if text.startswith("Tell ")]
    assert told == ["Tell The police what you decided to share, and record it"]


def test_a_no_that_may_stand_leads_to_a_risk_acceptance(session: Session, case: str, write: Write) -> None:
    decision = write(decided(Decided.DO_NOT_SHARE, review_on=date(2026, 12, 1)))
    found = texts(session, case)
    assert RISK in found
    assert AGAIN not in found
    write(RiskAcceptance(decision=decision, completed=True))
    assert {RISK, AGAIN}.isdisjoint(texts(session, case))


def test_a_no_to_help_alone_is_a_risk_taken_as_well(session: Session, case: str, write: Write) -> None:
    write(decided(Decided.SHARE_ALL, refuses_sharing=YesNo.NO))
    assert RISK in texts(session, case)


@pytest.mark.parametrize(
    ("answers", "is_looked_at_again"),
    [
        ({"others_at_risk": yes()}, True),
        ({"refuses_sharing": YesNo.NO, "refuses_intervention": YesNo.NO}, True),
        ({"others_at_risk": yes(), "decision": Decided.SHARE_ALL}, False),
    ],
)
def test_a_decision_that_is_no_chosen_risk_is_only_looked_at_again(
    session: Session, case: str, write: Write, answers: dict[str, Any], is_looked_at_again: bool
) -> None:
    write(decided().with_answers({"review_on": date(2026, 12, 1)} | answers))
    found = {thing.text: thing.due for thing in open_case(session, case).next}
    assert RISK not in found
    assert (found.get(AGAIN) == date(2026, 12, 1)) is is_looked_at_again


def test_advice_is_asked_for_and_then_decided_on(session: Session, case: str, write: Write) -> None:
    write(decided(Decided.ADVICE_FIRST))
    assert "Ask for advice without giving the name" in texts(session, case)
    write(AdviceCall(follow_up_on=date(2026, 12, 1), completed=True))
    found = texts(session, case)
    assert "Decide again, with the advice you took" in found
    assert "Come back to the advice" not in found


def test_a_decision_is_made_again_when_something_happened_since(session: Session, case: str, write: Write) -> None:
    again = "Something has happened since you decided: decide again"
    write(decided(Decided.SHARE_ALL))
    assert again not in texts(session, case)
    write(concern(happened=When(year=2026, month=11, day=21)))
    assert again in texts(session, case)
    write(decided(Decided.SHARE_ALL, happened=When(year=2026, month=11, day=22)))
    assert again not in texts(session, case)


@pytest.mark.parametrize(
    ("answer", "refused"), [(Agreement.ALL, YesNo.YES), (Agreement.PART, YesNo.YES), (Agreement.REFUSE, YesNo.NO)]
)
def test_a_decision_is_made_again_when_the_answer_has_changed(
    session: Session, case: str, write: Write, answer: Agreement, refused: YesNo
) -> None:
    changed = "Their answer on sharing has changed: decide again"
    write(decided(Decided.SHARE_ALL, refuses_sharing=refused))
    talk = write(ConsentConversation(agrees_sharing=answer, happened=DAY))
    assert changed not in texts(session, case)
    write(ConsentConversation(agrees_sharing=answer, happened=When(year=2026, month=11, day=21)), talk)
    assert changed in texts(session, case)


def test_telling_later_is_not_forgotten(session: Session, case: str, write: Write) -> None:
    later = "Tell the adult that it is shared, as soon as that is safe"
    decision = decided(Decided.SHARE_ALL, adult_told=YesNo.NO, not_told_danger="He listens", tell_later="At the clinic")
    record = write(decision)
    assert later in texts(session, case)
    write(decision.with_answers({"adult_told": YesNo.YES}), record)
    assert later not in texts(session, case)


def test_a_dbs_test_that_finds_nothing_asks_for_no_referral(session: Session, case: str, write: Write) -> None:
    tested = DbsReferral(referrer_type=ReferrerType.PROVIDER, regulated=YesNo.YES, removal=Removal.WITHDRAWN)
    referral = write(tested)
    assert "Finish: DBS referral" in texts(session, case)
    write(tested.with_answers({"removal": Removal.SUSPENDED, "completed": True}), referral)
    watched = "Suspended, not removed: look at the DBS referral again when that ends"
    assert [text for text in texts(session, case) if "DBS" in text] == [watched]
    write(tested.with_answers({"regulated": YesNo.NO}), referral)
    assert not any("DBS" in text for text in texts(session, case))


def test_a_disclosure_is_followed_until_it_is_known_what_became_of_it(
    session: Session, case: str, write: Write
) -> None:
    sent = Disclosure(organisation="Adult Care", status=DisclosureStatus.PRINTED)
    record = write(sent)
    followed = [text for text in texts(session, case) if "Adult Care" in text or "disclosure" in text]
    assert followed == ["Send it to Adult Care: it is prepared, but not sent"]
    write(sent.with_answers({"status": DisclosureStatus.SENT}), record)
    assert "Ask Adult Care whether it came" in texts(session, case)
    received = sent.with_answers({"status": DisclosureStatus.RECEIVED, "follow_up_on": date(2026, 12, 1)})
    write(received, record)
    assert "Ask Adult Care what became of it" in texts(session, case)
    write(received.with_answers({"outcome": "They visited"}), record)
    assert not any("Adult Care" in text for text in texts(session, case))


@pytest.mark.parametrize(
    ("status", "question"),
    [
        (DisclosureStatus.PRINTED, "status"),
        (DisclosureStatus.SENT, "status"),
        (DisclosureStatus.RECEIVED, "outcome"),
    ],
)
def test_following_a_disclosure_begins_where_the_answer_is_given(
    session: Session, case: str, write: Write, status: DisclosureStatus, question: str
) -> None:
    record = write(Disclosure(organisation="Adult Care", status=status, follow_up_on=date(2026, 12, 1)))
    (action,) = [thing.action for thing in open_case(session, case).next if thing.action.record == record]
    asked = {asked.name: asked.step for asked in questions(Disclosure)}[question]
    assert asked is not None
    assert (action.go, action.step) == (Go.CARRY_ON, asked.key)


def test_a_caseworker_tells_somebody_who_is_not_named_in_it(session: Session, case: str, write: Write) -> None:
    write(concern(told_who=None))
    assert MANAGER in texts(session, case)
    theirs = sign_in_as(session, add_colleague(session, "Tom Blake", Role.CASEWORKER))
    told = [text for text in texts(theirs, case) if "safeguarding lead" in text]
    lock(theirs)
    assert told == ["Tell your manager or safeguarding lead, not anybody who is named in it, and write down whom"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (ConsentConversation(next_talk=date(2026, 11, 23)), ("Talk with the adult again", Go.BEGIN)),
        (AdviceCall(follow_up_on=date(2026, 11, 23)), ("Come back to the advice", Go.CARRY_ON)),
        (CapacityAssessment(review_on=date(2026, 11, 23)), ("Assess capacity again", Go.BEGIN)),
    ],
)
def test_what_was_promised_for_a_day_is_on_today_on_that_day(
    session: Session, write: Write, record: Record, expected: tuple[str, Go]
) -> None:
    write(record)
    assert expected in [(need.what, need.action.go) for need in today(session).needs if need.due_words == "Today"]
