"""Making a new vault: built beside its place and put there whole by one rename."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.clock import Clock, new_id
from safeguard_desktop.errors import InputTrouble, StorageTrouble
from safeguard_desktop.keys import KdfCost, calibrate
from safeguard_desktop.keys.charter import (
    Charter,
    Roster,
    recovery_public,
    recovery_signing_key,
    signed_roster,
)
from safeguard_desktop.keys.header import (
    CASEWORK,
    DESK,
    FRONT,
    AccountEntry,
    CompartmentEntry,
    HeaderBody,
    MemberEntry,
    SlotEntry,
    with_macs,
)
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import CASEWORK_ROLES, AccountRecord, with_accounts
from safeguard_desktop.vault.chain import Writer
from safeguard_desktop.vault.device import Device, Known
from safeguard_desktop.vault.files import refuse_shared_folder, storage_errors
from safeguard_desktop.vault.governing import PIN
from safeguard_desktop.vault.header_files import read_headers, write_headers
from safeguard_desktop.vault.header_keeper import LEAST_HEADER
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.making import make_database, new_entry, sealed_to
from safeguard_desktop.vault.model import Change, NewAccount, VaultState
from safeguard_desktop.vault.open_vault import OpenVault
from safeguard_desktop.vault.opening import open_with, vault_state
from safeguard_desktop.vault.team import TEAM_IDENTITY
from safeguard_desktop.vault.unlocked import Session
from safeguard_desktop.whole_files import sync_folder


@dataclass(frozen=True, repr=False)
class Created:
    """A new vault, unlocked, and its recovery key as age writes it: to be put on paper, and kept nowhere else."""

    vault: OpenVault
    recovery_key: str


@dataclass(frozen=True)
class _Plan:
    """All that a new vault is made from."""

    body: HeaderBody
    keys: UserKeys
    opened: tuple[tuple[CompartmentEntry, CompartmentKey], ...]
    team: str
    """The identity that opens what is sealed to the team."""


def create_vault(
    places: Places, first: NewAccount, passphrase: str, *, clock: Clock, kinds: Kinds, cost: KdfCost | None = None
) -> Created:
    """Make a vault with one account, and open it.

    Without a `cost`, the KDF is calibrated here; a cheap one is for demonstrations and tests, and only this computer
    then accepts it. Raises InputTrouble for an impossible passphrase or a role without casework (nobody could then
    read the cases); StorageTrouble, and DamageTrouble when there was a vault here whose files are gone.
    """
    refuse_shared_folder(places.vault)
    if first.role not in CASEWORK_ROLES:
        raise InputTrouble("The first account needs a role that includes the cases.", "Choose another role.")
    if vault_state(places) is VaultState.READY:
        raise StorageTrouble("There is a vault here already.", "Open it, or choose another folder.")
    session = Session(places, Device.at(places.device, clock), clock, with_accounts(kinds))
    recovery = new_recovery_key()
    making = FolderLock.take(places.device)
    try:
        plan = _plan(first, passphrase, recovery_of=recovery, clock=clock, cost=cost or calibrate())
        _build(session, first, plan)
        known = Known(plan.body.vault, {}, KdfCost.FLOOR if cost is None else cost)
        session.device.know(known)
        lock = FolderLock.take(places.vault)
    finally:
        making.release()
    try:
        headers = read_headers(places.vault)
        return Created(open_with(session, headers, plan.body.accounts[0].id, plan.keys, lock), recovery)
    except BaseException:
        lock.release()
        raise


def _plan(first: NewAccount, passphrase: str, *, recovery_of: str, clock: Clock, cost: KdfCost) -> _Plan:
    vault, account = new_id(clock), new_id(clock)
    keys, team, recovery = UserKeys.new(), new_identity(), recipient_of(recovery_of)
    desk = CompartmentKey.new()
    slot = make_slot(SlotOwner(vault, account), new_id(clock), passphrase, keys, cost)
    entry = AccountEntry(
        id=account, number=1, role=first.role.value, recipient=keys.recipient, signing=to_text(keys.public_signing),
        desk=desk.proof, slots=[SlotEntry.of(slot)],
    )  # fmt: skip
    opened = []
    for name in (FRONT, CASEWORK, DESK):
        key = desk if name == DESK else CompartmentKey.new()
        made = new_entry(new_id(clock), name, account if name == DESK else None)
        sealed = sealed_to(made, key, [MemberEntry(id=account, recipient=keys.recipient)], recovery)
        opened.append((sealed, key))
    compartments = [compartment for compartment, _key in opened]
    charter = Charter(
        vault=vault, number=1, recovery=recovery, recovery_signing=recovery_public(recovery_of),
        team=recipient_of(team), managers={account: entry.signing}, by=account,
    )  # fmt: skip
    charter = charter.with_vouch((), recovery_signing_key(recovery_of)).signed(account, keys.signing)
    unsigned = Roster(number=1, by=account, signature="")
    body = HeaderBody(
        vault=vault, sequence=1, charters=[charter], roster=unsigned, accounts=[entry], compartments=compartments,
        proofs=[key.proof for compartment, key in opened if compartment.name != DESK],
    )  # fmt: skip
    roster = signed_roster(charter, 1, body.rostered(), account, keys.signing)
    return _Plan(body.model_copy(update={"roster": roster}), keys, tuple(opened), team)


def _build(session: Session, first: NewAccount, plan: _Plan) -> None:
    """Build every file in a folder beside the vault's, and rename it. One left by a killed program is cleared."""
    place = session.places.vault
    folder = place.with_name(place.name + ".new")
    with storage_errors("The vault"):
        if folder.exists():
            shutil.rmtree(folder)
        (folder / DESK).mkdir(parents=True)
        (folder / "inbox").mkdir()
        for entry, key in plan.opened:
            make_database(folder, plan.body.vault, entry, key, kinds=session.kinds, meta=_beside(plan, entry))
        _write_account(session, folder, first, plan)
        write_headers(folder, with_macs(plan.body, {entry.id: key for entry, key in plan.opened}))
        if place.exists():
            place.rmdir()
        folder.rename(place)
        sync_folder(place.parent)


def _beside(plan: _Plan, entry: CompartmentEntry) -> dict[str, bytes]:
    """Return what a compartment keeps beside its records."""
    beside = {PIN: plan.body.check_signed(None).to_bytes()}
    if entry.name == FRONT:
        beside[LEAST_HEADER] = b"%d" % plan.body.sequence
    if entry.name == CASEWORK:
        beside[TEAM_IDENTITY] = plan.team.encode("ascii")
    return beside


def _write_account(session: Session, folder: Path, first: NewAccount, plan: _Plan) -> None:
    entry, key = plan.opened[0]
    account = plan.body.accounts[0].id
    writer = Writer(account, session.device.id, plan.keys.signing)
    front = session.compartment(folder, plan.body.vault, entry, key, writer)
    try:
        body = AccountRecord(name=first.name, role=first.role)
        front.append((Change(account, AccountRecord.kind, body, id=new_id(session.clock)),))
    finally:
        front.close()
