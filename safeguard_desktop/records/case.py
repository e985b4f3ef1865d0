"""A case: everything about one adult's safety, from the first concern until it is closed."""

from datetime import date

from safeguard_desktop.records.questions import Step, ask, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Part, Ref, Words, YesNo
from safeguard_desktop.records.vocabulary import (
    CaseFinding,
    CaseRole,
    CaseStatus,
    OutcomesMet,
    Relation,
    RiskAfter,
)

_is_closed = when_is("status", CaseStatus.CLOSED)

about = Step("What is this case?", short="The case", clause="6.1")
people_in_it = Step("Who else is part of it?", short="People")
closing = Step("How did it end?", short="How it ended", clause="6.2", when=_is_closed)
after = Step("What happens after it is closed?", short="After it is closed", clause="6.2", when=_is_closed)


class CasePerson(Part):
    """The part that somebody has in a case."""

    person: Ref | None = ask("Who", picks=("person", "adult"), need="Choose the person.")
    role: CaseRole | None = ask("Their part in the case", need="Say what part they have.")
    relation: Relation | None = ask("How they are related to the adult", required=False)
    notes: Words | None = ask("Notes", required=False)


class Case(Record, kind="case", title="Case"):
    """The file into which all records about a concern go (6.1).

    `open_to_team` is why the whole team may see it although staff are part of it.
    """

    open_to_team: Words | None = None
    reference: Name | None = about.ask("Case reference", need="Enter the case reference.")
    adult: Ref | None = about.ask("Adult at risk", picks=("adult",), need="Choose the adult this case is about.")
    status: CaseStatus | None = about.ask("Open or closed?", need="Say whether the case is open.")
    lead: Name | None = about.ask("Who leads it", need="Enter who leads the case.")
    opened: date | None = about.ask("Date opened", past=True, need="Enter the date the case was opened.")
    notes: Words | None = people_in_it.ask("Notes on the case", long=True, required=False)
    people: tuple[CasePerson, ...] | None = people_in_it.ask("People in the case", required=False)
    closed: date | None = closing.ask("Date closed", past=True, need="Enter the date the case was closed.")
    finding: CaseFinding | None = closing.ask("What was found?", need="Say what was found.")
    risk_after: RiskAfter | None = closing.ask(
        "What became of the risk?",
        need="Say what became of the risk.",
        when=when_is("finding", CaseFinding.RISK_ACTION, CaseFinding.RISK_NO_ACTION),
    )
    outcomes_met: OutcomesMet | None = closing.ask(
        "Did the adult get what they wanted?", hint="Ask them.", need="Say whether the adult got what they wanted."
    )
    open_review_words: Words | None = closing.ask(
        "What becomes of a review that is still open",
        hint="Only where the adult chose to take a risk. Say who looks at it now, or why nobody has to.",
        long=True,
        required=False,
    )
    closing_words: Words | None = closing.ask("Why it can be closed", long=True, need="Say why the case can be closed.")
    adult_told: YesNo | None = after.ask("Does the adult know how it ended?")
    alleged_own_record: YesNo | None = after.ask(
        "If the person alleged to cause harm uses care, is this on their own record?",
        hint="Their own record should say that they were part of it, and how it ended.",
        required=False,
    )
    still_a_threat: YesNo | None = after.ask(
        "Is somebody still a threat to others?",
        hint="If so, services that need to know must be told.",
    )
    closed_by: Name | None = after.ask("Closed by", need="Enter who closed the case.")

    @property
    def is_closed(self) -> bool:
        """Whether it was closed with everything that closing asks; half-way through it is still open."""
        return self.status is CaseStatus.CLOSED and self.completed

    @property
    def headline(self) -> str:
        """The case's reference."""
        return self.reference or self.title
