"""What was shared, with whom and why, and what was decided not to be shared (6.3, rule 7).

Prepared, printed, sent and arrived are four different things.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.records import Disclosure, Record, SharingDecision, answer_lines, questions
from safeguard_desktop.records.values import in_brief
from safeguard_desktop.vault import Revision

NOT_SHARED = "Not shared"


@dataclass(frozen=True)
class SharedWith:
    """A disclosure, or a decision not to share, as a line: to whom, what, why, how far it got, and when that was."""

    record: str
    recipient: str
    what: str
    why: str
    stage: str
    at: datetime
    has_arrived: bool = False
    is_held_back: bool = False


def shared_with(entries: Sequence[Revision]) -> tuple[SharedWith, ...]:
    """Return the disclosures among a case's records, and the decisions not to share, newest first."""
    latest_written_first = tuple(_lines(entries))[::-1]
    return tuple(sorted(latest_written_first, key=lambda line: line.at, reverse=True))


def _lines(entries: Sequence[Revision]) -> Iterator[SharedWith]:
    for entry in entries:
        body, at = entry.body, entry.happened_at or entry.recorded_at
        if isinstance(body, Disclosure):
            yield SharedWith(
                record=entry.record,
                recipient=body.recipient_words,
                what=body.what_sent or "",
                why=in_brief(body.why_words or _picked(body, "purposes")),
                stage=body.status.label if body.status else "Not finished",
                at=at,
                has_arrived=body.has_arrived,
            )
        elif isinstance(body, SharingDecision) and body.holds_back:
            yield SharedWith(
                record=entry.record,
                recipient="Nobody outside",
                what=body.headline,
                why=in_brief(_picked(body, "not_shared_why") or body.reasons or ""),
                stage=NOT_SHARED if body.completed else "Not finished",
                at=at,
                is_held_back=True,
            )


def _picked(record: Record, name: str) -> str:
    question = next(one for one in questions(type(record)) if one.name == name)
    return ", ".join(answer_lines(question, record.answer(name)))
