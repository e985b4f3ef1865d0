"""What a backup is made from: an open vault's files, and the keys that one person holds."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.clock import Clock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys.header import CompartmentEntry, Header, HeaderBody
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault.database import opens_with
from safeguard_desktop.vault.layout import database_path

Opened = tuple[tuple[CompartmentEntry, CompartmentKey], ...]


@dataclass(frozen=True, repr=False)
class BackupSource:
    """A vault's folder, whose lock is held, with its header; and who makes the backup, with their keys."""

    folder: Path
    header: Header
    account: str
    device: str
    keys: UserKeys
    clock: Clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who can open a backup: whoever has the recovery key, and each registered manager."""
        return backup_recipients(self.header.body)

    def opened(self) -> Opened:
        """Return the compartments that these keys open, each with its key."""
        return opened_by(self.header, self.keys.opening, self.folder)


def backup_recipients(body: HeaderBody) -> tuple[str, ...]:
    """Return where a backup is sealed to: to keys on paper and in slots, never to a passphrase."""
    managers = [entry.recipient for entry in body.accounts if entry.role == Role.REGISTERED_MANAGER.value]
    return (body.recovery, *managers)


def opened_by(header: Header, identity: str, folder: Path) -> Opened:
    """Return the compartments of a header that an age identity opens, as far as nobody forged them.

    One whose key is being replaced (`vault.rotation`) comes with the key that its file in the folder has.
    """
    found = []
    for entry in header.body.compartments:
        with suppress(KeyTrouble, DamageTrouble, ValueError):
            key = open_key(entry.sealed, identity)
            if header.is_genuine(entry, key):
                found.append((entry, _in_use(entry, key, identity, folder)))
    return tuple(found)


def _in_use(entry: CompartmentEntry, key: CompartmentKey, identity: str, folder: Path) -> CompartmentKey:
    if entry.pending is None:
        return key
    new = open_key(entry.pending, identity)
    return new if opens_with(database_path(folder, entry), new) else key
