"""A referral to the Disclosure and Barring Service: the legal test's facts and the form's content (6.6.1)."""

from datetime import date

from safeguard_desktop.records.questions import Step, ask, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.referral_lists import (
    DbsDocument,
    EndedHow,
    Finding,
    ReferrerType,
    RegulatedActivity,
    Removal,
    Workforce,
)
from safeguard_desktop.records.values import Fact, Name, Part, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Gender, OrganisationType


def _has_ended(record: "DbsReferral") -> bool:
    return record.ended_how not in (None, EndedHow.NOT_ENDED)


class Incident(Part):
    """One thing that the person is said to have done or left undone."""

    happened: When | None = ask("Date", past=True, need="Enter the date, or about when.")
    place: Words | None = ask("Place", required=False)
    what: Words | None = ask("What happened", need="Write what happened.")
    evidence: Words | None = ask("What shows it", need="Write what shows it.")
    harm: Words | None = ask("Harm, or harm that could have followed", need="Write the harm.")


class Victim(Part):
    """Somebody who was harmed, or put at risk."""

    person: Ref | None = ask("Who", picks=("adult", "person"), need="Choose who was harmed.")
    gender: Gender | None = ask("Gender", required=False)
    vulnerability: Words | None = ask("Why they need care and support", need="Say why they need care and support.")
    link: Words | None = ask("How they came to be in the person’s care", need="Say how they came to be in their care.")
    impact: Words | None = ask("How it has affected them", need="Say how it has affected them.")
    contact: Words | None = ask("How to reach them or their family", required=False)


class OtherBody(Part):
    """Another body that was told, and what it does."""

    organisation: Name | None = ask("Organisation", need="Enter the organisation.")
    type: OrganisationType | None = ask("Sort of organisation", required=False)
    contact: Words | None = ask("Officer or contact", required=False)
    reference: Words | None = ask("Reference or crime number", required=False)
    told_on: date | None = ask("Told on", past=True, required=False)
    stage: Words | None = ask("How far they are, or the outcome", required=False)


basis = Step(
    "Who refers, and what kind of work was it?",
    short="Who refers",
    clause="6.6.1",
    intro="Families and the public do not refer to the DBS. They go to the police, the council or the employer.",
)
removal_step = Step(
    "What became of their work with us?",
    short="Condition A: removed",
    clause="6.6.1",
    intro="It also counts if they left before you could remove them. A conviction is not needed.",
)
belief = Step(
    "What do you think they did, or may do?",
    short="Condition B: harm",
    clause="6.6.1",
    intro="Harm by an act or by doing nothing. You must think so, for a reason. You need not prove it.",
)
referrer = Step("Who can the DBS speak to?", short="Contact")
person_step = Step(
    "Who is referred?",
    short="Person referred",
    clause="6.6.1",
    intro="Full name, gender, date of birth and the date the address was checked come from the person’s record. "
    "Check them there.",
)
role_step = Step("What was their role?", short="Their role", intro="Show that it was regulated activity.")
background = Step("What training and other work do they have?", short="Training and other work")
ending = Step("How did it end?", short="How it ended")
allegations = Step("What happened?", short="What happened", clause="6.6.1")
findings = Step("What did you find?", short="What you found")
harmed = Step("Who was harmed?", short="Who was harmed")
bodies_step = Step(
    "Who else knows?",
    short="Other bodies",
    clause="6.6.2",
    intro="The DBS does not pass it on. Tell the Care Quality Commission, the council and any professional body too.",
)
papers = Step(
    "Which papers go with it?",
    short="Papers",
    intro="First-hand papers, signed, dated and easy to read. Do not black out more than you must.",
)
declaration = Step("Who signs it?", short="Declaration", clause="6.6.1")


