"""The shapes of answers: text that can be kept and printed, incomplete dates, empty answers."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from safeguard_desktop.records import (
    Fact,
    Name,
    Part,
    Skip,
    SkipWhy,
    When,
    Words,
    YesNo,
    ask,
    clean_name,
    clean_text,
    is_empty,
)
from safeguard_desktop.records.values import LONGEST_TEXT, in_brief


class Pair(Part):
    """A part for this test."""

    left: Words | None = ask("Left")
    right: Words | None = ask("Right")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(year=1941, month=3, day=4), "4 March 1941"),
        (When(year=2026, month=3, about=True), "about March 2026"),
        (When(year=1938), "1938"),
        (When(year=2026, month=11, day=22, hour=10, minute=20), "22 November 2026 at 10:20"),
        (When(year=2026, month=11, day=22, hour=9), "22 November 2026 at 09:00"),
        (When.on(date(2024, 2, 29)), "29 February 2024"),
    ],
)
def test_a_date_reads_as_people_write_it(when: When, words: str) -> None:
    assert str(when) == words


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"year": 2026, "month": 2, "day": 29}, "February 2026 has only 28 days"),
        ({"year": 2026, "day": 4}, "Enter the month as well as the day"),
        ({"year": 2026, "month": 4, "hour": 10}, "Enter the day as well as the time"),
        ({"year": 2026, "month": 13}, "less than or equal to 12"),
        ({"year": 26}, "greater than or equal to 1880"),
        ({"year": 2026, "month": 4, "day": 31}, "April 2026 has only 30 days"),
    ],
)
def test_an_impossible_date_is_refused_with_what_to_do(parts: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        When(**parts)  # type: ignore[arg-type]  # mypy takes every value for the boolean field's as well


def test_an_incomplete_date_spans_all_the_days_it_can_mean() -> None:
    about = When(year=2024, month=2)
    assert (about.earliest, about.latest) == (date(2024, 2, 1), date(2024, 2, 29))
    year = When(year=2023)
    assert (year.earliest, year.latest) == (date(2023, 1, 1), date(2023, 12, 31))


def test_text_loses_what_cannot_be_kept_and_nothing_else() -> None:
    assert clean_text("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert clean_text("Zoe\u0301 said “no” 🙂\nand left") == "Zoé said “no” 🙂\nand left"


def test_a_long_text_is_one_short_line_in_lists() -> None:
    assert in_brief("Bruise,\n left  arm") == "Bruise, left arm"
    assert in_brief("Bruise on the left arm", 16) == "Bruise on the…"
    assert in_brief("x" * 5_000) == "x" * 119 + "…"


def test_a_name_reads_as_it_is_written() -> None:
    assert clean_name("  Nuala\u202e  O’Brien\n") == "Nuala O’Brien"
    assert clean_name("محمد العلي") == "محمد العلي"


def test_a_long_note_is_kept_whole_and_one_too_long_is_refused() -> None:
    words = TypeAdapter(Words)
    assert len(words.validate_python("é" * 100_000)) == 100_000
    with pytest.raises(ValidationError):
        words.validate_python("x" * (LONGEST_TEXT + 1))
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python("x" * 301)


@pytest.mark.parametrize("value", [None, "", " \n", (), ("",), Pair(), Pair(left=" "), Fact(), Fact(evidence="seen")])
def test_what_says_nothing_is_empty(value: object) -> None:
    assert is_empty(value)


@pytest.mark.parametrize(
    "value",
    ["x", 0, YesNo.NO, YesNo.UNKNOWN, When(year=2020), Fact(answer=YesNo.NO), Pair(right="x"), date(2020, 1, 1)],
)
def test_an_answer_is_not_empty(value: object) -> None:
    assert not is_empty(value)


def test_only_a_silence_needs_no_reason() -> None:
    assert Skip(why=SkipWhy.DID_NOT_SAY).explained
    assert not Skip(why=SkipWhy.OTHER, reason="  ").explained
    assert Skip(why=SkipWhy.OTHER, reason="She was tired.").explained


def test_a_choice_is_stored_by_its_value_and_read_by_its_label() -> None:
    assert YesNo("unknown") is YesNo.UNKNOWN
    assert YesNo.UNKNOWN.label == "Not known"
    assert f"{YesNo.UNKNOWN}" == "unknown"
