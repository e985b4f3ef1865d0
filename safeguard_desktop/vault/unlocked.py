"""What somebody who unlocked a vault holds: their keys, the header, and the compartments that are open."""

from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.clock import Clock
from safeguard_desktop.errors import NotAllowedTrouble
from safeguard_desktop.keys.header import CASEWORK, DESK, FRONT, AccountEntry, CompartmentEntry, HeaderBody
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import AccountRecord
from safeguard_desktop.vault.chain import Writer
from safeguard_desktop.vault.compartment import Compartment, Label
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.device import Device, Mark
from safeguard_desktop.vault.header_keeper import HeaderKeeper
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.model import Revision
from safeguard_desktop.vault.signed_rows import managers_keys


@dataclass(frozen=True)
class Session:
    """What every compartment is opened with."""

    places: Places
    device: Device
    clock: Clock
    kinds: Kinds

    def compartment(
        self, folder: Path, vault: str, entry: CompartmentEntry, key: CompartmentKey, writer: Writer
    ) -> Compartment:
        """Open one compartment of a vault in a folder. Raises DamageTrouble, NewerVersionTrouble, StorageTrouble."""
        database = Database(database_path(folder, entry), key)
        mark = Mark(self.places.device, entry.id, key)
        compartment = Compartment(entry.name, database, mark=mark, writer=writer, clock=self.clock, kinds=self.kinds)
        try:
            compartment.check_opening(Label(vault, entry.id, entry.name))
        except BaseException:
            compartment.close()
            raise
        return compartment


@dataclass(frozen=True, repr=False)
class Unlocked:
    """One person's keys and open compartments (by compartment id, in the header's order)."""

    session: Session
    account: str
    keys: UserKeys
    keeper: HeaderKeeper
    compartments: dict[str, Compartment]
    lock: FolderLock

    @property
    def body(self) -> HeaderBody:
        """What the header says."""
        return self.keeper.body

    @property
    def writer(self) -> Writer:
        """Who signs what is written."""
        return Writer(self.account, self.session.device.id, self.keys.signing)

    def entry_of(self, account: str) -> AccountEntry:
        """Return an account's entry. Raises NotAllowedTrouble for one that is gone."""
        found = self.body.account(account)
        if found is None:
            raise NotAllowedTrouble("That account is no longer in the vault.", "Choose another name.")
        return found

    def held(self, name: str) -> tuple[CompartmentEntry, ...]:
        """Return the entries of the open compartments of a name."""
        return tuple(entry for entry in self.body.compartments if entry.name == name and entry.id in self.compartments)

    def compartment(self, name: str) -> Compartment | None:
        """Return the one open compartment of a name, or None."""
        found = self.held(name)
        return self.compartments[found[0].id] if found else None

    @property
    def front(self) -> Compartment:
        """What every account may read."""
        return self.compartments[self.held(FRONT)[0].id]

    @property
    def desk(self) -> Compartment:
        """What only this person may read."""
        return self.compartments[self.held(DESK)[0].id]

    @property
    def casework(self) -> Compartment:
        """The cases. Raises NotAllowedTrouble for a person who is not a member."""
        found = self.compartment(CASEWORK)
        if found is None:
            raise NotAllowedTrouble("Your account does not include the cases.", "Ask a caseworker or your manager.")
        return found

    def names(self) -> dict[str, str]:
        """Return what managers called each account, by its id, also one that is gone."""
        return {found.record: found.body.headline for found in self.by_managers(AccountRecord.kind)}

    def by_managers(self, kind: str) -> tuple[Revision, ...]:
        """Return of the front the versions of all records of a kind that managers signed, oldest first."""
        return self.front.signed(kind, managers_keys(self.body))

    def open(self, entry: CompartmentEntry) -> Compartment:
        """Open a compartment whose key is held."""
        key, folder = self.keeper.keys[entry.id], self.session.places.vault
        found = self.session.compartment(folder, self.body.vault, entry, key, self.writer)
        self.compartments[entry.id] = found
        return found

    def close(self) -> None:
        """Close every file, let go of the keys, and let another program have the vault. A second time is nothing."""
        self.keeper.forget()
        for compartment in self.compartments.values():
            compartment.close()
        self.lock.release()
