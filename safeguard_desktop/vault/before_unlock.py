"""Where something can be sealed before anybody has unlocked the vault: anybody can read it off the header.

What managers signed (`keys.charter`) can be checked without any key, but not that it is the newest, or this vault's
at all. So this computer remembers, in its device folder, how far it had followed what they signed when the vault was
last open here, and notices a header that does not go on from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys import seal
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import account_of
from safeguard_desktop.vault.device import SEALS, Device
from safeguard_desktop.vault.header_choice import copies, known_pin
from safeguard_desktop.vault.model import Account
from safeguard_desktop.vault.open_vault import OpenVault

_PAPER = "Write it on paper, with the date and the time, and give it to your manager now."


@dataclass(frozen=True)
class BeforeUnlock:
    """A vault that is locked: who has an account, and the keys to seal to, by account id and for the team."""

    vault: str
    accounts: tuple[Account, ...]
    team: str
    recipients: Mapping[str, str]
    recovery: str
    changed: frozenset[str]
    """Accounts whose key may not be theirs: all, where no manager signed them."""

    def sealed(self, data: bytes, to: Sequence[str] = ()) -> bytes:
        """Seal bytes to these accounts alone, or else to the team. Raises KeyTrouble or DamageTrouble.

        What is for named people opens with the recovery key as well, should all of them lose their access.
        """
        if self.changed & set(to) or not set(to) <= self.recipients.keys():
            raise KeyTrouble("The key of somebody whom you chose is not the one that this computer knows.", _PAPER)
        try:
            named = [self.recipients[account] for account in to]
            return seal(data, [*named, self.recovery] if named else [self.team])
        except ValueError as error:
            raise DamageTrouble("The header names a key that is none.", _PAPER) from error


def before_unlock(places: Places) -> BeforeUnlock:
    """Return what is known of a locked vault, also where its databases are damaged or another program has them open.

    Raises DamageTrouble when the header cannot be read, or when it names another key for the team than this computer
    knows; NewerVersionTrouble.
    """
    body = copies(places)[0].body
    device = Device.find(places.device)
    known = device.known() if device else None
    names = known.names if known and known.vault == body.vault else {}
    pin, changed = known_pin(device, body.vault), frozenset[str]()
    try:
        charter = body.check_charters(pin)
    except DamageTrouble as error:
        sentence = "The key for what is handed in is not the one that this computer knows."
        raise DamageTrouble(sentence, _PAPER) from error
    try:
        body.check_signed(pin)
    except DamageTrouble:
        changed = frozenset(entry.id for entry in body.accounts)
    return BeforeUnlock(
        vault=body.vault,
        accounts=tuple(account_of(entry, names.get(entry.id)) for entry in body.accounts),
        team=charter.team,
        recipients={entry.id: entry.recipient for entry in body.accounts},
        recovery=charter.recovery,
        changed=changed,
    )


def pin_seals(vault: OpenVault) -> None:
    """Remember on this computer how far an open vault has followed what its managers signed. Raises StorageTrouble."""
    device = Device.find(vault.places.device)
    if device is None:
        return
    kept = {"vault": vault.id, "pin": vault.followed.to_bytes().decode("ascii")}
    if device.box(SEALS) != kept:
        device.put_box(SEALS, kept)
