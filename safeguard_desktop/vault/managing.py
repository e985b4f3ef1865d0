"""Accounts come, change and go. Nobody learns anybody's passphrase: a new account begins with a start code.

Each change is one write of the header, so that it is there whole or not at all; the rest (names, logs, files under
their new keys) can be done again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.keys import WORDS, WORDS_FOR_CASEWORK, generate
from safeguard_desktop.keys.header import (
    CASEWORK,
    DESK,
    FRONT,
    AccountEntry,
    CompartmentEntry,
    FormerEntry,
    MemberEntry,
    SlotEntry,
)
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault.accounts import CASEWORK_ROLES, AccountRecord, account_of
from safeguard_desktop.vault.device import remember
from safeguard_desktop.vault.governing import govern, is_manager, require_manager, vouch_again
from safeguard_desktop.vault.half_made import make_noted
from safeguard_desktop.vault.making import new_entry, sealed_to
from safeguard_desktop.vault.model import Access, Added, Change, NewAccount, Progress
from safeguard_desktop.vault.recovering import key_by_recovery, right_recovery_key
from safeguard_desktop.vault.rotation import finish, pending
from safeguard_desktop.vault.team import add_team_identity
from safeguard_desktop.vault.unlocked import Unlocked


@dataclass(frozen=True, repr=False)
class _Fresh:
    """New keys for somebody, closed under a start code."""

    keys: UserKeys
    code: str
    slot: SlotEntry

    @property
    def publics(self) -> dict[str, Any]:
        """What the header holds of them."""
        public = to_text(self.keys.public_signing)
        return {"recipient": self.keys.recipient, "signing": public, "slots": [self.slot]}


def add_account(held: Unlocked, new: NewAccount) -> Added:
    """Make an account with a desk of its own, and a code that opens it once, to choose a passphrase.

    Raises NotAllowedTrouble for anybody but a manager, StorageTrouble.
    """
    require_manager(held)
    finish(held)
    account = new_id(held.session.clock)
    fresh = _fresh(held, account, new.role)
    number = 1 + max(entry.number for entry in held.body.accounts)
    member = MemberEntry(id=account, recipient=fresh.keys.recipient)
    desk, key = new_desk(held, member)
    entry = AccountEntry(
        id=account, number=number, role=new.role.value, until=_text(new.until), desk=key.proof, **fresh.publics
    )
    shared = [*_resealed(held, FRONT, add=member), *(_resealed(held, CASEWORK, add=member) if _reads(new.role) else ())]
    keep_account_record(held, account, AccountRecord(name=new.name, role=new.role), "account added")
    govern(
        held, new_keys={desk.id: key}, accounts=[*held.body.accounts, entry],
        compartments=held.keeper.with_entries(*shared, desk),
    )  # fmt: skip
    held.keeper.let_go(desk.id)
    remember(held.session.device, held.body, held.names())
    return Added(account_of(entry, new.name), fresh.code)


def change_role(held: Unlocked, account: str, role: Role, progress: Progress | None = None) -> None:
    """Give somebody else another role; who may no longer read cases knows no key of them any more.

    Raises NotAllowedTrouble for anybody but a manager, InputTrouble for oneself and for the last manager.
    """
    entry = _another(held, account)
    changed = entry.model_copy(update={"role": role.value})
    _require_a_manager_left([changed if one.id == account else one for one in held.body.accounts])
    finish(held)
    name = held.names().get(account)
    keep_account_record(held, account, AccountRecord(name=name, role=role), "role changed")
    member = MemberEntry(id=account, recipient=entry.recipient)
    reads, read = _reads(role), _reads(Role(entry.role))
    accounts = _with(held, changed)
    if read and not reads:
        _rotate_without(held, member, [CASEWORK], accounts=accounts)
        finish(held, progress)
        vouch_again(held)
    else:
        shared = _resealed(held, CASEWORK, add=member) if reads and not read else ()
        govern(held, accounts=accounts, compartments=held.keeper.with_entries(*shared))


def change_until(held: Unlocked, account: str, until: date | None) -> None:
    """Change the last day on which an account opens anything. Raises NotAllowedTrouble, InputTrouble."""
    changed = _another(held, account).model_copy(update={"until": _text(until)})
    accounts = _with(held, changed)
    _require_a_manager_left(accounts)
    govern(held, accounts=accounts)
    held.front.append((), (Access("last day changed", record=account),))


def reset_access(held: Unlocked, account: str, recovery_key: str | None = None) -> str:
    """Give a colleague new keys in place of those that a forgotten passphrase closes away; return their start code.

    Their desk opens to the new keys only with the recovery key; without it they get a new one, and the old is kept
    as it was. A restricted case they were named in opens to them again when one of its members changes its members.
    Raises NotAllowedTrouble for anybody but a manager, InputTrouble for oneself, KeyTrouble for a wrong recovery key.
    """
    entry = _another(held, account)
    finish(held)
    fresh = _fresh(held, account, Role(entry.role))
    member = MemberEntry(id=account, recipient=fresh.keys.recipient)
    mine = [one for one in held.body.compartments if one.id in held.compartments and _has(one, account)]
    shared = [_sealed_anew(held, one, member) for one in mine]
    desk, key = _desk_of(held, entry, member, recovery_key) or new_desk(held, member)
    changed = entry.model_copy(update={**fresh.publics, "desk": key.proof})
    former = [*held.body.former, FormerEntry(id=account, signing=entry.signing)]
    govern(
        held, new_keys={desk.id: key}, accounts=_with(held, changed), former=former,
        compartments=held.keeper.with_entries(*shared, desk),
    )  # fmt: skip
    held.keeper.let_go(desk.id)
    held.front.append((), (Access("access reset", record=account),))
    return fresh.code


def remove_account(held: Unlocked, account: str, progress: Progress | None = None) -> None:
    """Take an account away, with new keys for everything that it could open. What was written stays under its name.

    It is gone with the first write; a disk that then refuses raises StorageTrouble, and the rest is done when the
    vault is next opened. A restricted case that it could open and this person cannot gets its new key when one of its
    members next signs in. `progress` counts compartments. Raises NotAllowedTrouble, InputTrouble.
    """
    entry = _another(held, account)
    staying = [one for one in held.body.accounts if one.id != account]
    _require_a_manager_left(staying)
    finish(held)
    held.front.append((), (Access("account removed", record=account),))
    former = [*held.body.former, FormerEntry(id=account, signing=entry.signing)]
    names = [one.name for one in held.body.compartments if one.id in held.compartments]
    member = MemberEntry(id=account, recipient=entry.recipient)
    _rotate_without(held, member, names, accounts=staying, former=former)
    finish(held, progress)
    vouch_again(held)


def change_keys(held: Unlocked, progress: Progress | None = None) -> None:
    """Change the keys of everything that is open here but one's own desk, and the team's: a copy may be about.

    Raises NotAllowedTrouble for anybody but a manager, StorageTrouble as `remove_account` does.
    """
    require_manager(held)
    finish(held)
    held.front.append((), (Access("keys changed"),))
    mine = [one for one in held.body.compartments if one.id in held.compartments and one.name != DESK]
    _rotate(held, mine, None)
    finish(held, progress)
    vouch_again(held)


def _rotate_without(held: Unlocked, leaver: MemberEntry, names: Sequence[str], **changes: Any) -> None:
    """Write a header in which a leaver opens no compartment of these names that is open here, nor the team's packs."""
    mine = [one for one in held.body.compartments if one.id in held.compartments and one.name in names]
    _rotate(held, [one for one in mine if _has(one, leaver.id)], leaver.id, **changes)


