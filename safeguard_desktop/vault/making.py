"""Making a compartment: its entry in the header, and its file with an empty chain in it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from safeguard_desktop.keys import seal
from safeguard_desktop.keys.chain_keys import first_chain_key
from safeguard_desktop.keys.header import CompartmentEntry, MemberEntry
from safeguard_desktop.keys.sealed_keys import seal_key
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.vault.chain import start_chain
from safeguard_desktop.vault.compartment import Label
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.files import storage_errors
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.migrations import migrate, projections_sql, run_script
from safeguard_desktop.vault.projections import MADE_WITH, fingerprint
from safeguard_desktop.whole_files import sync_folder


def sealed_to(
    entry: CompartmentEntry, key: CompartmentKey, members: Iterable[MemberEntry], recovery: str
) -> CompartmentEntry:
    """Return a compartment's entry with its key sealed to these members and to a recovery key, and to nobody else."""
    named = sorted(members, key=lambda member: member.id)
    sealed = seal_key(key, [recovery, *(member.recipient for member in named)])
    return entry.model_copy(update={"members": named, "recovery": recovery, "sealed": sealed})


def new_entry(identity: str, name: str, owner: str | None) -> CompartmentEntry:
    """Return the entry of a compartment that nobody can open yet."""
    return CompartmentEntry(id=identity, name=name, owner=owner, members=[], generation=1, recovery="", sealed=[])


def make_database(
    folder: Path, vault: str, entry: CompartmentEntry, key: CompartmentKey, *, kinds: Kinds, meta: Mapping[str, bytes]
) -> None:
    """Make a compartment's file, empty but for `meta` and the beginning of its chain. Raises StorageTrouble."""
    path = database_path(folder, entry)
    with storage_errors("The vault"):
        path.parent.mkdir(parents=True, exist_ok=True)
        database = Database.create(path, key)
    try:
        migrate(database, new=True)
        first_key = first_chain_key()
        label = Label(vault, entry.id, entry.name)
        beside = {**{name: value.encode() for name, value in vars(label).items()}, **meta}
        with database.writing() as connection:
            run_script(connection, projections_sql())
            connection.executemany("INSERT INTO meta VALUES (?, ?)", [*beside.items(), (MADE_WITH, fingerprint(kinds))])
            start_chain(connection, first_key, seal(first_key, [entry.recovery]))
    finally:
        database.close()
    with storage_errors("The vault"):
        sync_folder(path.parent)
