"""The header beside the databases: who has an account, and the sealed keys of the compartments.

It is one canonical JSON object `{"body", "checksum", "macs"}`. The checksum is against accidents. A MAC for each
compartment, under a key derived from that compartment's own, is against forgery: the front one covers the whole
body, every other one its own compartment with its members' keys, so that nobody can add a member who does not hold
that compartment's key. What only managers may change is signed by them (`keys.charter`). Fields that a later version
adds are kept.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.charter import Charter, Pin, Roster, check_charters, check_roster, is_vouched
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.kept import Kept
from safeguard_desktop.keys.signing import is_signed, sign
from safeguard_desktop.keys.slots import Slot
from safeguard_desktop.keys.symmetric import CompartmentKey, same, tag_of
from safeguard_desktop.keys.texts import from_text, header_damaged, to_text

VERSION = 1
LARGEST = 2**20
FRONT = "front"
CASEWORK = "casework"
DESK = "desk"
RESTRICTED = "restricted"
_MAC_PURPOSE = "header mac"
_KEY_PURPOSE = "compartment key"


class SlotEntry(Kept):
    """A slot as the header holds it; `salt` and `box` in base64. One for a start code opens once, to choose anew.

    `made` is when a start code was made, in UTC as ISO 8601.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"made"})

    id: str
    salt: str
    memory_kib: int
    passes: int
    lanes: int
    box: str
    once: bool = False
    made: str | None = None

    @classmethod
    def of(cls, slot: Slot, *, once: bool = False, made: datetime | None = None) -> "SlotEntry":
        """Return a slot as an entry."""
        cost = slot.cost
        return cls(
            id=slot.id, salt=to_text(slot.salt), memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes,
            box=to_text(slot.box), once=once, made=made.astimezone(UTC).isoformat() if made else None,
        )  # fmt: skip

    def made_at(self) -> datetime | None:
        """Return when a start code was made, or None where that is not known."""
        with suppress(ValueError):
            found = datetime.fromisoformat(self.made or "")
            return found if found.tzinfo else None
        return None

    def slot(self) -> Slot:
        """Return the entry as a slot. Raises DamageTrouble when it is none."""
        cost = KdfCost(self.memory_kib, self.passes, self.lanes)
        return Slot(self.id, from_text(self.salt), cost, from_text(self.box))


class AccountEntry(Kept):
    """An account without its name: id, number, role, public keys and slots. Its name is in the front compartment.

    `until` is the last day on which it opens anything, as YYYY-MM-DD. `desk` is the proof of its desk's key.
    """

    id: str
    number: int
    role: str
    recipient: str
    signing: str
    """The Ed25519 public key in base64."""
    until: str | None = None
    desk: str
    slots: list[SlotEntry]

    @property
    def cost(self) -> KdfCost:
        """The most that any of its slots costs: a cheap one that somebody slips in makes no later one cheaper."""
        return KdfCost(
            max(slot.memory_kib for slot in self.slots),
            max(slot.passes for slot in self.slots),
            max(slot.lanes for slot in self.slots),
        )


class FormerEntry(Kept):
    """A key that an account signed with, and does so no longer: what it signed can still be checked."""

    id: str
    signing: str


class MemberEntry(Kept):
    """A member of a compartment: an account, and the recipient that the compartment's key was sealed to for it."""

    id: str
    recipient: str


class CompartmentEntry(Kept):
    """A compartment: its members, and its key sealed to them and to the recovery key (`keys.sealed_keys`).

    `owner` is the account of a desk or the case of a restricted compartment. `recovery` is the recovery key's
    recipient that it was sealed to. `pending` is the key that is to take the place of this one (`vault.rotation`). Of
    a restricted one, `by` and `signature` say which of its members gave it the key that it has.
    """

    id: str
    name: str
    owner: str | None
    members: list[MemberEntry]
    generation: int
    recovery: str
    sealed: list[str]
    pending: list[str] | None = None
    by: str | None = None
    signature: str | None = None

    def signed(self, vault: str, key: CompartmentKey, by: str, signing: bytes) -> "CompartmentEntry":
        """Return it signed by the member who gave it this key."""
        signature = sign(signing, _KEY_PURPOSE, self._given(vault, key))
        return self.model_copy(update={"by": by, "signature": to_text(signature)})

    def is_signed_with(self, vault: str, key: CompartmentKey, public: str) -> bool:
        """Tell whether a public signing key (base64) is that of whoever gave it this key."""
        return is_signed(from_text(public), _KEY_PURPOSE, self._given(vault, key), from_text(self.signature or ""))

    def _given(self, vault: str, key: CompartmentKey) -> bytes:
        return canonical([vault, self.id, self.name, self.owner, self.generation, key.proof])

    def is_for(self, account: str, recipient: str) -> bool:
        """Tell whether its key was sealed to an account under this recipient."""
        return any((member.id, member.recipient) == (account, recipient) for member in self.members)


