"""What happened and what was done in a case, in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Record
from safeguard_desktop.vault import Revision

NOT_EVENTS = frozenset({"case", "adult", "person", "organisation", "received-pack"})
"""Kinds that are not something that happened."""


@dataclass(frozen=True)
class Event:
    """One line of a chronology: a record, when what it tells of happened, and whether somebody finished it."""

    record: str
    kind: str
    title: str
    at: datetime
    written_at: datetime
    text: str
    by: str
    completed: bool


def chronology(session: Session, case: str) -> tuple[Event, ...]:
    """Return the events of a case, newest first: by when they happened, or were written where that is not known."""
    entries = [revision for revision in session.casework.list(case=case) if _is_event(revision.body)]
    events = [(_event(session, revision), revision.seq) for revision in entries]
    return tuple(event for event, _ in sorted(events, key=lambda pair: (pair[0].at, pair[1]), reverse=True))


def _is_event(body: Record) -> bool:
    return body.kind not in NOT_EVENTS


def _event(session: Session, revision: Revision) -> Event:
    return Event(
        record=revision.record,
        kind=revision.kind,
        title=revision.body.title,
        at=revision.happened_at or first_written(session, revision),
        written_at=revision.recorded_at,
        text=revision.body.headline,
        by=author_name(session, revision.author),
        completed=revision.body.completed,
    )


def first_written(session: Session, revision: Revision) -> datetime:
    """Return when the first version of a record was written down."""
    history = session.casework.history(revision.record)
    return history[0].recorded_at if history else revision.recorded_at


def author_name(session: Session, account_id: str) -> str:
    """Return the name of an account, for showing who wrote something."""
    names = {account.id: account.name for account in session.vault.accounts()}
    return names.get(account_id, "Somebody no longer here")


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
