"""Kinds, places and helpers that the vault's tests share; every person in them is invented."""

import sqlcipher3

from safeguard_desktop.clock import SetClock, SystemClock
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, open_slot
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Ref, Words
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, NewAccount, OpenVault, create_vault, open_vault, sign_in_list
from safeguard_desktop.vault.header_files import read_headers

PASSPHRASE = "plum-kettle-harbour"  # noqa: S105  # opens nothing but test vaults
MANAGER = NewAccount("Imani Okafor", Role.REGISTERED_MANAGER)


class SamplePerson(Record, kind="person", title="Person"):
    name: Name | None = ask("Name")

    @property
    def headline(self) -> str:
        return self.name or self.title


class SampleNote(Record, kind="note", title="Note"):
    words: Words | None = ask("What happened", long=True)
    about: Ref | None = ask("About", picks=("person",))


KINDS = Kinds([SamplePerson, SampleNote])


def make(places: Places, clock: SetClock | SystemClock | None = None) -> Created:
    return create_vault(places, MANAGER, PASSPHRASE, clock=clock or SystemClock(), kinds=KINDS, cost=KdfCost.CHEAP)


def reopen(
    places: Places, passphrase: str = PASSPHRASE, kinds: Kinds = KINDS, clock: SetClock | None = None
) -> OpenVault:
    account = sign_in_list(places)[0]
    return open_vault(places, account.id, passphrase, clock=clock or SystemClock(), kinds=kinds)


def user_keys(places: Places) -> UserKeys:
    body = read_headers(places.vault)[0].body
    account = body.accounts[0]
    return open_slot(SlotOwner(body.vault, account.id), account.slots[0].slot(), PASSPHRASE, KdfCost.CHEAP)


def compartment_key(places: Places, name: str = "casework") -> CompartmentKey:
    entry = next(entry for entry in read_headers(places.vault)[0].body.compartments if entry.name == name)
    return open_key(entry.sealed, user_keys(places).opening)


def insider(places: Places, name: str = "casework") -> sqlcipher3.Connection:
    """Open a compartment as somebody who holds its key and does not use the program; the rules in it are dropped."""
    connection = sqlcipher3.connect(str(places.vault / f"{name}.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{compartment_key(places, name).hex()}'\"")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (trigger,) in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    return connection
