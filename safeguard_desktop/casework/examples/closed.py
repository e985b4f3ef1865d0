"""The example of a closed case: missed care visits, put right."""

from datetime import date

from safeguard_desktop.casework.examples.parts import (
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
    person,
    sharing,
    yes,
)
from safeguard_desktop.records import CaseStatus, Disclosure, YesNo
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided, Recipient
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    CaseFinding,
    CaseRole,
    HowKnown,
    LegalBasis,
    OrganisationType,
    OutcomesMet,
    Purpose,
    Relation,
    RiskAfter,
    RiskSource,
    SharingMethod,
    SupportReason,
)


def closed_case(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Leonard's case: missed care visits, put right, and closed with him."""
    day, end = days_before(today, 75), days_before(today, 20)
    leonard = adult(
        "Leonard Frost",
        1936,
        12,
        24,
        SupportReason.PHYSICAL,
        gender="male",
        address="61 Moss Lane, Heywood OL99 7PQ",
        safe_phone="01632 960231",
        safe_to_call="yes",
        support_needs="Four care visits a day.",
        gp="Moss Lane Surgery",
    )
    ended = case(
        ids,
        "leonard",
        day,
        reference,
        lead=CASEWORKER,
        status=CaseStatus.CLOSED,
        closed=end,
        people=(CasePerson(person=ids("agency"), role=CaseRole.ALLEGED, relation=Relation.CARE_STAFF),),
        finding=CaseFinding.RISK_ACTION,
        risk_after=RiskAfter.REMOVED,
        outcomes_met=OutcomesMet.FULLY,
        closing_words="A new agency since six weeks ago, not one visit missed. He has put on three kilos.",
        adult_told=YesNo.YES,
        still_a_threat=YesNo.NO,
        closed_by=LEAD,
    )
    return ExampleCase(
        ids("leonard-case"),
        (
            Entry(ids("leonard"), done(leonard), day),
            Entry(
                ids("agency"),
                done(person("Manager of Brightway Home Care", works_here="no", phone="01632 960232")),
                day,
            ),
        ),
        Entry(ids("leonard-case"), done(ended), end),
        (
            Entry(
                ids("leonard-concern"),
                done(
                    concern(
                        ids,
                        "leonard",
                        day,
                        summary="Nine care visits missed in two weeks",
                        account="His book shows no visit on nine evenings. He had slept in his chair on four of "
                        "them. The agency’s computer shows all nine as done.",
                        adult_words="“I don’t like to make trouble. But I was cold.”",
                        how_known=(HowKnown.SAW, HowKnown.ADULT_SAID, HowKnown.FOUND),
                        types=(AbuseType.NEGLECT, AbuseType.ORGANISATIONAL),
                        source=RiskSource.SERVICE_PROVIDER,
                        alleged=ids("agency"),
                        alleged_relation=Relation.CARE_STAFF,
                        alleged_staff=YesNo.YES,
                        alleged_uses_care=YesNo.NO,
                        others_at_risk=YesNo.YES,
                        others_who="The agency’s other clients on that round.",
                        outcomes="“Somebody who comes when they say.”",
                        crime_suspected=YesNo.UNKNOWN,
                        police_told=YesNo.NO,
                        council_told=YesNo.YES,
                        council_told_who=", the same day",
                        council_not_told_why=None,
                        council_reference="AC-57904",
                        history_comment="Nothing earlier for him. The council knew of two others on that round.",
                    )
                ),
                day,
            ),
            Entry(
                ids("leonard-decision"),
                done(
                    sharing(
                        ids,
                        "leonard",
                        day,
                        others_at_risk=yes("Others on the round", "Council"),
                        staff_implicated=yes(
                            "Visits written down that were not made", "His book, and the agency’s record"
                        ),
                        adult_safety="Willow Court staff call in the evenings until there is a new agency.",
                        others_safety="The council checks the whole round.",
                        decision=Decided.SHARE_ALL,
                        reasons="He agrees, and others on the round go without care too.",
                        recipients=(
                            Recipient(
                                organisation="Adult Care duty team",
                                type=OrganisationType.COUNCIL,
                                needs_it="They pay for the visits and must check them",
                                identity_checked="Rang back through the switchboard",
                            ),
                        ),
                        purposes=(Purpose.PREVENT_HARM, Purpose.GOOD_PRACTICE, Purpose.REVEAL_PATTERNS),
                        shared="His visit book for two weeks, and what he said.",
                        held_back="His health record.",
                        proportion_why="The book is what proves it.",
                        legal_bases=(LegalBasis.AGREEMENT, LegalBasis.RECOGNISED_INTEREST),
                    )
                ),
                day,
            ),
            Entry(
                ids("leonard-council"),
                done(
                    Disclosure(
                        adult=ids("leonard"),
                        decision=ids("leonard-decision"),
                        documents=(ids("leonard-concern"),),
                        what_sent="The visit book and the concern.",
                        organisation="Adult Care duty team",
                        organisation_type=OrganisationType.COUNCIL,
                        recipient="Ines Castellano",
                        identity_checked="Rang back through the switchboard",
                        purposes=(Purpose.PREVENT_HARM,),
                        why_words="To check the round",
                        method=SharingMethod.BY_HAND,
                        protection="In a sealed envelope, signed for",
                        copy_number=1,
                        status=DisclosureStatus.RECEIVED,
                        prepared_at=at(day, 15),
                        printed_at=at(day, 15, 10),
                        happened=at(day, 16),
                        sent_by=CASEWORKER,
                        received_at=at(day, 16),
                        received_by="Ines Castellano",
                        received_how="Signed",
                        outcome="Agency’s contract ended.",
                        adult_knows=YesNo.YES,
                    )
                ),
                day,
            ),
        ),
    )