def _rotate(held: Unlocked, entries: Sequence[CompartmentEntry], leaver: str | None, **changes: Any) -> None:
    begun = [pending(held, one, [member for member in one.members if member.id != leaver]) for one in entries]
    team = {}
    if any(one.name == CASEWORK for one in entries):
        team = {"team": add_team_identity(held.casework)}
    govern(held, charter=team, compartments=held.keeper.with_entries(*begun), **changes)


def _fresh(held: Unlocked, account: str, role: Role) -> _Fresh:
    """Return new keys under a new start code, at the cost of the person's own passphrase who makes it."""
    keys, code = UserKeys.new(), generate(WORDS_FOR_CASEWORK if _reads(role) else WORDS)
    cost = held.entry_of(held.account).cost
    slot = make_slot(SlotOwner(held.body.vault, account), new_id(held.session.clock), code, keys, cost)
    return _Fresh(keys, code, SlotEntry.of(slot, once=True, made=held.session.clock.now()))


def new_desk(held: Unlocked, member: MemberEntry) -> tuple[CompartmentEntry, CompartmentKey]:
    """Make the file of a desk for somebody; return its entry and key. Raises StorageTrouble."""
    key = CompartmentKey.new()
    made = new_entry(new_id(held.session.clock), DESK, member.id)
    desk = sealed_to(made, key, [member], held.body.recovery)
    make_noted(held, desk, key)
    return desk, key


def _desk_of(
    held: Unlocked, entry: AccountEntry, member: MemberEntry, recovery_key: str | None
) -> tuple[CompartmentEntry, CompartmentKey] | None:
    """Return somebody's desk sealed to their new keys, where the recovery key is given."""
    desk = held.body.desk_of(entry)
    if recovery_key is None or desk is None:
        return None
    key = key_by_recovery(held.keeper.header, desk, right_recovery_key(held.body, recovery_key))
    return sealed_to(desk, key, [member], held.body.recovery), key


def _resealed(held: Unlocked, name: str, *, add: MemberEntry) -> list[CompartmentEntry]:
    return [_sealed_anew(held, entry, add) for entry in held.held(name)]


def _sealed_anew(held: Unlocked, entry: CompartmentEntry, member: MemberEntry) -> CompartmentEntry:
    """Return an open compartment's entry for its members and this one, under this recipient alone."""
    members = [*(one for one in entry.members if one.id != member.id), member]
    return sealed_to(entry, held.keeper.keys[entry.id], members, held.body.recovery)


def _has(entry: CompartmentEntry, account: str) -> bool:
    return any(member.id == account for member in entry.members)


def _with(held: Unlocked, changed: AccountEntry) -> list[AccountEntry]:
    return [changed if entry.id == changed.id else entry for entry in held.body.accounts]


def _another(held: Unlocked, account: str) -> AccountEntry:
    """Return the entry of somebody else's account. Raises NotAllowedTrouble, InputTrouble."""
    require_manager(held)
    if account == held.account:
        raise InputTrouble("You cannot do this to your own account.", "Ask another registered manager.")
    return held.entry_of(account)


def _require_a_manager_left(accounts: Sequence[AccountEntry]) -> None:
    if not any(is_manager(entry) and entry.until is None for entry in accounts):
        sentence = "There must always be a registered manager whose account has no last day."
        raise InputTrouble(sentence, "Make somebody else a registered manager first.")


def keep_account_record(held: Unlocked, account: str, body: AccountRecord, what: str) -> None:
    """Keep what an account's name and role are from now on, and what was done to it."""
    parents = tuple(head.id for head in held.front.heads(account))
    change = Change(account, AccountRecord.kind, body, parents=parents)
    held.front.append((change,), (Access(what, record=account),))


def _reads(role: Role) -> bool:
    return role in CASEWORK_ROLES


def _text(until: date | None) -> str | None:
    return until.isoformat() if until else None
