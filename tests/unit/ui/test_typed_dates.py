from datetime import date

import pytest

from ui.widgets.typed_dates import NotADateError, Typed, read_day, read_month, read_time, read_year, spread

_TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"), [("4", 4), ("04", 4), ("4th", 4), ("1st", 1), (" 22ND ", 22), ("3rd", 3), ("31", 31)]
)
def test_days(typed: str, day: int) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "month"),
    [("3", 3), ("03", 3), ("mar", 3), ("March", 3), ("MARCH", 3), ("sept", 9), ("Sep.", 9), ("dec", 12), ("may", 5)],
)
def test_months(typed: str, month: int) -> None:
    assert read_month(typed) == month


@pytest.mark.parametrize(
    ("typed", "past", "year"),
    [("1941", True, 1941), ("41", True, 1941), ("26", True, 2026), ("27", True, 1927), ("27", False, 2027),
     ("46", False, 2046), ("47", False, 1947), ("'68", True, 1968), ("00", True, 2000)],
)  # fmt: skip
def test_years(typed: str, past: bool, year: int) -> None:  # a table of cases
    assert read_year(typed, _TODAY, past=past) == year


@pytest.mark.parametrize(("typed", "year"), [("41", 1941), ("27", 1927), ("1926", 1926), ("2026", 2026)])
def test_a_year_of_birth_is_read_where_it_can_mean_one_only(typed: str, year: int) -> None:
    assert read_year(typed, _TODAY, past=True, birth=True) == year


def test_a_year_of_birth_that_can_mean_two_is_asked_for_in_full() -> None:
    with pytest.raises(NotADateError, match="with four figures: 1926, or 2026"):
        read_year("26", _TODAY, past=True, birth=True)


@pytest.mark.parametrize(
    ("typed", "time"),
    [("10:42", (10, 42)), ("10.42", (10, 42)), ("1042", (10, 42)), ("9", (9, 0)), ("9am", (9, 0)), ("9 p.m.", (21, 0)),
     ("2.30 pm", (14, 30)), ("12am", (0, 0)), ("12pm", (12, 0)), ("noon", (12, 0)), ("0:05", (0, 5)),
     ("23:59", (23, 59))],
)  # fmt: skip
def test_times(typed: str, time: tuple[int, int]) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["", "0", "32", "four", "4.5", "-1", "٤", "4 4"])
def test_not_a_day(typed: str) -> None:
    with pytest.raises(NotADateError) as found:
        read_day(typed)
    assert found.value.box == "day"


@pytest.mark.parametrize("typed", ["", "0", "13", "ma", "ju", "xyz", "marchx", "1.5"])
def test_not_a_month(typed: str) -> None:
    with pytest.raises(NotADateError) as found:
        read_month(typed)
    assert found.value.box == "month"


@pytest.mark.parametrize("typed", ["", "1", "194", "19411", "1700", "2300", "last"])
def test_not_a_year(typed: str) -> None:
    with pytest.raises(NotADateError):
        read_year(typed, _TODAY, past=True)


@pytest.mark.parametrize("typed", ["", "24:00", "10:60", "13pm", "0am", "soon", "1:2", "10:42:10"])
def test_not_a_time(typed: str) -> None:
    with pytest.raises(NotADateError):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "boxes"),
    [
        ("4/3/1941", Typed("4", "3", "1941")),
        ("4.3.41", Typed("4", "3", "41")),
        ("4 March 1941", Typed("4", "March", "1941")),
        ("4th of March, 1941", Typed("4th", "March", "1941")),
        ("1941-03-04", Typed("04", "03", "1941")),
        ("about March 2026", Typed("", "March", "2026", about=True)),
        ("ca. 2020", Typed("2020", about=True)),
        ("today", Typed("22", "11", "2026")),
        ("Yesterday", Typed("21", "11", "2026")),
        ("4 March", Typed("4", "March", "")),
    ],
)
def test_a_whole_date_typed_into_one_box_is_taken_apart(typed: str, boxes: Typed) -> None:
    assert spread(Typed(day=typed), _TODAY) == boxes


def test_boxes_that_are_filled_are_left_as_they_are() -> None:
    typed = Typed("4", "March", "1941", "10:42")
    assert spread(typed, _TODAY) == typed


@pytest.mark.parametrize(("birth", "year"), [(True, 1940), (False, 2026)])
@pytest.mark.parametrize("typed", ["194", "1700"])
def test_the_year_shown_as_an_example_is_one_that_could_be_meant(typed: str, birth: bool, year: int) -> None:
    with pytest.raises(NotADateError, match=f"such as {year}"):
        read_year(typed, _TODAY, past=True, birth=birth)
