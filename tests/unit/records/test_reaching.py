from datetime import date

import pytest

from safeguard_desktop.records import Organisation, problems
from safeguard_desktop.records.organisation import Contact
from safeguard_desktop.records.reaching import email_problem, phone_problem


@pytest.mark.parametrize(
    "typed", ["team@example.org", " team@mash.example.org ", "a@b.example; c@d.example", "o'neil+x@example.org"]
)
def test_addresses_are_taken(typed: str) -> None:
    assert email_problem(typed) == ""


@pytest.mark.parametrize("typed", ["not an email", "team@", "@example.org", "team@example", "a@b@example.org", "a@b."])
def test_what_is_no_address_is_refused_with_what_to_do(typed: str) -> None:
    assert email_problem(typed) == "Enter an email address, such as team@example.org, or leave it empty."


@pytest.mark.parametrize("typed", ["999", "01632 960001", "+44 7700 900123", "(01632) 960 001, extension 3"])
def test_numbers_are_taken_with_words_beside_them(typed: str) -> None:
    assert phone_problem(typed) == ""


@pytest.mark.parametrize("typed", ["ring the office", "12", "-"])
def test_what_is_no_number_is_refused_with_what_to_do(typed: str) -> None:
    assert phone_problem(typed).startswith("Enter a telephone number")


def test_a_record_from_elsewhere_is_checked_too_also_inside_its_parts() -> None:
    us = Organisation(name="Willow Court", email="none", marac=Contact(phone="none"))
    found = [problem.sentence for problem in problems(us, date(2026, 11, 23))]
    assert [said.split(",")[0] for said in found] == [
        "Enter an email address",
        "MARAC coordinator: Enter a telephone number",
    ]
