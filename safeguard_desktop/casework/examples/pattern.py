"""The example of a pattern: two small bruises in 19 days, and an adult who cannot make this decision."""

from datetime import date, timedelta

from safeguard_desktop.casework.examples.parts import (
    CARE_WORKER,
    LEAD,
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
    no,
    not_known,
    person,
    sharing,
    yes,
)
from safeguard_desktop.records import Capacity, CapacityAssessment, Concern, Disclosure, YesNo
from safeguard_desktop.records.capacity_assessment import Conclusion, Consulted, Decider, DecisionAbout
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
    OutcomesAsked,
    Place,
    Purpose,
    Relation,
    RiskSource,
    SharingMethod,
    SupportReason,
)


def two_bruises(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Iris's case: two bruises in 19 days, each small. She cannot make this decision, as an assessment says."""
    early, late, assessed = days_before(today, 24), days_before(today, 5), days_before(today, 4)
    iris = adult(
        "Iris Chapman",
        1938,
        1,
        19,
        SupportReason.MEMORY,
        gender="female",
        address="Room 21, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        lives="Room 21, Willow Court",
        nhs_number="999 413 9827",
        language="English",
        communication="Mornings are best. Sing with her first.",
        support_needs="Advanced dementia. Walks holding on to an arm.",
        attorney="None registered; checked last year.",
        family="Her daughter Hazel, 07700 900281",
    )
    return ExampleCase(
        ids("iris-case"),
        (
            Entry(ids("iris"), done(iris), early),
            Entry(ids("hazel"), done(person("Hazel Chapman", phone="07700 900281")), early),
        ),
        Entry(
            ids("iris-case"),
            done(
                case(
                    ids,
                    "iris",
                    early,
                    reference,
                    people=(CasePerson(person=ids("hazel"), role=CaseRole.FAMILY, relation=Relation.SON_OR_DAUGHTER),),
                )
            ),
            early,
        ),
        (
            Entry(
                ids("iris-concern-1"),
                done(
                    bruise(
                        ids,
                        early,
                        "Bruise on the left forearm, seen at breakfast",
                        "A bruise on the inside of her left forearm, yellow at the edge. She said “the door”. I "
                        "wrote it down as a knock.",
                        "Seen as a knock. Low level.",
                    )
                ),
                early,
            ),
            Entry(
                ids("iris-concern-2"),
                done(
                    bruise(
                        ids,
                        late,
                        "Bruise on the left forearm again, seen at the night check",
                        "The same place as last time: inside of the left forearm, four small round marks, blue. She "
                        "pulled the arm away and said “no more, no more”.",
                        "The second on the same arm in 19 days, both found after a night. This is a pattern, and "
                        "must be looked into.",
                    )
                ),
                late,
            ),
            Entry(ids("iris-capacity"), done(iris_capacity(ids, assessed)), assessed),
            Entry(
                ids("iris-decision"),
                done(
                    sharing(
                        ids,
                        "iris",
                        assessed,
                        has_capacity=Capacity.LACKS,
                        capacity_basis="Assessed for this decision; see the assessment.",
                        capacity_assessment=ids("iris-capacity"),
                        refuses_sharing=YesNo.UNKNOWN,
                        refuses_intervention=YesNo.UNKNOWN,
                        others_at_risk=not_known("Eleven residents on that corridor"),
                        staff_implicated=not_known("Both bruises were found after nights"),
                        sharing_could_prevent_crime=not_known("We do not know how it happens"),
                        serious_crime_committed=not_known(),
                        serious_crime_may_be_committed=not_known(),
                        alleged_abuser_has_care_needs=not_known(),
                        alleged_abuser_may_be_at_risk=not_known(),
                        duress_suspected=not_known(),
                        adult_safety="She cannot tell us, so we must find out.",
                        others_safety="Two carers at night on that corridor until we know.",
                        decision=Decided.SHARE_ALL,
                        reasons="She cannot decide this, and it is in her best interests that somebody from outside "
                        "looks. Each bruise alone is small; together they are not.",
                        recipients=(
                            Recipient(
                                organisation="Adult Care duty team",
                                type=OrganisationType.COUNCIL,
                                person="Duty social worker",
                                needs_it="To decide on an enquiry",
                                identity_checked="Rang back through the switchboard",
                            ),
                        ),
                        purposes=(Purpose.REVEAL_PATTERNS, Purpose.LOW_LEVEL, Purpose.PREVENT_HARM),
                        shared="Both concerns, both body maps and the rota.",
                        held_back="The rest of her file.",
                        proportion_why="The least that lets them see the pattern.",
                        legal_bases=(
                            LegalBasis.BEST_INTERESTS,
                            LegalBasis.RECOGNISED_INTEREST,
                            LegalBasis.SAFEGUARDING_9,
                        ),
                        adult_told_words="I told her simply that I would ask for help. She sang.",
                    )
                ),
                assessed,
            ),
            Entry(
                ids("iris-council"),
                done(
                    Disclosure(
                        adult=ids("iris"),
                        decision=ids("iris-decision"),
                        documents=(ids("iris-concern-1"), ids("iris-concern-2")),
                        what_sent="Both concerns, both body maps and the rota.",
                        organisation="Adult Care duty team",
                        organisation_type=OrganisationType.COUNCIL,
                        recipient="Ines Castellano",
                        recipient_role="Duty social worker",
                        identity_checked="Rang back through the switchboard",
                        purposes=(Purpose.REVEAL_PATTERNS,),
                        why_words="To decide on an enquiry",
                        method=SharingMethod.SECURE_EMAIL,
                        protection="Secure email to a known address",
                        copy_number=1,
                        status=DisclosureStatus.PRINTED,
                        prepared_at=at(assessed, 16, 30),
                        printed_at=at(assessed, 16, 40),
                        adult_knows=YesNo.UNKNOWN,
                    )
                ),
                assessed,
            ),
        ),
    )


def bruise(ids: Ids, day: date, summary: str, account: str, comment: str) -> Concern:
    """Return one of the two small concerns."""
    return concern(
        ids,
        "iris",
        day,
        summary=summary,
        account=account,
        how_known=(HowKnown.SAW,),
        place=Place.RESIDENTIAL_HOME,
        place_words="Room 21, Willow Court",
        types=(AbuseType.PHYSICAL,),
        source=RiskSource.UNKNOWN,
        going_on=YesNo.UNKNOWN,
        alleged_known=YesNo.UNKNOWN,
        alleged_staff=YesNo.UNKNOWN,
        alleged_can_reach=YesNo.UNKNOWN,
        others_at_risk=YesNo.UNKNOWN,
        injured=YesNo.YES,
        injury=account,
        outcomes_asked=OutcomesAsked.NONE_EXPRESSED,
        crime_suspected=YesNo.UNKNOWN,
        police_told=YesNo.NO,
        council_not_told_why="The safeguarding lead looks at it first.",
        searched=(SearchedFor.ADULT, SearchedFor.PLACE, SearchedFor.STAFF),
        history_comment=comment,
    )


def iris_capacity(ids: Ids, day: date) -> CapacityAssessment:
    """Return the assessment, in the order of the case, with the best-interests decision."""
    return CapacityAssessment(
        adult=ids("iris"),
        about=DecisionAbout.SHARING,
        decision="Whether the council is told about the bruises on her arm",
        put_as="“Iris, "
        "your arm is sore. May I ask a lady to come and help us find out why?” With a picture of an arm and of two "
        "people talking.",
        assessor=LEAD,
        assessor_role="Safeguarding lead",
        happened=at(day, 10),
        where="The garden room",
        present=CARE_WORKER,
        reason_to_doubt="She could not say which arm it was, five minutes after we had looked at it together.",
        comes_and_goes=YesNo.YES,
        can_wait=YesNo.NO,
        support_tried="Morning, after singing, with pictures, twice on the same day. She knew me the second time.",
        understand=no("She said “arm, yes” and then spoke of a dance", LEAD),
        retain=no("Gone within a minute, both times", LEAD),
        weigh=no("She could not hold the two choices side by side", LEAD),
        communicate=yes("She can say and show yes and no", LEAD),
        impairment=yes("Alzheimer’s disease, diagnosed by the memory clinic", "Dr Obi"),
        because_of_it=yes("What she hears is lost before she can think about it", LEAD),
        conclusion=Conclusion.LACKS,
        conclusion_why="Three of the four are not there, at her best time of day, and the illness is why.",
        review_on=day + timedelta(days=90),
        deciders=(Decider.NONE,),
        imca=YesNo.NO,
        past_wishes="She holds her arm "
        "away when it is touched. She was a union steward: “You tell somebody,” says Hazel.",
        consulted=(Consulted(name="Hazel Chapman", role="Daughter", view="“Mum would want it looked into. So do I.”"),),
        options="Tell nobody: no fuss, and it may go on. Tell the council: strangers and questions, and it may stop.",
        least_restrictive="Tell the council only what they need, and have Hazel beside her for any visit.",
        best_interests="Tell the council. It is what she would have done herself.",
        decided_by=MANAGER,
        decided_on=day,
    )
