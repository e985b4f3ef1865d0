"""A pack: records that travel together, with a signed manifest that says from whom, to whom and why.

The pack is one canonical JSON object; sealing it to its recipients is the business of whoever holds their keys.
The signature covers the manifest, and the manifest names every object with its size and SHA-256, and the
recipients, so that a pack cannot be altered, or passed on as if it had been meant for somebody else.

A pack without a signature bears no sender either, but at most the name that somebody typed. Only what was reported
while the program was locked may be such a pack, and it is never taken for more than that.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from safeguard_desktop.errors import DamageTrouble, InputTrouble, NewerVersionTrouble
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import LONGEST_NAME

VERSION = 1
LARGEST_PACK = 256 * 2**20
LARGEST_HAND_IN = 2 * 2**20
MOST_OBJECTS = 10_000
MOST_RECIPIENTS = 30
DEEPEST = 32
_ID = "^[0-9a-f-]{1,36}$"
"""An id of ours: letters that lead to no other place, should anybody ever take it for a file's name."""


Moment = Annotated[AwareDatetime, Field(ge=datetime(1800, 1, 1, tzinfo=UTC), le=datetime(2300, 1, 1, tzinfo=UTC))]
"""A time with its zone, in years that every system can show."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ObjectEntry(_Strict):
    """One object of a pack, as the manifest names it: never by a file name."""

    id: str = Field(pattern=_ID)
    kind: str = Field(max_length=60)
    case: str | None = Field(default=None, pattern=_ID)
    happened_at: Moment | None = None
    size: int
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(_Strict):
    """What a pack says of itself. `counter` rises by one for each pack from a sender to these recipients.

    `sender` is an account; blank for a pack that nobody signed, which `says` a name instead. `answers` is the id of
    the pack that this one says has come.
    """

    version: Literal[1] = 1
    id: str = Field(pattern=_ID)
    purpose: str
    legal_basis: str
    sender: str = Field(max_length=60)
    says: str = Field(default="", max_length=LONGEST_NAME)
    answers: str | None = Field(default=None, pattern=_ID)
    recipients: tuple[str, ...] = Field(max_length=MOST_RECIPIENTS)
    counter: int = Field(ge=0)
    made_at: Moment
    expires_at: Moment | None = None
    chain_head: str
    objects: tuple[ObjectEntry, ...] = Field(max_length=MOST_OBJECTS)


@dataclass(frozen=True)
class Packed:
    """A record on its way: its id and case, when it happened, and itself."""

    id: str
    record: Record
    case: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Pack:
    """A pack that was read and found whole."""

    manifest: Manifest
    records: tuple[Packed, ...]

    @property
    def is_signed(self) -> bool:
        """Whether it is known who made it."""
        return bool(self.manifest.sender)

    @property
    def digest(self) -> str:
        """What it brings, as one SHA-256 in hex: the same for the same records, whenever they were packed."""
        lines = [[entry.id, entry.kind, entry.case, entry.sha256] for entry in self.manifest.objects]
        return hashlib.sha256(canonical(lines)).hexdigest()


def canonical(value: Any) -> bytes:
    """Return JSON in the one form that is signed and hashed: sorted keys, no spaces, UTF-8.

    Not the form of `keys.canonical`, which escapes letters and refuses fractions: it is bound to the packs that wait in
    inboxes, and a record in one may hold any answer.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_for(packed: Packed) -> ObjectEntry:
    """Return the manifest's line for a record."""
    body = _body(packed.record)
    return ObjectEntry(
        id=packed.id,
        kind=packed.record.kind,
        case=packed.case,
        happened_at=packed.happened_at,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
    )


def write_pack(
    manifest: Manifest,
    records: Sequence[Packed],
    sign: Callable[[bytes], bytes] | None,
    *,
    largest: int = LARGEST_PACK,
) -> bytes:
    """Return the pack's bytes, signed (or not, with no sender named), not yet sealed. `largest` is in bytes.

    Raises InputTrouble for a pack that is too large to hand over in one piece.
    """
    head = manifest.model_dump(mode="json")
    signature = sign(canonical(head)) if sign is not None else b""
    data = canonical(
        {
            "manifest": head,
            "signature": base64.b64encode(signature).decode("ascii"),
            "objects": {packed.id: _body(packed.record).decode() for packed in records},
        }
    )
    if len(data) > largest:
        raise InputTrouble("This is too much to hand over in one piece.", "Hand it over in two or more parts.")
    return data


def read_pack(
    data: bytes, kinds: Kinds, is_signed: Callable[[str, bytes, bytes], bool], *, may_be_unsigned: bool = False
) -> Pack:
    """Return a pack after checking its form, its signature and every object. `is_signed(sender, data, signature)`.

    With `may_be_unsigned` one that names no sender is read too: of it nothing is known but what it says.
    Raises DamageTrouble when anything does not fit, NewerVersionTrouble for a pack of a later program.
    """
    envelope = _envelope(data)
    head = envelope["manifest"]
    if isinstance(head, dict) and isinstance(head.get("version"), int) and head["version"] > VERSION:
        raise NewerVersionTrouble("This pack was made by a newer version of the program.", "Update this program first.")
    try:
        manifest = Manifest.model_validate(head)
        signature = base64.b64decode(envelope["signature"], validate=True)
    except (ValidationError, binascii.Error, TypeError, ValueError) as error:
        raise _damaged() from error
    if base64.b64encode(signature).decode("ascii") != envelope["signature"]:
        raise _damaged()  # the last letter has bits that say nothing: another spelling of the same
    if not (may_be_unsigned and not manifest.sender) and not is_signed(manifest.sender, canonical(head), signature):
        raise DamageTrouble(
            "The signature on this pack is not right.", "Do not use it. Ask the sender to send it again."
        )
    objects = envelope["objects"]
    named = {entry.id for entry in manifest.objects}
    is_each_once = len(named) == len(manifest.objects) and manifest.id not in named
    if not isinstance(objects, dict) or set(objects) != named or not is_each_once or not _is_as_written(envelope, data):
        raise _damaged()
    return Pack(manifest, tuple(_read_object(entry, objects[entry.id], kinds) for entry in manifest.objects))


def _envelope(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_PACK:
        raise _damaged()
    try:
        envelope = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(envelope, dict) or set(envelope) != {"manifest", "signature", "objects"}:
        raise _damaged()
    return envelope


def _is_as_written(envelope: dict[str, Any], data: bytes) -> bool:
    """Tell whether the bytes are the one form of what they say: no other spelling, nothing said twice."""
    try:
        return canonical(envelope) == data
    except (ValueError, RecursionError):
        return False


def _read_object(entry: ObjectEntry, text: Any, kinds: Kinds) -> Packed:
    body = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
    if len(body) != entry.size or hashlib.sha256(body).hexdigest() != entry.sha256:
        raise _damaged()
    if entry.kind not in kinds:
        raise NewerVersionTrouble(
            "This pack holds a kind of record that this program does not know.", "Update it first."
        )
    try:
        _depth_checked(json.loads(body))
        record = kinds[entry.kind].model_validate_json(body)
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    return Packed(entry.id, record, entry.case, entry.happened_at)


def _depth_checked(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError("too deep")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _depth_checked(inner, depth + 1)


def _body(record: Record) -> bytes:
    return record.model_dump_json(exclude_none=True).encode()


def _damaged() -> DamageTrouble:
    return DamageTrouble("This pack is damaged or not whole.", "Ask the sender to send it again. Nothing was changed.")
