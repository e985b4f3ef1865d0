"""A person's keys, and the slots in which a passphrase closes them away."""

import base64
import json
import secrets
from dataclasses import dataclass
from typing import Any

from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.kdf import SALT_BYTES, KdfCost, check_cost, derive
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.keys.signing import new_signing_key, public_signing_key
from safeguard_desktop.keys.symmetric import close_box, open_box


@dataclass(frozen=True, repr=False)
class UserKeys:
    """One person's private keys: an X25519 identity that opens (age's text) and an Ed25519 key that signs."""

    opening: str
    signing: bytes

    @classmethod
    def new(cls) -> "UserKeys":
        """Return new keys."""
        return cls(new_identity(), new_signing_key())

    @property
    def recipient(self) -> str:
        """Where to seal things for this person, in public."""
        return recipient_of(self.opening)

    @property
    def public_signing(self) -> bytes:
        """The key that checks this person's signatures, in public."""
        return public_signing_key(self.signing)

    def __repr__(self) -> str:
        return "UserKeys(…)"


@dataclass(frozen=True)
class SlotOwner:
    """Whose slot it is: the ids of the vault and of the user."""

    vault: str
    user: str

    def binding(self, slot: str) -> bytes:
        """Return what a slot is bound to, so that it opens in no other place."""
        return f"{self.vault}|{self.user}|{slot}".encode()


@dataclass(frozen=True)
class Slot:
    """A user's keys, closed under the key of one passphrase."""

    id: str
    salt: bytes
    cost: KdfCost
    box: bytes


def make_slot(owner: SlotOwner, slot: str, passphrase: str, keys: UserKeys, cost: KdfCost) -> Slot:
    """Close a user's keys under a passphrase; the slot is bound to its vault, user and id.

    Raises InputTrouble for an empty or far too long passphrase.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    kek = derive(passphrase, salt, cost, least=cost)
    content = canonical({"open": keys.opening, "sign": base64.b64encode(keys.signing).decode("ascii")})
    return Slot(slot, salt, cost, close_box(kek, content, owner.binding(slot)))


class Guess:
    """One passphrase, to be tried on slots: each salt and cost is worked out once, however many slots have it."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._worked_out: dict[tuple[bytes, KdfCost], bytes] = {}

    def open(self, owner: SlotOwner, slot: Slot, least: KdfCost) -> UserKeys:
        """Return the keys in a slot. Raises as `open_slot` does."""
        check_cost(slot.cost, least)
        of = slot.salt, slot.cost
        if of not in self._worked_out:
            self._worked_out[of] = derive(self._passphrase, slot.salt, slot.cost, least)
        content: dict[str, Any] = json.loads(open_box(self._worked_out[of], slot.box, owner.binding(slot.id)))
        return UserKeys(content["open"], base64.b64decode(content["sign"]))


def open_slot(owner: SlotOwner, slot: Slot, passphrase: str, least: KdfCost = KdfCost.FLOOR) -> UserKeys:
    """Return the keys in a slot.

    Raises KeyTrouble for a wrong passphrase, InputTrouble for an impossible one, DamageTrouble for a cost out of
    bounds.
    """
    return Guess(passphrase).open(owner, slot, least)
