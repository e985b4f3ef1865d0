"""A time of day says its day too, where that is not today."""

from datetime import UTC, datetime

from safeguard_desktop.clock import moment_words, short_day_words, time_words


def test_a_time_says_the_day_where_it_is_not_today() -> None:
    now = datetime(2026, 11, 23, 12, 29, tzinfo=UTC)
    today, before = now.replace(hour=12, minute=5), now.replace(day=22)
    assert time_words(today, now) == f"{today.astimezone():%H:%M}"
    assert time_words(before, now) == moment_words(before)


def test_a_day_in_a_narrow_column_has_its_year() -> None:
    assert short_day_words(datetime(2026, 2, 3, tzinfo=UTC)) == "3 Feb 2026"
