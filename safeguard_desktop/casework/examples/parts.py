"""What the example cases are made of: ids, dates, facts, and records with quiet answers where nothing stands out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from safeguard_desktop.records import (
    Adult,
    Capacity,
    Case,
    CaseStatus,
    Concern,
    Fact,
    Person,
    Record,
    SharingDecision,
    When,
    YesNo,
    missing,
)
from safeguard_desktop.records.concern import SearchedFor
from safeguard_desktop.records.sharing_decision import GROUND_FACTS
from safeguard_desktop.records.vocabulary import HowKnown, OutcomesAsked, Place, Role, SupportReason

HOME = "Willow Court"
MARK = "Example case. The people and events in it are invented."
LEAD, CASEWORKER, MANAGER, CARE_WORKER = "Samira Haddad", "Rhys Morgan", "Grace Adeyemi", "Ewa Nowak"
"""The people who work in the examples: safeguarding lead, caseworker, registered manager and care worker."""


class Ids:
    """Gives each thing of the examples its id by a short name: the same id for the same name."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the id of that name, made at the first asking."""
        return self._known.setdefault(name, self._make())


@dataclass(frozen=True)
class Entry:
    """One record to save: its id, and the local day on which it was written.

    `stopped_at` is the key of the step at which somebody stopped; empty for a record that was not interrupted.
    """

    id: str
    record: Record
    written: date
    stopped_at: str = ""


@dataclass(frozen=True)
class ExampleCase:
    """One invented case: its people first, then the case itself, then its records in the order of writing."""

    case_id: str
    people: tuple[Entry, ...]
    case: Entry
    records: tuple[Entry, ...]


def done(record: Record) -> Record:
    """Return the record marked as finished where nothing is missing from it, else as it is."""
    return record if missing(record) else record.model_copy(update={"completed": True})


def days_before(today: date, days: int) -> date:
    """Return the day that many days before."""
    return today - timedelta(days=days)


def at(day: date, hour: int | None = None, minute: int = 0) -> When:
    """Return a day, with a time where an hour is given."""
    when = When.on(day)
    return when if hour is None else when.model_copy(update={"hour": hour, "minute": minute})


def yes(evidence: str, by: str | None = None) -> Fact:
    """Return a fact that holds, and what that rests on."""
    return Fact(answer=YesNo.YES, evidence=evidence, said_by=by)


def no(evidence: str, by: str | None = None) -> Fact:
    """Return a fact that does not hold, and what that rests on."""
    return Fact(answer=YesNo.NO, evidence=evidence, said_by=by)


def not_known(evidence: str | None = None) -> Fact:
    """Return a fact that is not known."""
    return Fact(answer=YesNo.UNKNOWN, evidence=evidence)


def adult(name: str, year: int, month: int, day: int, reason: SupportReason, **answers: object) -> Adult:
    """Return an adult with a name, a date of birth, the main reason for support and any other answers."""
    born = When(year=year, month=month, day=day)
    return Adult.model_validate({"name": name, "date_of_birth": born, "support_reason": reason, **answers})


def person(name: str, **answers: Any) -> Person:
    """Return a person with a name and any other answers."""
    return Person.model_validate({"name": name, **answers})


def case(ids: Ids, adult_name: str, opened: date, reference: str, **answers: Any) -> Case:
    """Return an open case about an adult, marked as an example."""
    plain = {"reference": reference, "adult": ids(adult_name), "status": CaseStatus.OPEN, "opened": opened}
    return Case.model_validate({**plain, "lead": LEAD, "notes": MARK, **answers})


def concern(ids: Ids, adult_name: str, day: date, **answers: Any) -> Concern:
    """Return a concern that is complete once its story is added: nobody in danger, nobody else at risk, nobody hurt."""
    plain = {
        "danger_now": YesNo.NO,
        "adult": ids(adult_name),
        "how_known": (HowKnown.SAW, HowKnown.ADULT_SAID),
        "happened": at(day),
        "going_on": YesNo.YES,
        "place": Place.OWN_HOME,
        "alleged_known": YesNo.YES,
        "alleged_staff": YesNo.NO,
        "alleged_uses_care": YesNo.UNKNOWN,
        "alleged_can_reach": YesNo.YES,
        "others_at_risk": YesNo.NO,
        "children_at_risk": YesNo.NO,
        "injured": YesNo.NO,
        "outcomes_asked": OutcomesAsked.EXPRESSED,
        "told_who": LEAD,
        "told_at": at(day, 17),
        "duty_explained": YesNo.YES,
        "crime_suspected": YesNo.NO,
        "council_told": YesNo.NO,
        "council_not_told_why": f"{LEAD} speaks with them first.",
        "searched": (SearchedFor.ADULT,),
        "history_comment": "Nothing earlier was found.",
    }
    return Concern.model_validate({**plain, **answers})


def decision(ids: Ids, adult_name: str, day: date, **answers: Any) -> SharingDecision:
    """Return a sharing decision that is complete once its story is added: each fact is no, unless one is given."""
    plain: dict[str, Any] = {name: no("No sign of it", LEAD) for name in GROUND_FACTS}
    plain |= {
        "adult": ids(adult_name),
        "emergency": YesNo.NO,
        "refuses_sharing": YesNo.NO,
        "refuses_intervention": YesNo.NO,
        "has_capacity": Capacity.PRESUMED,
        "capacity_basis": "No reason to doubt it.",
        "sharing_raises_risk": YesNo.NO,
        "others_safety": "Nobody else is affected.",
        "was_open": YesNo.YES,
        "manager_explained": YesNo.YES,
        "decided_by": LEAD,
        "decided_role": Role.SAFEGUARDING_LEAD,
        "happened": at(day, 16),
    }
    return SharingDecision.model_validate({**plain, **answers})


def sharing(ids: Ids, adult_name: str, day: date, **answers: Any) -> SharingDecision:
    """Return a decision to share that was made with care: golden rule 6 is met, and the adult was told."""
    plain = dict.fromkeys(
        ("necessary", "relevant", "only_needed", "proportionate", "accurate", "fact_marked"), YesNo.YES
    )
    plain |= {"timely": YesNo.YES, "secure": YesNo.YES, "unnamed_enough": YesNo.NO, "whole_file": YesNo.NO}
    told = {"adult_told": YesNo.YES, "adult_told_at": at(day, 15)}
    return decision(ids, adult_name, day, **{**plain, **told, **answers})
