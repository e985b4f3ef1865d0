"""Restricted compartments: one case each, for named people. Nobody else has the key, whatever their role."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble
from safeguard_desktop.keys.header import DESK, RESTRICTED, CompartmentEntry, HeaderBody, MemberEntry
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.device import has_mark
from safeguard_desktop.vault.making import make_database, new_entry, sealed_to
from safeguard_desktop.vault.model import Access
from safeguard_desktop.vault.unlocked import Unlocked


def restricted(held: Unlocked) -> Mapping[str, Compartment]:
    """Return the restricted compartments that this person is a member of, by the case's id."""
    return {entry.owner: held.compartments[entry.id] for entry in held.held(RESTRICTED) if entry.owner is not None}


def make_restricted(held: Unlocked, case_id: str, members: Sequence[str]) -> Compartment:
    """Make the compartment of a case for these accounts; the one that is there already when it is made again.

    Raises NotAllowedTrouble for a person without casework, InputTrouble when they leave themselves out.
    """
    _ = held.casework
    there = restricted(held).get(case_id)
    if there is not None:
        return there
    if held.body.compartment(RESTRICTED, case_id) is not None:
        raise NotAllowedTrouble("Somebody else keeps this case already.", "Ask your manager.")
    named = _named(held, members)
    key = CompartmentKey.new()
    made = new_entry(new_id(held.session.clock), RESTRICTED, case_id)
    entry = sealed_to(made, key, named, held.body.recovery)
    make_database(held.keeper.folder, held.body.vault, entry, key, kinds=held.session.kinds, meta={})
    held.keeper.write(new_keys={entry.id: key}, compartments=held.keeper.with_entries(entry))
    found = held.open(entry)
    found.append((), (Access(f"restricted to {len(named)} people", case=case_id),))
    return found


def change_members(held: Unlocked, case_id: str, members: Sequence[str]) -> None:
    """Give a restricted case's key to these accounts and to nobody else.

    Raises NotAllowedTrouble for a person who is not a member, InputTrouble when they leave themselves out.
    """
    entry = _entry(held, case_id)
    named = _named(held, members)
    sealed = sealed_to(entry, held.keeper.keys[entry.id], named, held.body.recovery)
    held.keeper.write(compartments=held.keeper.with_entries(sealed))
    held.compartments[entry.id].append((), (Access(f"members changed to {len(named)} people", case=case_id),))


def members_of(held: Unlocked, case_id: str) -> tuple[str, ...]:
    """Return the accounts that can open a restricted case. Raises NotAllowedTrouble for a person who is none of them.

    One that was named but whose keys were replaced since is not among them until the members are changed again.
    """
    accounts = {entry.id: entry.recipient for entry in held.body.accounts}
    return tuple(one.id for one in _entry(held, case_id).members if accounts.get(one.id) == one.recipient)


def _entry(held: Unlocked, case_id: str) -> CompartmentEntry:
    for entry in held.held(RESTRICTED):
        if entry.owner == case_id:
            return entry
    raise NotAllowedTrouble("You are not among the people who may see this case.", "Ask your manager.")


def _named(held: Unlocked, members: Sequence[str]) -> list[MemberEntry]:
    if held.account not in members:
        raise InputTrouble("Your own name must be among those who may see the case.", "Add yourself.", field="members")
    return [MemberEntry(id=one, recipient=held.entry_of(one).recipient) for one in dict.fromkeys(members)]


def clear_left_over(places: Places, body: HeaderBody) -> None:
    """Remove the file of a compartment whose making was cut short before the header knew of it.

    Nothing was ever saved in it: it has no mark on this computer. One that cannot be removed is left.
    """
    known = {entry.id for entry in body.compartments}
    for folder in (DESK, RESTRICTED):
        for path in (places.vault / folder).glob("*.db"):
            if path.stem not in known and not has_mark(places.device, path.stem):
                with suppress(OSError):
                    path.with_name(path.name + "-journal").unlink(missing_ok=True)
                    path.unlink()
