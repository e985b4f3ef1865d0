"""Examples of need and danger: self-neglect, and an emergency."""

from datetime import date, timedelta

from safeguard_desktop.casework.examples.parts import (
    CARE_WORKER,
    CASEWORKER,
    LEAD,
    Entry,
    ExampleCase,
    Ids,
    adult,
    at,
    case,
    concern,
    days_before,
    done,
    no,
    not_known,
    sharing,
    yes,
)
from safeguard_desktop.records import Capacity, ConsentConversation, YesNo
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    Agreement,
    Explained,
    HowKnown,
    LegalBasis,
    OrganisationType,
    OutcomesAsked,
    Place,
    Purpose,
    RiskSource,
    SupportReason,
)


def self_neglect(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Gwen's case: a full house, cold rooms, and a part agreed."""
    day, talked = days_before(today, 11), days_before(today, 8)
    gwen = adult(
        "Gwen Pritchard",
        1955,
        5,
        2,
        SupportReason.SOCIAL,
        gender="female",
        address="5 Top o’ th’ Brow, Littleborough OL99 8HJ",
        nhs_number="999 590 4136",
        safe_phone="01632 960191",
        safe_to_call="yes",
        support_needs="Has let her house fill up since her sister died. Ulcers on both legs.",
        lives="Own cottage",
        lives_with="Four cats",
    )
    return ExampleCase(
        ids("gwen-case"),
        (Entry(ids("gwen"), done(gwen), day),),
        Entry(ids("gwen-case"), done(case(ids, "gwen", day, reference, lead=CASEWORKER)), day),
        (
            Entry(
                ids("gwen-concern"),
                done(
                    concern(
                        ids,
                        "gwen",
                        day,
                        summary="No heating, papers to the ceiling, leg ulcers not dressed",
                        account="I could open the door only a foot. Papers on the stairs to shoulder height. No "
                        "light in the kitchen. Her bandages had not been changed for over a week; she had told the "
                        "nurse not to come.",
                        adult_words="“It’s all in order, I know where everything is. Mair would have laughed.”",
                        types=(AbuseType.SELF_NEGLECT,),
                        others_at_risk=YesNo.NO,
                        injured=YesNo.YES,
                        injury="Open sores on both shins, wet through the bandage.",
                        medical_help="Nurse asked for; Gwen agreed to Thursday.",
                        outcomes="“Warm feet. Nobody to throw Mair’s things away.”",
                        history_comment="Three cancelled nurse "
                        "visits since August. It has been building up since her sister’s death.",
                    )
                ),
                day,
            ),
            Entry(
                ids("gwen-talk"),
                done(
                    ConsentConversation(
                        adult=ids("gwen"),
                        spoke=CASEWORKER,
                        happened=at(talked, 14),
                        where="Her doorstep, on two chairs",
                        safe_to_talk=YesNo.YES,
                        alone=YesNo.YES,
                        limits_explained=Explained.YES,
                        manager_explained=YesNo.YES,
                        has_capacity=Capacity.PRESUMED,
                        worries="“Men with a skip.”",
                        explained=Explained.YES,
                        explained_how="I said what frightens me: fire, a fall with no way in for "
                        "the ambulance, and her legs. “I’d thought of the fire,” she said.",
                        whom_explained=Explained.YES,
                        whom_named="The nurse, the fire service for a visit, and Adult Care "
                        "for one person who helps to sort, slowly.",
                        benefits_explained=Explained.YES,
                        benefits_how="Warm feet, a smoke alarm, somebody who asks before each bag.",
                        consequences_explained=Explained.YES,
                        consequences_how="“I’d not want the cats to burn.”",
                        need_to_know_explained=Explained.YES,
                        support_explained=Explained.YES,
                        support_offered="A volunteer who was a librarian. A bereavement group.",
                        advocate_offered=YesNo.YES,
                        support_reply="“A librarian! Well now.”",
                        sharing_raises_risk=YesNo.NO,
                        outcomes_asked=OutcomesAsked.EXPRESSED,
                        outcomes="“Warm feet. Mair’s letters kept. The cats safe.”",
                        agrees_sharing=Agreement.PART,
                        sharing_scope="The nurse and the fire service. Adult Care may know "
                        "that she wants help to sort, and no more. No photographs.",
                        sharing_words="“The fire lads and the nurse. The rest can wait.”",
                        agrees_intervention=Agreement.ALL,
                        intervention_scope="Nurse, smoke alarm, the librarian once a week.",
                        intervention_words="“One bag at a time.”",
                        can_change_mind=YesNo.YES,
                        next_talk=today + timedelta(days=3),
                        left_how="She waved from the door.",
                    )
                ),
                talked,
            ),
            Entry(
                ids("gwen-decision"),
                done(
                    sharing(
                        ids,
                        "gwen",
                        talked,
                        conversation=ids("gwen-talk"),
                        adult_safety="Fire and infection are the dangers. Trust is what will lower them.",
                        alleged_abuser_has_care_needs=no("There is no person alleged to cause harm", CASEWORKER),
                        decision=Decided.SHARE_PART,
                        reasons="She agrees to a part, and that part is enough for now. To go further against her "
                        "wish would lose her.",
                        recipients=(
                            Recipient(
                                organisation="Fire and rescue, home safety",
                                type=OrganisationType.FIRE,
                                needs_it="To fit alarms and see the way out",
                                identity_checked="Rang the number in our contacts",
                            ),
                            Recipient(
                                organisation="District nurses",
                                type=OrganisationType.HEALTH,
                                needs_it="To dress her legs",
                                identity_checked="Known to us",
                            ),
                        ),
                        purposes=(Purpose.PREVENT_HARM, Purpose.REACH_SUPPORT),
                        shared="That papers block the stairs, that there is no heating, and her legs.",
                        held_back="Her grief, and what is in the papers. They do not need it.",
                        proportion_why="She asked for exactly this.",
                        legal_bases=(LegalBasis.AGREEMENT, LegalBasis.RECOGNISED_INTEREST, LegalBasis.CARE_9),
                    )
                ),
                talked,
            ),
        ),
    )


def emergency(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Mohammed's case: hurt by a group in the street, 999 first and the record afterwards."""
    day = days_before(today, 1)
    mohammed = adult(
        "محمد العلي",
        1961,
        3,
        14,
        SupportReason.PHYSICAL,
        other_names="Mohammed al-Ali, Mohamad Alali",
        preferred_name="Abu Sami",
        gender="male",
        address="31 Weaver Close, Rochdale OL99 2KL",
        nhs_number="999 226 7054",
        safe_phone="07700 900671",
        safe_to_call="yes",
        language="Arabic",
        interpreter="yes",
        interpreter_details="Levantine Arabic, a man if possible",
        support_needs="Walks with two sticks. A care visit each morning.",
        religion="Muslim: no visits at Friday prayers",
    )
    return ExampleCase(
        ids("mohammed-case"),
        (Entry(ids("mohammed"), done(mohammed), day),),
        Entry(ids("mohammed-case"), done(case(ids, "mohammed", day, reference)), day),
        (
            Entry(
                ids("mohammed-concern"),
                done(
                    concern(
                        ids,
                        "mohammed",
                        day,
                        danger_now=YesNo.YES,
                        called_999=YesNo.YES,
                        called_999_at=at(day, 8, 12),
                        emergency_reference="Incident 0119",
                        summary="Pushed over and kicked outside his door by four young men",
                        account="I turned into the close at 8:10 and saw four young men round Abu Sami on the "
                        "ground. They were shouting about his country. They ran when I sounded the horn. He was "
                        "bleeding from the head. I rang 999 and stayed with him.",
                        adult_words="He said, in Arabic, and his neighbour told me: “They come every day now. Today "
                        "they had a stick.”",
                        how_known=(HowKnown.SAW, HowKnown.HEARD, HowKnown.TOLD),
                        told_by="Mrs Idris, next door",
                        place=Place.COMMUNITY,
                        place_words="Weaver Close, outside number 31",
                        happened=at(day, 8, 10),
                        types=(AbuseType.PHYSICAL, AbuseType.DISCRIMINATORY),
                        source=RiskSource.UNKNOWN,
                        alleged_known=YesNo.NO,
                        alleged_words="Four young men, one in a red hood. Mrs Idris may know one by sight.",
                        alleged_staff=YesNo.NO,
                        others_at_risk=YesNo.YES,
                        others_who="Mrs Idris and two other families in the close.",
                        injured=YesNo.YES,
                        injury="Cut above the left eye, about 3 cm. Pain in the ribs.",
                        medical_help="Ambulance to hospital at 8:35.",
                        evidence="One of his sticks, broken, in a clean bag.",
                        outcomes_asked=OutcomesAsked.NOT_ASKED,
                        outcomes=None,
                        not_asked_why="He was taken to hospital. He will be asked, with an interpreter.",
                        told_at=at(day, 8, 50),
                        duty_explained=YesNo.NO,
                        duty_not_explained_why="There was no time and no interpreter. He will be told today.",
                        crime_suspected=YesNo.YES,
                        police_told=YesNo.YES,
                        police_told_at=at(day, 8, 12),
                        police_reference="Incident 0119",
                        council_told=YesNo.YES,
                        council_told_who=", at 9:40",
                        council_not_told_why=None,
                        searched=(SearchedFor.ADULT, SearchedFor.PLACE),
                        history_found="In "
                        "the autumn a care worker wrote “children shout at the door”. Nobody followed it up.",
                        history_comment="It was there to be seen. Shouting, then every day, then a stick.",
                    )
                ),
                day,
            ),
            Entry(
                ids("mohammed-decision"),
                done(
                    sharing(
                        ids,
                        "mohammed",
                        day,
                        emergency=YesNo.YES,
                        refuses_sharing=YesNo.UNKNOWN,
                        refuses_intervention=YesNo.UNKNOWN,
                        others_at_risk=yes("Three other households are shouted at", "Mrs Idris"),
                        sharing_could_prevent_crime=yes("They come every day", "Mrs Idris"),
                        serious_crime_committed=yes("Four against one, kicked, head wound", CARE_WORKER),
                        serious_crime_may_be_committed=yes("They said that they would be back", CARE_WORKER),
                        risk_unreasonably_high=yes("Every day, and now with a stick", LEAD),
                        alleged_abuser_has_care_needs=not_known(),
                        alleged_abuser_may_be_at_risk=not_known(),
                        sharing_raises_risk=YesNo.YES,
                        sharing_risk="They may come back for him or for Mrs Idris. The police "
                        "patrol the close; he does not go home before a camera is up.",
                        adult_safety="He was bleeding and could not be asked. His life came first.",
                        others_safety="The neighbours were seen by the police the same day.",
                        decision=Decided.SHARE_ALL,
                        reasons="An emergency: I told 999 and the police at once, and wrote it down afterwards.",
                        recipients=(
                            Recipient(
                                organisation="Police",
                                type=OrganisationType.POLICE,
                                person="Control room",
                                needs_it="To come at once",
                                identity_checked="999",
                            ),
                        ),
                        purposes=(Purpose.PREVENT_HARM,),
                        shared="What was seen, who he is, where he lives, and that he walks with sticks.",
                        held_back="Everything else in his file.",
                        proportion_why="It was the least that would bring help.",
                        legal_bases=(LegalBasis.PUBLIC_INTEREST, LegalBasis.VITAL_6, LegalBasis.VITAL_9),
                        was_open=YesNo.NO,
                        not_open_why="He was hurt and there was no interpreter.",
                        adult_told=YesNo.YES,
                        adult_told_at=at(day, 14, 20),
                        adult_told_words="At the hospital, with an interpreter. “Thank the woman with the horn.”",
                        happened=at(day, 15),
                    )
                ),
                day,
            ),
        ),
    )
