"""What section 6 asks of a record as a whole, beyond its single answers, before it can be completed."""

from collections.abc import Iterator
from datetime import date

from safeguard_desktop.casework.panels import ruling_level_of, suggested_review
from safeguard_desktop.records import (
    Missing,
    Record,
    RiskAcceptance,
    RiskReview,
    YesNo,
    is_empty,
    missing,
    questions,
)


def still_needed(record: Record, today: date) -> tuple[Missing, ...]:
    """Return everything that stands between a record and its completion, in the order in which it is asked."""
    return (*missing(record), *_reason_for_another_day(record, today), *_nothing_may_override(record))


def with_suggestions(record: Record, today: date) -> Record:
    """Return the record with the review day that its level of risk suggests, where no day was chosen yet."""
    if not isinstance(record, RiskAcceptance | RiskReview) or record.review_on is not None:
        return record
    level = ruling_level_of(record)
    ended = isinstance(record, RiskReview) and record.ended is YesNo.YES
    if level is None or ended:
        return record
    return record.with_answers({"review_on": suggested_review(level, today)})


def _reason_for_another_day(record: Record, today: date) -> Iterator[Missing]:
    """Ask for a reason where the review is later than the level of risk suggests (domain.md 5)."""
    if not isinstance(record, RiskAcceptance | RiskReview) or record.review_on is None:
        return
    level = ruling_level_of(record)
    agreed = record.happened.latest if record.happened else today
    if level is None or not is_empty(record.review_changed_why):
        return
    if record.review_on > suggested_review(level, max(agreed, today)):
        yield _about(record, "review_changed_why", "Say why the review is later than the level of risk suggests.")


def _nothing_may_override(record: Record) -> Iterator[Missing]:
    """Ask for the sharing decision again where a ground of 6.5 may override the wish."""
    if isinstance(record, RiskAcceptance) and record.nothing_overrides in (YesNo.NO, YesNo.UNKNOWN):
        sentence = "Something may override their wish. Go back to the sharing decision before you accept the risk."
        yield _about(record, "nothing_overrides", sentence)


def _about(record: Record, name: str, sentence: str) -> Missing:
    question = next(question for question in questions(type(record)) if question.name == name)
    return Missing(question, question.step, sentence)
