"""Opening a vault: what can be known before it is unlocked, and unlocking it."""

from collections.abc import Sequence
from contextlib import suppress

from safeguard_desktop.clock import Clock
from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, KeyTrouble, StorageTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import (
    CASEWORK,
    DESK,
    FRONT,
    AccountEntry,
    Header,
)
from safeguard_desktop.keys.passphrases import passphrase_bytes
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import CASEWORK_ROLES, account_of, with_accounts
from safeguard_desktop.vault.backup import clear_staging
from safeguard_desktop.vault.backup_first import back_up_before_migrating
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.compartments import Opened, open_compartments
from safeguard_desktop.vault.database import check_file
from safeguard_desktop.vault.device import Device, knew_a_vault, remember
from safeguard_desktop.vault.files import reading_errors, refuse_shared_folder
from safeguard_desktop.vault.governing import vouch_again
from safeguard_desktop.vault.half_made import clear_half_made
from safeguard_desktop.vault.header_choice import copies
from safeguard_desktop.vault.header_files import headers_exist, mend_headers, read_headers
from safeguard_desktop.vault.in_use import note_holder, take_vault
from safeguard_desktop.vault.layout import database_files, database_path
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.model import Access, Account, VaultState
from safeguard_desktop.vault.open_vault import OpenVault
from safeguard_desktop.vault.recovering import follow_recovery_key
from safeguard_desktop.vault.restore_steps import finish_restore, read_note, told
from safeguard_desktop.vault.restoring import clear_restoring
from safeguard_desktop.vault.restricted import check_known
from safeguard_desktop.vault.rotation import rotate_after_leavers
from safeguard_desktop.vault.unlocked import Session
from safeguard_desktop.vault.unlocking import account_in, unlock

WENT_BACK = "a newer copy of the header did not fit: the other copy was put in its place"
"""What the front's log says when one copy of the header was passed over for the other."""


def vault_state(places: Places) -> VaultState:
    """Tell whether there is a vault.

    Raises DamageTrouble when files of it are missing or bad (a new one is never made in its place),
    NewerVersionTrouble, and StorageTrouble when a folder cannot be looked into: what is not seen is not gone. A
    restore that was cut off is finished first.
    """
    with reading_errors("The vault's folder"):
        finish_restore(places)
        found = headers_exist(places.vault)
    if found:
        _require_files(places)
        return VaultState.READY
    if database_files(places.vault) or knew_a_vault(places.device):
        sentence = "The vault's files are not where they were."
        raise DamageTrouble(
            sentence, "Connect the disk or stick that they are on, or tell your manager: they can restore a backup."
        )
    return VaultState.NONE


def _require_files(places: Places) -> None:
    """See that the files are there that a copy of the header names and that everybody shares. Raises DamageTrouble."""
    trouble = None
    for header in copies(places):
        try:
            for entry in header.body.compartments:
                if entry.owner is None:
                    check_file(database_path(places.vault, entry))
        except DamageTrouble as error:
            trouble = trouble or error
        else:
            return
    raise trouble or _forged()


def sign_in_list(places: Places) -> tuple[Account, ...]:
    """Return who may sign in. Where this computer does not know their names, they are "Account 1", "Account 2".

    Nobody where there is no vault. Raises DamageTrouble, NewerVersionTrouble or StorageTrouble.
    """
    if vault_state(places) is VaultState.NONE:
        return ()
    body = copies(places)[0].body
    device = Device.find(places.device)
    known = device.known() if device else None
    names = known.names if known and known.vault == body.vault else {}
    return tuple(account_of(entry, names.get(entry.id)) for entry in body.accounts)


