"""The main example, domestic abuse: the case, the concern, the conversation and the Dash worksheet."""

from datetime import date

from safeguard_desktop.casework.examples.parts import LEAD, MARK, Ids, at, days_before
from safeguard_desktop.records import (
    Case,
    Concern,
    ConsentConversation,
    DashWorksheet,
    Person,
    YesNo,
)
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.dash_worksheet import ITEMS, Judgement
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    AgreedHow,
    Agreement,
    Capacity,
    CaseRole,
    CaseStatus,
    Explained,
    HowKnown,
    Objection,
    OutcomesAsked,
    Place,
    Relation,
    RiskSource,
)

DASH_YES = frozenset({1, 2, 3, 4, 5, 8, 10, 11, 12, 14, 15, 18, 20, 21, 24})
"""The 15 items of the worksheet answered yes."""
DASH_NOT_KNOWN = frozenset({19, 22, 23})


def sister() -> Person:
    """Return the sister whom Nuala trusts."""
    return Person(
        name="Bríd Gallagher",
        phone="07700 900114",
        address="3 Harbour View, Heysham LA99 2BB",
        works_here=YesNo.NO,
        notes="Nuala says: “Bríd can be told anything.”",
    )


def nuala_case(ids: Ids, opened: date, reference: str) -> Case:
    """Return the case."""
    return Case(
        reference=reference,
        adult=ids("nuala"),
        status=CaseStatus.OPEN,
        lead=LEAD,
        opened=opened,
        notes=MARK,
        people=(
            CasePerson(person=ids("martin"), role=CaseRole.ALLEGED, relation=Relation.PARTNER),
            CasePerson(person=ids("brid"), role=CaseRole.SUPPORTER, relation=Relation.BROTHER_OR_SISTER),
        ),
    )


def nuala_concern(ids: Ids, day: date) -> Concern:
    """Return the concern that opens the case."""
    return Concern(
        danger_now=YesNo.NO,
        adult=ids("nuala"),
        summary="Marks on the neck, and she is afraid of Martin",
        account="At the morning visit Nuala did not want her scarf taken off. When it slipped I saw two dark red "
        "marks on the right of her neck, each about the size of a thumb. Her voice was hoarse. I asked whether she "
        "was all right. She looked at the door and said, “Shut that, would you.” Then she told me. Martin came in "
        "while she was telling me, and she stopped. He said, “She bruises like a peach.”",
        adult_words="“He put his hands round my neck last night because the tea was cold. I thought, this is it, "
        "Nuala. Don’t let on I said it.”",
        how_known=(HowKnown.SAW, HowKnown.ADULT_SAID),
        opinion="I think he is listening in when I visit, because he stands in the hall each time.",
        witnesses="Nobody else. The flat next door heard shouting the evening before.",
        happened=at(days_before(day, 1), 18),
        going_on=YesNo.YES,
        first_written=at(day, 9, 50),
        place=Place.OWN_HOME,
        place_words="Flat 4, Willow Court",
        types=(AbuseType.DOMESTIC, AbuseType.PHYSICAL, AbuseType.PSYCHOLOGICAL, AbuseType.FINANCIAL),
        source=RiskSource.KNOWN,
        alleged_known=YesNo.YES,
        alleged=ids("martin"),
        alleged_relation=Relation.PARTNER,
        alleged_staff=YesNo.NO,
        alleged_uses_care=YesNo.UNKNOWN,
        alleged_can_reach=YesNo.YES,
        others_at_risk=YesNo.NO,
        children_at_risk=YesNo.YES,
        children_who="Aoife, her granddaughter, sleeps at the flat every other weekend.",
        injured=YesNo.YES,
        injury="Two marks on the right of the neck, dark red, about 2 cm each. Hoarse voice. Sore when she swallows.",
        medical_help="GP rang back at 11:15 and saw her at the surgery the same day. No damage to the airway.",
        evidence="Body map and this note. She did not want a photograph.",
        outcomes_asked=OutcomesAsked.EXPRESSED,
        outcomes="“I’d like one quiet week. I want it to stop. I don’t want him put out on the street.”",
        told_who=LEAD,
        told_at=at(day, 10, 5),
        duty_explained=YesNo.YES,
        crime_suspected=YesNo.YES,
        police_told=YesNo.NO,
        council_told=YesNo.NO,
        council_not_told_why=f"{LEAD} speaks with Nuala first, tomorrow at 10, while Martin is out.",
        searched=(SearchedFor.ADULT, SearchedFor.ALLEGED, SearchedFor.PLACE),
        history_found="In the spring a care worker noted a bruise on her wrist, explained as a fall. In August she "
        "cancelled two hairdresser visits because “Martin says we can’t spare it”.",
        history_comment="It is happening again and it is getting worse: from money, to a wrist, to the neck.",
    )


