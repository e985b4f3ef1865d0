"""Desks that were set aside when somebody got new keys without the recovery key: joined to the one they have now."""

from contextlib import suppress

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import typed_recovery_key
from safeguard_desktop.keys.header import DESK, CompartmentEntry
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.recovering import key_by_recovery
from safeguard_desktop.vault.unlocked import Unlocked

JOINED = "joined from an earlier desk"


def old_desks(held: Unlocked) -> tuple[CompartmentEntry, ...]:
    """Return the desks of this person that their present keys do not open."""
    mine = (entry for entry in held.body.compartments if (entry.name, entry.owner) == (DESK, held.account))
    return tuple(entry for entry in mine if entry.id not in held.compartments)


def join_old_desks(held: Unlocked, typed: str) -> int:
    """Take over everything from earlier desks that this recovery key opens; return how many records.

    Raises KeyTrouble for a mistyped key or one that opens none of them, DamageTrouble, StorageTrouble. Done twice, it
    is done once.
    """
    identity = typed_recovery_key(typed)
    theirs = [entry for entry in old_desks(held) if entry.recovery == recipient_of(identity)]
    if not theirs:
        raise KeyTrouble("That recovery key opens no earlier desk of yours.", "It may need an earlier sheet.")
    return sum(_join(held, entry, identity) for entry in theirs)


def _join(held: Unlocked, entry: CompartmentEntry, identity: str) -> int:
    key, folder = key_by_recovery(held.keeper.header, entry, identity), held.session.places.vault
    old = held.session.compartment(folder, held.body.vault, entry, key, held.writer)
    try:
        records = list(old.names())
        held.desk.take_over(old, records, JOINED)
        _take_drafts(held.desk, old)
    finally:
        old.close()
    held.keeper.write(compartments=[one for one in held.body.compartments if one.id != entry.id])
    with suppress(OSError):
        database_path(folder, entry).unlink()
    return len(records)


def _take_drafts(desk: Compartment, old: Compartment) -> None:
    for draft in old.drafts():
        if desk.draft(draft.key) is None:
            desk.put_draft(draft.key, draft.text)
