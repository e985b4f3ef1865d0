"""The main example, second half: the decision to share, what was told, and a MARAC referral that lacks two answers."""

from datetime import date

from safeguard_desktop.casework.examples.parts import HOME, LEAD, MANAGER, Ids, at, days_before, no, not_known, yes
from safeguard_desktop.records import (
    Disclosure,
    MaracReferral,
    SharingDecision,
    YesNo,
)
from safeguard_desktop.records.referral_lists import DisclosureStatus, MaracCriterion
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    Agreement,
    Capacity,
    LegalBasis,
    OrganisationType,
    Purpose,
    Relation,
    Role,
    SharingMethod,
)


def nuala_decision(ids: Ids, day: date) -> SharingDecision:
    """Return the decision to share a part without her agreement, with its reasons."""
    return SharingDecision(
        adult=ids("nuala"),
        conversation=ids("nuala-talk"),
        emergency=YesNo.NO,
        refuses_sharing=YesNo.YES,
        refuses_intervention=YesNo.NO,
        has_capacity=Capacity.PRESUMED,
        capacity_basis="She followed all of it, weighed it up and gave her own reasons. No reason to doubt it.",
        others_at_risk=no("Nobody else lives in the flat, and other residents are not near him", LEAD),
        children_at_risk=yes("Aoife, her granddaughter, sleeps there every other weekend", "Nuala"),
        sharing_could_prevent_crime=yes("He has hurt her before and threatens worse", "Nuala"),
        serious_crime_committed=yes("Hands round the neck; marks seen by staff", "Nuala, and the care worker"),
        serious_crime_may_be_committed=yes("“He’ll finish it one day”", "Nuala"),
        alleged_abuser_has_care_needs=not_known("He drinks. Nobody has assessed him"),
        alleged_abuser_may_be_at_risk=not_known("He talks of killing himself; we have not heard it ourselves"),
        staff_implicated=no("No member of staff is named by anyone", LEAD),
        duress_suspected=yes("He stands in the hall, reads her phone and keeps her card", "Staff, and Nuala"),
        risk_unreasonably_high=yes("Strangling, threats to kill, getting worse, her own fear", LEAD),
        marac_criteria_met=yes("15 of 24 on the Dash worksheet, and my own judgement", LEAD),
        legal_request=no("Nobody has asked", LEAD),
        other_public_interest=no("None beyond what is above", LEAD),
        sharing_raises_risk=YesNo.YES,
        sharing_risk="He may hurt her if he learns of it. So: nothing by post, no calls to her mobile, the meeting "
        "knows that he must not be told, Bríd stays from tonight.",
        adult_safety="She is in danger of being killed. She wants her flat and quiet, and both need him to be stopped.",
        others_safety="Aoife does not sleep there until this is safe. Her father knows from Nuala that she is “not "
        "well”.",
        decision=Decided.SHARE_PART,
        reasons="Nuala can decide and she says no, and I have thought hard about that. Against sharing: her wish, "
        "her fear of Martin, and that she may trust us less. For sharing: a serious crime that may well be repeated "
        "and could kill her, a child who may see it, and signs that she is not free to say yes. What she fears can "
        "be planned for. What may happen cannot be put right. I share only what they need to keep her and Aoife safe.",
        recipients=(
            Recipient(
                organisation="Lantern Domestic Abuse Service",
                type=OrganisationType.DOMESTIC_ABUSE,
                person="Petra Lindqvist",
                role="IDVA",
                needs_it="To plan for her safety and to speak for her",
                identity_checked="Rang back on the number in our contacts",
            ),
            Recipient(
                organisation="Rochdale MARAC",
                type=OrganisationType.MARAC,
                person="The coordinator",
                role="MARAC coordinator",
                needs_it="To bring the services together",
                identity_checked="Known secure address",
            ),
            Recipient(
                organisation="Adult Care duty team",
                type=OrganisationType.COUNCIL,
                person="Duty social worker",
                role="Duty",
                needs_it="To decide on an enquiry, and to support her",
                identity_checked="Rang back through the switchboard",
            ),
        ),
        purposes=(Purpose.PREVENT_HARM, Purpose.COORDINATE, Purpose.REACH_SUPPORT, Purpose.POSE_RISK),
        shared="What happened that evening, the earlier marks, the Dash worksheet, who is in the flat and when, and "
        "how to reach her safely.",
        held_back="Her money, her faith, her medical history and the rest of her care file. They do not need them.",
        unnamed_enough=YesNo.NO,
        whole_file=YesNo.NO,
        necessary=YesNo.YES,
        relevant=YesNo.YES,
        only_needed=YesNo.YES,
        proportionate=YesNo.YES,
        proportion_why="It reaches into her private life against her wish. Her life weighs more, and telling less "
        "would leave the meeting blind.",
        accurate=YesNo.YES,
        fact_marked=YesNo.YES,
        timely=YesNo.YES,
        secure=YesNo.YES,
        legal_bases=(
            LegalBasis.PUBLIC_INTEREST,
            LegalBasis.RECOGNISED_INTEREST,
            LegalBasis.SAFEGUARDING_9,
            LegalBasis.CRIMINAL_10,
            LegalBasis.CRIME_115,
        ),
        legal_notes="Under the board’s information sharing protocol.",
        was_open=YesNo.YES,
        manager_explained=YesNo.YES,
        adult_told=YesNo.YES,
        adult_told_at=at(day, 14, 30),
        adult_told_words="I told her what I would say, and to whom. She cried, and then said, “Well. Mind you tell "
        "them about the flat.”",
        decided_by=LEAD,
        decided_role=Role.SAFEGUARDING_LEAD,
        happened=at(day, 13, 40),
        approved_by=MANAGER,
    )


