"""Putting restored files in the vault's place, so that whenever the program ends, the old set or the new is there.

A plan in the device folder says that it was decided. Whoever finds one (every look at a vault does) goes on from
where it stopped: the old folder is renamed aside, the new one into its place, the marks of this computer are moved.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.keys import KdfCost, canonical
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.device import SEALS, Device, Known
from safeguard_desktop.vault.files import read_if_there, reading_errors, storage_errors
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.whole_files import sync_folder, write_whole

PLAN = "restore"
NOTE = "restored.json"
"""Kept in the restored folder until each compartment's own chain says that it was restored."""


@dataclass(frozen=True)
class Plan:
    """A restore that was decided: the names of the folders beside the vault's, and what this computer is to know.

    A mark is what its file is to hold, or None where there can be none: the first who opens that compartment makes it.
    """

    new: str
    aside: str
    marks: dict[str, dict[str, Any] | None]
    vault: str
    names: dict[str, str]
    least: tuple[int, int, int]
    pin: str
    """How far what managers signed was followed in the restored header."""


@dataclass(frozen=True)
class Note:
    """What a restored folder says of itself: from which backup, made when, and whose chains do not say so yet."""

    backup: str
    made_at: str
    left: tuple[str, ...]

    @property
    def words(self) -> str:
        """What the chains are told."""
        made = datetime.fromisoformat(self.made_at)
        return f"restored from the backup of {made.day} {made:%B %Y at %H:%M} UTC"


def carry_out(places: Places, device: Device, plan: Plan) -> None:
    """Decide, and do it. Raises StorageTrouble: then the old set is in its place, or the next look finishes it."""
    device.put_box(PLAN, asdict(plan))
    _finish(places, device, plan)


def finish_restore(places: Places) -> None:
    """Go on with a restore that was cut off; mostly there is none. Raises StorageTrouble or InUseTrouble."""
    device = Device.find(places.device) if (places.device / f"{PLAN}.box").exists() else None
    if device is None:
        return
    lock = FolderLock.take(places.device)
    try:
        found = device.box(PLAN)
        if found:
            _finish(places, device, Plan(**{**found, "least": tuple(found["least"])}))
    finally:
        lock.release()


def _finish(places: Places, device: Device, plan: Plan) -> None:
    place = places.vault
    new, aside = place.with_name(plan.new), place.with_name(plan.aside)
    with storage_errors("The folder of the records"):
        if new.is_dir():
            _move(device, place, new, aside)
        elif not place.exists() and aside.exists():
            aside.rename(place)
        if read_note(place) is not None:
            _move_marks(places, plan)
            device.know(Known(plan.vault, plan.names, KdfCost(*plan.least)))
            device.put_box(SEALS, {"vault": plan.vault, "pin": plan.pin})
        device.drop_box(PLAN)


def _move(device: Device, place: Path, new: Path, aside: Path) -> None:
    """Rename both folders. When one cannot be, the old one is put back and the plan forgotten.

    Raises StorageTrouble; OSError when not even that can be done: then the next look goes on.
    """
    try:
        if place.exists():
            place.rename(aside)
        new.rename(place)
    except OSError as error:
        if not place.exists() and aside.exists():
            aside.rename(place)
        device.drop_box(PLAN)
        sentence = "The backup could not be put in place: a folder could not be renamed."
        raise StorageTrouble(sentence, "Close other programs, then try again. The records are as they were.") from error
    sync_folder(place.parent)


def _move_marks(places: Places, plan: Plan) -> None:
    folder = places.device / "marks"
    folder.mkdir(parents=True, exist_ok=True)
    for compartment, content in plan.marks.items():
        path = folder / f"{compartment}.json"
        if content is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, canonical(content))


def write_note(folder: Path, note: Note) -> None:
    """Keep a note in a folder. Raises OSError."""
    write_whole(folder / NOTE, canonical(asdict(note)))


def read_note(folder: Path) -> Note | None:
    """Return the note in a folder, or None where there is none that the program made. Raises StorageTrouble."""
    with reading_errors("The vault's folder"):
        content = read_if_there(folder / NOTE)
    try:
        found = json.loads(content or b"")
        return Note(str(found["backup"]), str(found["made_at"]), tuple(map(str, found["left"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def told(folder: Path, note: Note, compartments: frozenset[str]) -> None:
    """Keep that these chains say so now; when all do, the note is gone. A folder that refuses has it said once more."""
    left = tuple(one for one in note.left if one not in compartments)
    with suppress(OSError):
        if left:
            write_note(folder, Note(note.backup, note.made_at, left))
        else:
            (folder / NOTE).unlink()
