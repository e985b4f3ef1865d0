"""Keeping other programs out of a vault, and saying to a second one who has it open."""

from contextlib import suppress

from safeguard_desktop.errors import InUseTrouble, StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.lock import FolderLock

HOLDER = "holder"
"""The name of the box that says which account has the vault open; it counts only while the lock is held."""


def take_vault(places: Places, device: Device) -> FolderLock:
    """Keep other programs out. Raises InUseTrouble, which knows the name where this computer does; StorageTrouble."""
    try:
        lock = FolderLock.take(places.vault)
    except InUseTrouble as error:
        raise InUseTrouble(error.sentence, error.next_step, holder=_holder(device)) from error
    with suppress(OSError):
        device.drop_box(HOLDER)
    return lock


def note_holder(device: Device, account: str) -> None:
    """Note which account has the vault open; where it cannot be noted, a second program names nobody."""
    with suppress(StorageTrouble):
        device.put_box(HOLDER, {"account": account})


def _holder(device: Device) -> str:
    with suppress(StorageTrouble):
        known = device.known()
        return known.names.get(str(device.box(HOLDER).get("account")), "") if known else ""
    return ""
