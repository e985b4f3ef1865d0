"""The header's two copies: each is replaced whole, first A, then B, so that one is always good."""

from contextlib import suppress
from pathlib import Path

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble, StorageTrouble
from safeguard_desktop.keys.header import LARGEST, Header, header_bytes, read_header
from safeguard_desktop.vault.files import reading_errors, storage_errors
from safeguard_desktop.whole_files import write_whole

NAMES = ("header.a", "header.b")


def headers_exist(folder: Path) -> bool:
    """Tell whether there is at least one copy. Raises OSError."""
    return any((folder / name).exists() for name in NAMES)


def read_headers(folder: Path) -> tuple[Header, ...]:
    """Return the copies that are whole, the newest first; the same one is given once.

    One that says it is a newer program's keeps nobody out where the other is this one's: anybody can write that, and a
    newer program that finished writing left two. Raises DamageTrouble when both are bad, NewerVersionTrouble when a
    newer program wrote them, StorageTrouble when none is whole and one may be that cannot be read now.
    """
    found: list[Header] = []
    trouble: DamageTrouble | NewerVersionTrouble | StorageTrouble | None = None
    for name in NAMES:
        try:
            with reading_errors("The vault's header"):
                data = _read(folder / name)
            header = read_header(data)
            if header not in found:
                found.append(header)
        except NewerVersionTrouble as error:
            trouble = error
        except StorageTrouble as error:
            trouble = error if not isinstance(trouble, NewerVersionTrouble) else trouble
        except DamageTrouble as error:
            trouble = trouble or error
    if trouble and not found:
        raise trouble
    return tuple(sorted(found, key=lambda header: -header.body.sequence))


def write_headers(folder: Path, header: Header) -> None:
    """Write both copies, which also mends a bad one. Raises StorageTrouble, also for one too long to be read again."""
    data = header_bytes(header)
    if len(data) > LARGEST:
        sentence = "There is no more room for accounts, former accounts and restricted cases in these records."
        raise StorageTrouble(sentence, "Nothing was changed. Ask whoever looks after this program.")
    with storage_errors("The vault's header"):
        for name in NAMES:
            write_whole(folder / name, data)


def mend_headers(folder: Path, header: Header) -> None:
    """Make both copies this one where they are not.

    A folder that cannot be written stays as it is: one is good. So does a copy that cannot be read: it may be newer.
    """
    data = header_bytes(header)
    with suppress(OSError, StorageTrouble):
        if any(_read(folder / name) != data for name in NAMES):
            write_headers(folder, header)


def _read(path: Path) -> bytes:
    """Return a copy's bytes, none for one that is missing or a folder: the other may be good. Raises OSError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError):
        return b""
