"""Canonical JSON: one value has exactly one form in bytes, so that hashes and signatures are of the value itself."""

import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return a value as JSON in UTF-8: keys in order, no spaces, no fractions.

    Raises TypeError or ValueError for what has no such form (our bug).
    """
    _refuse_fractions(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii")


def _refuse_fractions(value: Any) -> None:
    """Raise TypeError for a fraction, which has more than one spelling."""
    if isinstance(value, float):
        raise TypeError("a fraction has no canonical form")
    if isinstance(value, dict):
        for inner in value.values():
            _refuse_fractions(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_fractions(inner)
