"""A referral to the multi-agency risk assessment conference (MARAC), for domestic abuse (6.5; SafeLives)."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_any, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.referral_lists import MaracCriterion, RepeatMeaning
from safeguard_desktop.records.values import Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Agreement, LegalBasis, NotAskedWhy, Relation


def _without_agreement(record: "MaracReferral") -> bool:
    return record.agrees not in (None, Agreement.ALL)


routing = Step("Where does it go?", short="Where it goes", clause="6.5", intro="Send it by a secure way only.")
referrer = Step("Who is referring?", short="Who refers")
victim = Step("Who is at risk?", short="Who is at risk", clause="6.5")
abuser = Step(
    "Who is alleged to cause the harm?",
    short="Person alleged",
    clause="6.5",
    intro="They must not learn of this referral or of the meeting.",
)
abuser_more = Step("What else is known about them?", short="More about them")
criteria_step = Step(
    "Why does this meet the criteria?",
    short="Criteria",
    clause="6.5",
    intro="Any one is enough. A low number on the Dash never stops a referral.",
)
story = Step("What has happened?", short="What happened")
position = Step(
    "Do they know, and do they agree?",
    short="Their answer",
    clause="6.5",
    intro="Agreement is better, but is not a must.",
)
fears_step = Step("Whom do they fear, and whom can they talk to?", short="Fears and safety", clause="6.5")
annex = Step(
    "Why refer without their agreement?",
    short="Without agreement",
    clause="6.5, 6.3",
    when=_without_agreement,
)
annex_more = Step(
    "Who decided, and on which law?", short="Law and approval", clause="6.3, 6.7", when=_without_agreement
)
earlier = Step("Has there been an earlier referral?", short="Earlier referrals")
idva = Step(
    "Has the domestic abuse service been told?",
    short="IDVA",
    clause="6.5",
    intro="An IDVA is an independent domestic violence adviser. When the risk is high, tell the IDVA now. "
    "Do not wait for the meeting.",
)
local = Step("Anything that helps the meeting?", short="Other details", intro="Areas differ in what they ask.")


class MaracReferral(Record, kind="marac-referral", title="MARAC referral"):
    """What the MARAC needs beyond what the records of the adult and the people say (SafeLives form, 1.1)."""

    marac: Name | None = routing.ask("Which MARAC", hint="The adult’s postcode decides.", need="Enter which MARAC.")
    marac_email: Words | None = routing.ask("Its secure address", required=False)
    agency: Name | None = referrer.ask("Your organisation", need="Enter your organisation.")
    contact_name: Name | None = referrer.ask("Contact", need="Enter the name of a contact.")
    contact_role: Words | None = referrer.ask("Role of the contact", required=False)
    contact_details: Words | None = referrer.ask(
        "Telephone and secure email", need="Enter a telephone number or secure email."
    )
    happened: When | None = referrer.ask("Date of referral", past=True, need="Enter the date of referral.")
    adult: Ref | None = victim.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    decision: Ref | None = victim.ask("The sharing decision", picks=("sharing-decision",), required=False)
    alleged: Ref | None = abuser.ask(
        "The person alleged to cause harm", picks=("person", "adult"), need="Choose the person alleged to cause harm."
    )
    alleged_relation: Relation | None = abuser.ask(
        "How they are related to the adult", need="Say how they are related to the adult."
    )
    alleged_live_together: YesNo | None = abuser.ask("Do they live together?", need="Say whether they live together.")
    others_alleged: tuple[Ref, ...] | None = abuser.ask(
        "Others alleged to cause harm", picks=("person", "adult"), required=False
    )
    alleged_knows: YesNo | None = abuser.ask(
        "Could they know about this referral?", need="Say whether they could know about this referral."
    )
    alleged_whereabouts: Words | None = abuser_more.ask("Where they are now", required=False)
    alleged_weapons: YesNo | None = abuser_more.ask("Can they get weapons?", need="Say whether they can get weapons.")
    alleged_weapons_words: Words | None = abuser_more.ask(
        "Which, and where", need="Say which weapons, and where.", when=when_is("alleged_weapons", YesNo.YES)
    )
    alleged_care_needs: YesNo | None = abuser_more.ask("Do they need care and support themselves?", required=False)
    alleged_orders: Words | None = abuser_more.ask("Bail, court orders, crime numbers", required=False)
    criteria: tuple[MaracCriterion, ...] | None = criteria_step.ask(
        "Criteria", need="Choose at least one of the criteria."
    )
    dash: Ref | None = criteria_step.ask(
        "The Dash worksheet",
        picks=("dash-worksheet",),
        need="Choose the Dash worksheet.",
        when=when_any("criteria", MaracCriterion.VISIBLE),
    )
    judgement_why: Words | None = criteria_step.ask(
        "Why you are seriously worried",
        long=True,
        need="Write why you are seriously worried.",
        when=when_any("criteria", MaracCriterion.JUDGEMENT),
    )
    escalation: Words | None = criteria_step.ask(
        "How it is getting worse, with the number of police call-outs in 12 months",
        need="Write how it is getting worse.",
        when=when_any("criteria", MaracCriterion.ESCALATION),
    )
    repeat_meaning: RepeatMeaning | None = criteria_step.ask(
        "What counts as a repeat in your area?",
        need="Say what counts as a repeat.",
        when=when_any("criteria", MaracCriterion.REPEAT),
    )
    latest_event: Words | None = story.ask("The latest event", long=True, need="Write what happened last.")
    background: Words | None = story.ask("What happened before", long=True, need="Write what happened before.")
    expected: Words | None = story.ask("What you hope the meeting can do", long=True, required=False)
    aware: YesNo | None = position.ask(
        "Do they know about this referral?", need="Say whether they know about this referral."
    )
    not_aware_why: Words | None = position.ask(
        "Why they were not told", need="Say why they were not told.", when=when_is("aware", YesNo.NO)
    )
    agrees: Agreement | None = position.ask("Do they agree to it?", need="Say whether they agree to it.")
    adult_wishes: Words | None = position.ask(
        "What they want, in their own words", long=True, need="Write what they want."
    )
    fears: Words | None = fears_step.ask(
        "Whom they are afraid of", hint="Everyone, not only the person named.", long=True, need="Write whom they fear."
    )
    safe_people: Words | None = fears_step.ask("Whom it is safe to talk to", need="Write whom it is safe to talk to.")
    unsafe_people: Words | None = fears_step.ask(
        "Whom it is not safe to talk to", need="Write whom it is not safe to talk to."
    )
    safe_contact: Words | None = fears_step.ask(
        "Safe way and time to reach them", need="Write a safe way and time to reach the adult."
    )
    no_agreement_why: NotAskedWhy | None = annex.ask(
        "Why they were not asked",
        need="Say why they were not asked.",
        when=when_is("agrees", Agreement.NOT_ASKED, Agreement.UNABLE),
    )
    purpose: Words | None = annex.ask("What the referral is for", need="Write what the referral is for.")
    necessity: Words | None = annex.ask(
        "Why it is needed and in proportion", long=True, need="Write why it is needed and in proportion."
    )
    disclosed: Words | None = annex.ask("What is told, and what is held back", need="Write what is told.")
    harm_if_not: Words | None = annex.ask(
        "The harm that could follow if it were not told", long=True, need="Write the harm that could follow."
    )
    legal_bases: tuple[LegalBasis, ...] | None = annex_more.ask("Legal basis", need="Choose the legal basis.")
    consulted: Words | None = annex_more.ask("Whom you asked", required=False)
    authorised_by: Name | None = annex_more.ask("Who approved it", need="Enter who approved the referral.")
    annex_review_on: date | None = annex_more.ask("Look at this again on", required=False)
    earlier_referral: YesNo | None = earlier.ask(
        "Has the adult been referred to any MARAC before?", need="Say whether there was an earlier referral."
    )
    earlier_where: Words | None = earlier.ask(
        "Where, when, and the case number",
        need="Enter where and when the earlier referral was.",
        when=when_is("earlier_referral", YesNo.YES),
    )
    idva_service: Name | None = idva.ask("Service", need="Enter the domestic abuse service.")
    idva_told: YesNo | None = idva.ask("Have they been told?", need="Say whether the service has been told.")
    idva_told_when: When | None = idva.ask(
        "When they were told", past=True, need="Enter when the service was told.", when=when_is("idva_told", YesNo.YES)
    )
    idva_told_by: Name | None = idva.ask(
        "Who told them", need="Enter who told the service.", when=when_is("idva_told", YesNo.YES)
    )
    idva_agrees: YesNo | None = idva.ask(
        "Does the adult agree that they get in touch?", need="Say whether the adult agrees to contact."
    )
    housing: Words | None = local.ask("Housing and tenancy", required=False)
    pregnant: YesNo | None = local.ask("Is the adult pregnant?", required=False)
    no_public_funds: YesNo | None = local.ask(
        "Does their immigration status keep them from benefits or housing?", required=False
    )
    health: Words | None = local.ask("Mental health, drink or drugs", required=False)
    other_details: Words | None = local.ask("Anything else", long=True, required=False)

    @property
    def headline(self) -> str:
        """To which MARAC, and whether the adult agrees."""
        if not self.marac:
            return "Not finished"
        return f"{self.marac}, without agreement" if _without_agreement(self) else self.marac

    @property
    def due_on(self) -> date | None:
        """The day to look again at a referral without their agreement."""
        return self.annex_review_on if _without_agreement(self) else None
