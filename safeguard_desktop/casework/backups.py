"""Backups: made by themselves each day, copied off this computer when a stick is there, and tried each month.

A backup is made in three steps, so that nobody has to wait for it: `begin_backup` and `finish_backup` run where all
work on the vault does; `BackupRun.carry_out`, which takes longest, may run beside it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from safeguard_desktop.casework.backup_book import BackupBook, OutsidePlace, book_of, keep_book, words_of
from safeguard_desktop.casework.backup_place import checked_place
from safeguard_desktop.casework.backup_run import BackupRun, Progress, Stopped
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import InputTrouble, StorageTrouble, Trouble
from safeguard_desktop.vault import Access
from safeguard_desktop.vault.backup import BACKED_UP, DRILL_FAILED, DRILL_PASSED, CopiedSet, copy_set
from safeguard_desktop.vault.backup_names import tag_of_vault
from safeguard_desktop.vault.backup_places import FoundBackup, copy_to
from safeguard_desktop.vault.backup_record import Record, is_as_made, made_here, named_here, record_of
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.model import tell_nobody
from safeguard_desktop.vault.restoring import moved_aside

__all__ = [
    "BackupRun",
    "BackupState",
    "ListedBackup",
    "OutsidePlace",
    "Stopped",
    "add_outside_place",
    "back_up_before",
    "back_up_now",
    "backup_state",
    "begin_backup",
    "begin_drill",
    "copy_out",
    "due_backup",
    "finish_backup",
    "list_backups",
    "newest_here",
    "note_failure",
    "remove_outside_place",
]

DAYS_WITHOUT = 3
"""After so many days without a verified copy off this computer there is a banner."""
DAYS_BETWEEN_DRILLS = 30
HERE = "This computer"


@dataclass(frozen=True)
class ListedBackup:
    """A backup that is there now: where, in words, when it was made, and its size in bytes."""

    path: Path
    where: str
    made_at: datetime
    size: int


@dataclass(frozen=True)
class BackupState:
    """How things stand. `made_at` and `off_at` are of the last verified backup here and outside, in UTC.

    `days` is how many days there has been none outside; `banner` what is to be said of it on Today, or nothing.
    `aside` are the folders of records that a restore moved aside, and that are still there.
    """

    made_at: datetime | None
    off_at: datetime | None
    days: int
    places: tuple[OutsidePlace, ...]
    drill_words: str
    banner: str
    backups: tuple[ListedBackup, ...]
    aside: tuple[Path, ...] = ()


def due_backup(session: Session) -> BackupRun | None:
    """Return what is to be done after signing in, begun: the first backup of the day, copies to a stick, the drill.

    A backup of today is one that was made here today and is there as it was made, not a file that bears its name.
    None when nothing is due. Raises what `begin_backup` raises.
    """
    if session.is_demonstration:
        return None
    record, today = _record(session), _day(session.now())
    newest = next((one for one in _home_backups(session) if _day(one.name.made_at) == today), None)
    if newest is None or not is_as_made(newest, record):
        return begin_backup(session, "the first of the day")
    if book_of(session).sealed_to != _recipients(session.vault.backup_source()):
        return begin_backup(session, "for other keys than the last")
    run = _run(session, None)
    there = {place: {one.path.name for one in made_here(place, run.tag, record)} for place in run.outside}
    waiting = [place for place in run.outside if newest.path.name not in there[place]]
    run.outside = tuple(waiting)
    return run if waiting or run.with_drill else None


def begin_backup(session: Session, why: str) -> BackupRun:
    """Copy everything as it stands now. Raises StorageTrouble, DamageTrouble or InUseTrouble, and says so on Today."""
    try:
        return _run(session, copy_set(session.vault.backup_source(), why))
    except Trouble as trouble:
        note_failure(session, trouble)
        raise


def finish_backup(session: Session, run: BackupRun) -> BackupState:
    """Write down what came of a run: in the chain, and on this computer. Returns how things stand now."""
    accesses = []
    if run.made is not None:
        accesses.append(Access(BACKED_UP, record=run.made.path.name))
    if run.drill is not None:
        accesses.append(Access(DRILL_PASSED if run.drill.passed else DRILL_FAILED, record=run.drill.name))
    if accesses:
        session.vault.front.append((), accesses)
    keep_book(session, _written_down(session, run))
    return backup_state(session)


def note_failure(session: Session, trouble: Trouble) -> None:
    """Keep that a backup was not made, so that Today says so. A disk that refuses this as well changes nothing."""
    try:
        failed = (session.now(), str(trouble))
        keep_book(session, replace(book_of(session), failed=failed))
    except StorageTrouble:
        return


def back_up_now(session: Session, progress: Progress | None = None, why: str = "asked for") -> BackupState:
    """Make a backup in one go, copy it to the places outside that are there, and return how things stand.

    Raises StorageTrouble, DamageTrouble or InUseTrouble; Today then says that there is none.
    """
    run = begin_backup(session, why)
    try:
        run.carry_out(progress or tell_nobody)
    except Trouble as trouble:
        note_failure(session, trouble)
        raise
    return finish_backup(session, run)


def back_up_before(session: Session, what: str) -> None:
    """Make a backup before something that cannot be undone: "the keys are changed". A failure is a banner, no block."""
    if session.is_demonstration:
        return
    try:
        run = begin_backup(session, f"before {what}")
        finish_backup(session, run.carry_out(tell_nobody))
    except Trouble as trouble:
        note_failure(session, trouble)


def begin_drill(session: Session) -> BackupRun:
    """Return a run that tries the newest backup.

    Raises NotAllowedTrouble but for a manager, InputTrouble where there is no backup.
    """
    session.require(Power.MANAGE)
    if not named_here(session.vault.places.backups, tag_of_vault(session.vault.id), _record(session)):
        raise InputTrouble("There is no backup on this computer to try.", "Make one first.")
    run = _run(session, None)
    run.outside, run.with_drill = (), True
    return run


def backup_state(session: Session) -> BackupState:
    """Return how things stand: what was made, what is off this computer, and what is to be said on Today."""
    book, now = book_of(session), session.now()
    newest = next(iter(_home_backups(session)), None)
    made = newest.name.made_at if newest else None
    days = (_day(now) - _day(book.off_at or book.since)).days
    return BackupState(
        made_at=made, off_at=book.off_at, days=max(0, days), places=book.places,
        drill_words=book.drill.words if book.drill else "",
        banner=_banner(session, book, max(0, days)), backups=list_backups(session),
        aside=moved_aside(session.vault.places),
    )  # fmt: skip


def list_backups(session: Session) -> tuple[ListedBackup, ...]:
    """Return this vault's backups that were made here, on this computer and in the places outside that are there.

    The newest come first.
    """
    tag = tag_of_vault(session.vault.id)
    places = [(HERE, session.vault.places.backups)]
    places += [(str(place.path), place.path) for place in book_of(session).places if place.is_there]
    record = _record(session)
    found = [
        ListedBackup(one.path, where, one.name.made_at, one.size)
        for where, path in places
        for one in made_here(path, tag, record)
    ]
    return tuple(sorted(found, key=lambda one: (one.made_at, one.where == HERE), reverse=True))


def newest_here(state: BackupState) -> Path:
    """Return the newest backup on this computer; there is one after `back_up_now`."""
    return next(one.path for one in state.backups if one.where == HERE)


def copy_out(backup: Path, folder: Path) -> Path:
    """Copy a backup into a folder, and read it back; return where it is. Raises StorageTrouble or DamageTrouble."""
    return copy_to(backup, folder, lambda _size: None)


def add_outside_place(session: Session, folder: Path) -> OutsidePlace:
    """Remember a stick or folder that backups are copied to. It is filled with the next `due_backup` or `back_up_now`.

    Raises NotAllowedTrouble but for a manager, InputTrouble as `checked_place` does, StorageTrouble.
    """
    session.require(Power.MANAGE)
    places = session.vault.places
    book = book_of(session)
    added = OutsidePlace.at(checked_place(folder, places), places.vault)
    others = tuple(place for place in book.places if place.path != added.path)
    keep_book(session, replace(book, places=(*others, added)))
    session.vault.front.append((), [Access("chose a place for backups")])
    return added


def remove_outside_place(session: Session, folder: Path) -> None:
    """Forget a place; what lies there stays. Raises NotAllowedTrouble but for a manager, StorageTrouble."""
    session.require(Power.MANAGE)
    book = book_of(session)
    keep_book(session, replace(book, places=tuple(place for place in book.places if place.path != folder)))


def _run(session: Session, copied: CopiedSet | None) -> BackupRun:
    book, places = book_of(session), session.vault.places
    last = book.drill.at if book.drill else None
    is_due = last is None or session.now() - last >= timedelta(days=DAYS_BETWEEN_DRILLS)
    return BackupRun(
        session.vault.backup_source(), tag_of_vault(session.vault.id), places.backups, copied,
        tuple(place.path for place in book.places if place.is_there), with_drill=session.may(Power.MANAGE) and is_due,
        device=places.device,
    )  # fmt: skip


def _written_down(session: Session, run: BackupRun) -> BackupBook:
    """Return the book after a run."""
    book, now = book_of(session), session.now()
    if run.made is not None:
        what = words_of(run.made.manifest.moment)
        heads = {
            one.compartment: (what, one.head.seq, one.head.digest)
            for one in run.made.manifest.files
            if one.compartment and one.head
        }
        sealed_to = _recipients(run.source)
        book = replace(book, failed=None, heads={**book.heads, **heads}, gaps=len(run.made.gaps), sealed_to=sealed_to)
    if run.trouble is not None:
        book = replace(book, failed=(now, str(run.trouble)))
    elif run.copies:
        book = replace(book, failed=None)
    if any(place.path in run.copies and place.is_off for place in book.places):
        book = replace(book, off_at=now)
    if run.drill is not None:
        book = book.with_drill(now, run.drill)
    return book


def _banner(session: Session, book: BackupBook, days: int) -> str:
    if session.is_demonstration:
        return ""
    if book.failed is not None:
        return f"The last backup did not go well. {book.failed[1]}"
    if book.drill is not None and not book.drill.passed:
        return f"The newest backup was tried, and it is not whole. {book.drill.words}"
    if book.gaps:
        return "A file of the records is missing or damaged, so the backup is not whole. Tell your manager."
    return _words_of_days(book, days) if days >= DAYS_WITHOUT else ""


def _words_of_days(book: BackupBook, days: int) -> str:
    if not any(place.is_off for place in book.places):
        return (
            "There is no copy of the records outside this computer. If it breaks or is stolen, they are gone. "
            "Choose a stick that backups are copied to."
        )
    return (
        f"For {days} days no copy of the records was made outside this computer. "
        "Put the stick for backups in, then make a backup."
    )


def _home_backups(session: Session) -> tuple[FoundBackup, ...]:
    return made_here(session.vault.places.backups, tag_of_vault(session.vault.id), _record(session))


def _record(session: Session) -> Record:
    return record_of(session.vault.places.device, session.vault.id)


def _recipients(source: BackupSource) -> str:
    """Return a hash of whom a backup is sealed to."""
    return sha256("\n".join(sorted(source.recipients)).encode("ascii")).hexdigest()


def _day(moment: datetime) -> date:
    """Return the local day."""
    return moment.astimezone().date()
