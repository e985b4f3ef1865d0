"""The example of a risk that somebody chooses to take: nothing overrides his no, and the review is overdue."""

from datetime import date, timedelta

from safeguard_desktop.casework.examples.parts import (
    CASEWORKER,
    LEAD,
    MANAGER,
    MARK,
    Entry,
    ExampleCase,
    Ids,
    at,
    days_before,
    done,
    no,
)
from safeguard_desktop.casework.examples.people import bernard, ken
from safeguard_desktop.records import (
    Case,
    Concern,
    ConsentConversation,
    RiskAcceptance,
    RiskLevel,
    RiskReview,
    SharingDecision,
    YesNo,
)
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.risk_acceptance import Confidence, Refused
from safeguard_desktop.records.sharing_lists import Decided, NotSharedWhy, SignedHow
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    AgreedHow,
    Agreement,
    Capacity,
    CaseRole,
    CaseStatus,
    Explained,
    HowKnown,
    Likelihood,
    Objection,
    OutcomesAsked,
    Place,
    Relation,
    RiskSource,
    Role,
    Seriousness,
)


def chosen_risk(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Bernard's case: a high risk, accepted, looked at once, and its next review two days overdue."""
    start, talked, agreed, looked = (days_before(today, days) for days in (18, 17, 16, 9))
    case = Case(
        reference=reference,
        adult=ids("bernard"),
        status=CaseStatus.OPEN,
        lead=CASEWORKER,
        opened=start,
        notes=MARK,
        people=(CasePerson(person=ids("ken"), role=CaseRole.ALLEGED, relation=Relation.FRIEND),),
    )
    return ExampleCase(
        ids("bernard-case"),
        (Entry(ids("bernard"), done(bernard()), start), Entry(ids("ken"), done(ken()), start)),
        Entry(ids("bernard-case"), done(case), start),
        (
            Entry(ids("bernard-concern"), done(bernard_concern(ids, start)), start),
            Entry(ids("bernard-talk"), done(bernard_conversation(ids, talked)), talked),
            Entry(ids("bernard-decision"), done(bernard_decision(ids, agreed)), agreed),
            Entry(ids("bernard-risk"), done(bernard_risk(ids, agreed)), agreed),
            Entry(ids("bernard-review"), done(bernard_review(ids, looked)), looked),
        ),
    )


def bernard_concern(ids: Ids, day: date) -> Concern:
    """Return the concern about a friend who comes round drunk."""
    return Concern(
        danger_now=YesNo.NO,
        adult=ids("bernard"),
        summary="A friend comes round drunk and shouts; Bernard nearly fell",
        account="When I came at 11 a man was asleep on the sofa and the chair by the stairs was on its side. Bernard "
        "said that it was his friend Ken, who had “had a skinful and a bit of a shout”. Bernard caught his foot on "
        "the chair as he showed me out. He laughed, and his hands shook.",
        adult_words="“Ken’s all right. He only shouts when he’s had a drink. He’s the last one left from the mill.”",
        how_known=(HowKnown.SAW, HowKnown.ADULT_SAID),
        opinion="I think he is lonelier than he lets on.",
        happened=at(day, 11),
        going_on=YesNo.YES,
        place=Place.OWN_HOME,
        place_words="22 Canal Row",
        types=(AbuseType.PSYCHOLOGICAL,),
        source=RiskSource.KNOWN,
        alleged_known=YesNo.YES,
        alleged=ids("ken"),
        alleged_relation=Relation.FRIEND,
        alleged_staff=YesNo.NO,
        alleged_uses_care=YesNo.NO,
        alleged_can_reach=YesNo.YES,
        others_at_risk=YesNo.NO,
        children_at_risk=YesNo.NO,
        injured=YesNo.NO,
        outcomes_asked=OutcomesAsked.EXPRESSED,
        outcomes="“To be left alone with it. And a rail on them stairs.”",
        told_who=LEAD,
        told_at=at(day, 12, 30),
        duty_explained=YesNo.YES,
        crime_suspected=YesNo.NO,
        council_told=YesNo.NO,
        council_not_told_why="Bernard says no. Rhys talks with him first.",
        searched=(SearchedFor.ADULT, SearchedFor.ALLEGED),
        history_found="Nothing about Ken. Bernard fell once in January, alone.",
        history_comment="No pattern of harm. He does fall.",
    )


def bernard_conversation(ids: Ids, day: date) -> ConsentConversation:
    """Return the conversation in which Bernard says no to both."""
    return ConsentConversation(
        adult=ids("bernard"),
        spoke=CASEWORKER,
        happened=at(day, 14),
        where="His kitchen",
        safe_to_talk=YesNo.YES,
        alone=YesNo.YES,
        aids="His reading glasses, found at last.",
        limits_explained=Explained.YES,
        manager_explained=YesNo.YES,
        promise_made=YesNo.NO,
        has_capacity=Capacity.PRESUMED,
        worries="“You’ll send somebody round, Ken’ll see the badge, and that’s him gone. Then who have I got?”",
        objections=(Objection.RELATIONSHIP, Objection.LOSING_CONTROL, Objection.NOT_SERIOUS),
        explained=Explained.YES,
        explained_how="I said that a fall on those stairs with nobody sober in the house could leave him on the "
        "floor all night. He said, “Aye. It could.”",
        whom_explained=Explained.YES,
        whom_named="The council’s Adult Care, to see whether they can help with the evenings. Only about the falls "
        "and the visits.",
        whom_words="“I know what they do. No.”",
        benefits_explained=Explained.YES,
        benefits_how="A rail, a pendant, somebody to talk to Ken about his drinking. “The rail I’ll take.”",
        consequences_explained=Explained.YES,
        consequences_how="We said it plainly: a broken hip, or worse. He was quiet, and then made tea.",
        need_to_know_explained=Explained.YES,
        support_explained=Explained.YES,
        support_offered="A pendant, the Thursday lunch club, a call at nine each evening.",
        advocate_offered=YesNo.YES,
        support_reply="“No advocates. I can speak for myself.”",
        sharing_raises_risk=YesNo.NO,
        outcomes_asked=OutcomesAsked.EXPRESSED,
        outcomes="“Keep my friend. Keep my house. Have a rail.”",
        agrees_sharing=Agreement.REFUSE,
        sharing_words="“It stops in this kitchen.”",
        agrees_intervention=Agreement.REFUSE,
        intervention_words="“No enquiry. A rail’s not an enquiry, is it?”",
        answered_how=AgreedHow.SPOKEN,
        can_change_mind=YesNo.YES,
        left_how="On good terms. He asked me to come again and bring the forms in big print.",
    )


def bernard_decision(ids: Ids, day: date) -> SharingDecision:
    """Return the decision not to share: every fact is answered no."""
    return SharingDecision(
        adult=ids("bernard"),
        conversation=ids("bernard-talk"),
        emergency=YesNo.NO,
        refuses_sharing=YesNo.YES,
        refuses_intervention=YesNo.YES,
        has_capacity=Capacity.PRESUMED,
        capacity_basis="He told me in his own words what could happen, and why he prefers it. No reason to doubt it.",
        others_at_risk=no("He lives alone, and Ken visits nobody else with care needs that we know of", "Bernard"),
        children_at_risk=no("No children come to the house", "Bernard and Lorraine"),
        sharing_could_prevent_crime=no("Shouting among friends; no threat, no theft, no blow", CASEWORKER),
        serious_crime_committed=no("Nothing of the kind has been said or seen", CASEWORKER),
        serious_crime_may_be_committed=no("No sign of it", CASEWORKER),
        alleged_abuser_has_care_needs=no("He works part-time and looks after himself", "Bernard"),
        alleged_abuser_may_be_at_risk=no("No sign of it", CASEWORKER),
        staff_implicated=no("No staff are part of it", LEAD),
        duress_suspected=no("Seen alone, twice. He speaks freely and argues back", CASEWORKER),
        risk_unreasonably_high=no("High, but his to take: it is his own fall that we fear", LEAD),
        marac_criteria_met=no("Not domestic abuse: a friend who lives elsewhere", LEAD),
        legal_request=no("Nobody has asked", LEAD),
        other_public_interest=no("None that we can see", LEAD),
        sharing_raises_risk=YesNo.NO,
        adult_safety="He may fall. He would also be much lonelier without Ken, and that harms him too.",
        others_safety="Nobody else is affected.",
        decision=Decided.DO_NOT_SHARE,
        reasons="He can decide, he says no to both, and nothing overrides it. To go over his head would cost him the "
        "one friend he has and the trust he has in us, and would not make the stairs safer. What makes them safer, "
        "he agrees to.",
        not_shared_why=(NotSharedWhy.REFUSES,),
        reputation=YesNo.NO,
        protective_action="A stair rail this week, a pendant to try, a call at nine each evening, and we keep talking.",
        review_on=day + timedelta(days=14),
        was_open=YesNo.YES,
        manager_explained=YesNo.YES,
        decided_by=LEAD,
        decided_role=Role.SAFEGUARDING_LEAD,
        happened=at(day, 9, 30),
    )


def bernard_risk(ids: Ids, day: date) -> RiskAcceptance:
    """Return the eight duties, with the level as the worker sees it and as Bernard does."""
    return RiskAcceptance(
        adult=ids("bernard"),
        decision=ids("bernard-decision"),
        refuses=(Refused.SHARING, Refused.INTERVENTION),
        nothing_overrides=YesNo.YES,
        has_capacity=Capacity.PRESUMED,
        aims="“A pal on a Friday, my own chair and my own front door.”",
        risks="A fall on the stairs or over furniture on the nights when Ken is drunk, about once a week. It could "
        "hurt only Bernard. Nobody might find him before morning.",
        protective="He knows the house. He rings Lorraine on Sundays. He is not afraid of Ken.",
        options_weighed="Ken comes as now: company, but falls. Ken comes before six and sober: safer, Ken may sulk. "
        "Meet at the lunch club instead: safe, but it is not Friday night. Bernard will try the second.",
        options_on=at(day, 14),
        level_explained="I told him that people of his age who fall and lie for hours often do not get home again. "
        "He said, “Nor did my dad. I know what I’m choosing.”",
        level_explained_on=at(day, 14, 20),
        advocate_offered=YesNo.YES,
        advocate_reply="No to an advocate. “Send me a fella from the stroke club” – we have asked for a peer "
        "supporter.",
        advocate_on=at(day, 14, 30),
        confidence=Confidence.OFFERED,
        confidence_words="The stroke club’s Wednesday group. He will go once and see.",
        confidence_on=at(day, 14, 30),
        worker_likelihood=Likelihood.LIKELY,
        worker_seriousness=Seriousness.SERIOUS,
        worker_words="He has fallen before, he nearly fell on the day, and it happens weekly. A break would need an "
        "operation.",
        person_likelihood=Likelihood.POSSIBLE,
        person_seriousness=Seriousness.MODERATE,
        person_words="“I bounce. He only shouts when he’s been drinking, and I’ve a chair to hold on to.”",
        agreed_level=RiskLevel.HIGH,
        agreed_on=at(day, 14, 45),
        level_difference="He says moderate and I say high. We wrote high, because of January, and he said, “Put high "
        "if it gets me the rail.”",
        reasons="He can decide, nothing overrides it, and what he would lose by it matters more to him than what he "
        "may suffer.",
        reasons_on=at(day, 15),
        safeguards="Stair rail fitted. Pendant on Fridays. A call at nine. The chair moved away from the stairs.",
        contingency="If he falls, he presses the pendant and we come. If Ken threatens or hits him, Bernard rings "
        "us, and we decide again. If there is no answer at nine, we go round.",
        trust_building="Rhys calls on Thursdays, about football first. We ask about Ken each time, and help Bernard "
        "to set a time for him to leave.",
        trust_on=at(day),
        mrm_considered=YesNo.YES,
        mrm_words="Considered with the safeguarding lead. Not now: one risk, one service, and he works with us. If "
        "he falls again, yes.",
        review_on=day + timedelta(days=7),
        review_triggers="A fall, a new injury, a call to 999, Ken moving in, or Bernard changing his mind.",
        owner=CASEWORKER,
        happened=at(day, 15, 10),
        adult_signed=SignedHow.SIGNED,
        worker=CASEWORKER,
        manager=MANAGER,
        manager_on=day,
    )


def bernard_review(ids: Ids, day: date) -> RiskReview:
    """Return the first review; the next one is now two days overdue."""
    return RiskReview(
        adult=ids("bernard"),
        risk=ids("bernard-risk"),
        happened=at(day, 14),
        reviewer=CASEWORKER,
        spoke_with_adult=YesNo.YES,
        changed="The rail is up and he uses it. Ken came once, before six. Bernard slipped in the yard, no harm done.",
        person_words="“Told you I bounce.”",
        overrides_now=YesNo.NO,
        likelihood=Likelihood.LIKELY,
        seriousness=Seriousness.SERIOUS,
        level=RiskLevel.HIGH,
        level_why="Safer on the stairs, but he slipped, and the Friday visits are still late as often as not.",
        ended=YesNo.NO,
        review_on=day + timedelta(days=7),
        owner=CASEWORKER,
    )