class HeaderBody(Kept):
    """What a header says. `sequence` rises by one whenever it is written."""

    format: Literal["safeguard-desktop header"] = "safeguard-desktop header"
    version: Literal[1] = 1
    vault: str
    sequence: int = Field(ge=1)
    charters: list[Charter] = Field(min_length=1)
    roster: Roster
    accounts: list[AccountEntry]
    former: list[FormerEntry] = Field(default_factory=list)
    proofs: list[str]
    """Those of the keys that the front and casework have, or are being given: no other file is taken for theirs."""
    compartments: list[CompartmentEntry]

    @property
    def charter(self) -> Charter:
        """The newest charter."""
        return self.charters[-1]

    @property
    def recovery(self) -> str:
        """Where to seal what the recovery key is to open: an age recipient."""
        return self.charter.recovery

    @property
    def team(self) -> str:
        """Where to seal what members of casework are to open: an age recipient."""
        return self.charter.team

    def rostered(self) -> Any:
        """Return of the accounts what a manager signs: everything but their slots, which they change themselves."""
        accounts = [entry.model_dump(exclude={"slots"}) for entry in self.accounts]
        return {"accounts": accounts, "former": [entry.model_dump() for entry in self.former], "proofs": self.proofs}

    def is_vouched_for(self, entry: CompartmentEntry, key: CompartmentKey, account: AccountEntry | None) -> bool:
        """Tell whether a compartment's key is the one that managers signed, where they sign it at all.

        `account` is whose desk it is. Whoever writes a header could else put a file of their own making in another's
        place, with a key they know.
        """
        if entry.name == DESK:
            return account is not None and key.proof == account.desk
        return entry.name not in (FRONT, CASEWORK) or key.proof in self.proofs

    def check_signed(self, pin: Pin | None) -> Pin:
        """Check what managers signed, from where a compartment last followed it. Raises DamageTrouble."""
        return check_roster(self.check_charters(pin), self.roster, self.rostered(), pin)

    def takes_the_place_of(self, other: "HeaderBody") -> bool:
        """Tell whether managers went on from another one and signed this one, so that the other counts no more."""
        goes_on = self.vault == other.vault and self.charters[: len(other.charters)] == other.charters
        signed = len(self.charters), self.roster.number
        if not goes_on or signed <= (len(other.charters), other.roster.number):
            return False
        with suppress(DamageTrouble):
            self.check_signed(None)
            return True
        return False

    def check_charters(self, pin: Pin | None) -> Charter:
        """Check where things are sealed and who the managers are, whatever the accounts. Raises DamageTrouble."""
        return check_charters(self.vault, self.charters, pin)

    def is_vouched_by(self, identity: str) -> bool:
        """Tell whether all that managers signed rests on what this recovery key signed. Raises DamageTrouble."""
        self.check_signed(None)
        return is_vouched(self.charters, identity)

    def account(self, account: str) -> AccountEntry | None:
        """Return an account, or None."""
        return next((entry for entry in self.accounts if entry.id == account), None)

    def desk_of(self, account: AccountEntry) -> CompartmentEntry | None:
        """Return the desk that an account's present keys open, or None."""
        desks = (entry for entry in self.compartments if (entry.name, entry.owner) == (DESK, account.id))
        return next((entry for entry in desks if entry.is_for(account.id, account.recipient)), None)

    def compartment(self, name: str, owner: str | None = None) -> CompartmentEntry | None:
        """Return the compartment of that name and owner, or None."""
        return next((entry for entry in self.compartments if (entry.name, entry.owner) == (name, owner)), None)


class Header(BaseModel):
    """A header's body and its MACs, by compartment id."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    body: HeaderBody
    macs: dict[str, str]

    def is_genuine(self, compartment: CompartmentEntry, key: CompartmentKey) -> bool:
        """Tell whether what the header says of a compartment was written by somebody who holds its key."""
        found = self.macs.get(compartment.id, "")
        return same(from_text(found), _mac(self.body, compartment, key))


def with_macs(body: HeaderBody, keys: Mapping[str, CompartmentKey], before: Mapping[str, str] | None = None) -> Header:
    """Return the header of a body, with a MAC for each compartment whose key is given and the others' as before."""
    known = {compartment.id for compartment in body.compartments}
    macs = {identity: mac for identity, mac in (before or {}).items() if identity in known}
    for compartment in body.compartments:
        if compartment.id in keys:
            macs[compartment.id] = to_text(_mac(body, compartment, keys[compartment.id]))
    return Header(body=body, macs=macs)


def header_bytes(header: Header) -> bytes:
    """Return a header as the bytes of its file."""
    content = header.model_dump()
    return canonical({**content, "checksum": _checksum(content)})


def read_header(data: bytes) -> Header:
    """Return the header in a file's bytes.

    Raises DamageTrouble when any bit of it changed, NewerVersionTrouble when a newer program wrote it.
    """
    content = _checked(data)
    body = content["body"]
    if isinstance(body, dict) and isinstance(body.get("version"), int) and body["version"] > VERSION:
        sentence = "This vault was written by a newer version of the program."
        raise NewerVersionTrouble(sentence, "Install the newer version. Nothing was changed.")
    try:
        return Header.model_validate(content)
    except ValidationError as error:
        raise header_damaged() from error


def _checked(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise header_damaged()
    try:
        content = json.loads(data)
        checksum = content.pop("checksum")
        whole = checksum == _checksum(content) and canonical({**content, "checksum": checksum}) == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise header_damaged() from error
    if not whole or content.keys() != {"body", "macs"}:
        raise header_damaged()
    return dict(content)


def _checksum(content: dict[str, Any]) -> str:
    return sha256(canonical(content)).hexdigest()


def _mac(body: HeaderBody, compartment: CompartmentEntry, key: CompartmentKey) -> bytes:
    covered = body.model_dump() if compartment.name == FRONT else _section(body, compartment)
    return tag_of(key.derived(_MAC_PURPOSE), compartment.id.encode("utf-8"), canonical(covered))


def _section(body: HeaderBody, compartment: CompartmentEntry) -> dict[str, Any]:
    return {"vault": body.vault, "version": body.version, "compartment": compartment.model_dump()}
