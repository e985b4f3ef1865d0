"""The organisation that keeps the records, and whom it shares with: asked at the first start, changed in Settings."""

from safeguard_desktop.records.questions import Step, ask
from safeguard_desktop.records.reaching import email_problem, phone_problem
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Part, Words


class Contact(Part):
    """How to reach a team that information is shared with."""

    name: Name | None = ask("Name of the team", required=False)
    phone: Words | None = ask("Telephone", required=False, shape=phone_problem)
    email: Words | None = ask(
        "Secure email", hint="Use an address that your protocol allows.", required=False, shape=email_problem
    )


us = Step("Your organisation", short="Organisation", intro="This is printed on every form.")
others = Step(
    "Who you share with",
    short="Contacts",
    clause="6.2",
    intro="You can leave any of these for later. They are offered when you prepare a referral.",
)


class Organisation(Record, kind="organisation", title="Organisation"):
    """The organisation's details and its contacts at the council, the MARAC, the police and others (6.2)."""

    name: Name | None = us.ask(
        "Name of your organisation",
        need="Enter the name of your organisation.",
        hint="For example, the name of the home.",
    )
    address: Words | None = us.ask("Address", required=False)
    phone: Words | None = us.ask("Telephone", required=False, shape=phone_problem)
    email: Words | None = us.ask("Secure email", required=False, shape=email_problem)
    council: Contact | None = others.ask("Adult Care at the council", required=False)
    marac: Contact | None = others.ask("MARAC coordinator", required=False)
    police: Contact | None = others.ask("Police safeguarding team", required=False)
    idva: Contact | None = others.ask("Domestic abuse service (IDVA)", required=False)

    @property
    def headline(self) -> str:
        """The organisation's name."""
        return self.name or self.title
