"""Restricted compartments: one case each, for named people. Nobody else has the key, whatever their role."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, InputTrouble, NotAllowedTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.keys.header import RESTRICTED, CompartmentEntry, MemberEntry
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.half_made import make_noted
from safeguard_desktop.vault.making import new_entry, sealed_to
from safeguard_desktop.vault.model import Access
from safeguard_desktop.vault.rotation import finish, rotate
from safeguard_desktop.vault.unlocked import Unlocked

_KNOWN = "restricted"
"""The name in a desk's `meta` of what it remembers of the restricted compartments that its person opens, by id."""


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
    sealed = sealed_to(made, key, named, held.body.recovery)
    entry = sealed.signed(held.body.vault, key, held.account, held.keys.signing)
    make_noted(held, entry, key)
    held.keeper.write(new_keys={entry.id: key}, compartments=held.keeper.with_entries(entry))
    found = held.open(entry)
    check_known(held)
    found.append((), (Access(f"restricted to {len(named)} people", case=case_id),))
    return found


def change_members(held: Unlocked, case_id: str, members: Sequence[str]) -> None:
    """Let these accounts open a restricted case and nobody else: it gets a new key when somebody is taken away.

    Raises NotAllowedTrouble for a person who is not a member, InputTrouble when they leave themselves out,
    StorageTrouble.
    """
    finish(held)
    entry = _entry(held, case_id)
    named = _named(held, members)
    if {member.id for member in entry.members} <= {member.id for member in named}:
        sealed = sealed_to(entry, held.keeper.keys[entry.id], named, held.body.recovery)
        held.keeper.write(compartments=held.keeper.with_entries(sealed))
    else:
        rotate(held, {entry.id: named})
    check_known(held)
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


def check_known(held: Unlocked) -> None:
    """Compare the restricted compartments that this person opens with those that their desk remembers.

    Whoever has the front's key could leave one out, or put a file of their own making in its place. So each must be
    there, with the key that it had, or with one that somebody gave it who was known to be its member. Raises
    DamageTrouble.
    """
    kept = json.loads(held.desk.meta(_KNOWN) or b"{}")
    there = {entry.id for entry in held.body.compartments}
    mine = {entry.id: entry for entry in held.held(RESTRICTED)}
    if set(kept) - there or not all(_is_known(held, entry, kept.get(entry.id)) for entry in mine.values()):
        sentence = "The vault's header was changed past the program: it leaves out or replaces a restricted case."
        raise DamageTrouble(sentence, RESTORE_A_BACKUP)
    now = {identity: _to_remember(held, entry) for identity, entry in mine.items()}
    if now != kept:
        held.desk.put_meta(_KNOWN, canonical(now))


def _to_remember(held: Unlocked, entry: CompartmentEntry) -> dict[str, Any]:
    members = sorted(member.id for member in entry.members)
    return {"key": held.keeper.keys[entry.id].proof, "generation": entry.generation, "members": members}


def _is_known(held: Unlocked, entry: CompartmentEntry, kept: Mapping[str, Any] | None) -> bool:
    """Tell whether a compartment has the key that it had, or one from somebody who was its member; a new one, is."""
    key, body = held.keeper.keys[entry.id], held.body
    if kept is not None and (kept["key"], kept["generation"]) == (key.proof, entry.generation):
        return True
    trusted = kept["members"] if kept is not None else [member.id for member in entry.members]
    if entry.by not in trusted or (kept is not None and entry.generation <= kept["generation"]):
        return False
    publics = [one.signing for one in body.accounts if one.id == entry.by]
    publics += [one.signing for one in body.former if one.id == entry.by]
    return any(entry.is_signed_with(body.vault, key, public) for public in publics)