def nuala_told_idva(ids: Ids, day: date) -> Disclosure:
    """Return the first disclosure: sent, and not confirmed yet."""
    return Disclosure(
        adult=ids("nuala"),
        decision=ids("nuala-decision"),
        documents=(ids("nuala-dash"),),
        what_sent="What happened that evening, the Dash worksheet, and how to reach Nuala safely.",
        organisation="Lantern Domestic Abuse Service",
        organisation_type=OrganisationType.DOMESTIC_ABUSE,
        recipient="Petra Lindqvist",
        recipient_role="IDVA",
        identity_checked="Rang back on the number in our contacts",
        purposes=(Purpose.PREVENT_HARM, Purpose.REACH_SUPPORT),
        why_words="To plan with Nuala for her safety before the meeting",
        method=SharingMethod.LOCKED_FILE,
        protection="Locked PDF by secure email. The passphrase was told by phone.",
        copy_number=1,
        status=DisclosureStatus.SENT,
        prepared_at=at(day, 14, 45),
        printed_at=at(day, 14, 50),
        happened=at(day, 15, 5),
        sent_by=LEAD,
        follow_up_on=day,
        adult_knows=YesNo.YES,
    )


def nuala_marac(ids: Ids, day: date) -> MaracReferral:
    """Return the MARAC referral; whether he can get weapons and whom she cannot safely talk to are still missing."""
    return MaracReferral(
        marac="Rochdale MARAC",
        marac_email="marac@police.example",
        agency=HOME,
        contact_name=LEAD,
        contact_role="Safeguarding lead",
        contact_details="01632 960140, safeguarding@willowcourt.example",
        happened=at(day),
        adult=ids("nuala"),
        decision=ids("nuala-decision"),
        alleged=ids("martin"),
        alleged_relation=Relation.PARTNER,
        alleged_live_together=YesNo.YES,
        alleged_knows=YesNo.NO,
        alleged_whereabouts="In the flat most of the day. At the café from 10 to 12 on weekdays.",
        alleged_care_needs=YesNo.UNKNOWN,
        alleged_orders="None known.",
        criteria=(MaracCriterion.JUDGEMENT, MaracCriterion.VISIBLE),
        dash=ids("nuala-dash"),
        judgement_why="Strangling, threats to kill, it is getting worse, and she believes that he will kill her. She "
        "is cut off and cannot easily hold a phone.",
        latest_event="At about 18:00 on the evening before the concern was written he put both hands round her neck "
        "because the tea was cold. Marks and a hoarse voice were seen the next morning. The GP saw her the same day.",
        background="A bruise on the wrist in spring. Since August he keeps her bank card, reads her phone and stands "
        "in the hall during care visits.",
        expected="A safe way for her to stay in the flat without him. A safe phone. Help for his drinking.",
        aware=YesNo.YES,
        agrees=Agreement.REFUSE,
        adult_wishes="“One quiet week. To stay in my flat. Aoife’s weekends. Him to get help, and not the jail.”",
        fears="Martin. Also his brother Vincent, who carries messages for him.",
        safe_people="Her sister Bríd, 07700 900114, and Rhys at Willow Court.",
        safe_contact="Through the office, 01632 960141, weekdays 10 to 12. Say you are from the chiropodist.",
        purpose="To prevent her being killed or badly hurt, and to keep Aoife safe",
        necessity="She will not be safe by what we alone can do. The meeting needs what is here and no more.",
        disclosed="The event, the history, the Dash worksheet and safe contact. Her money, faith and health are held "
        "back.",
        harm_if_not="He could strangle her again, and she could die. Aoife could see it.",
        legal_bases=(LegalBasis.PUBLIC_INTEREST, LegalBasis.RECOGNISED_INTEREST, LegalBasis.SAFEGUARDING_9),
        consulted=f"{MANAGER}, and the IDVA",
        authorised_by=MANAGER,
        earlier_referral=YesNo.NO,
        idva_service="Lantern Domestic Abuse Service",
        idva_told=YesNo.YES,
        idva_told_when=at(days_before(day, 1), 15, 5),
        idva_told_by=LEAD,
        idva_agrees=YesNo.YES,
        housing="Extra care flat, the tenancy in her name alone",
        pregnant=YesNo.NO,
        no_public_funds=YesNo.NO,
        health="He drinks most days.",
    )
