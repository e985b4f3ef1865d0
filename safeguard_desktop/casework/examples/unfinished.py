"""Examples that wait for somebody: a conversation broken off, advice to come back to, a decision not made yet."""

from datetime import date, timedelta

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
    decision,
    done,
    not_known,
    person,
)
from safeguard_desktop.records import AdviceCall, Capacity, ConsentConversation, Skip, SkipWhy, YesNo
from safeguard_desktop.records.advice_call import Advised
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.sharing_lists import Decided, NotSharedWhy
from safeguard_desktop.records.vocabulary import (
    AbuseType,
    Agreement,
    CaseRole,
    Explained,
    HowKnown,
    Objection,
    OrganisationType,
    OutcomesAsked,
    Relation,
    RiskSource,
    SupportReason,
)


def broken_off(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return José's case: the conversation stopped in the middle, when his daughter came in."""
    day, talked = days_before(today, 2), days_before(today, 1)
    jose = adult(
        "José Fernández",
        1950,
        2,
        11,
        SupportReason.SENSORY,
        preferred_name="Don José",
        gender="male",
        address="17 Fell View, Rochdale OL99 3CD",
        nhs_number="999 751 9264",
        safe_phone="01632 960171",
        safe_to_call="yes",
        safe_times="Mornings, before his daughter is back from work",
        language="Spanish. His English is good for daily things.",
        interpreter="yes",
        interpreter_details="Castilian Spanish, by telephone. Never his daughter.",
        communication="Sees shapes only. Say who you are and when you leave.",
        support_needs="Nearly blind. Help with post, cooking and getting out.",
    )
    pilar = person("Pilar Fernández", address="17 Fell View, Rochdale OL99 3CD", occupation="Works in a bakery")
    return ExampleCase(
        ids("jose-case"),
        (Entry(ids("jose"), done(jose), day), Entry(ids("pilar"), done(pilar), day)),
        Entry(
            ids("jose-case"),
            done(
                case(
                    ids,
                    "jose",
                    day,
                    reference,
                    lead=CASEWORKER,
                    people=(CasePerson(person=ids("pilar"), role=CaseRole.ALLEGED, relation=Relation.SON_OR_DAUGHTER),),
                )
            ),
            day,
        ),
        (
            Entry(
                ids("jose-concern"),
                done(
                    concern(
                        ids,
                        "jose",
                        day,
                        summary="His daughter keeps his bank card and his post",
                        account="He asked me to read a letter to him. It was a final reminder for the gas. He said "
                        "that all letters go to Pilar first and that she has his card “since I cannot see the "
                        "machine”. There were two more red letters behind the clock.",
                        adult_words="“She is a good girl. She is tired. But I would like to know what is in my own "
                        "bank.”",
                        types=(AbuseType.FINANCIAL,),
                        source=RiskSource.KNOWN,
                        alleged=ids("pilar"),
                        alleged_relation=Relation.SON_OR_DAUGHTER,
                        alleged_uses_care=YesNo.NO,
                        outcomes="“To hear my own letters. Not to shame her.”",
                        crime_suspected=YesNo.UNKNOWN,
                        police_told=YesNo.NO,
                    )
                ),
                day,
            ),
            Entry(ids("jose-talk"), jose_conversation(ids, talked), talked, stopped_at="explain-the-concern"),
        ),
    )


def jose_conversation(ids: Ids, day: date) -> ConsentConversation:
    """Return the conversation as far as it came; “why it worries us” was about to be explained."""
    return ConsentConversation(
        adult=ids("jose"),
        spoke=CASEWORKER,
        happened=at(day, 10, 15),
        where="His front room",
        safe_to_talk=YesNo.YES,
        alone=YesNo.YES,
        aids="Interpreter by telephone, Marisol, number 4471",
        limits_explained=Explained.YES,
        manager_explained=YesNo.YES,
        promise_made=YesNo.NO,
        limits_words="“I understand. You have a chief also.”",
        has_capacity=Capacity.PRESUMED,
        worries="“If there are officials, she will be ashamed and she will go. She is all my family in this country.”",
        objections=(Objection.RELATIONSHIP, Objection.SHAME),
    )


def advice_taken(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Wanda's case: advice was asked for without her name, and somebody must come back to it."""
    day, called = days_before(today, 6), days_before(today, 4)
    wanda = adult(
        "Wanda Zielińska",
        1945,
        10,
        29,
        SupportReason.MEMORY,
        gender="female",
        address="Flat 12, Mere Court, Rochdale OL99 5EE",
        nhs_number="999 035 5185",
        safe_phone="01632 960181",
        safe_to_call="yes",
        language="Polish and English",
        support_needs="Forgets the time and what she has eaten. A visit at noon.",
        family="Nobody near. A cousin in Gdańsk.",
    )
    return ExampleCase(
        ids("wanda-case"),
        (
            Entry(ids("wanda"), done(wanda), day),
            Entry(ids("dean"), done(person("Dean Ashworth", address="Flat 10, Mere Court", other_names="Deano")), day),
        ),
        Entry(
            ids("wanda-case"),
            done(
                case(
                    ids,
                    "wanda",
                    day,
                    reference,
                    people=(CasePerson(person=ids("dean"), role=CaseRole.ALLEGED, relation=Relation.FRIEND),),
                )
            ),
            day,
        ),
        (
            Entry(
                ids("wanda-concern"),
                done(
                    concern(
                        ids,
                        "wanda",
                        day,
                        summary="A new friend two doors down, and £200 a week from the cash machine",
                        account="Her bank book shows £200 drawn each Friday since the summer; before that it was "
                        "£40. She says that Dean “does the machine for me, he is like a grandson”. He was there, and "
                        "friendly, and stood in the door while we talked.",
                        adult_words="“He fixes the television. He asks for nothing.”",
                        how_known=(HowKnown.SAW, HowKnown.ADULT_SAID, HowKnown.FOUND),
                        types=(AbuseType.FINANCIAL,),
                        source=RiskSource.KNOWN,
                        alleged=ids("dean"),
                        alleged_relation=Relation.FRIEND,
                        outcomes="“That he comes on Fridays. I like Fridays.”",
                        crime_suspected=YesNo.UNKNOWN,
                        police_told=YesNo.NO,
                        others_at_risk=YesNo.UNKNOWN,
                    )
                ),
                day,
            ),
            Entry(
                ids("wanda-decision"),
                done(
                    decision(
                        ids,
                        "wanda",
                        called,
                        refuses_sharing=YesNo.YES,
                        refuses_intervention=YesNo.NO,
                        others_at_risk=not_known("Three other older people live on that landing"),
                        sharing_could_prevent_crime=not_known("We do not know where the money goes"),
                        duress_suspected=not_known("He stands in the door, and she likes him"),
                        alleged_abuser_has_care_needs=not_known(),
                        alleged_abuser_may_be_at_risk=not_known(),
                        adult_safety="She is not in danger of harm to her body. Her savings may not last the winter.",
                        decision=Decided.ADVICE_FIRST,
                        reasons="She says no, and I do not know enough to go against it: three things that could "
                        "change the answer are not known. Advice without her name costs her nothing.",
                        not_shared_why=(NotSharedWhy.NOT_YET,),
                        reputation=YesNo.NO,
                        protective_action="The noon visit looks "
                        "at the bank book with her each Friday. We offered a bank card with a limit.",
                        review_on=today + timedelta(days=1),
                    )
                ),
                called,
            ),
            Entry(
                ids("wanda-advice"),
                done(
                    AdviceCall(
                        adult=ids("wanda"),
                        caller=LEAD,
                        question="Is this enough to share without agreement? Would a name help you to see whether "
                        "others are affected?",
                        organisation="Police public protection",
                        organisation_type=OrganisationType.POLICE,
                        adviser="DC Imran Sheikh",
                        happened=at(called, 11, 10),
                        reference="Advice 0873",
                        facts_given="An older adult who forgets things. A neighbour, known for half a year, who "
                        "draws more cash than before. No complaint from the adult.",
                        no_name=YesNo.YES,
                        could_be_recognised=YesNo.NO,
                        advice="Not enough for a crime yet. Find out whether others on the landing lend or give him "
                        "money. Ring again at once if so, or if she is short of food or heating.",
                        name_needed=Advised.UNCLEAR,
                        effect="We ask the other three residents, who are our own clients, how "
                        "they manage their money, in the usual reviews. Then I decide again.",
                        follow_up_on=today + timedelta(days=1),
                    )
                ),
                called,
            ),
        ),
    )


def not_decided(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return Kelly-Ann's case: strangers use her flat, she says no, and nobody has decided yet."""
    day, talked = days_before(today, 2), days_before(today, 1)
    kelly = adult(
        "Kelly-Ann Brooks",
        1997,
        8,
        5,
        SupportReason.LEARNING,
        preferred_name="Kel",
        gender="female",
        address="Flat 2, 40 Drake Street, Rochdale OL99 6FG",
        nhs_number="999 847 2601",
        safe_phone="07700 900833",
        safe_to_call="no",
        safe_notes="Others pick up her phone. See her at the Tuesday club instead.",
        communication="Short sentences, pictures, one thing at a time. Ask her to tell it back.",
        support_needs="Support worker six hours a week. Help with money, forms and cooking.",
    )
    return ExampleCase(
        ids("kelly-case"),
        (Entry(ids("kelly"), done(kelly), day),),
        Entry(ids("kelly-case"), done(case(ids, "kelly", day, reference, lead=CASEWORKER)), day),
        (
            Entry(
                ids("kelly-concern"),
                done(
                    concern(
                        ids,
                        "kelly",
                        day,
                        summary="Two men have moved into her flat and she sleeps on the floor",
                        account="Kel came to the club in the same clothes as last week. She said that “the lads” "
                        "sleep in her bed and keep bags under it. One of them waited outside in a car for the whole "
                        "two hours.",
                        adult_words="“They’re my mates. They get chips. I’m not to say about the bags.”",
                        opinion="I think that she is frightened: she looked at the car each time she spoke.",
                        types=(AbuseType.MODERN_SLAVERY, AbuseType.FINANCIAL, AbuseType.PSYCHOLOGICAL),
                        source=RiskSource.UNKNOWN,
                        alleged_known=YesNo.NO,
                        alleged_words="Two men in their twenties, called “Jay” and “Smally”. A silver car, part of "
                        "the plate 7 KX.",
                        alleged_staff=YesNo.UNKNOWN,
                        others_at_risk=YesNo.UNKNOWN,
                        outcomes="“My bed back.”",
                        crime_suspected=YesNo.YES,
                        police_told=YesNo.NO,
                        searched=(SearchedFor.ADULT, SearchedFor.PLACE),
                        history_found="In June she lost her bank card twice in a month.",
                        history_comment="The cards and the men may belong together.",
                    )
                ),
                day,
            ),
            Entry(
                ids("kelly-talk"),
                done(
                    ConsentConversation(
                        adult=ids("kelly"),
                        spoke=CASEWORKER,
                        happened=at(talked, 13, 30),
                        where="The craft room at the Tuesday club",
                        safe_to_talk=YesNo.YES,
                        alone=YesNo.YES,
                        aids="Picture cards",
                        limits_explained=Explained.YES,
                        manager_explained=YesNo.YES,
                        promise_made=YesNo.NO,
                        has_capacity=Capacity.PRESUMED,
                        worries="“They’ll do my windows. They said they know where my mum is.”",
                        objections=(Objection.REPRISALS,),
                        explained=Explained.PARTLY,
                        explained_how="I said that mates do not take your bed. She laughed and then she did not.",
                        whom_explained=Explained.YES,
                        whom_named="The police and Adult Care: that two men are in the flat, "
                        "and the car. Nothing about her mum.",
                        benefits_explained=Explained.YES,
                        benefits_how="Her own bed, a new lock. “A pink one?”",
                        consequences_explained=Explained.PARTLY,
                        consequences_how="She put her hands over her ears, and I stopped.",
                        support_explained=Explained.YES,
                        support_offered="A bed at the respite house from tonight, her "
                        "support worker at the door, a new phone.",
                        advocate_offered=YesNo.YES,
                        support_reply="“Can I bring Biscuit?” Biscuit is the cat. Yes.",
                        sharing_raises_risk=YesNo.YES,
                        sharing_risk="The men may hurt her or break in.",
                        safety_plan="Respite tonight. Police only after she is out of the flat.",
                        outcomes_asked=OutcomesAsked.EXPRESSED,
                        outcomes="“My bed back. And them not to know it was me.”",
                        agrees_sharing=Agreement.REFUSE,
                        sharing_words="“No police. They said no police.”",
                        agrees_intervention=Agreement.PART,
                        intervention_scope="Respite, with the cat.",
                        intervention_words="“Just for a bit.”",
                        can_change_mind=YesNo.YES,
                        left_how="At the respite house by 16:00, with the cat.",
                        skipped={
                            "need-to-know": Skip(why=SkipWhy.OTHER, reason="She was too upset to go on with that.")
                        },
                    )
                ),
                talked,
            ),
        ),
    )
