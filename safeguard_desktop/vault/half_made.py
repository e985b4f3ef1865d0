"""Files of compartments that no header names yet: noted on this computer, so that nothing else is ever removed.

A header that leaves a compartment out does not make its file a left over one: the header may be the one that is
wrong. So a file is removed only where this computer noted that it was making it, and where it is as it was made.
"""

from contextlib import suppress
from hashlib import sha256

from safeguard_desktop.keys.header import DESK, RESTRICTED, CompartmentEntry
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.files import storage_errors
from safeguard_desktop.vault.governing import pinned
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.making import make_database
from safeguard_desktop.vault.unlocked import Unlocked

MAKING = "making"
"""The name of the box: by a compartment's id the hash of its file as it was made, and "" until it was."""


def make_noted(held: Unlocked, entry: CompartmentEntry, key: CompartmentKey) -> None:
    """Make a compartment's file, which the header is to name next. Raises StorageTrouble."""
    device = held.session.device
    device.put_box(MAKING, {**device.box(MAKING), entry.id: ""})
    folder, meta = held.keeper.folder, pinned(held.body)
    make_database(folder, held.body.vault, entry, key, kinds=held.session.kinds, meta=meta)
    with storage_errors("The vault"):
        made = sha256(database_path(folder, entry).read_bytes()).hexdigest()
    device.put_box(MAKING, {**device.box(MAKING), entry.id: made})


def clear_half_made(held: Unlocked) -> None:
    """Remove what this computer was making when it was cut short before the header knew of it.

    Nothing was ever saved in it: it is as it was made. What cannot be removed is left. Raises StorageTrouble when
    this computer's own folder cannot be read.
    """
    device = held.session.device
    noted = device.box(MAKING)
    with suppress(OSError):
        for folder in (DESK, RESTRICTED) if noted else ():
            for identity in noted.keys() - {entry.id for entry in held.body.compartments}:
                path = held.keeper.folder / folder / f"{identity}.db"
                if path.exists() and noted[identity] in ("", sha256(path.read_bytes()).hexdigest()):
                    path.with_name(path.name + "-journal").unlink(missing_ok=True)
                    path.unlink()
        device.drop_box(MAKING)
