"""What happened and what was done in a case, in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.clocks import times_put_right
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.sharing_log import was_shared
from safeguard_desktop.clock import moment_words
from safeguard_desktop.records import Record, questions
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.vault import Revision

NOT_EVENTS = frozenset({"case", "adult", "person", "organisation", "received-pack"})
"""Kinds that are not something that happened."""
Brought = Mapping[str, ReceivedPack]
"""Where versions of records came from that were not written in the cases, by the revision's id."""


@dataclass(frozen=True)
class Event:
    """One line of a chronology: a record, when what it tells of happened, and whether somebody finished it.

    Where nobody said when it happened, `at` is when its author wrote it; by a wrong clock, when that must have been.
    `is_verified` is false where nobody knows who wrote it, and `is_shared` true where it left the organisation and
    somebody finished it.
    """

    record: str
    kind: str
    title: str
    at: datetime
    written_at: datetime
    text: str
    by: str
    completed: bool
    clock_was_wrong: bool = False
    is_verified: bool = True
    is_shared: bool = False


def chronology(session: Session, case: str) -> tuple[Event, ...]:
    """Return the events of a case, newest first: by when they happened, or were written where that is not known.

    What was handed in was written when it was, and not when somebody accepted it.
    """
    entries = [revision for revision in session.casework.list(case=case) if _is_event(revision.body)]
    brought, put_right = _brought(session, case), times_put_right(session)
    events = [(_event(session, revision, brought, put_right), revision.seq) for revision in entries]
    return tuple(event for event, _ in sorted(events, key=lambda pair: (pair[0].at, pair[1]), reverse=True))


def _is_event(body: Record) -> bool:
    return body.kind not in NOT_EVENTS


def _event(session: Session, revision: Revision, brought: Brought, put_right: Mapping[str, datetime]) -> Event:
    is_any_unknown = any(not note.is_verified for note in brought.values())
    first = revision if revision.happened_at and not is_any_unknown else _first_version(session, revision)
    note = brought.get(first.id)
    return Event(
        record=revision.record,
        kind=revision.kind,
        title=revision.body.title,
        at=revision.happened_at or put_right.get(first.id) or _written_at(session, first, note),
        written_at=_written_at(session, revision, brought.get(revision.id)),
        text=revision.body.headline,
        by=_writer(session, revision, brought),
        completed=revision.body.completed,
        clock_was_wrong=revision.happened_at is None and first.id in put_right,
        is_verified=note is None or note.is_verified,
        is_shared=was_shared(revision.body),
    )


def _written_at(session: Session, revision: Revision, note: ReceivedPack | None) -> datetime:
    """Return when a version was written: of one handed in, when that was, if the clock there can have been right.

    It cannot, if that is before there were any records here, or after somebody accepted it.
    """
    made_at = note.made_at if note is not None else None
    if made_at is None:
        return revision.recorded_at
    since = min(session.vault.front.moments().values(), default=made_at)
    return made_at if since <= made_at <= revision.recorded_at else revision.recorded_at


def _first_version(session: Session, revision: Revision) -> Revision:
    return (*session.casework.history(revision.record), revision)[0]


def author_name(session: Session, account_id: str) -> str:
    """Return the name of an account, for showing who wrote something."""
    names = {account.id: account.name for account in session.vault.accounts()}
    before = session.vault.account_names().get(account_id) if account_id not in names else None
    return names.get(account_id) or (f"{before} (no longer here)" if before else "Somebody no longer here")


def _brought(session: Session, case: str | None) -> Brought:
    """Return where versions came from of what lies in a case; with None, of anything, as people lie in no case."""
    return {
        version: note.body
        for note in session.casework.list(kind=ReceivedPack.kind, case=case)
        if isinstance(note.body, ReceivedPack)
        for version in note.body.versions
    }


def written_at(session: Session, revision: Revision) -> datetime:
    """Return when a version of a record of a case was written: of what was handed in, when that was."""
    brought = _brought(session, revision.case)
    return _written_at(session, revision, brought.get(revision.id))


def writer_of(session: Session, revision: Revision) -> str:
    """Return who wrote a version of a record of a case: of what was handed in, not the person who accepted it."""
    return _writer(session, revision, _brought(session, revision.case))


def _writer(session: Session, revision: Revision, brought: Brought) -> str:
    note = brought.get(revision.id)
    if note is None:
        return author_name(session, revision.author)
    if note.is_verified:
        return author_name(session, note.sender)
    return f"“{note.says}” (author not verified)" if note.says else "Author not verified"


@dataclass(frozen=True)
class Came:
    """How something came here, where that is to be said: who handed it in, and what they called the people in it."""

    title: str
    text: str
    is_verified: bool


def how_it_came(session: Session, revision: Revision) -> Came | None:
    """Return how the first version of a record came here, where nobody knows who wrote it or it used other names."""
    first = next(iter(session.casework.history(revision.record)), revision)
    note = _brought(session, first.case).get(first.id) if first.case else None
    if note is None:
        return None
    of_the_adult = {str(getattr(first.body, "adult", "")): note.adult_as_written} if note.adult_as_written else {}
    written = note.as_written or of_the_adult
    called = _called(written, first.body, names_of(session, written))
    accepted = f"Accepted by {author_name(session, first.author)}, {moment_words(first.recorded_at)}."
    if note.is_verified:
        title = f"Handed in by {author_name(session, note.sender)}"
        return Came(title, f"{accepted} {called}", is_verified=True) if called else None
    who = f"They say they are {note.says}. " if note.says else ""
    title = "Reported while locked: author not verified"
    return Came(title, f"{who}{accepted} {called}".strip(), is_verified=False)


def _called(written: Mapping[str, str], record: Record, names: Mapping[str, str]) -> str:
    """Return in a sentence what whoever wrote a record called the people in it, where they are known by other names."""
    called = (
        f"{question.label.lower()} “{written[answer]}”"
        for question in questions(type(record))
        if question.picks and isinstance(answer := record.answer(question.name), str)
        if answer in written and written[answer] != names.get(answer)
    )
    said = ", and ".join(called)
    return f"They called {said}." if said else ""


def latest(revisions: Iterable[Revision], kind: str) -> Revision | None:
    """Return the newest record of a kind among current versions, or None."""
    found = [revision for revision in revisions if revision.kind == kind]
    return max(found, key=lambda revision: revision.seq, default=None)


def grouped(session: Session, *kinds: str) -> Mapping[str, list[Revision]]:
    """Return the current versions of these kinds by case, with one look at the vault for each kind."""
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    for kind in kinds:
        for revision in session.casework.list(kind=kind):
            if revision.case is not None:
                found[revision.case].append(revision)
    return found
