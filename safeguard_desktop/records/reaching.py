"""How somebody can be reached: what an email address and a telephone number must have to be one."""

import re

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_BETWEEN = re.compile(r"[\s;,]+")
_LEAST_FIGURES = 3
"""999, 101 and 111 are numbers too."""


def email_problem(typed: str) -> str:
    """Return what is wrong with one email address, or several, by themselves; blank if nothing is."""
    parts = [part for part in _BETWEEN.split(typed) if part]
    if all(_ADDRESS.fullmatch(part) for part in parts):
        return ""
    return "Enter an email address, such as team@example.org, or leave it empty."


def phone_problem(typed: str) -> str:
    """Return what is wrong with a telephone number by itself; blank if nothing is. Words beside it are welcome."""
    if sum(c.isdecimal() for c in typed) >= _LEAST_FIGURES:
        return ""
    return "Enter a telephone number, such as 01632 960000, or leave it empty."
