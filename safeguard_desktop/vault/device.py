"""The device folder: what must stay on this computer, so that an old copy of the vault brings back none of it.

    device.json        this computer's id and key
    known.box          the vault last opened here: its id, its accounts' names, the least cost of a guess
    guesses.box        wrong passphrases, for the waits after them
    backups.box        when backups were made and tried, and the places outside this computer for them
    seals.box          how far what managers signed was followed (vault.header_choice)
    holder.box         which account has the vault open (vault.in_use)
    made.box           the name, size and hash of each backup that was made here
    restore.box        a restore that is under way
    making.box         files that are being made and that no header names yet (vault.half_made)
    marks/<id>.json    the high-water mark of each compartment
    in-use             locked while a vault is being made or restored
    preferences.json   how the screen is set (safeguard_desktop.settings)
    unsent/            there while something is written without signing in (casework.unsent)
    crashes/           what went wrong in the program, without anybody's words
    aside-<n>/         a device.json that was none, and the boxes that its key may open

The boxes are closed with the device key, which lies beside them: they keep names out of sight of a search through
files, and a stolen vault folder holds no name at all; they do not withstand somebody who has this folder as well.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from safeguard_desktop.clock import Clock, new_id
from safeguard_desktop.errors import DamageTrouble, KeyTrouble, WaitTrouble
from safeguard_desktop.keys import KdfCost, canonical
from safeguard_desktop.keys.guesses import seconds_to_wait, settled, with_guess
from safeguard_desktop.keys.header import HeaderBody
from safeguard_desktop.keys.symmetric import KEY_BYTES, CompartmentKey, close_box, open_box, random_key, same, tag_of
from safeguard_desktop.keys.texts import from_text, to_text
from safeguard_desktop.vault.files import read_if_there, reading_errors, storage_errors
from safeguard_desktop.vault.model import Head
from safeguard_desktop.whole_files import write_whole

SEALS = "seals"
"""The name of the box that says how far what managers signed was followed (vault.before_unlock)."""
_DEVICE, _KNOWN = "device.json", "known.box"
_FOLDER = "The program's folder on this computer"
_MARK_PURPOSE = "high-water mark"


@dataclass(frozen=True)
class Known:
    """What this computer knows of a vault before it is unlocked: names by account id, and the least KDF cost."""

    vault: str
    names: dict[str, str]
    least: KdfCost = field(default=KdfCost.FLOOR)


class Device:
    """This computer, as the vault knows it."""

    def __init__(self, folder: Path, device: str, key: bytes) -> None:
        self.folder = folder
        self.id = device
        self._key = key

    @classmethod
    def at(cls, folder: Path, clock: Clock) -> "Device":
        """Return the device of a folder, made anew where there is none, or none that the program made: that is kept.

        Raises StorageTrouble when it cannot be read or written.
        """
        found = cls.find(folder)
        if found is not None:
            return found
        device = cls(folder, new_id(clock), random_key())
        with storage_errors(_FOLDER):
            folder.mkdir(parents=True, exist_ok=True)
            _set_aside(folder)
            content = canonical({"id": device.id, "key": to_text(device._key)})
            write_whole(folder / _DEVICE, content)
            (folder / _DEVICE).chmod(0o600)
        return device

    @classmethod
    def find(cls, folder: Path) -> "Device | None":
        """Return the device of a folder, or None where there is none, or none that the program made.

        Raises StorageTrouble when there may be one and it cannot be read now: it is not to be taken for none.
        """
        with reading_errors(_FOLDER):
            content = read_if_there(folder / _DEVICE)
        try:
            found = json.loads(content or b"")
            device = cls(folder, str(found["id"]), from_text(found["key"]))
        except (ValueError, TypeError, KeyError, RecursionError, DamageTrouble):
            return None
        return device if len(device._key) == KEY_BYTES else None

    def known(self) -> Known | None:
        """Return the vault that was last opened here, or None. Raises StorageTrouble."""
        found = self._read(_KNOWN)
        try:
            return Known(found["vault"], dict(found["names"]), KdfCost(*found["least"])) if found else None
        except (KeyError, TypeError, ValueError):
            return None

    def know(self, known: Known) -> None:
        """Remember a vault. Raises StorageTrouble."""
        if known != self.known():
            least = known.least
            cost = [least.memory_kib, least.passes, least.lanes]
            self._write(_KNOWN, {"vault": known.vault, "names": known.names, "least": cost})

    def before_guess(self, account: str, now: datetime) -> None:
        """Count a guess before it is tried, so that ending the program does not save one from the count.

        Raises WaitTrouble when it comes too early, and then counts nothing; StorageTrouble.
        """
        guesses = self._guesses()
        past = settled(guesses.get(account, ()), now)
        seconds = seconds_to_wait(past, now)
        if not seconds:
            past = with_guess(past, now)
        self._keep_guesses({**guesses, account: past})
        if seconds:
            raise WaitTrouble(seconds, "It was too early to try a passphrase again, so that one was not tried.")

    def wrong_guess(self, account: str, now: datetime) -> KeyTrouble:
        """Return what to say of a wrong guess: WaitTrouble with the wait that follows, else KeyTrouble."""
        seconds = seconds_to_wait(self._guesses().get(account, ()), now)
        if seconds:
            return WaitTrouble(seconds)
        return KeyTrouble("That was not the right passphrase.", "Check that Caps Lock is off, and try again.")

    def right_guess(self, account: str) -> None:
        """Forget the wrong ones."""
        self._keep_guesses({known: times for known, times in self._guesses().items() if known != account})

    def _guesses(self) -> dict[str, tuple[datetime, ...]]:
        try:
            found = self._read("guesses.box") or {}
            return {account: tuple(map(datetime.fromisoformat, times)) for account, times in found.items()}
        except (TypeError, ValueError):
            return {}

    def _keep_guesses(self, guesses: dict[str, tuple[datetime, ...]]) -> None:
        self._write("guesses.box", {account: [t.isoformat() for t in times] for account, times in guesses.items()})

    def box(self, name: str) -> dict[str, Any]:
        """Return what this computer keeps under a name; nothing where nothing that the program made is kept.

        Raises StorageTrouble when it cannot be read now.
        """
        return self._read(f"{name}.box") or {}

    def put_box(self, name: str, content: dict[str, Any]) -> None:
        """Keep something on this computer under a name. Raises StorageTrouble."""
        self._write(f"{name}.box", content)

    def drop_box(self, name: str) -> None:
        """Forget what is kept under a name. Raises OSError; nothing kept is nothing."""
        (self.folder / f"{name}.box").unlink(missing_ok=True)

    def _read(self, name: str) -> dict[str, Any] | None:
        with reading_errors(_FOLDER):
            box = read_if_there(self.folder / name)
        if box is None:
            return None
        try:
            found: dict[str, Any] = json.loads(open_box(self._key, box, name.encode("ascii")))
        except (ValueError, KeyTrouble):
            return None
        return found

    def _write(self, name: str, content: dict[str, Any]) -> None:
        box = close_box(self._key, canonical(content), name.encode("ascii"))
        with storage_errors(_FOLDER):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, box)


class Mark:
    """The high-water mark of one compartment: how far its chain had come, under a key that only its members have."""

    def __init__(self, device_folder: Path, compartment: str, key: CompartmentKey) -> None:
        self._path = _mark_path(device_folder, compartment)
        self._compartment = compartment
        self._key = key.derived(_MARK_PURPOSE)

    def read(self) -> Head | None:
        """Return the mark, or None where there is none, or none that the program made.

        Raises StorageTrouble when it cannot be read now: without it an older copy would not be noticed.
        """
        with reading_errors(_FOLDER):
            content = read_if_there(self._path)
        try:
            found = json.loads(content or b"")
            head = Head(found["seq"], found["digest"])
            return head if same(from_text(found["mac"]), self._mac(head)) else None
        except (ValueError, TypeError, KeyError, RecursionError, DamageTrouble):
            return None

    def write(self, head: Head) -> None:
        """Move the mark. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, canonical(self.content(head)))

    def content(self, head: Head) -> dict[str, Any]:
        """Return the mark of a head as its file holds it."""
        return {"seq": head.seq, "digest": head.digest, "mac": to_text(self._mac(head))}

    def _mac(self, head: Head) -> bytes:
        return tag_of(self._key, canonical([self._compartment, head.seq, head.digest]))


def knew_a_vault(device_folder: Path) -> bool:
    """Tell whether a vault was ever open on this computer, also where its name is lost. Raises StorageTrouble."""
    with reading_errors(_FOLDER):
        return (device_folder / _KNOWN).exists()


def _set_aside(folder: Path) -> None:
    """Keep a device.json that is none, with the boxes that only its key opens: somebody may mend it. Raises OSError."""
    if (folder / _DEVICE).exists():
        aside = next(path for path in (folder / f"aside-{number}" for number in count(1)) if not path.exists())
        aside.mkdir()
        for path in (*folder.glob("*.box"), folder / _DEVICE):
            path.replace(aside / path.name)


def _mark_path(device_folder: Path, compartment: str) -> Path:
    return device_folder / "marks" / f"{compartment}.json"


def remember(device: Device, body: HeaderBody, names: Mapping[str, str]) -> None:
    """Let a computer know who may sign in. Raises StorageTrouble."""
    known = device.known()
    least = known.least if known and known.vault == body.vault else KdfCost.FLOOR
    shown = {entry.id: names[entry.id] for entry in body.accounts if entry.id in names}
    device.know(Known(body.vault, shown, least))
