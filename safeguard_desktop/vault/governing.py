"""What only registered managers may change in the header: the accounts, and where things are sealed. They sign it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, NotAllowedTrouble, StorageTrouble
from safeguard_desktop.keys.charter import BY_RECOVERY, Charter, Pin, signed_roster
from safeguard_desktop.keys.header import CASEWORK, FRONT, AccountEntry, CompartmentEntry, HeaderBody
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.unlocked import Unlocked

PIN = "charter-pin"
"""The name in every compartment's `meta` of how far it has followed what managers signed (keys.charter.Pin)."""


def is_manager(entry: AccountEntry) -> bool:
    """Tell whether an account is a registered manager's."""
    return entry.role == Role.REGISTERED_MANAGER.value


def require_manager(held: Unlocked) -> None:
    """Raise NotAllowedTrouble for anybody whose signature under a charter counts for nothing."""
    if held.account not in held.body.charter.managers:
        raise NotAllowedTrouble("Only a registered manager can change accounts and keys.", "Ask your manager.")


def govern(
    held: Unlocked,
    *,
    new_keys: Mapping[str, CompartmentKey] | None = None,
    charter: Mapping[str, str] | None = None,
    recovery_signing: bytes | None = None,
    vouching: bytes | None = None,
    **changes: Any,
) -> None:
    """Write the header with these changes, signed by the person who makes them.

    `charter` holds what changes of it; who the managers are follows from the accounts. With `recovery_signing` it is
    the recovery key that signs the charter, and vouches for it; `vouching` is that of a new one. Raises
    NotAllowedTrouble for anybody but a manager, StorageTrouble.
    """
    if recovery_signing is None:
        require_manager(held)
    by, signing = (BY_RECOVERY, recovery_signing) if recovery_signing else (held.account, held.keys.signing)
    changes["proofs"] = _proofs(held, changes.get("compartments", held.body.compartments))
    body = held.body.model_copy(update=changes)
    wanted = _wanted(body, charter or {})
    if wanted != body.charter:
        numbered = wanted.model_copy(update={"number": len(body.charters) + 1})
        newest = numbered.with_vouch(body.charters, recovery_signing or vouching).signed(by, signing)
        body = body.model_copy(update={"charters": [*body.charters, newest]})
    by, signing = _who_signs_the_roster(held, body, by, signing)
    roster = signed_roster(body.charter, body.roster.number + 1, body.rostered(), by, signing)
    held.keeper.write(new_keys=new_keys, **changes, charters=body.charters, roster=roster)
    pin_all(held)


def vouch_again(held: Unlocked) -> None:
    """Take back the signature for keys that the front or casework no longer has, where this person can.

    A disk that refuses is no hindrance: it is tried again at the next opening.
    """
    is_stale = held.body.proofs != _proofs(held, held.body.compartments)
    if is_stale and held.account in held.body.charter.managers:
        with suppress(StorageTrouble):
            govern(held)


def _proofs(held: Unlocked, compartments: Sequence[CompartmentEntry]) -> list[str]:
    """Return the proofs of the keys that the front and casework have, or are being given."""
    found = []
    for entry in compartments:
        if entry.name in (FRONT, CASEWORK) and entry.id in held.keeper.keys:
            found.append(held.keeper.keys[entry.id].proof)
            found += [open_key(entry.pending, held.keys.opening).proof] if entry.pending else []
    return found


def _wanted(body: HeaderBody, changed: Mapping[str, str]) -> Charter:
    managers = {entry.id: entry.signing for entry in body.accounts if is_manager(entry)}
    return body.charter.model_copy(update={"managers": managers, **changed})


def _who_signs_the_roster(held: Unlocked, body: HeaderBody, by: str, signing: bytes) -> tuple[str, bytes]:
    """Return the manager's own key where the new charter knows it; else that of the recovery key."""
    return (held.account, held.keys.signing) if held.account in body.charter.managers else (by, signing)


def pin_all(held: Unlocked) -> None:
    """Let every open compartment remember how far it has followed. Raises DamageTrouble for what nobody signed."""
    for compartment in held.compartments.values():
        follow(compartment, held.body)


def pinned(body: HeaderBody) -> dict[str, bytes]:
    """Return what a new compartment keeps of it."""
    return {PIN: body.check_signed(None).to_bytes()}


def follow(compartment: Compartment, body: HeaderBody) -> None:
    """Check what managers signed from where a compartment last followed it, and let it remember how far it goes now.

    Raises DamageTrouble.
    """
    kept = compartment.meta(PIN)
    if kept is None:
        raise DamageTrouble("A file of the vault does not say whom it trusts.", RESTORE_A_BACKUP)
    before = Pin.from_bytes(kept)
    now = body.check_signed(before)
    if now != before:
        compartment.put_meta(PIN, now.to_bytes())
