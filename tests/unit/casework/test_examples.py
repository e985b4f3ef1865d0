"""The invented cases: whole, possible, at the stages they are meant to show, and plainly invented."""

import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from nhs_number.validate import is_valid

from safeguard_desktop.casework.examples.parts import MARK, Entry, ExampleCase, Ids
from safeguard_desktop.casework.examples.people import example_organisation
from safeguard_desktop.casework.examples.twelve_cases import (
    MAIN_CASE,
    RISK_CASE,
    STAFF_CASE,
    domestic_abuse,
    example_cases,
)
from safeguard_desktop.policy import Outcome, assess, facts_of
from safeguard_desktop.records import (
    ALL_KINDS,
    Adult,
    Case,
    CaseStatus,
    Concern,
    ConsentConversation,
    Person,
    Record,
    RiskAcceptance,
    RiskReview,
    SharingDecision,
    missing,
    problems,
    references,
    search_text,
    steps,
)
from safeguard_desktop.records.sharing_lists import Decided

TODAY = date(2026, 11, 22)


def ids() -> Ids:
    return Ids(lambda: str(uuid.uuid4()))


@pytest.fixture(scope="module")
def cases() -> tuple[ExampleCase, ...]:
    return tuple(example_cases(ids(), TODAY).values())


def every_entry(cases: tuple[ExampleCase, ...]) -> Iterator[Entry]:
    for case in cases:
        yield from (*case.people, case.case, *case.records)


def incomplete(cases: tuple[ExampleCase, ...]) -> dict[str, list[str]]:
    found = {}
    for entry in every_entry(cases):
        gaps = [gap.question.name for gap in missing(entry.record)]
        if gaps:
            found[entry.record.kind + (f" stopped at {entry.stopped_at}" if entry.stopped_at else "")] = gaps
    return found


def test_there_are_a_dozen_cases_each_with_a_reference_of_its_own_and_marked(cases: tuple[ExampleCase, ...]) -> None:
    bodies = [case.case.record for case in cases]
    assert len({body.reference for body in bodies if isinstance(body, Case)}) == len(bodies) == 12
    assert all(isinstance(body, Case) and body.notes == MARK for body in bodies)
    assert sum(isinstance(body, Case) and body.status is CaseStatus.CLOSED for body in bodies) == 1


def test_only_what_is_meant_to_be_unfinished_lacks_answers(cases: tuple[ExampleCase, ...]) -> None:
    found = incomplete(cases)
    assert set(found) == {"consent-conversation stopped at explain-the-concern", "marac-referral"}
    assert found["marac-referral"] == ["alleged_weapons", "unsafe_people"]
    for entry in every_entry(cases):
        assert entry.record.completed is not bool(missing(entry.record))


def test_the_interrupted_conversation_stands_at_a_step_of_its_own(cases: tuple[ExampleCase, ...]) -> None:
    (stopped,) = [entry for entry in every_entry(cases) if entry.stopped_at]
    assert stopped.stopped_at in [step.key for step in steps(ConsentConversation)]


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 31)])
def test_nothing_in_them_is_impossible_on_any_day(today: date) -> None:
    found = example_cases(ids(), today)
    for case in found.values():
        adults = {entry.id: entry.record for entry in case.people if isinstance(entry.record, Adult)}
        for entry in (*case.people, case.case, *case.records):
            born = next((a.date_of_birth for a in adults.values()), None)
            assert problems(entry.record, min(entry.written, today), born) == (), entry.record.headline
            assert entry.written <= today


def test_each_reference_leads_to_a_record_that_is_there(cases: tuple[ExampleCase, ...]) -> None:
    entries = list(every_entry(cases))
    known = {entry.id for entry in entries}
    assert len(known) == len(entries)
    for entry in entries:
        assert set(references(entry.record)) <= known


def test_records_are_in_the_order_in_which_they_were_written(cases: tuple[ExampleCase, ...]) -> None:
    for case in cases:
        written = [entry.written for entry in case.records]
        assert written == sorted(written)


