"""What a case knows already, for beginning a record in it. Not known never becomes no."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from safeguard_desktop.casework.chronology import latest, writer_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Case, Concern, Organisation, Record, SharingDecision, When, questions
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.vault import Revision

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Told:
    """One concern of a case: what it says, who wrote it down, and the day it is about."""

    body: Concern
    by: str
    day: When
    revision: Revision


@dataclass(frozen=True)
class Known:
    """A case with all that is written in it, as somebody who is signed in sees it."""

    session: Session
    case: Case
    entries: tuple[Revision, ...]
    us: Organisation

    @property
    def me(self) -> str:
        """The name of whoever is signed in."""
        return self.session.account.name

    @property
    def today(self) -> When:
        """This day."""
        return When.on(self.session.now().astimezone().date())

    def last(self, kind: type[R]) -> tuple[str, R] | None:
        """Return the id and the body of the newest record of a kind."""
        found = latest(self.entries, kind.kind)
        return (found.record, found.body) if found and isinstance(found.body, kind) else None

    def body(self, kind: type[R]) -> R | None:
        """Return the newest record of a kind, or None."""
        found = self.last(kind)
        return found[1] if found else None

    def id_of(self, kind: type[Record]) -> str | None:
        """Return the id of the newest record of a kind."""
        found = self.last(kind)
        return found[0] if found else None

    @property
    def decision_to_share(self) -> tuple[str, SharingDecision] | None:
        """The id and the body of the newest decision, where it is one to share."""
        found = self.last(SharingDecision)
        return found if found and found[1].decision in (Decided.SHARE_ALL, Decided.SHARE_PART) else None

    @property
    def concerns(self) -> tuple[Told, ...]:
        """The concerns of the case, the latest event first."""
        found = [self._told(entry, entry.body) for entry in self.entries if isinstance(entry.body, Concern)]
        return tuple(sorted(found, key=lambda told: (told.day.earliest, told.revision.seq), reverse=True))

    def _told(self, entry: Revision, body: Concern) -> Told:
        written: date = entry.recorded_at.astimezone().date()
        return Told(body, writer_of(self.session, entry), body.happened or When.on(written), entry)


def asks(record: Record, name: str) -> bool:
    """Tell whether a record is asked the question of that name, given its other answers."""
    return next(question for question in questions(type(record)) if question.name == name).is_asked(record)


def said(record: Record | None, name: str) -> Any:
    """Return an answer, or None where it is not given, or no longer asked."""
    return record.answer(name) if record is not None and asks(record, name) else None
