"""What registered managers have signed: who they are, where concerns and backups are sealed, and who has an account.

Every account holds the front compartment's key, and can therefore write any header. So the header carries a list of
charters, each signed by a manager of the one before (the first by the founder, one made with the recovery key by that),
and a roster: the manager's signature over every account but its slots. Each compartment remembers in itself how far
it has followed them (a pin), so that nobody can put in a charter, a recovery key or a colleague of their own, or take
back one that was signed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import Field

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.kept import Kept
from safeguard_desktop.keys.signing import is_signed, public_signing_key, sign
from safeguard_desktop.keys.symmetric import derived
from safeguard_desktop.keys.texts import from_text, to_text

BY_RECOVERY = "recovery"
"""Stands for the recovery key where an account's id would stand."""
_CHARTER = "charter"
_ROSTER = "roster"


class Charter(Kept):
    """Where things are sealed, and who the managers are: their Ed25519 public keys (base64) by account id.

    `recovery_signing` is the public key of the one that the recovery key makes (`recovery_signing_key`).
    """

    vault: str
    number: int = Field(ge=1)
    recovery: str
    recovery_signing: str
    team: str
    managers: dict[str, str]
    by: str
    signature: str = ""

    def signed(self, by: str, signing: bytes) -> "Charter":
        """Return it signed by an account, or by the recovery key."""
        unsigned = self.model_copy(update={"by": by, "signature": ""})
        return unsigned.model_copy(update={"signature": to_text(sign(signing, _CHARTER, unsigned.content()))})

    def content(self) -> bytes:
        """Return what is signed."""
        return canonical(self.model_dump(exclude={"signature"}))

    def digest(self) -> str:
        """Return the hash of the whole, in hex."""
        return sha256(canonical(self.model_dump())).hexdigest()

    def allows(self, by: str, purpose: str, content: bytes, signature: str) -> bool:
        """Tell whether a signature is that of one of its managers, or of its recovery key."""
        public = self.recovery_signing if by == BY_RECOVERY else self.managers.get(by, "")
        return is_signed(from_text(public), purpose, content, from_text(signature))


class Roster(Kept):
    """A manager's signature over the accounts; `number` rises by one with each."""

    number: int = Field(ge=1)
    by: str
    signature: str


@dataclass(frozen=True)
class Pin:
    """How far charters and rosters were followed: the last charter's number and hash, and the last roster's number."""

    number: int
    digest: str
    roster: int

    def to_bytes(self) -> bytes:
        """Return it as it is kept."""
        return canonical(vars(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Pin":
        """Read one. Raises DamageTrouble."""
        try:
            found = json.loads(data)
            return cls(int(found["number"]), str(found["digest"]), int(found["roster"]))
        except (ValueError, TypeError, KeyError) as error:
            raise _forged() from error


def recovery_signing_key(identity: str) -> bytes:
    """Return the Ed25519 private key that belongs to a recovery key."""
    return derived(identity.encode("ascii"), "recovery signing")


def recovery_public(identity: str) -> str:
    """Return its public half in base64."""
    return to_text(public_signing_key(recovery_signing_key(identity)))


def signed_roster(charter: Charter, number: int, accounts: Any, by: str, signing: bytes) -> Roster:
    """Return the roster of accounts (as JSON, without slots), signed under a charter."""
    content = _roster_content(charter, number, accounts)
    return Roster(number=number, by=by, signature=to_text(sign(signing, _ROSTER, content)))


def check_charters(vault: str, charters: Sequence[Charter], pin: Pin | None) -> Charter:
    """Follow the charters from the first to the newest, by way of a pin; return the newest.

    Raises DamageTrouble for one that no manager of the one before signed, or when one that was pinned is gone.
    """
    for number, charter in enumerate(charters, start=1):
        before = charters[number - 2] if number > 1 else charter
        if (charter.vault, charter.number) != (vault, number) or not before.allows(
            charter.by, _CHARTER, charter.content(), charter.signature
        ):
            raise _forged()
    if pin is not None and (len(charters) < pin.number or charters[pin.number - 1].digest() != pin.digest):
        raise _forged()
    return charters[-1]


def check_roster(charter: Charter, roster: Roster, accounts: Any, pin: Pin | None) -> Pin:
    """Check that a manager signed the accounts, and that this is no older roster; return how far both go.

    Raises DamageTrouble.
    """
    content = _roster_content(charter, roster.number, accounts)
    is_signed_so = charter.allows(roster.by, _ROSTER, content, roster.signature)
    if not is_signed_so or (pin is not None and roster.number < pin.roster):
        raise _forged()
    return Pin(charter.number, charter.digest(), roster.number)


def _roster_content(charter: Charter, number: int, accounts: Any) -> bytes:
    return canonical({"vault": charter.vault, "charter": charter.digest(), "number": number, "accounts": accounts})


def _forged() -> DamageTrouble:
    sentence = "The vault's header says something that no registered manager signed: it was changed past the program."
    return DamageTrouble(sentence, "Restore a backup, and tell your manager.")