class DbsReferral(Record, kind="dbs-referral", title="DBS referral"):
    """The facts of the legal test and the content of the referral form (SVGA 2006 ss35, 36 and 39)."""

    referrer_type: ReferrerType | None = basis.ask("Who are you?", need="Say who refers.")
    workforce: Workforce | None = basis.ask("Whom did they work with?", need="Say whom they worked with.")
    regulated: YesNo | None = basis.ask(
        "Was, or is, their work regulated activity?",
        hint="One of the six kinds below, done once or often. It is not the Care Quality Commission’s list.",
        need="Say whether their work was regulated activity.",
    )
    activities: tuple[RegulatedActivity, ...] | None = basis.ask(
        "Which kinds", need="Choose the kinds of regulated activity.", when=when_is("regulated", YesNo.YES)
    )
    might_be_regulated: YesNo | None = basis.ask(
        "Might they do such work in future?",
        need="Say whether they might do such work in future.",
        when=when_is("regulated", YesNo.NO, YesNo.UNKNOWN),
    )
    removal: Removal | None = removal_step.ask("What became of their work?", need="Say what became of their work.")
    removal_because: YesNo | None = removal_step.ask(
        "Was it because of the harm, or the risk of it?",
        need="Say whether it was because of the harm.",
        when=when_is("removal", Removal.WITHDRAWN, Removal.MOVED, Removal.LEFT, Removal.SUSPENDED),
    )
    relevant_conduct: Fact | None = belief.ask(
        "They harmed somebody, or put somebody in danger",
        hint="With adults also sexual behaviour that was not right, and certain images.",
        need="Say whether they harmed somebody, or put somebody in danger.",
    )
    harm_test: Fact | None = belief.ask(
        "They may harm somebody in future",
        hint="Or cause harm, put somebody at risk, try to, or lead others to.",
        need="Say whether they may harm somebody in future.",
    )
    relevant_offence: Fact | None = belief.ask(
        "They were cautioned or convicted for an offence on the DBS’s list",
        need="Say whether they were cautioned or convicted.",
    )
    barring_appropriate: YesNo | None = belief.ask(
        "Could the DBS think that they should be barred?",
        need="Say whether the DBS could think that they should be barred.",
        when=when_is("referrer_type", ReferrerType.COUNCIL, ReferrerType.REGULATOR),
    )
    organisation: Name | None = referrer.ask("Organisation", need="Enter your organisation.")
    contact_name: Name | None = referrer.ask("Contact", need="Enter the name of a contact.")
    contact_role: Words | None = referrer.ask("Role of the contact", need="Enter the role of the contact.")
    contact_details: Words | None = referrer.ask("Address, telephone and email", need="Enter how to reach the contact.")
    second_contact: Words | None = referrer.ask("Second contact", required=False)
    person: Ref | None = person_step.ask("Person referred", picks=("person",), need="Choose the person referred.")
    national_insurance: Words | None = person_step.ask("National Insurance number", required=False)
    registration: Words | None = person_step.ask("Professional register and number", required=False)
    certificate: Words | None = person_step.ask("DBS certificate number and date", required=False)
    person_aware: YesNo | None = person_step.ask(
        "Do they know about this referral?", need="Say whether they know about this referral."
    )
    job_title: Words | None = role_step.ask("Job title", need="Enter the job title.")
    duties: Words | None = role_step.ask("What they really did", long=True, need="Write what they really did.")
    setting: Words | None = role_step.ask("Where they worked", need="Write where they worked.")
    started: When | None = role_step.ask("Started", past=True, need="Enter when they started.")
    ended: When | None = role_step.ask("Ended", past=True, required=False)
    training: Words | None = background.ask(
        "Training and qualifications", long=True, need="Write their training and qualifications."
    )
    employment_history: Words | None = background.ask("Earlier jobs", long=True, required=False)
    other_work: Words | None = background.ask(
        "Other work or volunteering now",
        hint="With adults or children above all.",
        need="Write what other work you know of.",
    )
    earlier_concerns: Words | None = background.ask(
        "Earlier concerns or warnings", long=True, need="Write earlier concerns, or that there were none."
    )
    ended_how: EndedHow | None = ending.ask("How did it end?", need="Say how their work ended.")
    ended_on: date | None = ending.ask(
        "On which date",
        past=True,
        need="Enter the date their work ended.",
        when=_has_ended,
    )
    ended_by: Name | None = ending.ask("Who decided it", need="Enter who decided it.", when=_has_ended)
    ended_why: Words | None = ending.ask("Why", long=True, need="Write why their work ended.", when=_has_ended)
    incidents: tuple[Incident, ...] | None = allegations.ask("What happened, one by one", need="Add what happened.")
    person_account: Words | None = findings.ask(
        "What the person says about it", long=True, need="Write what the person says, or that they were not asked."
    )
    finding: Finding | None = findings.ask("What you found", need="Say what you found.")
    finding_why: Words | None = findings.ask("Your reasons", long=True, need="Write your reasons.")
    mitigation: Words | None = findings.ask("What speaks for them", long=True, required=False)
    victims: tuple[Victim, ...] | None = harmed.ask("People harmed or put at risk", need="Add who was harmed.")
    bodies: tuple[OtherBody, ...] | None = bodies_step.ask("Bodies that were told", need="Add who else was told.")
    documents: tuple[DbsDocument, ...] | None = papers.ask(
        "Papers that go with it", need="Choose the papers that go with it."
    )
    documents_later: Words | None = papers.ask("Papers that come later, or do not exist", long=True, required=False)
    declared_by: Name | None = declaration.ask("Name", need="Enter the name of the person who signs.")
    declared_role: Words | None = declaration.ask("Role", need="Enter the role of the person who signs.")
    happened: When | None = declaration.ask("Date", past=True, need="Enter the date of the referral.")

    @property
    def headline(self) -> str:
        """The job, and how it ended."""
        ended = self.ended_how.label.lower() if self.ended_how else ""
        return ", ".join(part for part in (self.job_title, ended) if part) or "Not finished"
