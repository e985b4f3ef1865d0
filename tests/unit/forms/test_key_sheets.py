"""Secrets on paper: a start code for one person, and a sheet of a split recovery key."""

from datetime import date, datetime

import pytest

from safeguard_desktop.forms import Share, StartSheet, share_sheet, start_sheet, text_of

_MADE = datetime(2026, 11, 23, 9, 5)  # noqa: DTZ001  # a sheet shows local time


def _start(code: str = "harbour-violin-kettle", until: date | None = None) -> bytes:
    return start_sheet(StartSheet("Willow Court", "Bo Adeyemi", "Care worker", code, until, _MADE))


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(text_of(pdf)).split())


def test_a_start_code_is_on_one_page_with_what_to_do() -> None:
    sheet = _start(until=date(2027, 1, 31))
    text = _words(sheet)
    assert len(text_of(sheet)) == 1
    assert "harbour-violin-kettle" in text
    assert "For Bo Adeyemi. Care worker. The account can be used up to 31 January 2027." in text
    assert "Choose a passphrase of your own." in text


def test_an_account_without_a_last_day_says_none() -> None:
    assert "can be used up to" not in _words(_start())


def test_a_code_that_takes_several_lines_is_whole() -> None:
    code = "-".join(["extraordinary"] * 6)
    assert code in _words(_start(code)).replace("- ", "-")


@pytest.mark.parametrize("count", [20, 33])
def test_a_share_numbers_its_words_and_says_how_many_open(count: int) -> None:
    words = tuple(f"word{chr(97 + index % 26)}" for index in range(count))
    sheet = share_sheet("Willow Court", Share(2, 3, 2, words), _MADE)
    text = _words(sheet)
    assert len(text_of(sheet)) == 1
    assert "Recovery key: sheet 2 of 3" in text
    assert "Any 2 of the 3 sheets" in text
    assert all(f"{number}. {word}" in text for number, word in enumerate(words, start=1))
