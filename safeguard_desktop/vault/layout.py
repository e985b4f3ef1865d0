"""Where the files of a vault are.

    header.a  header.b    accounts without names, and sealed keys (keys.header)
    front.db              every account: accounts, contacts, settings
    casework.db           caseworkers, leads and managers: the cases
    desk/<id>.db          one person: drafts, and copies of what they handed in
    restricted/<id>.db    named people: one case each
    inbox/                what was handed in, sealed to the team or to named people
    handed/<account>/     what was handed to one account alone, and receipts for what it handed in
    in-use                locked while a program has the vault open

`<id>` is the compartment's. The device folder is described in vault.device.
"""

from pathlib import Path

from safeguard_desktop.keys.header import CASEWORK, DESK, FRONT, RESTRICTED, CompartmentEntry
from safeguard_desktop.vault.files import reading_errors


def database_path(folder: Path, compartment: CompartmentEntry) -> Path:
    """Return where a compartment's file is."""
    if compartment.name in (FRONT, CASEWORK):
        return folder / f"{compartment.name}.db"
    return folder / compartment.name / f"{compartment.id}.db"


def database_files(folder: Path) -> tuple[Path, ...]:
    """Return the databases that are there. Raises StorageTrouble."""
    places = (folder, folder / DESK, folder / RESTRICTED)
    with reading_errors("The vault's folder"):
        there = (path for place in places if place.is_dir() for path in place.iterdir())
        return tuple(sorted(path for path in there if path.suffix == ".db"))
