"""Advice from the police or the council without naming the person (golden rule 3; 6.5, 6.7.1)."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import OrganisationType


class Advised(Choice):
    """Whether the adviser thinks that the name must be given."""

    YES = "yes", "Yes, tell them everything they need"
    NO = "no", "No, it is not needed"
    UNCLEAR = "unclear", "They could not say"


preparing = Step(
    "What will you ask, and why?",
    short="Before you call",
    clause="6.3, 6.5",
    intro="Anyone may ask for advice. Leave out the name and anything that points to the person.",
)
call = Step(
    "Whom did you ask?",
    short="The call",
    clause="6.7.1",
    say="I would like advice about somebody, and I will not give a name yet. May I have your name and a reference?",
)
given = Step(
    "What did you tell them?",
    short="What you told them",
    clause="6.5",
    intro="In a small place, a few facts can be enough to tell who it is. Check before you call.",
)
advice_step = Step("What did they advise?", short="Their advice", clause="6.5")
effect_step = Step("What will you do now?", short="What you will do", clause="6.5")


class AdviceCall(Record, kind="advice-call", title="Advice without a name"):
    """What was asked, what was told without a name, what was advised, and what came of it (6.3, rule 3)."""

    adult: Ref | None = preparing.ask(
        "The adult it is about",
        hint="For your own record. Do not tell the adviser.",
        picks=("adult",),
        need="Choose the adult. The adviser is not told.",
    )
    caller: Name | None = preparing.ask("Who calls", need="Enter who called.")
    question: Words | None = preparing.ask("What you want to know", long=True, need="Write what you want to know.")
    organisation: Name | None = call.ask("Organisation", need="Enter the organisation you asked.")
    organisation_type: OrganisationType | None = call.ask("Sort of organisation", required=False)
    adviser: Name | None = call.ask("Adviser’s name and role", need="Enter the adviser’s name.")
    happened: When | None = call.ask("When", past=True, need="Enter the date and time of the call.")
    reference: Words | None = call.ask("Their reference", required=False)
    facts_given: Words | None = given.ask("The facts you gave", long=True, need="Write the facts you gave.")
    no_name: YesNo | None = given.ask(
        "Did you leave out the name and everything that points to them?",
        need="Say whether you left out the name.",
    )
    name_given_why: Words | None = given.ask(
        "What you gave, and why", need="Say what you gave away, and why.", when=when_is("no_name", YesNo.NO)
    )
    could_be_recognised: YesNo | None = given.ask(
        "Could the adviser still tell who it is?", need="Say whether the adviser could tell who it is."
    )
    advice: Words | None = advice_step.ask("What they said", long=True, need="Write what they advised.")
    name_needed: Advised | None = advice_step.ask(
        "Do they think that you must give the name?", need="Say whether they think that you must give the name."
    )
    effect: Words | None = effect_step.ask(
        "What you will do, and why", long=True, need="Write what you will do, and why."
    )
    follow_up_on: date | None = effect_step.ask("Come back to it on", required=False)

    @property
    def headline(self) -> str:
        """Who was asked, and their reference."""
        if not self.organisation:
            return "Not finished"
        return f"Advice from {self.organisation}" + (f", {self.reference}" if self.reference else "")

    @property
    def due_on(self) -> date | None:
        """The day to come back to it."""
        return self.follow_up_on
