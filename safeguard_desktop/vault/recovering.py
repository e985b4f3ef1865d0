"""The recovery key: what it opens, a new one in its place, and trying it out."""

from collections.abc import Collection
from contextlib import suppress

from safeguard_desktop.errors import DamageTrouble, KeyTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys import typed_recovery_key
from safeguard_desktop.keys.charter import recovery_public, recovery_signing_key
from safeguard_desktop.keys.header import RESTRICTED, CompartmentEntry, Header, HeaderBody
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.governing import govern, require_manager
from safeguard_desktop.vault.making import sealed_to
from safeguard_desktop.vault.model import Access, Drill, Sealed
from safeguard_desktop.vault.rotation import finish
from safeguard_desktop.vault.unlocked import Unlocked

REPLACED = "replaced the recovery key"
DRILL = "tried the recovery key on everything"


def right_recovery_key(body: HeaderBody, typed: str) -> str:
    """Return a recovery key as age writes it. Raises KeyTrouble for a mistyped one, or one that is not this vault's."""
    identity = typed_recovery_key(typed)
    if recipient_of(identity) == body.recovery:
        return identity
    if any(recipient_of(identity) == charter.recovery for charter in body.charters):
        raise KeyTrouble("That recovery key was replaced by a newer one.", "Look for the newer sheet.")
    raise KeyTrouble("That is a recovery key, but not this vault's.", "Look for the sheet with this vault's.")


_RESTORE = "Do not write anything into them. Restore a backup, and tell whoever is in charge."
_ASK = "If everything in them is as you know it, make a new recovery key. Else restore a backup."


def require_vouched(body: HeaderBody, identity: str, next_step: str = _RESTORE) -> None:
    """Refuse a header that somebody else may have made whole, with this vault's public keys in it.

    Where nothing else is known of a vault, only the recovery key's own signature tells: everything in a header but
    that can be made by whoever has read one. Raises DamageTrouble.
    """
    if not body.is_vouched_by(identity):
        raise DamageTrouble(
            "The recovery key never signed who the managers of these records are: somebody may have put other records "
            "in their place, or a very early version of this program made them.",
            next_step,
        )


def key_by_recovery(header: Header, entry: CompartmentEntry, identity: str) -> CompartmentKey:
    """Return a compartment's key, opened with the recovery key. Raises KeyTrouble or DamageTrouble."""
    key = open_key(entry.sealed, identity)
    if not header.is_genuine(entry, key):
        raise DamageTrouble("The vault's header was changed past the program.", "Restore a backup.")
    return key


def replace_recovery_key(held: Unlocked, old: str | None = None) -> str:
    """Make a new recovery key, and seal to it everything that is open here; return it as age writes it.

    What is not open here (others' desks, their restricted cases) is sealed to it when its people next sign in, and
    until then the old one still opens that. With the old one at hand, it is sealed to the new one at once. Raises
    NotAllowedTrouble for anybody but a manager, KeyTrouble for a wrong old one, DamageTrouble, StorageTrouble.
    """
    require_manager(held)
    finish(held)
    others = _opened_with(held, right_recovery_key(held.body, old)) if old is not None else {}
    identity = new_recovery_key()
    recovery = recipient_of(identity)
    entries = [entry for entry in held.body.compartments if entry.id in {*held.compartments, *others}]
    keys = {**held.keeper.keys, **others}
    for entry in entries:
        _seal_chain(held, entry, keys[entry.id], recovery)
    govern(
        held, new_keys=others, charter={"recovery": recovery, "recovery_signing": recovery_public(identity)},
        vouching=recovery_signing_key(identity), compartments=held.keeper.with_entries(
            *(sealed_to(entry, keys[entry.id], entry.members, recovery) for entry in entries)
        ),
    )  # fmt: skip
    for compartment in others:
        held.keeper.let_go(compartment)
    held.front.append((), (Access(REPLACED),))
    return identity


def _opened_with(held: Unlocked, identity: str) -> dict[str, CompartmentKey]:
    """Return the keys of what is not open here and is sealed to a recovery key; not of what waits for a new one."""
    header, found = held.keeper.header, dict[str, CompartmentKey]()
    for entry in header.body.compartments:
        if entry.id not in held.compartments and not entry.pending:
            with suppress(KeyTrouble):
                found[entry.id] = key_by_recovery(header, entry, identity)
    return found


def _seal_chain(held: Unlocked, entry: CompartmentEntry, key: CompartmentKey, recovery: str) -> None:
    """Let a recovery key check a chain from here on, also one that is not open here."""
    if entry.id in held.compartments:
        held.compartments[entry.id].seal_from_here(recovery)
        return
    session = held.session
    compartment = session.compartment(session.places.vault, held.body.vault, entry, key, held.writer)
    try:
        compartment.seal_from_here(recovery)
    finally:
        compartment.close()


def follow_recovery_key(held: Unlocked) -> None:
    """Seal to the present recovery key what is open here and was sealed to one before it.

    Only what managers signed says which is the present one: that was checked when the vault was opened. A disk that
    refuses is no hindrance: it is tried again at the next opening.
    """
    old = [entry for entry in held.body.compartments if entry.id in held.compartments and not _is_covered(held, entry)]
    if old:
        with suppress(StorageTrouble):
            finish(held)
            _follow(held, {entry.id for entry in old})


def _follow(held: Unlocked, compartments: Collection[str]) -> None:
    keys, recovery = held.keeper.keys, held.body.recovery
    entries = [entry for entry in held.body.compartments if entry.id in compartments]
    for entry in entries:
        _seal_chain(held, entry, keys[entry.id], recovery)
    sealed = [sealed_to(entry, keys[entry.id], entry.members, recovery) for entry in entries]
    held.keeper.write(compartments=held.keeper.with_entries(*sealed))


def coverage(held: Unlocked) -> tuple[Sealed, ...]:
    """Return each compartment that this person may know of, and whether the present recovery key opens it already."""
    return tuple(Sealed(entry.name, entry.owner, _is_covered(held, entry)) for entry in _known_to(held))


def hold_drill(held: Unlocked, typed: str) -> Drill:
    """Open each sealed key with the recovery key, and the beginning of each chain that is open here; note it.

    Left out are restricted cases of other people, of which nobody else is to know.

    Raises KeyTrouble for a mistyped key or one that is not this vault's, DamageTrouble where it could not be used.
    """
    identity = right_recovery_key(held.body, typed)
    require_vouched(held.body, identity, _ASK)
    tried = [Sealed(entry.name, entry.owner, _opens(held, entry, identity)) for entry in _known_to(held)]
    drill = Drill(tuple(tried))
    held.front.append((), (Access(f"{DRILL}: {drill.opened} of {len(tried)} opened"),))
    return drill


def _known_to(held: Unlocked) -> list[CompartmentEntry]:
    return [entry for entry in held.body.compartments if entry.name != RESTRICTED or entry.id in held.compartments]


def _opens(held: Unlocked, entry: CompartmentEntry, identity: str) -> bool:
    try:
        key = key_by_recovery(held.keeper.header, entry, identity)
        compartment = held.compartments.get(entry.id)
        if compartment is not None:
            compartment.chain_start(identity)
            return key == held.keeper.keys[entry.id]
    except Trouble:
        return False
    return True


def _is_covered(held: Unlocked, entry: CompartmentEntry) -> bool:
    return entry.recovery == held.body.recovery
