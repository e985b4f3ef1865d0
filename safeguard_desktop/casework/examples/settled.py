"""Examples that went well: one shared as the adult wished, and one about a resident and another."""

from datetime import date, timedelta

from safeguard_desktop.casework.examples.parts import (
    CASEWORKER,
    MANAGER,
    Entry,
    ExampleCase,
    Ids,
    adult,
    at,
    case,
    concern,
    days_before,
    done,
    sharing,
    yes,
)
from safeguard_desktop.records import Disclosure, YesNo
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    CaseRole,
    HowKnown,
    LegalBasis,
    OrganisationType,
    Place,
    Purpose,
    Relation,
    RiskSource,
    SharingMethod,
    SupportReason,
)


def agreed_and_received(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Patience's case: a telephone fraud, shared with the police as she wished, and received."""
    day = days_before(today, 7)
    patience = adult(
        "Patience Owusu",
        1948,
        11,
        30,
        SupportReason.SENSORY,
        gender="female",
        address="8 Chapel Hill, Middleton OL99 3MN",
        nhs_number="999 608 1745",
        safe_phone="01632 960211",
        safe_to_call="yes",
        communication="Write it down as well: she hears little on the telephone.",
        support_needs="Help with shopping and post.",
    )
    return ExampleCase(
        ids("patience-case"),
        (Entry(ids("patience"), done(patience), day),),
        Entry(ids("patience-case"), done(case(ids, "patience", day, reference, lead=CASEWORKER)), day),
        (
            Entry(
                ids("patience-concern"),
                done(
                    concern(
                        ids,
                        "patience",
                        day,
                        summary="A man on the telephone had her send £1,800 in vouchers",
                        account="She showed me a bag of used voucher cards. A man who said that he was from her bank "
                        "had rung on four days and had her read out the numbers. He told her not to tell her carer, "
                        "because “carers are the thieves”.",
                        adult_words="“He knew my name and my street. I feel such a fool, and I am not a fool.”",
                        types=(AbuseType.FINANCIAL, AbuseType.PSYCHOLOGICAL),
                        source=RiskSource.UNKNOWN,
                        alleged_known=YesNo.NO,
                        alleged_words="A man’s voice, “Mr Carter from the bank”, a withheld number.",
                        alleged_staff=YesNo.NO,
                        outcomes="“Catch him. And tell the ladies at chapel before he rings them.”",
                        crime_suspected=YesNo.YES,
                        police_told=YesNo.YES,
                        police_told_at=at(day, 12),
                        police_reference="Fraud report 4410",
                        council_told=YesNo.YES,
                        council_told_who=", by telephone at 12:30",
                        council_not_told_why=None,
                    )
                ),
                day,
            ),
            Entry(
                ids("patience-decision"),
                done(
                    sharing(
                        ids,
                        "patience",
                        day,
                        sharing_could_prevent_crime=yes("He may ring others at the chapel", "Patience"),
                        others_at_risk=yes("The ladies at chapel have the same kind of telephone list", "Patience"),
                        serious_crime_committed=yes("£1,800 taken by fraud", "The voucher cards"),
                        adult_safety="Her number is changed today, and the bank has stopped the card.",
                        others_safety="A warning, without her name, goes to the chapel.",
                        decision=Decided.SHARE_ALL,
                        reasons="She asks us to, others may lose money, and the police need the details.",
                        recipients=(
                            Recipient(
                                organisation="Police public protection",
                                type=OrganisationType.POLICE,
                                person="DC Imran Sheikh",
                                needs_it="To look into the fraud",
                                identity_checked="Rang the number in our contacts",
                            ),
                        ),
                        purposes=(Purpose.PREVENT_HARM, Purpose.POSE_RISK),
                        shared="Dates and times of the calls, the cards, and how to reach her.",
                        held_back="Her health and her care plan.",
                        proportion_why="It is what she wants and what they need.",
                        legal_bases=(LegalBasis.AGREEMENT, LegalBasis.RECOGNISED_INTEREST),
                        adult_told_words="“Good. Read me what you wrote.” I did.",
                    )
                ),
                day,
            ),
            Entry(
                ids("patience-police"),
                done(
                    Disclosure(
                        adult=ids("patience"),
                        decision=ids("patience-decision"),
                        documents=(ids("patience-concern"),),
                        what_sent="The concern, and a list of the calls.",
                        organisation="Police public protection",
                        organisation_type=OrganisationType.POLICE,
                        recipient="DC Imran Sheikh",
                        recipient_role="Detective constable",
                        identity_checked="Rang the number in our contacts",
                        purposes=(Purpose.PREVENT_HARM,),
                        why_words="To look into the fraud",
                        method=SharingMethod.SECURE_EMAIL,
                        protection="Secure email to a known address",
                        copy_number=1,
                        status=DisclosureStatus.RECEIVED,
                        prepared_at=at(day, 13),
                        printed_at=at(day, 13, 5),
                        happened=at(day, 13, 20),
                        sent_by=CASEWORKER,
                        received_at=at(day + timedelta(days=1), 9),
                        received_by="DC Imran Sheikh",
                        received_how="By email",
                        outcome="Number traced abroad. The bank pays back £1,800.",
                        adult_knows=YesNo.YES,
                    )
                ),
                day + timedelta(days=1),
            ),
        ),
    )


def one_resident_and_another(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Sidney's case: hit by another resident, who needs care and may be at risk himself."""
    day = days_before(today, 9)
    sidney = adult(
        "Sidney Marlow",
        1943,
        7,
        7,
        SupportReason.PHYSICAL,
        gender="male",
        address="Room 15, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        lives="Room 15, Willow Court",
        support_needs="Uses a wheelchair. Help to wash and dress.",
    )
    fred = adult(
        "Fred Tanner",
        1940,
        9,
        12,
        SupportReason.MEMORY,
        gender="male",
        address="Room 16, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        lives="Room 16, Willow Court",
        support_needs="Dementia. Walks at night and mistakes doors.",
    )
    return ExampleCase(
        ids("sidney-case"),
        (Entry(ids("sidney"), done(sidney), day), Entry(ids("fred"), done(fred), day)),
        Entry(
            ids("sidney-case"),
            done(
                case(
                    ids,
                    "sidney",
                    day,
                    reference,
                    people=(CasePerson(person=ids("fred"), role=CaseRole.ALLEGED, relation=Relation.RESIDENT),),
                )
            ),
            day,
        ),
        (
            Entry(
                ids("sidney-concern"),
                done(
                    concern(
                        ids,
                        "sidney",
                        day,
                        summary="Hit on the shoulder by Fred, who took him for a burglar",
                        account="At 2:30 I heard a shout from Room 15. Fred was standing over Sidney’s bed with a "
                        "slipper in his hand. Sidney held his shoulder. Fred said, “Get out of my house.” I walked "
                        "Fred back and made tea for both.",
                        adult_words="“He thought I was robbing him, poor devil. It didn’t half sting.”",
                        how_known=(HowKnown.SAW, HowKnown.HEARD, HowKnown.ADULT_SAID),
                        happened=at(day, 2, 30),
                        place=Place.RESIDENTIAL_HOME,
                        place_words="Room 15, Willow Court",
                        types=(AbuseType.PHYSICAL,),
                        source=RiskSource.KNOWN,
                        alleged=ids("fred"),
                        alleged_relation=Relation.RESIDENT,
                        alleged_uses_care=YesNo.YES,
                        going_on=YesNo.NO,
                        others_at_risk=YesNo.YES,
                        others_who="Room 14, whose door looks the same.",
                        injured=YesNo.YES,
                        injury="Red mark on the right shoulder, 5 cm, gone by morning.",
                        medical_help="None needed.",
                        outcomes="“A latch on my side. And don’t be hard on Fred.”",
                        crime_suspected=YesNo.NO,
                        council_told=YesNo.YES,
                        council_told_who=", at 9:15",
                        council_not_told_why=None,
                        council_reference="AC-58377",
                        searched=(SearchedFor.ADULT, SearchedFor.ALLEGED, SearchedFor.PLACE),
                        history_found="Fred went into Room 14 twice last month. Nobody was hurt.",
                        history_comment="Fred is looking for his own door, more often since the corridor was painted.",
                    )
                ),
                day,
            ),
            Entry(
                ids("sidney-decision"),
                done(
                    sharing(
                        ids,
                        "sidney",
                        day,
                        others_at_risk=yes("Room 14 has been walked into twice", "Night log"),
                        alleged_abuser_has_care_needs=yes("Dementia", "Care plan"),
                        alleged_abuser_may_be_at_risk=yes("Somebody may hit back", MANAGER),
                        adult_safety="A latch that he can open and Fred cannot.",
                        others_safety="Fred’s door is painted yellow, with his name and a tractor on it.",
                        decision=Decided.SHARE_PART,
                        reasons="Sidney agrees. Fred needs a review of his care, and it must go "
                        "on his own record as well.",
                        recipients=(
                            Recipient(
                                organisation="Adult Care duty team",
                                type=OrganisationType.COUNCIL,
                                person="Ines Castellano",
                                needs_it="To review Fred’s care, and to decide on an enquiry",
                                identity_checked="Rang back through the switchboard",
                            ),
                        ),
                        purposes=(Purpose.PREVENT_HARM, Purpose.PREVENT_NEED),
                        shared="What happened that night and the two earlier times.",
                        held_back="The rest of both files.",
                        proportion_why="It helps both of them.",
                        legal_bases=(LegalBasis.AGREEMENT, LegalBasis.RECOGNISED_INTEREST, LegalBasis.CARE_9),
                    )
                ),
                day,
            ),
        ),
    )
