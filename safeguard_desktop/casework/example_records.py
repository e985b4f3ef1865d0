"""A dozen invented cases at different stages, as plain records to be saved, for the demonstration."""

from collections.abc import Callable
from datetime import date

from safeguard_desktop.casework.example_abuse import nuala_case, nuala_concern, nuala_conversation, nuala_dash, sister
from safeguard_desktop.casework.example_abuse_sharing import nuala_decision, nuala_marac, nuala_told_idva
from safeguard_desktop.casework.example_closed import closed_case
from safeguard_desktop.casework.example_parts import Entry, ExampleCase, Ids, days_before, done
from safeguard_desktop.casework.example_pattern import two_bruises
from safeguard_desktop.casework.example_people import martin, nuala
from safeguard_desktop.casework.example_risk import chosen_risk
from safeguard_desktop.casework.example_settled import agreed_and_received, one_resident_and_another
from safeguard_desktop.casework.example_staff import staff_case
from safeguard_desktop.casework.example_unfinished import advice_taken, broken_off, not_decided
from safeguard_desktop.casework.example_urgent import emergency, self_neglect


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


CASES: tuple[Callable[[Ids, date, str], ExampleCase], ...] = (
    closed_case,
    staff_case,
    two_bruises,
    chosen_risk,
    self_neglect,
    one_resident_and_another,
    agreed_and_received,
    advice_taken,
    domestic_abuse,
    broken_off,
    not_decided,
    emergency,
)
"""The builders, oldest case first: each takes the ids, today's local date and a case reference."""


def example_cases(ids: Ids, today: date) -> tuple[ExampleCase, ...]:
    """Return all example cases, oldest first, so that references and times of writing run in order."""
    return tuple(build(ids, today, f"SG-{today.year}-{n:04}") for n, build in enumerate(CASES, start=1))
