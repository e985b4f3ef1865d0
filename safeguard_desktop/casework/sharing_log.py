"""What was shared: prepared, printed, sent and arrived are four different things (domain.md 1.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.records import Disclosure
from safeguard_desktop.vault import Revision


@dataclass(frozen=True)
class SharedWith:
    """One disclosure as a line: to whom, what, how far it got, and when that was."""

    record: str
    recipient: str
    what: str
    stage: str
    at: datetime
    has_arrived: bool


def shared_with(entries: Sequence[Revision]) -> tuple[SharedWith, ...]:
    """Return the disclosures among a case's records, newest first."""
    found = tuple(_lines(entries))
    return tuple(sorted(found, key=lambda line: line.at, reverse=True))


def _lines(entries: Sequence[Revision]) -> Iterator[SharedWith]:
    for entry in entries:
        body = entry.body
        if isinstance(body, Disclosure):
            yield SharedWith(
                record=entry.record,
                recipient=body.recipient_words,
                what=body.what_sent or "",
                stage=body.status.label if body.status else "Not finished",
                at=entry.happened_at or entry.recorded_at,
                has_arrived=body.has_arrived,
            )
