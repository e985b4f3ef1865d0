"""The example in which staff are implicated: a dismissed care assistant, and a complete referral to the DBS."""

from datetime import date, timedelta

from safeguard_desktop.casework.examples.parts import (
    CARE_WORKER,
    HOME,
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
    not_known,
    yes,
)
from safeguard_desktop.casework.examples.people import craig, dorothy
from safeguard_desktop.records import Case, Concern, DbsReferral, Disclosure, SharingDecision, YesNo
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.dbs_referral import Incident, OtherBody, Victim
from safeguard_desktop.records.referral_lists import (
    DbsDocument,
    DisclosureStatus,
    EndedHow,
    Finding,
    ReferrerType,
    RegulatedActivity,
    Removal,
    Workforce,
)
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    Capacity,
    CaseRole,
    CaseStatus,
    Gender,
    HowKnown,
    LegalBasis,
    OrganisationType,
    OutcomesAsked,
    Place,
    Purpose,
    Relation,
    RiskSource,
    Role,
    SharingMethod,
)


def staff_case(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Miss Dot's case: the council was told and confirmed it; the DBS referral is ready to send."""
    start, told, ready = (days_before(today, days) for days in (30, 29, 2))
    case = Case(
        reference=reference,
        adult=ids("dorothy"),
        status=CaseStatus.OPEN,
        lead=MANAGER,
        opened=start,
        notes=MARK,
        people=(CasePerson(person=ids("craig"), role=CaseRole.ALLEGED, relation=Relation.CARE_STAFF),),
    )
    return ExampleCase(
        ids("dorothy-case"),
        (Entry(ids("dorothy"), done(dorothy()), start), Entry(ids("craig"), done(craig(start)), start)),
        Entry(ids("dorothy-case"), done(case), start),
        (
            Entry(ids("dorothy-concern"), done(dorothy_concern(ids, start)), start),
            Entry(ids("dorothy-decision"), done(dorothy_decision(ids, start)), start),
            Entry(ids("dorothy-council"), done(dorothy_told_council(ids, told)), told),
            Entry(ids("dorothy-dbs"), done(craig_dbs(ids, ready)), ready),
        ),
    )


def dorothy_concern(ids: Ids, day: date) -> Concern:
    """Return the concern about a colleague."""
    return Concern(
        danger_now=YesNo.NO,
        adult=ids("dorothy"),
        summary="Pulled up by the arm at night, and money gone",
        account="I helped Miss Dot at 7. There was a bruise like a hand on her left upper arm. She said that the "
        "night man pulled her up by it because she was “too slow and too heavy”. She asked me to look in her purse. "
        "Her son had left £60 on Saturday and there was £10.",
        adult_words="“He said, ‘Move yourself, I haven’t got all night.’ He went in my bag and looked me in the eye.”",
        how_known=(HowKnown.SAW, HowKnown.ADULT_SAID),
        opinion="She is clear about it and told it the same way twice.",
        witnesses="Her neighbour in Room 8 heard a raised voice at about 3.",
        happened=at(day, 3),
        going_on=YesNo.UNKNOWN,
        first_written=at(day, 7, 40),
        place=Place.RESIDENTIAL_HOME,
        place_words="Room 7, Willow Court",
        types=(AbuseType.PHYSICAL, AbuseType.FINANCIAL, AbuseType.ORGANISATIONAL),
        source=RiskSource.SERVICE_PROVIDER,
        alleged_known=YesNo.YES,
        alleged=ids("craig"),
        alleged_relation=Relation.CARE_STAFF,
        alleged_staff=YesNo.YES,
        alleged_uses_care=YesNo.NO,
        alleged_can_reach=YesNo.NO,
        others_at_risk=YesNo.YES,
        others_who="Everyone on the ground floor at night: nine residents, four of whom cannot ring the bell.",
        children_at_risk=YesNo.NO,
        injured=YesNo.YES,
        injury="Left upper arm, outer side: four finger marks and a thumb, blue, the longest 4 cm.",
        medical_help="District nurse the same morning. Nothing broken.",
        evidence="Body map, the rota, the purse kept in the safe, the corridor camera saved for that night.",
        outcomes_asked=OutcomesAsked.EXPRESSED,
        outcomes="“I don’t want him near me, nor near any of them. And I want my fifty pounds.”",
        told_who=MANAGER,
        told_at=at(day, 7, 55),
        duty_explained=YesNo.YES,
        crime_suspected=YesNo.YES,
        police_told=YesNo.YES,
        police_told_at=at(day, 8, 40),
        police_reference="Log 0214",
        council_told=YesNo.YES,
        council_told_who=f"{MANAGER}, at 9:10 the same day",
        council_reference="AC-58213",
        searched=(SearchedFor.ADULT, SearchedFor.STAFF, SearchedFor.PLACE),
        history_found="Two other residents lost cash on nights in the last two months. Both were put down to muddle.",
        history_comment="Three losses, and all on his nights. It was not seen before, because each was small.",
    )


def dorothy_decision(ids: Ids, day: date) -> SharingDecision:
    """Return the decision to share with the police and the council, which she agrees to."""
    return SharingDecision(
        adult=ids("dorothy"),
        emergency=YesNo.NO,
        refuses_sharing=YesNo.NO,
        refuses_intervention=YesNo.NO,
        has_capacity=Capacity.PRESUMED,
        capacity_basis="She asked good questions and decided for herself.",
        others_at_risk=yes("Nine residents are on that floor at night", CARE_WORKER),
        children_at_risk=no("No children live here", MANAGER),
        sharing_could_prevent_crime=yes("Money has gone three times on his nights", "The rota and the cash book"),
        serious_crime_committed=not_known("For the police to say"),
        serious_crime_may_be_committed=not_known("For the police to say"),
        alleged_abuser_has_care_needs=no("None that he has told us of", MANAGER),
        alleged_abuser_may_be_at_risk=no("No sign of it", MANAGER),
        staff_implicated=yes("A night care assistant is named", "Miss Dot"),
        duress_suspected=no("She speaks freely", MANAGER),
        risk_unreasonably_high=no("He is suspended and cannot reach her", MANAGER),
        marac_criteria_met=no("Not domestic abuse", LEAD),
        legal_request=no("Nobody has asked", MANAGER),
        other_public_interest=no("None beyond what is above", MANAGER),
        sharing_raises_risk=YesNo.NO,
        adult_safety="He is away from the building. She has a care worker of her choice at night.",
        others_safety="All nine were asked, gently, how their nights have been.",
        decision=Decided.SHARE_ALL,
        reasons="She wants it shared, others are at risk, and a colleague is implicated. There is nothing against it "
        "but our own discomfort, and that does not count.",
        recipients=(
            Recipient(
                organisation="Police public protection",
                type=OrganisationType.POLICE,
                person="Duty sergeant",
                needs_it="To look into assault and theft",
                identity_checked="Rang the number in our contacts",
            ),
            Recipient(
                organisation="Adult Care duty team",
                type=OrganisationType.COUNCIL,
                person="Duty social worker",
                needs_it="To decide on an enquiry",
                identity_checked="Rang back through the switchboard",
            ),
        ),
        purposes=(Purpose.PREVENT_HARM, Purpose.REVEAL_PATTERNS, Purpose.POSE_RISK),
        shared="What she said, the body map, the rota, the cash book and the two earlier losses.",
        held_back="The rest of her care file, and what the other residents said about anything else.",
        unnamed_enough=YesNo.NO,
        whole_file=YesNo.NO,
        necessary=YesNo.YES,
        relevant=YesNo.YES,
        only_needed=YesNo.YES,
        proportionate=YesNo.YES,
        proportion_why="She asks for it, and others cannot ask for themselves.",
        accurate=YesNo.YES,
        fact_marked=YesNo.YES,
        timely=YesNo.YES,
        secure=YesNo.YES,
        legal_bases=(LegalBasis.AGREEMENT, LegalBasis.RECOGNISED_INTEREST, LegalBasis.SAFEGUARDING_9),
        was_open=YesNo.YES,
        manager_explained=YesNo.YES,
        adult_told=YesNo.YES,
        adult_told_at=at(day, 8, 20),
        adult_told_words="“Good. Write it big.”",
        decided_by=MANAGER,
        decided_role=Role.REGISTERED_MANAGER,
        happened=at(day, 8, 30),
    )


def dorothy_told_council(ids: Ids, day: date) -> Disclosure:
    """Return what the council was sent, and that it came."""
    return Disclosure(
        adult=ids("dorothy"),
        decision=ids("dorothy-decision"),
        documents=(ids("dorothy-concern"),),
        what_sent="The concern, the body map and the rota.",
        organisation="Adult Care duty team",
        organisation_type=OrganisationType.COUNCIL,
        recipient="Ines Castellano",
        recipient_role="Duty social worker",
        identity_checked="Rang back through the switchboard",
        purposes=(Purpose.PREVENT_HARM, Purpose.REVEAL_PATTERNS),
        why_words="To decide on an enquiry",
        method=SharingMethod.SECURE_EMAIL,
        protection="Secure email to a known address",
        copy_number=1,
        status=DisclosureStatus.RECEIVED,
        prepared_at=at(day, 9),
        printed_at=at(day, 9, 5),
        happened=at(day, 9, 20),
        sent_by=MANAGER,
        received_at=at(day, 11, 45),
        received_by="Ines Castellano",
        received_how="By telephone",
        outcome="Enquiry opened, reference AC-58213.",
        adult_knows=YesNo.YES,
    )


def craig_dbs(ids: Ids, day: date) -> DbsReferral:
    """Return the complete referral: removed, and thought to have harmed."""
    dismissed, night = day - timedelta(days=9), day - timedelta(days=28)
    return DbsReferral(
        referrer_type=ReferrerType.PROVIDER,
        workforce=Workforce.ADULTS,
        regulated=YesNo.YES,
        activities=(RegulatedActivity.PERSONAL_CARE, RegulatedActivity.MONEY),
        removal=Removal.WITHDRAWN,
        removal_because=YesNo.YES,
        relevant_conduct=yes("Finger marks on her arm, her own clear account, camera and rota", "Investigation report"),
        harm_test=yes("He said that residents “have to be moved along”", "His interview"),
        relevant_offence=no("No caution or conviction so far", "Police officer"),
        organisation=HOME,
        contact_name=MANAGER,
        contact_role="Registered manager",
        contact_details="Willow Court, 1 Orchard Way, Rochdale OL99 1AA. 01632 960140. manager@willowcourt.example",
        second_contact=f"{LEAD}, safeguarding lead, 01632 960141",
        person=ids("craig"),
        national_insurance="QQ 12 34 56 C",
        registration="None. Care assistants are not registered.",
        certificate="Enhanced, number 001234567890, issued two years ago",
        person_aware=YesNo.YES,
        job_title="Night care assistant",
        duties="Washing, dressing, turning and toileting at night, alone on the ground floor from 1 to 6. Held the "
        "keys to the cash tins.",
        setting="Residential home for older people, 28 residents, ground floor at night",
        started=at(day - timedelta(days=700)),
        ended=at(dismissed),
        training="Care Certificate. Moving and handling and safeguarding adults, both renewed this year.",
        employment_history="Warehouse work until two years ago. No care work before.",
        other_work="He told a colleague that he has signed up with Northmoor Care Agency.",
        earlier_concerns="A warning in spring for sleeping on duty. Two losses of cash on his nights, not linked to "
        "him then.",
        ended_how=EndedHow.DISMISSED,
        ended_on=dismissed,
        ended_by=MANAGER,
        ended_why="Gross misconduct: rough handling, and money taken from a resident.",
        incidents=(
            Incident(
                happened=at(night, 3),
                place="Room 7, Willow Court",
                what="Pulled a resident up by the left upper arm and told her to move herself.",
                evidence="Body map, her statement, the statement of the resident next door, camera at 2:58",
                harm="Four finger marks and a thumb mark. She was afraid of nights for two weeks.",
            ),
            Incident(
                happened=at(night, 3, 10),
                place="Room 7, Willow Court",
                what="Took £50 from her purse.",
                evidence="Her statement, her son’s note of £60, £10 left, £50 found in his locker with the son’s "
                "note round it",
                harm="Loss of money, since paid back by the home. Loss of trust.",
            ),
        ),
        person_account="He says that she slipped and that he steadied her. He says that he found the money and meant "
        "to hand it in.",
        finding=Finding.PROVED,
        finding_why="Marks, camera and two accounts agree. His own account changed twice.",
        mitigation="He had worked six nights in a row. We have changed the rota.",
        victims=(
            Victim(
                person=ids("dorothy"),
                gender=Gender.FEMALE,
                vulnerability="In her eighties, cannot stand without two people, reads lips, needs help with all "
                "personal care",
                link="He was the only carer on her floor that night",
                impact="Pain for a week. Would not ring her bell at night. Better since he left.",
                contact="Through the home, or her son Curtis, 07700 900152",
            ),
        ),
        bodies=(
            OtherBody(
                organisation="Police public protection",
                type=OrganisationType.POLICE,
                contact="PC Nadia Whitlock",
                reference="Log 0214",
                told_on=night,
                stage="Interviewed under caution; no decision yet",
            ),
            OtherBody(
                organisation="Adult Care duty team",
                type=OrganisationType.COUNCIL,
                contact="Ines Castellano",
                reference="AC-58213",
                told_on=night,
                stage="Enquiry open; meeting held",
            ),
            OtherBody(
                organisation="Care Quality Commission",
                type=OrganisationType.REGULATOR,
                reference="Notification sent",
                told_on=night + timedelta(days=1),
            ),
        ),
        documents=(
            DbsDocument.CHRONOLOGY,
            DbsDocument.STATEMENTS,
            DbsDocument.VICTIM_STATEMENT,
            DbsDocument.JOB_DESCRIPTION,
            DbsDocument.APPLICATION,
            DbsDocument.TRAINING,
            DbsDocument.REPORT,
            DbsDocument.INTERVIEWS,
            DbsDocument.HEARING,
            DbsDocument.ENDING_LETTER,
            DbsDocument.WARNINGS,
            DbsDocument.CARE_PAPERS,
            DbsDocument.PICTURES,
        ),
        documents_later="The outcome of the police enquiry, as soon as we know it.",
        declared_by=MANAGER,
        declared_role="Registered manager",
        happened=at(day, 16),
    )