def nuala_conversation(ids: Ids, day: date) -> ConsentConversation:
    """Return the conversation in which Nuala says no to sharing and yes to some help."""
    return ConsentConversation(
        adult=ids("nuala"),
        spoke=LEAD,
        happened=at(day, 10, 20),
        where="The chiropodist’s room on the ground floor, door shut",
        safe_to_talk=YesNo.YES,
        alone=YesNo.YES,
        aids="Her hearing aid, with a new battery. No interpreter needed.",
        limits_explained=Explained.YES,
        manager_explained=YesNo.YES,
        promise_made=YesNo.NO,
        limits_words="“I thought you’d have to. Go on.”",
        has_capacity=Capacity.PRESUMED,
        worries="“If he hears I’ve talked he’ll go for me, or he’ll go for himself. And they’ll say it’s my own "
        "fault for taking him in. I’d lose the flat. I’d lose Aoife’s weekends.”",
        objections=(Objection.REPRISALS, Objection.LOSING_CONTROL, Objection.RELATIONSHIP, Objection.HOME),
        explained=Explained.YES,
        explained_how="I said that hands round the neck frighten me more than a bruise, because it can kill in "
        "minutes and the next time may be worse. She said, “I know it. I felt it.”",
        whom_explained=Explained.YES,
        whom_named="The domestic abuse service, the MARAC meeting and Adult Care. What he did that evening, the "
        "earlier marks, and how to reach her safely. Nothing about her money or her faith.",
        whom_words="“That’s a lot of people for one cold tea.”",
        benefits_explained=Explained.YES,
        benefits_how="An adviser who is only hers, a safe phone, help to keep the flat in her name. She said, “Could "
        "they do that? The flat?”",
        consequences_explained=Explained.YES,
        consequences_how="I asked what she thought might come next. She said, “He’ll finish it one day.” We talked "
        "about Aoife seeing it.",
        need_to_know_explained=Explained.YES,
        need_to_know_how="“Not Father Michael. Not the girls in the kitchen.” I said no to both.",
        support_explained=Explained.YES,
        support_offered="The domestic abuse adviser, Bríd to stay for a few days, a call bell that goes to the "
        "office, a bed in the guest room any night she wants it.",
        advocate_offered=YesNo.YES,
        support_reply="“Bríd, yes. I’d like Bríd.”",
        sharing_raises_risk=YesNo.YES,
        sharing_risk="Martin may hurt Nuala if he learns of it. He has said he would kill himself.",
        safety_plan="Nothing by post or to her mobile. Calls go through the office. Side gate lock changed today. "
        "Staff knock in pairs. A word for danger: she asks for “the blue cardigan”.",
        outcomes_asked=OutcomesAsked.EXPRESSED,
        outcomes="“One quiet week. To stay in my flat. Aoife’s weekends. Him to get help, and not the jail.”",
        agrees_sharing=Agreement.REFUSE,
        sharing_words="“No. Not yet. You mean well, but you don’t live with him.”",
        agrees_intervention=Agreement.PART,
        intervention_scope="Bríd to come, the call bell and the guest room. No police.",
        intervention_words="“The bell and Bríd. Leave the guards out of it.”",
        answered_how=AgreedHow.SPOKEN,
        can_change_mind=YesNo.YES,
        left_how="Tired, and she held my hand a while. I told her that I may have to share it all the same, and that "
        "I will tell her before I do. I see her again tomorrow at 10.",
    )


def nuala_dash(ids: Ids, day: date) -> DashWorksheet:
    """Return the worksheet, with 15 items answered yes and three not known."""
    answers = {name: _dash_answer(number) for number, name in enumerate(ITEMS, start=1)}
    return DashWorksheet(
        adult=ids("nuala"),
        assessor=LEAD,
        happened=at(day, 10, 55),
        safe_to_ask=YesNo.YES,
        other_sources="Items 21 and 24: her sister, with Nuala’s leave.",
        item_01_more="Hands on her neck. Not the first time he hurt her, the first time it was the neck.",
        item_03_more="That he will kill her. That Aoife will see it.",
        item_04_more="From Bríd, and from the choir.",
        item_08_more="He rings her mobile up to twenty times when she is at the day room.",
        item_12_more="Keeps her bank card, counts the shopping, checks her phone.",
        item_14_more="“He says he’d do for the both of us.”",
        item_18_more="An earlier partner, so Bríd has heard.",
        item_20_more="He has no income of his own.",
        item_21_more="21: drinks most days. 24: a fight in a pub, years ago.",
        signs=(Judgement.STRANGLING, Judgement.THREATS_TO_KILL, Judgement.ESCALATION, Judgement.OWN_VIEW),
        other_information="She cannot hold a phone well. She makes light of it: “cold tea”.",
        abuser_access="No job now. No hobby that we know of.",
        judgement_words="I believe that she could be killed. The neck, the threats and her own fear weigh most.",
        adult_priorities="Her flat, and Aoife.",
        accepts_help=YesNo.YES,
        marac_grounds=YesNo.YES,
        children_risk=YesNo.YES,
        children_referred=f"Children’s services, {at(day)} at 12:10, by {LEAD}.",
    ).with_answers(answers)


def _dash_answer(number: int) -> YesNo:
    if number in DASH_NOT_KNOWN:
        return YesNo.UNKNOWN
    return YesNo.YES if number in DASH_YES else YesNo.NO
