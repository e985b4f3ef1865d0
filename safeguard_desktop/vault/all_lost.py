"""Every passphrase is lost, or the only manager's: the recovery key on paper makes a new manager's account."""

from collections.abc import Sequence
from contextlib import suppress

from safeguard_desktop.clock import Clock, new_id
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, Trouble
from safeguard_desktop.keys import KdfCost, calibrate
from safeguard_desktop.keys.charter import recovery_signing_key
from safeguard_desktop.keys.header import (
    CASEWORK,
    DESK,
    FRONT,
    AccountEntry,
    Header,
    MemberEntry,
    SlotEntry,
)
from safeguard_desktop.keys.passphrases import passphrase_bytes
from safeguard_desktop.keys.slots import Slot, SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import AccountRecord, with_accounts
from safeguard_desktop.vault.compartments import Opened, open_compartments
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.governing import govern
from safeguard_desktop.vault.header_choice import copies
from safeguard_desktop.vault.header_files import read_headers
from safeguard_desktop.vault.in_use import take_vault
from safeguard_desktop.vault.making import sealed_to
from safeguard_desktop.vault.managing import keep_account_record, new_desk
from safeguard_desktop.vault.model import Access, NewAccount, VaultState
from safeguard_desktop.vault.open_vault import OpenVault
from safeguard_desktop.vault.opening import open_with, vault_state
from safeguard_desktop.vault.recovering import key_by_recovery, require_vouched, right_recovery_key
from safeguard_desktop.vault.rotation import finish
from safeguard_desktop.vault.unlocked import Session, Unlocked

OPENED = "opened with the recovery key"


def open_with_recovery_key(
    places: Places,
    recovery_key: str,
    new: NewAccount,
    passphrase: str,
    *,
    clock: Clock,
    kinds: Kinds,
    cost: KdfCost | None = None,
) -> OpenVault:
    """Make a registered manager's account from the recovery key, who then opens everything but others' desks.

    The other accounts stay as they are; every log says what was done. Raises KeyTrouble for a wrong recovery key,
    InputTrouble for an impossible passphrase or another role, DamageTrouble also for records of which that key never
    signed whose they are, InUseTrouble, StorageTrouble.
    """
    passphrase_bytes(passphrase)
    if new.role is not Role.REGISTERED_MANAGER:
        raise InputTrouble("The recovery key makes a registered manager's account.", "Choose that role.")
    if vault_state(places) is VaultState.NONE:
        raise DamageTrouble("There is no vault in this folder.", "Check which folder you mean.")
    session = Session(places, Device.at(places.device, clock), clock, with_accounts(kinds))
    lock = take_vault(places, session.device)
    try:
        header, identity = _right_header(copies(places), recovery_key)
        account, keys = new_id(clock), UserKeys.new()
        slot = make_slot(SlotOwner(header.body.vault, account), new_id(clock), passphrase, keys, cost or calibrate())
        opened = _opened(header, identity)
        stand_in = UserKeys(identity, keys.signing)
        held = open_compartments(session, header, opened, account=account, keys=stand_in, lock=lock)
        try:
            _add(held, new, slot, keys)
        finally:
            for compartment in held.compartments.values():
                compartment.close()
        return open_with(session, read_headers(places.vault), account, keys, lock)
    except BaseException:
        lock.release()
        raise


def _right_header(headers: Sequence[Header], recovery_key: str) -> tuple[Header, str]:
    """Return the header that a recovery key is for, and the key as age writes it. Raises KeyTrouble, DamageTrouble."""
    trouble = list[Trouble]()
    for header in headers:
        try:
            identity = right_recovery_key(header.body, recovery_key)
            require_vouched(header.body, identity)
            _opened(header, identity)
        except (KeyTrouble, DamageTrouble) as error:
            trouble.append(error)
        else:
            return header, identity
    raise trouble[0]


def _opened(header: Header, identity: str) -> Opened:
    """Return everything but desks, opened with the recovery key. Raises KeyTrouble or DamageTrouble."""
    found = []
    for entry in header.body.compartments:
        with suppress(KeyTrouble):
            if entry.name != DESK:
                found.append((entry, key_by_recovery(header, entry, identity)))
    if not {FRONT, CASEWORK} <= {entry.name for entry, _key in found}:
        raise KeyTrouble("The recovery key does not open these records.", "Look for the newest sheet.")
    return found


def _add(held: Unlocked, new: NewAccount, slot: Slot, keys: UserKeys) -> None:
    """Write the account into the header, signed with the recovery key, and into every log."""
    finish(held)
    body, member = held.body, MemberEntry(id=held.account, recipient=keys.recipient)
    number = 1 + max(entry.number for entry in body.accounts)
    desk, key = new_desk(held, member)
    account = AccountEntry(
        id=held.account, number=number, role=new.role.value, recipient=keys.recipient,
        signing=to_text(keys.public_signing), desk=key.proof, slots=[SlotEntry.of(slot)],
    )  # fmt: skip
    mine = [entry for entry in body.compartments if entry.id in held.compartments]
    shared = [sealed_to(entry, held.keeper.keys[entry.id], [*entry.members, member], body.recovery) for entry in mine]
    keep_account_record(held, held.account, AccountRecord(name=new.name, role=new.role), OPENED)
    for entry in mine:
        held.compartments[entry.id].append((), (Access(OPENED),))
    govern(
        held, new_keys={desk.id: key}, recovery_signing=recovery_signing_key(held.keys.opening),
        accounts=[*body.accounts, account], compartments=held.keeper.with_entries(*shared, desk),
    )  # fmt: skip
