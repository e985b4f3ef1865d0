"""Guided work on any kind of record: begin, keep what is typed, save a step, carry on, finish."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from safeguard_desktop.casework.completing import still_needed, with_suggestions
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Record, problems, references
from safeguard_desktop.records.values import When
from safeguard_desktop.vault import Access, Change, Compartment, Revision

DECIDED_BY_LEAD = frozenset({"sharing-decision", "risk-acceptance", "risk-review"})
"""Kinds that only somebody who may decide can finish (security.md, roles)."""


@dataclass(frozen=True)
class Work:
    """A record in the making: what is saved of it, and what was typed since."""

    id: str
    kind: str
    case: str | None
    record: Record
    heads: tuple[str, ...] = ()
    saved_at: datetime | None = None
    step: str = ""
    """The key of the step to carry on at; empty for the first."""
    raw: Mapping[str, Any] = field(default_factory=dict)
    """Answers typed on that step and not saved as a step yet, as the screen keeps them."""
    names: Mapping[str, str] = field(default_factory=dict)
    at_desk: bool = False
    """Whether it lies at the person's own desk, not yet handed in."""


def begin(session: Session, kind: str, case: str | None, start: Record | None = None) -> Work:
    """Begin a record of a kind, from `start` where some answers are known already, and note it as work to carry on.

    A concern begins at the person's own desk; everything else in the cases.
    """
    record = start or session.kinds[kind]()
    work = Work(new_id(session.clock), kind, case, record, at_desk=kind == "concern")
    work = replace(work, names=names_of(session, references(record)))
    if not work.at_desk:
        session.require(Power.CASEWORK)
    keep_typing(session, work, "", {})
    return work


def carry_on(session: Session, record_id: str) -> Work:
    """Return a record with what was typed since it was saved, at the step where it was left.

    Raises InputTrouble when there is nothing of that id.
    """
    kept = session.desk.draft(record_id)
    draft: dict[str, Any] = json.loads(kept) if kept else {}
    found = _saved(session, record_id)
    if found is None and not draft:
        raise InputTrouble("That record is not here any more.", "Go back to Today and look there.")
    revision, at_desk = found or (None, bool(draft.get("at_desk")))
    record = revision.body if revision else session.kinds[draft["kind"]].model_validate(draft["start"])
    return Work(
        id=record_id,
        kind=record.kind,
        case=revision.case if revision else draft.get("case"),
        record=record,
        heads=_heads(session, record_id, at_desk=at_desk),
        saved_at=revision.recorded_at if revision else None,
        step=draft.get("step", ""),
        raw=draft.get("raw", {}),
        names=names_of(session, references(record)),
        at_desk=at_desk,
    )


def _saved(session: Session, record_id: str) -> tuple[Revision, bool] | None:
    if session.may(Power.CASEWORK):
        revision = session.casework.current(record_id)
        if revision is not None:
            return revision, False
    revision = session.desk.current(record_id)
    return (revision, True) if revision is not None else None


def _heads(session: Session, record_id: str, *, at_desk: bool) -> tuple[str, ...]:
    place = session.desk if at_desk else session.casework
    return tuple(head.id for head in place.heads(record_id))


def place_of(session: Session, work: Work) -> Compartment:
    """Return the compartment that a piece of work is saved in."""
    return session.desk if work.at_desk else session.casework


def keep_typing(session: Session, work: Work, step: str, raw: Mapping[str, Any]) -> datetime:
    """Keep what was typed on a step, unfinished as it may be, at the person's own desk; return when.

    This is what a lock, a kill or a power cut leaves behind (security.md: within 2 s of typing).
    """
    draft = {"kind": work.kind, "case": work.case, "step": step, "raw": dict(raw), "at_desk": work.at_desk}
    if not work.heads:
        draft["start"] = work.record.model_dump(mode="json", exclude_none=True)
    session.desk.put_draft(work.id, json.dumps(draft))
    return session.now()


def save_step(session: Session, work: Work, record: Record, next_step: str = "") -> Work:
    """Save the record as it stands, with anything missing, and note where to carry on.

    Returns the work as saved. Raises InputTrouble for an impossible answer, StorageTrouble when the disk refuses;
    in both cases what was typed is still kept at the desk.
    """
    record = with_suggestions(record, local_day(session))
    check_problems(session, record)
    saved = _append(session, work, record, "saved")
    keep_typing(session, saved, next_step, {})
    return saved


def local_day(session: Session) -> date:
    """Return the day it is here."""
    return session.now().astimezone().date()


def check_problems(session: Session, record: Record) -> None:
    """Raise InputTrouble for the first answer that cannot be true, such as a date in the future."""
    for problem in problems(record, local_day(session)):
        raise InputTrouble(problem.sentence, field=problem.question.name)


def finish(session: Session, work: Work, record: Record) -> Work:
    """Complete a record: the whole of it is checked again, saved, and no longer counts as interrupted work.

    Raises InputTrouble that names the first thing missing, NotAllowedTrouble where the role may not decide.
    """
    if work.kind in DECIDED_BY_LEAD:
        session.require(Power.DECIDE)
    check_problems(session, record)
    for gap in still_needed(record, local_day(session)):
        raise InputTrouble(gap.sentence, field=gap.question.name)
    done = _append(session, work, record.model_copy(update={"completed": True}), "completed")
    session.desk.drop_draft(work.id)
    return done


def save_as_done(session: Session, work: Work, record: Record) -> Work:
    """Save a record as far as it goes: completed when nothing is missing, and else as it is, to be added to later."""
    check_problems(session, record)
    whole = not still_needed(record, local_day(session))
    return _append(session, work, record.model_copy(update={"completed": whole}), "completed" if whole else "saved")


def _append(session: Session, work: Work, record: Record, what: str) -> Work:
    change = Change(
        record=work.id,
        kind=work.kind,
        body=record,
        case=work.case,
        parents=work.heads,
        happened_at=happened_at(record),
    )
    access = Access(what, record=work.id, case=work.case)
    (revision,) = place_of(session, work).append([change], [access])
    return replace(
        work,
        record=record,
        heads=(revision.id,),
        saved_at=revision.recorded_at,
        raw={},
        names=names_of(session, references(record)),
    )


def happened_at(record: Record) -> datetime | None:
    """Return when what a record tells of happened: its `happened` answer, at local midnight where no time is known."""
    when = getattr(record, "happened", None)
    if not isinstance(when, When):
        return None
    day = when.earliest
    return datetime(day.year, day.month, day.day, when.hour or 0, when.minute or 0).astimezone()


def discard_typing(session: Session, record_id: str) -> None:
    """Forget what was typed and not saved. What was saved stays, and the case shows it as not finished."""
    session.desk.drop_draft(record_id)
