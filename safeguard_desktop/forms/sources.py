"""The records that a form is filled from, by the name of their source."""

from collections.abc import Mapping
from typing import Any

from safeguard_desktop.records.record import Record

Sources = Mapping[str, Record | tuple[Record, ...]]
"""Records by source: one, or several where the form repeats a section for each."""


def records_of(sources: Sources, source: str) -> tuple[Record, ...]:
    """Return the records of a source; none where it is not there."""
    found = sources.get(source, ())
    return found if isinstance(found, tuple) else (found,)


def first_of(sources: Sources, source: str) -> Record | None:
    """Return the first record of a source, or None."""
    return next(iter(records_of(sources, source)), None)


def answer_at(record: Record | None, path: tuple[str, ...]) -> Any:
    """Return the answer at a path inside a record, or None where anything on the way is unanswered."""
    value: Any = record
    for name in path:
        if value is None:
            return None
        value = getattr(value, name)
    return value
