"""What this computer remembers of backups: when, where to, how the last drill went. It holds no personal data."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import day_words
from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Anchor, Compartment
from safeguard_desktop.vault.backup_drill import DrillResult
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.restoring import Restorable

_BOX = "backups"


@dataclass(frozen=True)
class OutsidePlace:
    """A stick or folder that backups are copied to. `is_off` when it is on another disk than the records."""

    path: Path
    is_off: bool
    is_there: bool

    @classmethod
    def at(cls, path: Path, vault: Path, *, was_off: bool = False) -> "OutsidePlace":
        """Return a place as it is now. A stick's folder that lies on this computer's own disk is not the stick."""
        path = path.absolute()
        try:
            is_off = path.is_dir() and path.stat().st_dev != vault.stat().st_dev
            is_there = path.is_dir() and (is_off or not was_off)
        except OSError:
            is_off = is_there = False
        return cls(path, is_off or was_off, is_there)


@dataclass(frozen=True)
class KeptDrill:
    """The last drill: when it was held, and what came of it in words."""

    at: datetime
    passed: bool
    words: str


@dataclass(frozen=True)
class BackupBook:
    """Everything remembered of one vault. `since` is when this computer first asked; `failed` the last failure."""

    since: datetime
    off_at: datetime | None = None
    places: tuple[OutsidePlace, ...] = ()
    drill: KeptDrill | None = None
    failed: tuple[datetime, str] | None = None
    heads: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    gaps: int = 0
    """How many files could not be copied whole the last time."""
    sealed_to: str = ""
    """A hash of whom the last backup was sealed to: another one is due as soon as that changes."""

    def with_drill(self, now: datetime, result: DrillResult) -> "BackupBook":
        """Return the book with what a drill found."""
        words = f"Tried on {day_words(now.astimezone())}: "
        if result.passed and result.made_at is not None:
            words += f"{words_of(result.made_at.astimezone())} was opened, and everything in it is whole."
        else:
            words += " ".join(result.problems)
        return replace(self, drill=KeptDrill(now, result.passed, words))


def book_of(session: Session) -> BackupBook:
    """Return what this computer remembers of this vault's backups. Raises StorageTrouble."""
    places = session.vault.places
    device = Device.find(places.device)
    found = device.box(_BOX).get(session.vault.id) if device else None
    try:
        return _read(found, places.vault) if found else BackupBook(since=session.now())
    except (KeyError, TypeError, ValueError, AttributeError):
        return BackupBook(since=session.now())


def keep_book(session: Session, book: BackupBook) -> None:
    """Remember it. Raises StorageTrouble."""
    device = Device.at(session.vault.places.device, session.clock)
    device.put_box(_BOX, {**device.box(_BOX), session.vault.id: _written(book)})


def anchors_of(session: Session, place: Compartment) -> tuple[Anchor, ...]:
    """Return where a compartment's chain stood in the last backup made here that holds it."""
    found = book_of(session).heads.get((place.meta("compartment") or b"").decode("ascii"))
    return (Anchor(*found),) if found and found[1] else ()  # 0: nothing had been written yet


def move_anchors(places: Places, found: Restorable) -> None:
    """Remember that the records are to stand where they stood in a backup. A disk that refuses keeps what it knew."""
    device, vault = Device.find(places.device), found.backup.manifest.vault
    books = device.box(_BOX) if device else {}
    if device is not None and isinstance(books.get(vault), dict):
        heads = {one.entry.id: [words_of(found.made_at), one.head.seq, one.head.digest] for one in found.checked}
        with suppress(StorageTrouble):
            device.put_box(_BOX, {**books, vault: {**books[vault], "heads": heads}})


def words_of(moment: datetime) -> str:
    """Return what a backup is called in a sentence."""
    return f"the backup of {day_words(moment)}"


def known_folders(places: Places) -> tuple[Path, ...]:
    """Return the folders outside that this computer knows, of whatever records, before anybody has signed in.

    None where that cannot be read: a backup in another folder can still be chosen.
    """
    try:
        device = Device.find(places.device)
        found = device.box(_BOX) if device else {}
        return tuple(dict.fromkeys(Path(one["path"]) for book in found.values() for one in book["places"]))
    except (StorageTrouble, KeyError, TypeError, AttributeError):
        return ()


def _written(book: BackupBook) -> dict[str, Any]:
    return {
        "since": book.since.isoformat(),
        "off_at": book.off_at.isoformat() if book.off_at else None,
        "places": [{"path": str(place.path), "off": place.is_off} for place in book.places],
        "drill": [book.drill.at.isoformat(), book.drill.passed, book.drill.words] if book.drill else None,
        "failed": [book.failed[0].isoformat(), book.failed[1]] if book.failed else None,
        "heads": {one: list(head) for one, head in book.heads.items()},
        "gaps": book.gaps,
        "sealed_to": book.sealed_to,
    }


def _read(found: dict[str, Any], vault: Path) -> BackupBook:
    drill, failed = found["drill"], found["failed"]
    return BackupBook(
        since=datetime.fromisoformat(found["since"]),
        off_at=datetime.fromisoformat(found["off_at"]) if found["off_at"] else None,
        places=tuple(OutsidePlace.at(Path(one["path"]), vault, was_off=bool(one["off"])) for one in found["places"]),
        drill=KeptDrill(datetime.fromisoformat(drill[0]), bool(drill[1]), str(drill[2])) if drill else None,
        failed=(datetime.fromisoformat(failed[0]), str(failed[1])) if failed else None,
        heads={one: (str(head[0]), int(head[1]), str(head[2])) for one, head in found["heads"].items()},
        gaps=int(found["gaps"]),
        sealed_to=str(found["sealed_to"]),
    )
