"""What registered managers have signed: who they are, where concerns and backups are sealed, and who has an account.

Every account holds the front compartment's key, and can therefore write any header. So the header carries a list of
charters, each signed by a manager of the one before (the first by the founder, one made with the recovery key by that),
and a roster: the manager's signature over every account but its slots. Each compartment remembers in itself how far
it has followed them (a pin), so that nobody can put in a charter, a recovery key or a colleague of their own, or take
back one that was signed.

Where nothing is pinned (a backup on a new computer, every passphrase lost), all of that could have been made by
somebody else, as the recovery key's public half is in every header. So whoever holds the recovery key signs the list of
charters up to the one that first names it, and with the key in hand that is asked for (`is_vouched`). What it
cannot tell: a manager who was removed after that can still go on from an old list as if it had not happened.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from pydantic import Field

from safeguard_desktop.errors import RESTORE_THE_HEADER, DamageTrouble
from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.kept import Kept
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.signing import is_signed, public_signing_key, sign
from safeguard_desktop.keys.symmetric import derived
from safeguard_desktop.keys.texts import from_text, to_text

BY_RECOVERY = "recovery"
"""Stands for the recovery key where an account's id would stand."""
_CHARTER = "charter"
_ROSTER = "roster"
_VOUCHED = "recovery key vouches"


class Charter(Kept):
    """Where things are sealed, and who the managers are: their Ed25519 public keys (base64) by account id.

    `recovery_signing` is the public key of the one that the recovery key makes (`recovery_signing_key`). `vouched` is
    that key's own signature, where it was at hand: over this charter and all before it.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"vouched"})

    vault: str
    number: int = Field(ge=1)
    recovery: str
    recovery_signing: str
    team: str
    managers: dict[str, str]
    by: str
    signature: str = ""
    vouched: str | None = None

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

    def with_vouch(self, before: "Sequence[Charter]", recovery_signing: bytes | None) -> "Charter":
        """Return it vouched for with the recovery key's signing key, or by nobody; it is signed after that."""
        if recovery_signing is None:
            return self.model_copy(update={"vouched": None})
        signature = sign(recovery_signing, _VOUCHED, self._with_all(before))
        return self.model_copy(update={"vouched": to_text(signature)})

    def is_vouched_for(self, before: "Sequence[Charter]") -> bool:
        """Tell whether the recovery key that it names signed it and all before it."""
        public, signature = from_text(self.recovery_signing), from_text(self.vouched or "")
        return is_signed(public, _VOUCHED, self._with_all(before), signature)

    def _with_all(self, before: "Sequence[Charter]") -> bytes:
        said = self.model_dump(exclude={"by", "signature", "vouched"})
        return canonical({"charter": said, "before": [charter.digest() for charter in before]})

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

    Raises DamageTrouble for one that no manager of the one before signed, or the recovery key did not although it says
    so, and when one that was pinned is gone.
    """
    for number, charter in enumerate(charters, start=1):
        before = charters[number - 2] if number > 1 else charter
        if (charter.vault, charter.number) != (vault, number) or not before.allows(
            charter.by, _CHARTER, charter.content(), charter.signature
        ):
            raise _forged()
        if charter.vouched is not None and not charter.is_vouched_for(charters[: number - 1]):
            raise _forged()
    if pin is not None and (len(charters) < pin.number or charters[pin.number - 1].digest() != pin.digest):
        raise _forged()
    return charters[-1]


def is_vouched(charters: Sequence[Charter], identity: str) -> bool:
    """Tell whether a recovery key signed who the managers are, in charters that were followed (`check_charters`).

    It has to be the one that the newest names, and its signature in one since it was first named: what comes after that
    one was signed by the managers whom it says, and nothing before it can have been exchanged.
    """
    mine = recipient_of(identity), recovery_public(identity)
    for place in reversed(range(len(charters))):
        charter = charters[place]
        if (charter.recovery, charter.recovery_signing) != mine:
            return False
        if charter.is_vouched_for(charters[:place]):
            return True
    return False


def part_ways(one: Sequence[Charter], other: Sequence[Charter]) -> bool:
    """Tell whether of two lists of charters neither is the beginning of the other: they are not of the same records.

    Records that were restored from a backup have the shorter one, and a backup that is older than the records.
    """
    both = min(len(one), len(other))
    return list(one[:both]) != list(other[:both])


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
    return DamageTrouble(sentence, RESTORE_THE_HEADER)