def open_vault(
    places: Places, account_id: str, passphrase: str, *, clock: Clock, kinds: Kinds, least: KdfCost | None = None
) -> OpenVault:
    """Unlock a vault as one person, and keep other programs out until it is closed.

    `least` is the least KDF cost to accept: without it the floor, or less where the vault was made on this computer
    with less (a demonstration, a test). Raises KeyTrouble or WaitTrouble for a wrong passphrase, InputTrouble for an
    impossible one, InUseTrouble, DamageTrouble, NewerVersionTrouble, StorageTrouble.
    """
    passphrase_bytes(passphrase)
    refuse_shared_folder(places.vault)
    if vault_state(places) is VaultState.NONE:
        raise DamageTrouble("There is no vault in this folder.", "Check which folder you mean, or set one up.")
    session = Session(places, Device.at(places.device, clock), clock, with_accounts(kinds))
    lock = take_vault(places, session.device)
    try:
        keys, headers = unlock(copies(places), account_id, passphrase, session, least)
        return open_with(session, headers, account_id, keys, lock)
    except BaseException:
        lock.release()
        raise


def open_with(
    session: Session, headers: Sequence[Header], account_id: str, keys: UserKeys, lock: FolderLock
) -> OpenVault:
    """Open every compartment that a person's keys open, by the first of these headers that nobody forged.

    Raises DamageTrouble, NewerVersionTrouble, StorageTrouble.
    """
    trouble = None
    for header in headers:
        try:
            return _open_by(session, header, keys, account_id=account_id, lock=lock)
        except DamageTrouble as error:
            trouble = trouble or error
    raise trouble or _forged()


def _open_by(session: Session, header: Header, keys: UserKeys, *, account_id: str, lock: FolderLock) -> OpenVault:
    opened, newest = _genuine(header, account_id, keys), read_headers(session.places.vault)[0]
    source = BackupSource(session.places.vault, header, account_id, session.device.id, keys, session.clock)
    back_up_before_migrating(source, session.places)
    held = open_compartments(session, header, opened, account=account_id, keys=keys, lock=lock)
    try:
        check_known(held)
        names = held.names()
        remember(session.device, held.body, names)
        note_holder(session.device, account_id)
        if newest != header:
            with suppress(StorageTrouble):
                held.front.append((), (Access(WENT_BACK),))
        mend_headers(session.places.vault, held.keeper.header)
        _tidy(session.places, held.compartments)
        clear_half_made(held)
        rotate_after_leavers(held)
        vouch_again(held)
        follow_recovery_key(held)
    except BaseException:
        for compartment in held.compartments.values():
            compartment.close()
        raise
    account = account_of(account_in([header], account_id), names.get(account_id))
    return OpenVault(held, account)


def _genuine(header: Header, account_id: str, keys: UserKeys) -> Opened:
    """Return the compartments that a person's keys open. Raises DamageTrouble for a header that somebody forged."""
    with suppress(KeyTrouble, DamageTrouble, ValueError):
        opened = [
            (entry, open_key(entry.sealed, keys.opening))
            for entry in header.body.compartments
            if entry.is_for(account_id, keys.recipient)
        ]
        names = {entry.name for entry, _key in opened}
        account = account_in([header], account_id)
        are_all_there = _are_theirs(account, keys) and _must_open(account) <= names
        if are_all_there and all(
            header.is_genuine(entry, key) and header.body.is_vouched_for(entry, key, account) for entry, key in opened
        ):
            return opened
    raise _forged()


def _forged() -> DamageTrouble:
    return DamageTrouble("The vault's header was changed past the program.", RESTORE_A_BACKUP)


def _are_theirs(account: AccountEntry, keys: UserKeys) -> bool:
    """Tell whether the keys in a slot are those that managers signed for this account."""
    return (account.recipient, account.signing) == (keys.recipient, to_text(keys.public_signing))


def _must_open(account: AccountEntry) -> set[str]:
    """Return the compartments that an account's role opens, so that none can be hidden from it."""
    return {FRONT, DESK, *([CASEWORK] if account_of(account, None).role in CASEWORK_ROLES else [])}


def _tidy(places: Places, compartments: dict[str, Compartment]) -> None:
    """Say in each chain that it was restored, where it does not say so yet, and remove what a killed program left."""
    note = read_note(places.vault)
    if note is not None:
        mine = compartments.keys() & set(note.left)
        for compartment in mine:
            compartments[compartment].append((), (Access(note.words),))
        told(places.vault, note, frozenset(mine))
    clear_staging(places.vault)
    clear_restoring(places)
