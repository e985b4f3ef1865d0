"""Opening the compartments whose keys somebody has, once their header was found genuine."""

from collections.abc import Sequence

from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble
from safeguard_desktop.keys.header import FRONT, CompartmentEntry, Header
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.chain import Writer
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.governing import follow
from safeguard_desktop.vault.header_keeper import LEAST_HEADER, HeaderKeeper
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.rotation import key_in_use, say_done
from safeguard_desktop.vault.unlocked import Session, Unlocked

Opened = Sequence[tuple[CompartmentEntry, CompartmentKey]]


def open_compartments(
    session: Session, header: Header, opened: Opened, *, account: str, keys: UserKeys, lock: FolderLock
) -> Unlocked:
    """Open each compartment, the front among them, and finish a change of keys that was cut short.

    Every file has to be the one that the header names, no older than this computer knows it, and everything that
    managers signed has to go on from where it last followed them. Raises DamageTrouble, NewerVersionTrouble,
    StorageTrouble.
    """
    writer = Writer(account, session.device.id, keys.signing)
    compartments: dict[str, Compartment] = {}
    renewed: dict[str, CompartmentKey] = {}
    folder, body = session.places.vault, header.body
    try:
        for entry, key in opened:
            in_use = key_in_use(session, entry, key, keys)
            compartments[entry.id] = session.compartment(folder, body.vault, entry, in_use, writer)
            if in_use != key:
                renewed[entry.id] = in_use
            follow(compartments[entry.id], body)
        front = next(compartments[entry.id] for entry, _key in opened if entry.name == FRONT)
        _check_sequence(front, header)
        keeper = HeaderKeeper(folder, header, {entry.id: key for entry, key in opened}, front)
        held = Unlocked(session, account, keys, keeper, compartments, lock)
        say_done(held, renewed)
    except BaseException:
        for compartment in compartments.values():
            compartment.close()
        raise
    return held


def _check_sequence(front: Compartment, header: Header) -> None:
    if int(front.meta(LEAST_HEADER) or 0) > header.body.sequence:
        sentence = "The vault's header is an old copy that was put back."
        raise DamageTrouble(sentence, RESTORE_A_BACKUP)
