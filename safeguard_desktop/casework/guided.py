"""Guided work on any kind of record: begin, keep what is typed, save a step, carry on, finish."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.completing import needed_in_case, still_needed, with_suggestions
from safeguard_desktop.casework.drafts import KeptDraft, newer_version, read_draft
from safeguard_desktop.casework.joining import Joined, joined, together
from safeguard_desktop.casework.people import find_record, names_of, people_from_desk
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Case, Concern, Missing, Person, Record, problems, references
from safeguard_desktop.records.values import When
from safeguard_desktop.vault import Access, Change, Compartment, Revision

DECIDED_BY_LEAD = frozenset({"sharing-decision", "risk-acceptance", "risk-review"})
"""Kinds that only somebody who may decide can finish, or correct once finished."""
WRITTEN_AT_DESK = frozenset({"concern", "consent-conversation"})
"""Kinds that somebody without the cases can write, at their own desk, and hand in."""
EPOCH = 1970


@dataclass(frozen=True)
class Work:
    """A record in the making: what is saved of it, and what was typed since."""

    id: str
    kind: str
    case: str | None
    record: Record
    """What the person's screen holds, as it was last read or saved."""
    heads: tuple[str, ...] = ()
    saved_at: datetime | None = None
    step: str = ""
    """The key of the step to carry on at; empty for the first."""
    raw: Mapping[str, Any] = field(default_factory=dict)
    """Answers typed on that step and not saved as a step yet, as the screen keeps them."""
    names: Mapping[str, str] = field(default_factory=dict)
    at_desk: bool = False
    """Whether it lies at the person's own desk, not yet handed in."""
    joined: str = ""
    """What differed, in words, where two people had changed it and both their versions were put together."""


def begin(session: Session, kind: str, case: str | None, start: Record | None = None) -> Work:
    """Begin a record of a kind, from `start` where some answers are known already, and note it as work to carry on.

    A concern begins at the person's own desk, and so does a conversation of somebody without the cases; everything
    else begins in the cases.
    """
    record = start or session.kinds[kind]()
    at_desk = kind == Concern.kind or (kind in WRITTEN_AT_DESK and not session.may(Power.CASEWORK))
    work = Work(new_id(session.clock), kind, case, record, at_desk=at_desk)
    work = replace(work, names=names_of(session, references(record)))
    if not work.at_desk:
        session.require(Power.CASEWORK)
    keep_typing(session, work, "", {})
    return work


def carry_on(session: Session, record_id: str) -> Work:
    """Return a record with what was typed since it was saved, at the step where it was left.

    Raises InputTrouble when there is nothing of that id, NewerVersionTrouble when this program cannot show it.
    """
    kept = session.desk.draft(record_id)
    found, draft = _saved(session, record_id), read_draft(kept)
    if found is None and kept is None:
        raise InputTrouble("That record is not here any more.", "Go back to Today and look there.")
    revision, at_desk = found or (None, draft.at_desk)
    place = session.desk if at_desk else session.casework
    now = joined(session, place, revision) if revision is not None else Joined(draft.begun(session.kinds), ())
    record = now.record
    if record.kind not in session.kinds:
        raise newer_version()
    return Work(
        id=record_id,
        kind=record.kind,
        case=revision.case if revision else draft.case,
        record=record,
        heads=now.heads,
        saved_at=revision.recorded_at if revision else None,
        step=draft.step,
        raw=draft.raw,
        names=names_of(session, references(record)),
        at_desk=at_desk,
        joined=now.words,
    )


def _saved(session: Session, record_id: str) -> tuple[Revision, bool] | None:
    if session.may(Power.CASEWORK):
        revision = session.casework.current(record_id)
        if revision is not None:
            return revision, False
    revision = session.desk.current(record_id)
    return (revision, True) if revision is not None else None


def place_of(session: Session, work: Work) -> Compartment | AllCases:
    """Return the place that a piece of work is saved in."""
    return session.desk if work.at_desk else session.casework


def keep_typing(session: Session, work: Work, step: str, raw: Mapping[str, Any]) -> datetime:
    """Keep what was typed on a step, unfinished as it may be, at the person's own desk; return when.

    This is what a lock, a kill or a power cut leaves behind (within 2 s of typing).
    """
    start = None if work.heads else work.record.model_dump(mode="json", exclude_none=True)
    session.desk.put_draft(work.id, KeptDraft(work.kind, work.case, step, raw, work.at_desk, start).text())
    return session.now()


def save_step(
    session: Session, work: Work, record: Record, next_step: str = "", rest: Mapping[str, Any] | None = None
) -> Work:
    """Save the record as it stands, with anything missing, and note where to carry on.

    `rest` is what is typed on other steps and not saved with it: it is kept on. A finished record that now lacks
    something counts as not finished again. Returns the work as saved. Raises InputTrouble for an impossible answer,
    NotAllowedTrouble where the role may not correct what was decided, StorageTrouble when the disk refuses; in each
    case what was typed is still kept at the desk.
    """
    is_correction = bool(work.heads) and (record.completed or work.record.completed)
    if is_correction:
        _require_to_decide(session, work)
    record = with_suggestions(record, local_day(session))
    check_problems(session, record)
    if is_correction:
        record = record.model_copy(update={"completed": not _gaps(session, work, record)})
    saved = _append(session, work, record, "saved")
    if record.completed and not rest:
        session.desk.drop_draft(work.id)
    else:
        keep_typing(session, saved, next_step, rest or {})
    return saved


