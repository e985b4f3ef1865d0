"""A concern about an adult at risk: what happened, how we know, and who has been told (6.1, 6.2, 6.5)."""

from safeguard_desktop.records.questions import Step, when_any, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Name, Ref, When, Words, YesNo, in_brief
from safeguard_desktop.records.vocabulary import AbuseType, HowKnown, OutcomesAsked, Place, Relation, RiskSource


class SearchedFor(Choice):
    """What earlier records were searched for (6.1)."""

    ADULT = "adult", "This adult"
    ALLEGED = "alleged", "The person alleged to cause harm"
    PLACE = "place", "This place"
    STAFF = "staff", "Staff who were there"


def _may_have_been_someone(record: "Concern") -> bool:
    return record.types != (AbuseType.SELF_NEGLECT,)


def _may_be_a_crime(record: "Concern") -> bool:
    return record.crime_suspected in (YesNo.YES, YesNo.UNKNOWN)


danger = Step(
    "Is anyone in danger now?",
    short="Danger now",
    clause="6.5",
    intro="If someone is in danger, ring 999 first. You can write this down afterwards. You can move on at any time.",
)
the_adult = Step("Who is the concern about?", short="The adult")
what = Step(
    "What happened?",
    clause="6.1",
    intro="Write it as soon as you can. Keep to what you saw, heard and were told.",
    say="Thank you for telling me. You have done the right thing. Tell me in your own way, and take your time.",
)
knowing = Step("How do you know?", short="Fact or opinion", clause="6.1")
times = Step("When did it happen?", clause="6.1")
where = Step("Where did it happen?")
harm = Step("What kind of harm is it?", short="Kind of harm", intro="Choose all that fit. You need not be sure.")
alleged_step = Step(
    "Who may have caused the harm?",
    short="Who may have caused it",
    clause="6.2",
    intro="“Alleged” means that somebody says so. It is not proof.",
    when=_may_have_been_someone,
)
others = Step("Is anyone else at risk?", short="Others at risk", clause="6.5")
injuries = Step("Is anyone hurt?", short="Injuries and evidence")
wants = Step(
    "What does the adult want to happen?",
    short="What they want",
    clause="6.3",
    say="What would you like to happen now? What matters most to you?",
)
told_here = Step(
    "Who have you told here?",
    clause="6.5",
    intro="Tell your manager or safeguarding lead, always. If one of them is part of the concern, tell another one, "
    "or the council.",
    say="I have to tell my manager about this, because it is my job to keep you safe. I will tell you what happens.",
)
police = Step("Could it be a crime?", short="Police", clause="6.2")
council = Step(
    "Does the council know?",
    short="Council",
    clause="6.2",
    intro="Never take it that someone else has passed it on. Ask, and write down who told whom.",
)
history = Step(
    "What has happened before?",
    short="Looking back",
    clause="6.1",
    intro="Search for earlier concerns, even small ones. Several small things can show a pattern.",
)


