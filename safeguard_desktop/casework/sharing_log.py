"""What was shared, with whom and why, and what was decided not to be shared (6.3, rule 7).

Prepared, printed, sent and arrived are four different things; and what nobody finished is not shared yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.records import Disclosure, Record, SharingDecision, When, answer_lines, questions
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.values import in_brief
from safeguard_desktop.vault import Revision

NOT_SHARED, NOT_FINISHED = "Not shared", "Not finished"
_HAS_LEFT = (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)


@dataclass(frozen=True)
class SharedWith:
    """A disclosure, or a decision not to share, as a line: to whom, what, why, how far it got, and when that was.

    `happened` is the day, with a time only where one is known; where nobody said it, when it was written, in local
    time. `at` puts the lines in order. `is_shared` tells that it left the organisation, and that somebody finished it.
    """

    record: str
    recipient: str
    what: str
    why: str
    stage: str
    at: datetime
    happened: When
    has_arrived: bool = False
    is_held_back: bool = False
    is_shared: bool = False


def was_shared(body: Record) -> bool:
    """Tell whether a record says that something left the organisation, and somebody finished it."""
    return isinstance(body, Disclosure) and body.completed and body.status in _HAS_LEFT


def stage_of(body: Disclosure | SharingDecision) -> str:
    """Return in words how far a disclosure came, or that nothing is shared; and whether it is not finished yet."""
    if isinstance(body, SharingDecision):
        return NOT_SHARED if body.completed else NOT_FINISHED
    if body.status is None or not (body.completed or body.status in _HAS_LEFT):
        return NOT_FINISHED
    return body.status.label if body.completed else f"{body.status.label} ({NOT_FINISHED.lower()})"


def sortable_words(when: When) -> str:
    """Return a day for a table, with a time only where one is known: "2026-11-23", "2026-11-23 14:05", "2026-03"."""
    parts = [f"{when.year}", *(f"{part:02}" for part in (when.month, when.day) if part is not None)]
    time = f" {when.hour:02}:{when.minute or 0:02}" if when.hour is not None else ""
    return f"{'-'.join(parts)}{time}{' (about)' if when.about else ''}"


def short_words(when: When) -> str:
    """Return the day for a narrow column: "23 Nov 2026", "about Mar 2026"."""
    parts = [f"{when.day}" if when.day else "", f"{when.earliest:%b}" if when.month else "", f"{when.year}"]
    return " ".join(filter(None, ("about" if when.about else "", *parts)))


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
                stage=stage_of(body),
                at=at,
                happened=body.happened or _moment(at),
                has_arrived=body.has_arrived,
                is_shared=was_shared(body),
            )
        elif isinstance(body, SharingDecision) and body.holds_back:
            yield SharedWith(
                record=entry.record,
                recipient="Nobody outside",
                what=body.headline,
                why=in_brief(_picked(body, "not_shared_why") or body.reasons or ""),
                stage=stage_of(body),
                at=at,
                happened=body.happened or _moment(at),
                is_held_back=True,
            )


def _moment(at: datetime) -> When:
    local = at.astimezone()
    return When(year=local.year, month=local.month, day=local.day, hour=local.hour, minute=local.minute)


def _picked(record: Record, name: str) -> str:
    question = next(one for one in questions(type(record)) if one.name == name)
    return ", ".join(answer_lines(question, record.answer(name)))
