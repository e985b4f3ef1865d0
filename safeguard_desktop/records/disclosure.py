"""What left the organisation: to whom, why, how, and whether it came (golden rule 7). Printed is not sent."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import purpose_problem
from safeguard_desktop.records.values import Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import OrganisationType, Purpose, SharingMethod

_printed = when_is("status", DisclosureStatus.PRINTED, DisclosureStatus.SENT, DisclosureStatus.RECEIVED)
_sent = when_is("status", DisclosureStatus.SENT, DisclosureStatus.RECEIVED)
_received = when_is("status", DisclosureStatus.RECEIVED)


def _receipt_problem(record: "Disclosure", received: When) -> str:
    if record.happened is not None and received.latest < record.happened.earliest:
        return "It cannot have come before it was sent. Check both dates."
    return ""


def _sent_problem(record: "Disclosure", sent: When) -> str:
    if record.prepared_at is not None and sent.latest < record.prepared_at.earliest:
        return "It cannot have been sent before it was prepared. Check both dates."
    return ""


content = Step("What is shared, and on which decision?", short="What", clause="6.3")
to_whom = Step("Who is it for?", short="To whom", clause="6.4")
why = Step("What is it for?", short="Why", clause="6.2")
how = Step("How does it go?", short="How", clause="6.3", intro="By a secure way only. Never by plain email.")
state = Step("How far has it come?", short="How far", clause="6.3", intro="Printed is not sent. Sent is not received.")
sending = Step("When was it sent?", short="Sent", clause="6.3", when=_sent)
receipt = Step("Did it come?", short="Follow-up", clause="6.2", when=_sent)


class Disclosure(Record, kind="disclosure", title="Disclosure"):
    """One thing shared with one recipient (6.3, rule 7)."""

    adult: Ref | None = content.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    decision: Ref | None = content.ask(
        "The decision to share", picks=("sharing-decision",), need="Choose the decision to share."
    )
    documents: tuple[Ref, ...] | None = content.ask(
        "Forms and records in it",
        picks=(
            "marac-referral",
            "dbs-referral",
            "sharing-decision",
            "risk-acceptance",
            "consent-conversation",
            "concern",
            "dash-worksheet",
        ),
        required=False,
    )
    what_sent: Words | None = content.ask("What is shared, in words", long=True, need="Write what is shared.")
    still_a_threat: Words | None = content.ask(
        "Warning: somebody is still a threat to others",
        hint="If this was found, those who need to know must be told (6.2). Say who, and what the threat is.",
        required=False,
    )
    organisation: Name | None = to_whom.ask("Organisation", need="Enter the organisation it is for.")
    organisation_type: OrganisationType | None = to_whom.ask(
        "Sort of organisation", need="Choose the sort of organisation."
    )
    recipient: Name | None = to_whom.ask("Person", need="Enter the person it is for.")
    recipient_role: Words | None = to_whom.ask("Their role", required=False)
    identity_checked: Words | None = to_whom.ask("How you know who they are", need="Say how you checked who they are.")
    purposes: tuple[Purpose, ...] | None = why.ask("Purpose", need="Choose what it is for.", check=purpose_problem)
    why_words: Words | None = why.ask("Why they need it", need="Write why they need it.")
    method: SharingMethod | None = how.ask("How it goes", need="Choose how it goes.")
    protection: Words | None = how.ask(
        "How it is kept safe on its way",
        hint="For example “locked PDF, passphrase told by phone”.",
        need="Say how it is kept safe on its way.",
    )
    copy_number: int | None = how.ask("Copy number", required=False)
    status: DisclosureStatus | None = state.ask("How far has it come?", need="Say how far it has come.")
    prepared_at: When | None = state.ask("When it was prepared", past=True, need="Enter when it was prepared.")
    printed_at: When | None = state.ask("When it was printed or saved", past=True, required=False, when=_printed)
    happened: When | None = sending.ask(
        "When it was sent", past=True, need="Enter when it was sent.", check=_sent_problem
    )
    sent_by: Name | None = sending.ask("Who sent it", need="Enter who sent it.")
    tracking: Words | None = sending.ask("Tracking number or reference", required=False)
    received_at: When | None = receipt.ask(
        "When they say it came",
        past=True,
        need="Enter when they say it came.",
        when=_received,
        check=_receipt_problem,
    )
    received_by: Name | None = receipt.ask("Who confirmed it", need="Enter who confirmed that it came.", when=_received)
    received_how: Words | None = receipt.ask("How they confirmed it", required=False, when=_received)
    follow_up_on: date | None = receipt.ask("Ask what became of it on", required=False)
    outcome: Words | None = receipt.ask("What they did with it", long=True, required=False, when=_received)
    adult_knows: YesNo | None = receipt.ask("Does the adult know that it was sent?", required=False)

    @property
    def stage(self) -> DisclosureStatus:
        """How far it has come; prepared, until somebody says more."""
        return self.status or DisclosureStatus.PREPARED

    @property
    def has_arrived(self) -> bool:
        """Whether the recipient confirmed that it came."""
        return self.status is DisclosureStatus.RECEIVED

    @property
    def recipient_words(self) -> str:
        """The person and organisation it is for, on one line."""
        return ", ".join(part for part in (self.recipient, self.organisation) if part)

    @property
    def headline(self) -> str:
        """To whom, and how far it has come."""
        return f"{self.organisation}: {self.stage.label.lower()}" if self.organisation else "Not finished"

    @property
    def due_on(self) -> date | None:
        """The day to ask what became of it."""
        return self.follow_up_on
