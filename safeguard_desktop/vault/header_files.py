"""The header's two copies: each is replaced whole, first A, then B, so that one is always good."""

from contextlib import suppress
from pathlib import Path

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble, StorageTrouble
from safeguard_desktop.keys.header import LARGEST, Header, header_bytes, read_header
from safeguard_desktop.vault.files import storage_errors, write_whole

NAMES = ("header.a", "header.b")


def headers_exist(folder: Path) -> bool:
    """Tell whether there is at least one copy."""
    return any((folder / name).exists() for name in NAMES)


def read_headers(folder: Path) -> tuple[Header, ...]:
    """Return the copies that are whole, the newest first; the same one is given once.

    One that says it is a newer program's keeps nobody out where the other is this one's: anybody can write that, and a
    newer program that finished writing left two. Raises DamageTrouble when both are bad, NewerVersionTrouble when a
    newer program wrote them.
    """
    found: list[Header] = []
    trouble: DamageTrouble | NewerVersionTrouble | None = None
    for name in NAMES:
        try:
            header = read_header(_read(folder / name))
            if header not in found:
                found.append(header)
        except NewerVersionTrouble as error:
            trouble = error
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
    """Make both copies this one where they are not. A folder that cannot be written stays as it is: one is good."""
    data = header_bytes(header)
    if any(_read(folder / name) != data for name in NAMES):
        with suppress(StorageTrouble):
            write_headers(folder, header)


def _read(path: Path) -> bytes:
    """Return a copy's bytes; none for one that is missing or cannot be read, as the other may be good."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return b""