def _require_to_decide(session: Session, work: Work) -> None:
    if work.kind in DECIDED_BY_LEAD:
        session.require(Power.DECIDE)


def _gaps(session: Session, work: Work, record: Record) -> tuple[Missing, ...]:
    """Return what stands between a record and its completion, by itself and beside the rest of its case."""
    entries = session.casework.list(case=work.case) if work.case is not None and not work.at_desk else ()
    others = tuple(entry for entry in entries if entry.record != work.id)
    return (*still_needed(record, local_day(session)), *needed_in_case(record, others))


def local_day(session: Session) -> date:
    """Return the day it is here."""
    return session.now().astimezone().date()


def check_problems(session: Session, record: Record) -> None:
    """Raise InputTrouble for the first answer that cannot be true, such as a date ahead or before the adult's birth."""
    for problem in problems(record, local_day(session), _born(session, record)):
        raise InputTrouble(problem.sentence, field=problem.question.name)


def _born(session: Session, record: Record) -> When | None:
    adult = getattr(record, "adult", None)
    found = find_record(session, adult) if isinstance(adult, str) else None
    return found.body.date_of_birth if found is not None and isinstance(found.body, Person) else None


def finish(session: Session, work: Work, record: Record) -> Work:
    """Complete a record: the whole of it is checked again, saved, and no longer counts as interrupted work.

    Raises InputTrouble that names the first thing missing, NotAllowedTrouble where the role may not decide.
    """
    _require_to_decide(session, work)
    check_problems(session, record)
    for gap in _gaps(session, work, record):
        raise InputTrouble(gap.sentence, field=gap.question.name)
    done = _append(session, work, record.model_copy(update={"completed": True}), "completed")
    session.desk.drop_draft(work.id)
    return done


def save_as_done(session: Session, work: Work, record: Record) -> Work:
    """Save a record as far as it goes: completed when nothing is missing, and else as it is, to be added to later."""
    check_problems(session, record)
    whole = not still_needed(record, local_day(session))
    return _append(session, work, record.model_copy(update={"completed": whole}), "completed" if whole else "saved")


def save_aside(session: Session, work: Work, record: Record, what: str) -> Work:
    """Save a version without asking what is missing, and leave what is typed as it is. `what` is for the log."""
    return _append(session, work, record, what)


def _append(session: Session, work: Work, record: Record, what: str) -> Work:
    revision, joined_words = _keep(session, work, record, what)
    return replace(
        work,
        record=record,
        heads=(revision.id,),
        saved_at=revision.recorded_at,
        raw={},
        joined=joined_words,
        names=names_of(session, references(record)),
    )


def _keep(session: Session, work: Work, record: Record, what: str) -> tuple[Revision, str]:
    """Append a version; one that was kept although the disk failed before it could be told is not kept twice.

    Returns it with what differed, in words, where others had changed the record meanwhile.
    """
    place = place_of(session, work)
    current = place.current(work.id)
    now = _onto_current(session, place, work, record, current)
    kept = now.record
    if current is not None and current.id not in work.heads and current.body == kept:
        return current, ""
    change = Change(
        record=work.id,
        kind=work.kind,
        body=kept,
        case=work.case,
        parents=now.heads,
        happened_at=happened_at(kept),
    )
    access = Access(what, record=work.id, case=work.case)
    beside = () if work.at_desk else (*naming_the_adult(session, work.case, kept), *people_from_desk(session, kept))
    revision, *_ = place.append([change, *beside], [access])
    return revision, now.words


def _onto_current(
    session: Session, place: Compartment | AllCases, work: Work, record: Record, current: Revision | None
) -> Joined:
    """Return what to save and the versions it is made from: the answers changed here, put onto what stands now.

    Somebody may have saved the record since this work read it; their answers to other questions stay.
    """
    if current is None or type(current.body) is not type(record):
        return Joined(record, work.heads)
    now = joined(session, place, current)
    read = dict(work.record)
    changed = {name: value for name, value in dict(record).items() if value != read[name]}
    words = now.words
    if not words and current.id not in work.heads:
        _, words = together(session, work.record, record, now.record)
    return Joined(now.record.with_answers(changed), now.heads, words)


def naming_the_adult(session: Session, case: str | None, record: Record) -> Iterator[Change]:
    """Yield the change that names the adult of a case that was opened before anybody knew who it is about."""
    found = session.casework.current(case) if case and isinstance(record, Concern) and record.adult else None
    if found is not None and isinstance(found.body, Case) and found.body.adult is None:
        heads = tuple(head.id for head in session.casework.heads(found.record))
        named = found.body.model_copy(update={"adult": record.answer("adult")})
        yield Change(found.record, Case.kind, named, found.record, heads)


def happened_at(record: Record) -> datetime | None:
    """Return when what a record tells of happened: its `happened` answer, at local midnight where no time is known.

    What happened before 1970 is in UTC, as not every system knows its local time of then.
    """
    when = getattr(record, "happened", None)
    if not isinstance(when, When):
        return None
    day = when.earliest
    moment = datetime(day.year, day.month, day.day, when.hour or 0, when.minute or 0, tzinfo=UTC)
    return moment if day.year <= EPOCH else moment.replace(tzinfo=None).astimezone()


def discard_typing(session: Session, record_id: str) -> None:
    """Forget what was typed and not saved. What was saved stays, and the case shows it as not finished."""
    session.desk.drop_draft(record_id)
