"""The time and new identifiers: the one place that asks the machine for either. And a time in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import uuid_utils


class Clock(Protocol):
    """Tells the time in UTC."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it is put: for the demonstration, generators and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment it was put to."""
        return self.moment

    def forward(self, step: timedelta) -> None:
        """Move on by `step`."""
        self.moment += step


def day_words(day: date) -> str:
    """Return a day as people say it: "23 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def short_day_words(day: date) -> str:
    """Return a day for a narrow column: "23 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def moment_words(moment: datetime) -> str:
    """Return a moment as people say it, in local time: "23 November 2026 at 05:12"."""
    local = moment.astimezone()
    return f"{day_words(local)} at {local:%H:%M}"


def time_words(moment: datetime, now: datetime) -> str:
    """Return a moment's time of day, "05:12", with the day before it where that is not today's."""
    local = moment.astimezone()
    is_today = local.date() == now.astimezone().date()
    return f"{local:%H:%M}" if is_today else moment_words(moment)


def new_id(clock: Clock) -> str:
    """Return a new UUIDv7 as 36 characters, ordered by the clock's time; a clock before 1970 counts as at its start."""
    since = max(clock.now() - datetime(1970, 1, 1, tzinfo=UTC), timedelta(0))
    return str(uuid_utils.uuid7(nanoseconds=(since // timedelta(microseconds=1)) * 1000))
