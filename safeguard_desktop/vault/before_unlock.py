"""Where something can be sealed before anybody has unlocked the vault: anybody can read it off the header.

Nothing in a header can be proved without a key. So this computer remembers, in its device folder, to which keys
things were sealed when the cases were last open here, and notices when the header names others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys import seal
from safeguard_desktop.keys.header import CASEWORK, Header
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import account_of
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.header_files import read_headers
from safeguard_desktop.vault.model import Account
from safeguard_desktop.vault.open_vault import OpenVault

_BOX = "seals"
_PAPER = "Write it on paper, with the date and the time, and give it to your manager now."


@dataclass(frozen=True)
class BeforeUnlock:
    """A vault that is locked: who has an account, and the keys to seal to, by account id and for the team."""

    vault: str
    accounts: tuple[Account, ...]
    team: str
    recipients: Mapping[str, str]
    changed: frozenset[str]
    """Accounts whose key is not the one that this computer knows."""

    def sealed(self, data: bytes, to: Sequence[str] = ()) -> bytes:
        """Seal bytes to these accounts alone, or else to the team. Raises KeyTrouble or DamageTrouble."""
        if self.changed & set(to) or not set(to) <= self.recipients.keys():
            raise KeyTrouble("The key of somebody whom you chose is not the one that this computer knows.", _PAPER)
        try:
            return seal(data, [self.recipients[account] for account in to] or [self.team])
        except ValueError as error:
            raise DamageTrouble("The header names a key that is none.", _PAPER) from error


def before_unlock(places: Places) -> BeforeUnlock:
    """Return what is known of a locked vault, also where its databases are damaged or another program has them open.

    Raises DamageTrouble when the header cannot be read, or when it names another key for the team than this computer
    knows; NewerVersionTrouble.
    """
    header = read_headers(places.vault)[0]
    body = header.body
    device = Device.find(places.device)
    known = device.known() if device else None
    names = known.names if known and known.vault == body.vault else {}
    found, pinned = _seals(header), _pinned(device, body.vault)
    if not found.get(CASEWORK) or pinned.get(CASEWORK, found[CASEWORK]) != found[CASEWORK]:
        raise DamageTrouble("The key for what is handed in is not the one that this computer knows.", _PAPER)
    return BeforeUnlock(
        vault=body.vault,
        accounts=tuple(account_of(entry, names.get(entry.id)) for entry in body.accounts),
        team=found[CASEWORK],
        recipients={entry.id: entry.recipient for entry in body.accounts},
        changed=frozenset(key for key, seal_to in found.items() if pinned.get(key, seal_to) != seal_to),
    )


def pin_seals(vault: OpenVault) -> None:
    """Remember on this computer where the header of an open vault says to seal things.

    Somebody who can read the cases has proved that header right; somebody else is believed only where nothing is
    known yet. Raises StorageTrouble.
    """
    device = Device.find(vault.places.device)
    header = read_headers(vault.places.vault)[0]
    found = _seals(header)
    if device is None or found.get(CASEWORK) != vault.team:
        return
    if vault.has_casework or not _pinned(device, vault.id):
        kept = {"vault": vault.id, "seals": found}
        if device.box(_BOX) != kept:
            device.put_box(_BOX, kept)


def _seals(header: Header) -> dict[str, str]:
    """Return the keys that a header names, by account id and for the team."""
    entry = header.body.compartment(CASEWORK)
    team = {CASEWORK: entry.team} if entry is not None and entry.team else {}
    return {**team, **{account.id: account.recipient for account in header.body.accounts}}


def _pinned(device: Device | None, vault: str) -> dict[str, str]:
    kept = device.box(_BOX) if device is not None else {}
    seals = kept.get("seals")
    return dict(seals) if kept.get("vault") == vault and isinstance(seals, dict) else {}
