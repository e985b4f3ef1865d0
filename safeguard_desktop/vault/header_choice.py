"""Which of the header's two copies to go by, where they differ.

Whoever can write files can write a newer copy, with whatever slots, accounts and keys they like, and whoever has an
account even one that the front's key says is whole. Had only that one counted, one file would keep everybody out. So
no copy is chosen for being newer alone: what managers signed tells before anything is unlocked, and then a passphrase
is tried on both (`vault.unlocking`). Where both are exchanged there is nothing left to choose: that is a backup's.
"""

from contextlib import suppress

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.charter import Pin
from safeguard_desktop.keys.header import Header
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.device import SEALS, Device
from safeguard_desktop.vault.header_files import read_headers


def copies(places: Places) -> tuple[Header, ...]:
    """Return the copies that may be gone by, the likeliest first: what this computer knows, then the newest.

    One that managers went on from with another signature is none: what they changed is not taken back. Raises
    DamageTrouble when both are bad, NewerVersionTrouble, StorageTrouble.
    """
    found = read_headers(places.vault)
    left = [one for one in found if not any(other.body.takes_the_place_of(one.body) for other in found)]
    device = Device.find(places.device)
    return tuple(sorted(left, key=lambda header: not _goes_on(header, device)))


def known_pin(device: Device | None, vault: str) -> Pin | None:
    """Return how far this computer had followed what a vault's managers signed, or None where it does not know."""
    kept = device.box(SEALS) if device is not None else {}
    if kept.get("vault") != vault:
        return None
    try:
        return Pin.from_bytes(str(kept.get("pin")).encode("utf-8"))
    except DamageTrouble:
        return None


def _goes_on(header: Header, device: Device | None) -> bool:
    """Tell whether managers signed what a copy says, as far as this computer knows them."""
    with suppress(DamageTrouble):
        header.body.check_signed(known_pin(device, header.body.vault))
        return True
    return False
