"""Answers that cannot be true are found, each with a sentence that names the question and says what to do."""

from datetime import date

import pytest

from safeguard_desktop.records import (
    Adult,
    Concern,
    DbsReferral,
    Disclosure,
    Person,
    Record,
    SharingDecision,
    When,
    YesNo,
    problems,
)
from safeguard_desktop.records.adult import Child
from safeguard_desktop.records.dbs_referral import Incident
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import Purpose

TODAY = date(2026, 11, 22)
BORN = When(year=1941, month=3, day=4)


def found(record: Record, born: When | None = None) -> list[tuple[str, str]]:
    return [(problem.question.name, problem.sentence) for problem in problems(record, TODAY, born)]


def test_today_is_not_the_future_and_tomorrow_is() -> None:
    assert found(Concern(happened=When.on(TODAY))) == []
    assert found(Concern(happened=When(year=2026, month=11))) == []
    assert found(Concern(happened=When(year=2026, month=11, day=23))) == [
        ("happened", "“When did it happen” is in the future. Enter a date up to today.")
    ]


def test_nothing_happens_before_a_birth() -> None:
    early = Concern(happened=When(year=1940, month=5, day=1))
    assert found(early) == []
    assert found(early, BORN) == [("happened", "“When did it happen” is before the date of birth. Check both dates.")]
    assert found(Concern(happened=When(year=1941)), BORN) == []


def test_a_person_is_measured_by_their_own_birth() -> None:
    person = Person(date_of_birth=BORN, address="1 High Street", address_confirmed=When(year=1930))
    assert [name for name, _ in found(person)] == ["address_confirmed"]


def test_a_date_of_birth_may_not_lie_ahead_or_too_far_back() -> None:
    assert [name for name, _ in found(Adult(date_of_birth=When(year=2027)))] == ["date_of_birth"]
    assert found(Adult(date_of_birth=When(year=1899))) == [
        ("date_of_birth", "“Date of birth” is more than 125 years ago. Check the year.")
    ]


def test_dates_in_rows_are_checked_and_another_birth_may_be_earlier() -> None:
    children = (Child(name="Abé", date_of_birth=When(year=1930)), Child(name="Zoë", date_of_birth=When(year=2030)))
    assert found(Adult(date_of_birth=BORN, children=children)) == [
        (
            "children",
            (
                "Children in the household or family, number 2: "
                "“Date of birth” is in the future. Enter a date up to today."
            ),
        )
    ]
    referral = DbsReferral(incidents=(Incident(happened=When(year=2027)),))
    assert [name for name, _ in found(referral)] == ["incidents"]


@pytest.mark.parametrize("number", ["999 318 6406", "9993186406", "999-000-0018 "])
def test_an_nhs_number_may_be_written_with_spaces(number: str) -> None:
    assert found(Adult(nhs_number=number)) == []


@pytest.mark.parametrize("number", ["999 123 4567", "12345", "not known", "999 123 456", "٩٩٩١٢٣٤٥٦١"])
def test_a_wrong_nhs_number_says_what_to_do(number: str) -> None:
    assert found(Adult(nhs_number=number)) == [
        ("nhs_number", "That is not an NHS number. Check the ten digits, or leave it empty.")
    ]


def test_the_organisations_good_name_is_never_a_reason() -> None:
    held = SharingDecision(decision=Decided.DO_NOT_SHARE, reputation=YesNo.YES)
    assert [name for name, _ in found(held)] == ["reputation"]
    shared = SharingDecision(decision=Decided.SHARE_ALL, purposes=(Purpose.ORGANISATION,))
    assert [name for name, _ in found(shared)] == ["purposes"]
    both = shared.with_answers({"purposes": (Purpose.ORGANISATION, Purpose.PREVENT_HARM)})
    assert found(both) == []


def test_a_question_that_is_not_asked_is_not_checked() -> None:
    assert found(SharingDecision(decision=Decided.SHARE_ALL, reputation=YesNo.YES)) == []


def test_nothing_comes_before_it_was_sent() -> None:
    sent = Disclosure(
        status=DisclosureStatus.RECEIVED,
        prepared_at=When(year=2026, month=11, day=20),
        happened=When(year=2026, month=11, day=21),
        received_at=When(year=2026, month=11, day=20),
    )
    assert [name for name, _ in found(sent)] == ["received_at"]
    early = sent.with_answers({"happened": When(year=2026, month=11, day=19)})
    assert [name for name, _ in found(early)] == ["happened"]
    assert found(sent.with_answers({"received_at": When(year=2026, month=11, day=21)})) == []