class Concern(Record, kind="concern", title="Concern"):
    """What somebody saw, heard or was told that makes them worry about an adult at risk."""

    danger_now: YesNo | None = danger.ask("Is anyone in danger now?", need="Say whether anyone is in danger now.")
    called_999: YesNo | None = danger.ask("Did you ring 999?", required=False, when=when_is("danger_now", YesNo.YES))
    called_999_at: When | None = danger.ask(
        "When did you ring?", past=True, required=False, when=when_is("called_999", YesNo.YES)
    )
    emergency_reference: Words | None = danger.ask(
        "Number they gave you", required=False, when=when_is("called_999", YesNo.YES)
    )
    not_called_why: Words | None = danger.ask(
        "If you have not rung, why?",
        hint="You can go on without an answer.",
        required=False,
        when=when_is("called_999", YesNo.NO),
    )
    adult: Ref | None = the_adult.ask(
        "The adult at risk", picks=("adult",), need="Choose the adult, or add them.", clause="6.1"
    )
    summary: Words | None = what.ask(
        "In a few words",
        hint="One line for lists, such as “Bruise on left arm, seen at night check”.",
        need="Say in a few words what the concern is.",
    )
    account: Words | None = what.ask(
        "What happened",
        hint="In the order it happened. Put words that people said in quotation marks.",
        long=True,
        need="Write what happened.",
    )
    adult_words: Words | None = what.ask("What the adult said, in their own words", long=True, required=False)
    how_known: tuple[HowKnown, ...] | None = knowing.ask("How do you know?", need="Say how you know.")
    told_by: Name | None = knowing.ask(
        "Who told you", need="Enter who told you.", when=when_any("how_known", HowKnown.TOLD)
    )
    opinion: Words | None = knowing.ask(
        "What you think about it",
        hint="Keep this apart from what happened, and say why you think so.",
        long=True,
        required=False,
    )
    witnesses: Words | None = knowing.ask("Who else saw or heard it", required=False)
    happened: When | None = times.ask(
        "When did it happen?",
        hint="If you do not know the day, tick the box below, and leave the day out.",
        past=True,
        need="Enter the date it happened, or about when.",
    )
    going_on: YesNo | None = times.ask("Is it still going on?", need="Say whether it is still going on.")
    first_written: When | None = times.ask(
        "When was it first written down?",
        hint="If you made a note on paper first, give the date of the note.",
        past=True,
        required=False,
    )
    late_why: Words | None = times.ask("If that was not the same day, why?", required=False)
    place: Place | None = where.ask("What sort of place?", need="Say what sort of place it was.")
    place_words: Words | None = where.ask(
        "Which place", hint="For example “bathroom, ground floor, Willow Court”.", required=False
    )
    types: tuple[AbuseType, ...] | None = harm.ask("Kinds of harm", need="Choose at least one kind of harm.")
    source: RiskSource | None = harm.ask("Who is the risk from?", required=False, when=_may_have_been_someone)
    alleged_known: YesNo | None = alleged_step.ask("Do you know who it was?", need="Say whether you know who it was.")
    alleged: Ref | None = alleged_step.ask(
        "The person alleged to cause harm",
        picks=("person", "adult"),
        need="Choose the person alleged to cause harm, or add them.",
        when=when_is("alleged_known", YesNo.YES),
    )
    alleged_words: Words | None = alleged_step.ask(
        "What you know about who it was", required=False, when=when_is("alleged_known", YesNo.NO, YesNo.UNKNOWN)
    )
    alleged_relation: Relation | None = alleged_step.ask(
        "How they are related to the adult", required=False, when=when_is("alleged_known", YesNo.YES)
    )
    alleged_staff: YesNo | None = alleged_step.ask(
        "Do they work or volunteer in care?", clause="6.5", need="Say whether they work or volunteer in care."
    )
    alleged_uses_care: YesNo | None = alleged_step.ask(
        "Do they need care and support themselves?",
        clause="6.5",
        need="Say whether they need care and support themselves.",
    )
    alleged_can_reach: YesNo | None = alleged_step.ask(
        "Can they still reach the adult?", need="Say whether they can still reach the adult."
    )
    others_at_risk: YesNo | None = others.ask(
        "Could other adults be at risk?", need="Say whether other adults could be at risk."
    )
    others_who: Words | None = others.ask(
        "Which adults, and why", need="Say which adults, and why.", when=when_is("others_at_risk", YesNo.YES)
    )
    children_at_risk: YesNo | None = others.ask(
        "Could children be at risk?", need="Say whether children could be at risk."
    )
    children_who: Words | None = others.ask(
        "Which children, and why",
        hint="Children’s services must be told as well.",
        need="Say which children, and why.",
        when=when_is("children_at_risk", YesNo.YES),
    )
    injured: YesNo | None = injuries.ask("Is anyone hurt?", need="Say whether anyone is hurt.")
    injury: Words | None = injuries.ask(
        "The injury",
        hint="Who, where on the body, how big, what colour and shape. Do not guess the cause.",
        long=True,
        need="Describe the injury.",
        when=when_is("injured", YesNo.YES),
    )
    medical_help: Words | None = injuries.ask(
        "Medical help given or asked for", required=False, when=when_is("injured", YesNo.YES)
    )
    evidence: Words | None = injuries.ask(
        "What has been kept, and where",
        hint="For example clothes, messages, notes or photographs. Do not wash or tidy anything the police may need.",
        long=True,
        required=False,
    )
    outcomes_asked: OutcomesAsked | None = wants.ask(
        "Did you ask what they want?", need="Say whether you asked what they want."
    )
    outcomes: Words | None = wants.ask(
        "What they want, in their own words",
        long=True,
        need="Write what they said they want.",
        when=when_is("outcomes_asked", OutcomesAsked.EXPRESSED),
    )
    not_asked_why: Words | None = wants.ask(
        "Why they were not asked",
        need="Say why they were not asked.",
        when=when_is("outcomes_asked", OutcomesAsked.NOT_ASKED),
    )
    told_who: Name | None = told_here.ask("Manager or safeguarding lead you told", need="Enter who you told here.")
    told_at: When | None = told_here.ask("When you told them", past=True, need="Enter when you told them.")
    duty_explained: YesNo | None = told_here.ask(
        "Did you tell the adult that you must tell your manager?",
        hint="Do not, if that would put them in more danger.",
        need="Say whether you told the adult that you must tell your manager.",
    )
    duty_not_explained_why: Words | None = told_here.ask(
        "How telling them would raise their risk, or why it could not be done",
        need="Say why you did not tell them.",
        when=when_is("duty_explained", YesNo.NO),
    )
    crime_suspected: YesNo | None = police.ask("Could it be a crime?", need="Say whether it could be a crime.")
    police_told: YesNo | None = police.ask(
        "Have the police been told?", need="Say whether the police have been told.", when=_may_be_a_crime
    )
    police_told_at: When | None = police.ask(
        "When they were told", past=True, required=False, when=when_is("police_told", YesNo.YES)
    )
    police_reference: Words | None = police.ask(
        "Police reference", required=False, when=when_is("police_told", YesNo.YES)
    )
    council_told: YesNo | None = council.ask(
        "Has Adult Care been told?", need="Say whether Adult Care at the council has been told."
    )
    council_told_who: Words | None = council.ask(
        "Who told them, and when", need="Enter who told Adult Care, and when.", when=when_is("council_told", YesNo.YES)
    )
    council_reference: Words | None = council.ask(
        "Council reference", required=False, when=when_is("council_told", YesNo.YES)
    )
    council_not_told_why: Words | None = council.ask(
        "Why not, or who will",
        need="Say why Adult Care has not been told, or who will tell them.",
        when=when_is("council_told", YesNo.NO, YesNo.UNKNOWN),
    )
    searched: tuple[SearchedFor, ...] | None = history.ask(
        "What did you search for?", need="Search for earlier concerns, and say what you searched for."
    )
    history_found: Words | None = history.ask("What you found", long=True, required=False)
    history_comment: Words | None = history.ask(
        "What it tells us",
        hint="Is it happening again? Is it getting worse? If you found nothing, say so.",
        need="Say what looking back tells us.",
    )

    @property
    def headline(self) -> str:
        """The concern in a few words."""
        return in_brief(self.summary) if self.summary else self.title
