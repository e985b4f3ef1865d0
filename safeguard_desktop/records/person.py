"""A person in the record who is not, or not yet, the adult at risk of a case."""

from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.reaching import email_problem
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Gender

who = Step("Who is this person?", short="Who they are")
contact = Step("How can they be reached?", short="Contact")
link = Step("What else should we know about them?", short="More about them")


def _is_not_the_adult(record: Record) -> bool:
    return record.kind != "adult"


class Person(Record, kind="person", title="Person"):
    """Somebody named in a case: alleged to cause harm, witness, family, colleague, professional (MARAC form, 1.1)."""

    name: Name | None = who.ask(
        "Full name",
        hint="Spell it as they do. If you do not know it, write what you do know, such as “man in a blue coat”.",
        need="Enter their name, or write what you do know.",
    )
    other_names: Words | None = who.ask(
        "Other names they use",
        hint="Nicknames, earlier names, other spellings. Services search their files by these.",
        required=False,
    )
    date_of_birth: When | None = who.ask("Date of birth", past=True, birth=True, required=False)
    other_dates_of_birth: Words | None = who.ask(
        "Other dates of birth that could be theirs", hint="If you are not sure, write each one.", required=False
    )
    gender: Gender | None = who.ask("How they describe their gender", required=False)
    address: Words | None = contact.ask("Address and postcode", hint="Where they live now.", required=False)
    address_confirmed: When | None = contact.ask(
        "When was the address last checked?", past=True, required=False, when=lambda r: bool(r.address)
    )
    phone: Words | None = contact.ask("Telephone", required=False)
    email: Words | None = contact.ask("Email", required=False, shape=email_problem)
    works_here: YesNo | None = link.ask("Do they work or volunteer here?", required=False, when=_is_not_the_adult)
    occupation: Words | None = link.ask(
        "Their job or role",
        hint="With us or anywhere else. A job with adults or children matters most.",
        required=False,
        when=_is_not_the_adult,
    )
    notes: Words | None = link.ask("Anything else", long=True, required=False)

    @property
    def headline(self) -> str:
        """The person's name."""
        return self.name or "Name not known"
