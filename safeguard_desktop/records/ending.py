"""A conversation that ended before everything was asked: marked once with one reason, and taken back as one.

Each step that was not reached is passed over with `SkipWhy.ENDED`. What was answered stays as it is.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, missing, steps, steps_asked
from safeguard_desktop.records.values import Skip, SkipWhy

R = TypeVar("R", bound=Record)


def can_end_early(kind: type[Record]) -> bool:
    """Tell whether a kind of record tells of a conversation, whose steps can be passed over."""
    return any(step.may_skip for step in steps(kind))


def ended_early(record: Record) -> Skip | None:
    """Return the mark that a conversation ended early, or None."""
    marks = [record.skipped[step.key] for step in not_asked(record)]
    return marks[0] if marks else None


def not_asked(record: Record) -> tuple[Step, ...]:
    """Return the steps that were not asked, as the conversation had ended, in their order."""
    return tuple(step for step in steps_asked(record) if _has_ended(record.skipped, step.key))


def would_end(record: Record, here: str) -> tuple[Step, ...]:
    """Return the steps that are marked when a conversation ends in the step `here`: from it on, what lacks something.

    A `here` that is no step stands for the end: then nothing is marked.
    """
    asked = steps_asked(record)
    keys = [step.key for step in asked]
    later = asked[keys.index(here) :] if here in keys else ()
    lacking = _lacking(_with(record, {key: skip for key, skip in record.skipped.items() if key != here}))
    return tuple(step for step in later if step.may_skip and step.key in lacking)


def where_it_ended(record: Record) -> str:
    """Return the key of the step where a conversation seems to have ended, or "".

    It is the first that lacks something after the last that does not; or the first that lacks something.
    """
    lacking = _lacking(record)
    keys = [step.key for step in steps_asked(record) if step.may_skip]
    whole = [number for number, key in enumerate(keys) if key not in lacking]
    tail = keys[whole[-1] + 1 :] if whole else keys
    return next((key for key in (*tail, *keys) if key in lacking), "")


def end_early(record: R, here: str, mark: Skip) -> R:
    """Return the record with each step marked that was not asked, those marked before as well: it has one reason."""
    before = {step.key for step in not_asked(record)}
    marked = before | {step.key for step in would_end(record, here)}
    return _with(record, {**record.skipped, **dict.fromkeys(marked, mark)}, whole=before - _lacking(record))


def go_on(record: R) -> R:
    """Return the record as if the conversation had not ended: what was not asked is to be asked again."""
    return _with(record, {key: skip for key, skip in record.skipped.items() if not _has_ended(record.skipped, key)})


def _lacking(record: Record) -> frozenset[str]:
    """Return the steps that lack something, whether or not the end of the conversation explains it."""
    return frozenset(gap.step.key for gap in missing(go_on(record)) if gap.step is not None)


def _has_ended(skipped: Mapping[str, Skip], key: str) -> bool:
    return key in skipped and skipped[key].why is SkipWhy.ENDED


def _with(record: R, skipped: Mapping[str, Skip], whole: Collection[str] = ()) -> R:
    return record.model_copy(update={"skipped": {key: skip for key, skip in skipped.items() if key not in whole}})
