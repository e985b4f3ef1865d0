"""A vault with a manager who has it open, and colleagues; everybody in it is invented."""

from datetime import date

from safeguard_desktop.clock import SetClock
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Account, Added, Change, NewAccount, OpenVault, open_vault
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, SampleNote, make

OWN = "quiet-marble-lantern"


class Home:
    """A vault with a manager, who has it open, and whoever else is added."""

    def __init__(self, places: Places, clock: SetClock) -> None:
        self.places = places
        self.clock = clock
        self.created = make(places, clock)
        self.vault = self.created.vault

    def manager(self) -> OpenVault:
        return self.as_(self.created.vault.account, PASSPHRASE)

    def as_(self, account: Account, passphrase: str) -> OpenVault:
        self.vault.close()
        self.vault = open_vault(self.places, account.id, passphrase, clock=self.clock, kinds=KINDS)
        return self.vault

    def colleague(self, role: Role, name: str = "Ade Bakare", until: date | None = None) -> Added:
        """Add a colleague who chooses a passphrase of their own; the manager has the vault open afterwards."""
        added = self.vault.add_account(NewAccount(name, role, until))
        self.as_(added.account, added.start_code).change_passphrase(OWN)
        self.manager()
        return added


def wrote(vault: OpenVault, record: str) -> None:
    vault.casework.append([Change(record, "note", SampleNote(words="words"), "case")])
