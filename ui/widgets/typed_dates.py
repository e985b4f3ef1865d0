"""Reads dates and times as people type them. No Qt here."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ABOUT = re.compile(r"\b(?:about|around|approximately|approx|circa|roughly|ca?)\b\.?|~", re.IGNORECASE)
_DAYS_AGO = {"today": 0, "yesterday": 1}
_AHEAD = 20
"""How many years ahead a two-digit year may lie where the future is allowed."""


@dataclass(frozen=True)
class Typed:
    """What stands in the boxes of a date."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""
    about: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.day.strip() or self.month.strip() or self.year.strip() or self.time.strip())


class NotADateError(ValueError):
    """A box holds what cannot be read; `box` names it, and the text says what to do."""

    def __init__(self, box: str, sentence: str) -> None:
        super().__init__(sentence)
        self.box = box


def read_day(text: str) -> int:
    """Read a day of the month: "4", "04", "4th". Raises NotADateError."""
    found = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", text.strip().lower())
    day = int(found.group(1)) if found else 0
    if not 1 <= day <= 31:
        raise NotADateError("day", "Enter the day as a number from 1 to 31.")
    return day


def read_month(text: str) -> int:
    """Read a month: "3", "03", "Mar", "march", "sept". Raises NotADateError."""
    typed = text.strip().lower().rstrip(".")
    if re.fullmatch(r"[0-9]{1,2}", typed) and 1 <= int(typed) <= 12:
        return int(typed)
    fitting = [number for name, number in _MONTHS.items() if len(typed) >= 3 and name.startswith(typed)]
    fitting = [9] if typed == "sept" else fitting
    if len(fitting) != 1:
        raise NotADateError("month", "Enter the month as a number from 1 to 12, or as a word, such as March.")
    return fitting[0]


def has_short_year(typed: Typed) -> bool:
    """Tell whether the year has two figures only."""
    return bool(re.fullmatch(r"[0-9]{2}", typed.year.strip().lstrip("'’")))


def year_like(today: date, *, birth: bool) -> int:
    """Return a year to show as an example."""
    return 1940 if birth else today.year


def read_year(text: str, today: date, *, past: bool, birth: bool = False) -> int:
    """Read a year of four digits, or of two: 41 is 1941, and 26 is 2026. Raises NotADateError.

    A `birth` may lie in either century, so that two digits are not enough where both are possible.
    """
    typed = text.strip().lstrip("'’")
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}", typed):
        raise NotADateError("year", f"Enter the year with four figures, such as {year_like(today, birth=birth)}.")
    year = int(typed)
    if len(typed) == 2:
        year += 2000
        if year > today.year + (0 if past else _AHEAD):
            year -= 100
        elif birth:
            raise NotADateError("year", f"Enter the year with four figures: {year - 100}, or {year}?")
    if not 1880 <= year <= 2200:
        raise NotADateError("year", f"Enter a year from 1880 to 2200, such as {year_like(today, birth=birth)}.")
    return year


def read_time(text: str) -> tuple[int, int]:
    """Read a time of day: "10:42", "10.42", "1042", "9", "9am", "2.30 pm", "noon". Raises NotADateError."""
    typed = re.sub(r"\s+", "", text.lower()).replace(".m", "m").rstrip(".")
    typed = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}.get(typed, typed)
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?(am|pm|a|p)?", typed)
    if found:
        hour, minute, half = int(found.group(1)), int(found.group(2) or 0), (found.group(3) or "")[:1]
        is_twelve = half and 1 <= hour <= 12
        if is_twelve:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour <= 23 and minute <= 59 and (is_twelve or not half):
            return hour, minute
    raise NotADateError("time", "Enter the time like 10:42, or 2.30 pm.")


def spread(typed: Typed, today: date) -> Typed:
    """Return the boxes with a whole date typed into one of them taken apart: "4 March 1941", "about March 2026"."""
    about = typed.about
    boxes = {"day": typed.day, "month": typed.month, "year": typed.year}
    for name, text in boxes.items():
        bare = _ABOUT.sub(" ", text) if re.search(r"[A-Za-z~]", text) else text
        about = about or bare != text
        boxes[name] = " ".join(bare.split())
    parted = replace(typed, **boxes, about=about)
    filled = [name for name, text in boxes.items() if text]
    return _apart(parted, boxes[filled[0]], today) if len(filled) == 1 else parted


def _apart(typed: Typed, text: str, today: date) -> Typed:
    if text.lower() in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[text.lower()])
        return replace(typed, day=str(day.day), month=str(day.month), year=str(day.year))
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    if iso:
        return replace(typed, year=iso.group(1), month=iso.group(2), day=iso.group(3))
    parts = [part for part in re.split(r"[\s/.,\-]+", text) if part.lower() not in ("", "of", "in", "the")]
    if len(parts) == 3:
        return replace(typed, day=parts[0], month=parts[1], year=parts[2])
    if len(parts) == 2 and re.fullmatch(r"[0-9]{4}", parts[1]):
        return replace(typed, day="", month=parts[0], year=parts[1])
    if len(parts) == 2:
        return replace(typed, day=parts[0], month=parts[1], year="")
    return typed