def test_each_kind_of_record_is_shown_somewhere(cases: tuple[ExampleCase, ...]) -> None:
    shown = {entry.record.kind for entry in every_entry(cases)} | {example_organisation().kind}
    assert shown == {kind.kind for kind in ALL_KINDS}


def test_telephones_mail_and_nhs_numbers_can_be_nobodys(cases: tuple[ExampleCase, ...]) -> None:
    texts = [search_text(entry.record) for entry in every_entry(cases)] + [search_text(example_organisation())]
    for text in texts:
        for number in re.findall(r"\b0\d[\d ]{7,}\d\b", text):
            assert re.fullmatch(r"01632 960\d{3}|07700 900\d{3}|001234567890", number), number
        for address in re.findall(r"\S+@(\S+)", text):
            assert address.rstrip(".").endswith((".example", "example.org")), address
        assert not re.search(r"\b(?!(?:OL|LA)99)[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b", text)
    for entry in every_entry(cases):
        if isinstance(entry.record, Adult) and entry.record.nhs_number:
            digits = entry.record.nhs_number.replace(" ", "")
            assert digits.startswith("999")
            assert is_valid(digits)


def test_names_try_what_names_can_be(cases: tuple[ExampleCase, ...]) -> None:
    names = [entry.record.name or "" for entry in every_entry(cases) if isinstance(entry.record, Person)]
    assert len(names) == len(set(names))
    assert any("'" in name for name in names)
    assert any("é" in name for name in names)
    assert any("\u0600" <= name[0] <= "\u06ff" for name in names if name)


def test_two_bruises_lie_19_days_apart(cases: tuple[ExampleCase, ...]) -> None:
    days = [
        entry.record.happened.earliest
        for case in cases
        for entry in case.records
        if isinstance(entry.record, Concern) and entry.record.happened and "Bruise" in entry.record.headline
    ]
    assert days[1] - days[0] == timedelta(days=19)


def test_the_chosen_risk_is_seen_differently_and_its_review_is_overdue(cases: tuple[ExampleCase, ...]) -> None:
    def only(kind: type[Record]) -> Record:
        (found,) = [entry.record for entry in every_entry(cases) if isinstance(entry.record, kind)]
        return found

    risk, review = only(RiskAcceptance), only(RiskReview)
    assert isinstance(risk, RiskAcceptance)
    assert (risk.worker_likelihood, risk.worker_seriousness) != (risk.person_likelihood, risk.person_seriousness)
    assert review.due_on == TODAY - timedelta(days=2)


def test_the_main_case_goes_from_a_concern_to_a_referral() -> None:
    assert {MAIN_CASE, RISK_CASE, STAFF_CASE} <= set(example_cases(ids(), TODAY))
    case = domestic_abuse(ids(), TODAY, "SG-2026-0001")
    assert [entry.record.kind for entry in case.records] == [
        "concern",
        "consent-conversation",
        "dash-worksheet",
        "sharing-decision",
        "disclosure",
        "marac-referral",
    ]
    assert case.records[2].record.headline == "15 of 24 answered yes, 3 not known"
    decision = case.records[3].record
    assert isinstance(decision, SharingDecision)
    assert decision.headline == "Share a part, without their agreement"


def test_decisions_show_what_section_6_can_say(cases: tuple[ExampleCase, ...]) -> None:
    found = [
        (assess(facts_of(entry.record)).outcome, entry.record.decision)
        for entry in every_entry(cases)
        if isinstance(entry.record, SharingDecision)
    ]
    assert {outcome for outcome, _ in found} == set(Outcome) - {Outcome.GREY}
    assert (Outcome.MAY_OVERRIDE, Decided.SHARE_PART) in found
    assert (Outcome.MAY_WITHHOLD, Decided.DO_NOT_SHARE) in found
    assert (Outcome.UNRESOLVED, Decided.ADVICE_FIRST) in found
