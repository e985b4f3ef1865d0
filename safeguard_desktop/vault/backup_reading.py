"""Reading a backup: unsealed into a folder of encrypted files, and every one of them checked before it is relied on."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from safeguard_desktop.errors import DamageTrouble, KeyTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys.header import DESK, CompartmentEntry, Header, HeaderBody
from safeguard_desktop.keys.streams import open_stream
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.backup_manifest import Manifest, damaged, is_by_its_maker
from safeguard_desktop.vault.backup_source import Opened, opened_by
from safeguard_desktop.vault.backup_stream import Unpacker
from safeguard_desktop.vault.chain import ChainStart, chain_start, head_of
from safeguard_desktop.vault.compartment import Label
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.files import clear_away
from safeguard_desktop.vault.header_files import read_headers
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.model import Head, Progress, tell_nobody
from safeguard_desktop.vault.verify import check_compartment

_HALF = 500
OF_OTHERS = "It names managers or a recovery key that the records here never had: somebody else may have made it."
"""Said of a backup where what its managers signed is not what those of the records here signed."""


@dataclass(frozen=True, repr=False)
class OpenedBackup:
    """A backup whose files lie in a folder, as encrypted as ever; and the compartments that the key in hand opens."""

    path: Path
    folder: Path
    manifest: Manifest
    header: Header
    identity: str = field(repr=False)
    opened: Opened = field(repr=False)

    def throw_away(self) -> None:
        """Remove the files. A second time is nothing."""
        clear_away(self.folder)


@dataclass(frozen=True)
class CheckedFile:
    """A compartment of a backup: where its chain stands there, and what does not fit, a sentence each."""

    entry: CompartmentEntry
    head: Head
    problems: tuple[str, ...]


def open_backup(path: Path, folder: Path, identity: str, progress: Progress) -> OpenedBackup:
    """Unseal a backup into a new folder, and check that it is whole and its maker's.

    Raises DamageTrouble, KeyTrouble for a key that is not this backup's, NewerVersionTrouble, StorageTrouble; the
    folder is then removed.
    """
    try:
        with _reading_errors():
            manifest, signature = _unpack(path, folder, identity, progress)
        return _known(path, folder, identity, manifest, signature)
    except BaseException:
        clear_away(folder)
        raise


def _known(path: Path, folder: Path, identity: str, manifest: Manifest, signature: bytes) -> OpenedBackup:
    header = read_headers(folder)[0]
    if not is_by_its_maker(manifest, signature, header.body) or header.body.sequence < manifest.header:
        raise damaged()
    header.body.check_signed(None)
    opened = opened_by(header, identity, folder)
    if not opened:
        raise KeyTrouble("This key opens the backup, but none of the records in it.", "Use the recovery key.")
    if not all(_is_signed_for(header.body, entry, key) for entry, key in opened):
        raise damaged()
    return OpenedBackup(path, folder, manifest, header, identity, opened)


def _is_signed_for(body: HeaderBody, entry: CompartmentEntry, key: CompartmentKey) -> bool:
    """Tell whether a compartment has a key that managers signed, where they sign it: of desks only the present ones."""
    owner = body.account(entry.owner or "")
    if entry.name == DESK and (owner is None or not entry.is_for(owner.id, owner.recipient)):
        return True
    return body.is_vouched_for(entry, key, owner)


def _unpack(path: Path, folder: Path, identity: str, progress: Progress) -> tuple[Manifest, bytes]:
    folder.mkdir(parents=True)
    size = path.stat().st_size
    unpacker = Unpacker(folder, size)
    try:
        with path.open("rb") as file:
            open_stream(_Watched(file, size, progress), unpacker, identity)
        return unpacker.finish(), unpacker.signature
    finally:
        unpacker.close()


class _Watched:
    """A file that tells how far it was read."""

    def __init__(self, file: IO[bytes], size: int, progress: Progress) -> None:
        self._file, self._size, self._progress = file, size, progress
        self._done = 0

    def read(self, size: int, /) -> bytes:
        data = self._file.read(size)
        self._done += len(data)
        self._progress(min(self._done, self._size), self._size)
        return data


@contextmanager
def _reading_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = "The backup could not be read, or there is no room on this computer to unpack it."
        raise StorageTrouble(sentence, "Check the stick and the free space, then try again.") from error
    except KeyTrouble as error:
        sentence = "This recovery key does not open that backup."
        raise KeyTrouble(sentence, "Try an older sheet, or another backup.") from error
    except DamageTrouble as error:
        raise damaged() from error


def check_backup(backup: OpenedBackup, progress: Progress) -> tuple[CheckedFile, ...]:
    """Check every compartment that the key in hand opens: file, label, chain, signatures, rows, and its head."""
    total, found = len(backup.opened), []
    for number, (entry, key) in enumerate(backup.opened):
        progress(number, total)
        found.append(_check(backup, entry, key))
    progress(total, total)
    return tuple(found)


def _check(backup: OpenedBackup, entry: CompartmentEntry, key: CompartmentKey) -> CheckedFile:
    database = Database(database_path(backup.folder, entry), key)
    kept = backup.manifest.of_compartment(entry.id)
    try:
        head = head_of(database)
        said = kept.head.head() if kept and kept.head else head
        problems = check_compartment(database, said, tell_nobody, first_key(database, backup.identity)).problems
        if label_of(database) != Label(backup.header.body.vault, entry.id, entry.name):
            problems = ("It belongs to another vault.", *problems)
        if head != said:
            problems = ("It does not end where the backup says that it does.", *problems)
        return CheckedFile(entry, head, problems)
    except Trouble as trouble:
        return CheckedFile(entry, Head(0, ""), (trouble.sentence,))
    finally:
        database.close()


def in_halves(progress: Progress) -> tuple[Progress, Progress]:
    """Return what unpacking and checking are to tell, so that `progress` hears of one whole: of a thousand parts."""

    def first(done: int, total: int) -> None:
        progress(_HALF * done // max(1, total), 2 * _HALF)

    def second(done: int, total: int) -> None:
        progress(_HALF + _HALF * done // max(1, total), 2 * _HALF)

    return first, second


def label_of(database: Database) -> Label:
    """Return which compartment of which vault a file says that it is."""
    stored = dict(database.rows("SELECT name, value FROM meta WHERE name IN ('vault', 'compartment', 'name')"))
    return Label(*(stored.get(part, b"").decode() for part in ("vault", "compartment", "name")))


def first_key(database: Database, identity: str) -> ChainStart | None:
    """Return from where on a chain can be checked, where the identity is a recovery key that it was sealed to."""
    with suppress(KeyTrouble, DamageTrouble):
        return chain_start(database, identity)
    return None
