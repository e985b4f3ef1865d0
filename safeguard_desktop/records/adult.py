"""The adult at risk: who they are, how to reach them safely, and who is there for them."""

from nhs_number.validate import is_valid

from safeguard_desktop.records.person import Person
from safeguard_desktop.records.questions import Step, ask, when_is
from safeguard_desktop.records.values import Name, Part, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Ethnicity, SupportReason

home = Step("What do we call them, and where do they live?", short="Name and home")
safe = Step(
    "How can we reach them safely?",
    short="Safe contact",
    clause="6.5",
    intro="A call at the wrong time can put someone in danger. Write down what is safe, and what is not.",
)
talk = Step("What do they need so that they can talk with us?", short="Language and communication", clause="6.3")
needs = Step("What care and support do they need?", short="Care and support")
about = Step(
    "What have they told us about themselves?",
    short="About them",
    intro="Ask only if it helps. They may prefer not to say.",
)
around = Step("Who is there for them?", short="People around them")


def nhs_number_problem(_record: object, typed: str) -> str:
    """Return what is wrong with an NHS number (spaces and dashes are allowed), or nothing."""
    digits = "".join(typed.replace("-", " ").split())
    if is_valid(digits):
        return ""
    return "That is not an NHS number. Check the ten digits, or leave it empty."


class Child(Part):
    """A child of the household or family (MARAC form, 1.1)."""

    name: Name | None = ask("Name", need="Enter the child's name.")
    date_of_birth: When | None = ask("Date of birth", past=True, birth=True, required=False)
    relation_to_adult: Words | None = ask("How they are related to the adult", required=False)
    relation_to_alleged: Words | None = ask("How they are related to the person alleged to cause harm", required=False)
    address: Words | None = ask("Address", hint="If it is not the adult's.", required=False)
    school: Words | None = ask("School or nursery", required=False)


class Adult(Person, kind="adult", title="Adult at risk"):
    """The adult at risk that a case is about."""

    preferred_name: Name | None = home.ask("What they like to be called", required=False)
    nhs_number: Words | None = home.ask("NHS number", required=False, check=nhs_number_problem)
    lives: Words | None = home.ask(
        "Room, or where they live",
        hint="For example “Room 7, Willow Court” or “own flat, first floor”.",
        required=False,
    )
    lives_with: Words | None = home.ask("Who they live with", required=False)
    safe_phone: Words | None = safe.ask("A number that is safe to call", required=False)
    safe_to_call: YesNo | None = safe.ask("Is it safe to call that number?", required=False)
    safe_times: Words | None = safe.ask("Safe times to call", required=False)
    safe_message: YesNo | None = safe.ask("Is it safe to leave a message?", required=False)
    safe_notes: Words | None = safe.ask(
        "Anything else about contact",
        hint="For example a code word, who may answer, or whom never to ring.",
        long=True,
        required=False,
    )
    language: Words | None = talk.ask("Language they speak best", required=False)
    interpreter: YesNo | None = talk.ask("Do they need an interpreter?", required=False)
    interpreter_details: Words | None = talk.ask(
        "Which interpreter",
        hint="Use a trained interpreter, never the family or the person alleged to cause harm.",
        required=False,
        when=when_is("interpreter", YesNo.YES),
    )
    communication: Words | None = talk.ask(
        "What helps them to understand and be understood",
        hint="For example a hearing aid, large print, pictures, short sentences, a quiet room, time of day.",
        long=True,
        required=False,
    )
    support_reason: SupportReason | None = needs.ask("Main reason for care and support", required=False)
    support_needs: Words | None = needs.ask("What they need help with", long=True, required=False)
    health: Words | None = needs.ask("Health conditions that matter here", long=True, required=False)
    ethnicity: Ethnicity | None = about.ask("Ethnic group", required=False)
    disabled: YesNo | None = about.ask("Are they disabled?", required=False)
    disability: Words | None = about.ask(
        "Disability, in their words", required=False, when=when_is("disabled", YesNo.YES)
    )
    lgbt: YesNo | None = about.ask("Are they lesbian, gay, bisexual or trans?", required=False)
    religion: Words | None = about.ask("Religion or belief, where it matters here", required=False)
    gp: Words | None = around.ask("GP practice", required=False)
    advocate: Words | None = around.ask(
        "Advocate", hint="Name, organisation and telephone, if they have one.", required=False
    )
    attorney: Words | None = around.ask(
        "Attorney or deputy",
        hint="Somebody with legal power to decide for them. Say for what, and whether you saw the paper.",
        required=False,
    )
    family: Words | None = around.ask("Family and friends they trust", long=True, required=False)
    children: tuple[Child, ...] | None = around.ask("Children in the household or family", required=False)
