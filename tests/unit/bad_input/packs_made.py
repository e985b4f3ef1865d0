"""Packs for tests: as the program makes them, and as somebody would who means no good."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

from safeguard_desktop.casework.inbox import TEAM
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.keys import canonical, seal
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.keys.signing import new_signing_key, sign
from safeguard_desktop.records import Case, Concern, Record, SharingDecision
from safeguard_desktop.transfer import Manifest, Packed, entry_for, write_pack
from safeguard_desktop.transfer.inbox import LARGEST_SEALED

SCRYPT = b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 22\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
Make = Callable[[Session], bytes]


def packed(session: Session, record: Record, record_id: str = "", case: str | None = None) -> Packed:
    """Return a record on its way, under a new id."""
    return Packed(record_id or new_id(session.clock), record, case)


def manifest_for(session: Session, records: Sequence[Packed], **changes: Any) -> Manifest:
    """Return the manifest of a concern handed in by this session."""
    manifest = Manifest(
        id=new_id(session.clock),
        purpose="A concern handed in to the team",
        legal_basis="6.5",
        sender=session.account.id,
        recipients=(TEAM,),
        counter=1,
        made_at=session.now(),
        chain_head="7 · 0123456789abcdef",
        objects=tuple(map(entry_for, records)),
    )
    return Manifest.model_validate({**manifest.model_dump(), **changes})


def pack_of(session: Session, *records: Packed, **changes: Any) -> bytes:
    """Return a pack, signed by this session and not sealed yet."""
    return write_pack(manifest_for(session, records, **changes), records, session.vault.sign)


def unsigned_pack(session: Session, *records: Packed, **changes: Any) -> bytes:
    """Return a pack that nobody signed."""
    told = {"sender": "", "says": "Somebody", "counter": 0, **changes}
    return write_pack(manifest_for(session, records, **told), records, None)


def changed(data: bytes, **changes: Any) -> bytes:
    """Return a pack with another manifest under the old signature."""
    pack = json.loads(data)
    pack["manifest"] |= changes
    return canonical(pack)


def signed_by_another(data: bytes, **changes: Any) -> bytes:
    """Return a pack whose manifest was changed, and signed with a key that is not the sender's."""
    pack = json.loads(changed(data, **changes))
    signature = sign(new_signing_key(), "data", canonical(pack["manifest"]))
    pack["signature"] = base64.b64encode(signature).decode("ascii")
    return canonical(pack)


def good(session: Session) -> bytes:
    return pack_of(session, packed(session, Concern(summary="Seen on the stairs")))


def team(make: Make) -> Make:
    return lambda session: session.vault.seal_to_team(make(session))


def inside(text: bytes) -> Make:
    return team(lambda _session: text)


def newer(session: Session) -> bytes:
    return changed(good(session), version=2)


def with_path(session: Session) -> bytes:
    pack = json.loads(good(session))
    (entry,) = pack["manifest"]["objects"]
    body = pack["objects"].pop(entry["id"])
    entry["id"] = "../../header"
    pack["objects"][entry["id"]] = body
    return canonical(pack)


BAD_PACKS: dict[str, tuple[Make, str]] = {
    "not age": (lambda _session: b"A letter to the manager" * 100, "not a sealed file"),
    "empty": (lambda _session: b"", "not a sealed file"),
    "wrong recipient": (lambda session: seal(good(session), [recipient_of(new_identity())]), "for somebody else"),
    "cut": (lambda session: session.vault.seal_to_team(good(session))[:-40], "cut or altered"),
    "trailing bytes": (lambda session: session.vault.seal_to_team(good(session)) + b"more", "cut or altered"),
    "trailing bytes inside": (team(lambda session: good(session) + b"\n"), "damaged or not whole"),
    "sealed with a passphrase": (lambda _session: SCRYPT, "sealed with a passphrase"),
    "oversize": (lambda _session: b"x" * (LARGEST_SEALED + 1), "too large"),
    "a bomb": (inside(b"[" * 2**20), "damaged or not whole"),
    "no pack at all": (inside(b'{"hello":1}'), "damaged or not whole"),
    "unsigned": (team(lambda session: unsigned_pack(session, packed(session, Concern()))), "Nobody signed"),
    "unknown signer": (team(lambda session: changed(good(session), sender="0" * 36)), "signed by an account"),
    "another's signature": (team(lambda session: signed_by_another(good(session))), "signature"),
    "changed after signing": (team(lambda session: changed(good(session), counter=9)), "signature"),
    "re-targeted": (
        team(lambda session: pack_of(session, packed(session, Concern()), recipients=["0" * 36])),
        "meant for somebody else",
    ),
    "expired": (
        team(lambda session: pack_of(session, packed(session, Concern()), expires_at=session.now())),
        "is over",
    ),
    "a path for a name": (team(with_path), "damaged or not whole"),
    "newer": (team(newer), "newer version"),
    "a decision": (
        team(lambda session: pack_of(session, packed(session, SharingDecision()))),
        "nobody can hand in",
    ),
    "a case": (
        team(lambda session: pack_of(session, packed(session, Case()), packed(session, Concern()))),
        "nobody can hand in",
    ),
    "two concerns": (
        team(lambda session: pack_of(session, packed(session, Concern()), packed(session, Concern()))),
        "more than one thing",
    ),
}
"""Packs that nothing may be taken from: how each is made, and words of the sentence that refuses it."""
