"""New keys for compartments: after a leaver, a lost stick or copying, the old ones open nothing that is here now.

The header first holds the new key beside the old one (`pending`), then the file is given it, then the header holds it
alone. Killed anywhere between, the next opening finds which of the two the file has, and finishes. The file keeps its
salt, so that it begins as before whichever key it has.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.keys.header import CompartmentEntry, MemberEntry
from safeguard_desktop.keys.sealed_keys import open_key, seal_key
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.database import opens_with, rekey
from safeguard_desktop.vault.device import Mark
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.making import sealed_to
from safeguard_desktop.vault.model import Progress
from safeguard_desktop.vault.unlocked import Session, Unlocked


def pending(held: Unlocked, entry: CompartmentEntry, members: Iterable[MemberEntry]) -> CompartmentEntry:
    """Return the entry of an open compartment with a new key beside the old, both for these members alone."""
    old = held.keeper.keys[entry.id]
    sealed = sealed_to(entry, old, members, held.body.recovery)
    recipients = [sealed.recovery, *(member.recipient for member in sealed.members)]
    return sealed.model_copy(update={"pending": seal_key(old.renewed(), recipients)})


def finish(held: Unlocked, progress: Progress | None = None) -> None:
    """Give every open compartment that waits for it its new key. `progress` counts compartments.

    Raises StorageTrouble when a disk refuses; what is not done then is done at the next opening.
    """
    waiting = [entry for entry in held.body.compartments if entry.pending and entry.id in held.compartments]
    done: dict[str, CompartmentKey] = {}
    try:
        for number, entry in enumerate(waiting):
            if progress:
                progress(number, len(waiting))
            new = open_key(entry.pending or (), held.keys.opening)
            held.compartments[entry.id].change_key(new, Mark(held.session.places.device, entry.id, new))
            done[entry.id] = new
    finally:
        say_done(held, done)
    if progress:
        progress(len(waiting), len(waiting))


def say_done(held: Unlocked, done: Mapping[str, CompartmentKey]) -> None:
    """Let the header hold the new keys alone."""
    entries = [entry for entry in held.body.compartments if entry.id in done]
    if entries:
        final = [_done(held, entry, done[entry.id]) for entry in entries]
        held.keeper.write(new_keys=done, compartments=held.keeper.with_entries(*final))


def _done(held: Unlocked, entry: CompartmentEntry, key: CompartmentKey) -> CompartmentEntry:
    changes = {"sealed": entry.pending, "pending": None, "generation": entry.generation + 1}
    done = entry.model_copy(update=changes)
    return done.signed(held.body.vault, key, held.account, held.keys.signing) if entry.by else done


def rotate(held: Unlocked, members: Mapping[str, Sequence[MemberEntry]], progress: Progress | None = None) -> None:
    """Give compartments new keys, for these members alone, by compartment id. Raises StorageTrouble."""
    finish(held)
    entries = [pending(held, entry, members[entry.id]) for entry in held.body.compartments if entry.id in members]
    held.keeper.write(compartments=held.keeper.with_entries(*entries))
    finish(held, progress)


def rotate_after_leavers(held: Unlocked) -> None:
    """Give a new key to every open compartment that was also for somebody who has no account any more.

    A disk that refuses is no hindrance: it is tried again at the next opening.
    """
    accounts = {entry.id for entry in held.body.accounts}
    staying = {
        entry.id: [member for member in entry.members if member.id in accounts]
        for entry in held.body.compartments
        if entry.id in held.compartments and any(member.id not in accounts for member in entry.members)
    }
    if staying:
        with suppress(StorageTrouble):
            rotate(held, staying)


def key_in_use(session: Session, entry: CompartmentEntry, old: CompartmentKey, keys: UserKeys) -> CompartmentKey:
    """Return which key a compartment's file has, having gone on with what was cut short as far as the disk lets it.

    `old` is the key that the header holds. Raises KeyTrouble or DamageTrouble when the new one is for other people.
    """
    if entry.pending is None:
        return old
    new = open_key(entry.pending, keys.opening)
    path = database_path(session.places.vault, entry)
    if not opens_with(path, new):
        try:
            rekey(path, old, new)
        except (StorageTrouble, DamageTrouble):
            return old
    _move_mark(session.places.device, entry.id, old, new)
    return new


def _move_mark(device: Path, compartment: str, old: CompartmentKey, new: CompartmentKey) -> None:
    """Put the mark under the new key: it is not to be lost with the old one."""
    head, moved = Mark(device, compartment, old).read(), Mark(device, compartment, new)
    if head is not None and moved.read() is None:
        with suppress(OSError):
            moved.write(head)
