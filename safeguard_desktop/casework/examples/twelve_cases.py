"""A dozen invented cases at different stages, as plain records to be saved, for the demonstration."""

from collections.abc import Callable
from datetime import date

from safeguard_desktop.casework.examples.abuse import nuala_case, nuala_concern, nuala_conversation, nuala_dash, sister
from safeguard_desktop.casework.examples.abuse_sharing import nuala_decision, nuala_marac, nuala_told_idva
from safeguard_desktop.casework.examples.closed import closed_case
from safeguard_desktop.casework.examples.parts import Entry, ExampleCase, Ids, days_before, done
from safeguard_desktop.casework.examples.pattern import two_bruises
from safeguard_desktop.casework.examples.people import martin, nuala
from safeguard_desktop.casework.examples.risk import chosen_risk
from safeguard_desktop.casework.examples.settled import agreed_and_received, one_resident_and_another
from safeguard_desktop.casework.examples.staff import staff_case
from safeguard_desktop.casework.examples.unfinished import advice_taken, broken_off, not_decided
from safeguard_desktop.casework.examples.urgent import emergency, self_neglect


def domestic_abuse(ids: Ids, today: date, reference: str) -> ExampleCase:
    """Return the main case, at the point where the MARAC referral is nearly ready to print."""
    three, two, one = (days_before(today, days) for days in (3, 2, 1))
    return ExampleCase(
        ids("nuala-case"),
        (
            Entry(ids("nuala"), done(nuala()), three),
            Entry(ids("martin"), done(martin()), three),
            Entry(ids("brid"), done(sister()), three),
        ),
        Entry(ids("nuala-case"), done(nuala_case(ids, three, reference)), three),
        (
            Entry(ids("nuala-concern"), done(nuala_concern(ids, three)), three),
            Entry(ids("nuala-talk"), done(nuala_conversation(ids, two)), two),
            Entry(ids("nuala-dash"), done(nuala_dash(ids, two)), two),
            Entry(ids("nuala-decision"), done(nuala_decision(ids, two)), two),
            Entry(ids("nuala-idva"), done(nuala_told_idva(ids, two)), two),
            Entry(ids("nuala-marac"), done(nuala_marac(ids, one)), one),
        ),
    )


MAIN_CASE, RISK_CASE, STAFF_CASE = "domestic abuse", "a chosen risk", "staff"
"""The names of the three examples whose forms the demonstration prints."""

BUILDERS: dict[str, Callable[[Ids, date, str], ExampleCase]] = {
    "closed": closed_case,
    STAFF_CASE: staff_case,
    "two bruises": two_bruises,
    RISK_CASE: chosen_risk,
    "self-neglect": self_neglect,
    "one resident and another": one_resident_and_another,
    "agreed": agreed_and_received,
    "advice": advice_taken,
    MAIN_CASE: domestic_abuse,
    "broken off": broken_off,
    "not decided": not_decided,
    "emergency": emergency,
}
"""The builders by the example's name, oldest case first: each takes the ids, today's local date and a reference."""


def example_cases(ids: Ids, today: date) -> dict[str, ExampleCase]:
    """Return all example cases by name, oldest first, so that references and times of writing run in order."""
    numbered = enumerate(BUILDERS.items(), start=1)
    return {name: build(ids, today, f"SG-{today.year}-{number:04}") for number, (name, build) in numbered}
