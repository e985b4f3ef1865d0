"""A script of somebody with an account: their own passphrase, the program's source, and every file on the computer.

It takes every key that their passphrase gives, tries each on everything, and prints as JSON which keys it got, and
where it found which of the words it looks for: `python -m tests.promises.snoop HOME ACCOUNT PASSPHRASE WORD...`.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyrage
import sqlcipher3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pyrage import x25519

from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, open_slot
from safeguard_desktop.keys.symmetric import CompartmentKey, open_box
from safeguard_desktop.keys.texts import from_text
from safeguard_desktop.records import ALL_KINDS
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import open_vault
from safeguard_desktop.vault.header_files import read_headers
from safeguard_desktop.vault.team import team_identities

PAGE, RESERVED, IV = 4096, 80, 16


class Snoop:
    """What one account's passphrase opens, by any means."""

    def __init__(self, home: Path, account: str, passphrase: str) -> None:
        self.home, self.places = home, Places.below(home)
        self.account, self.passphrase = account, passphrase
        self.body = read_headers(self.places.vault)[0].body
        self.keys = self._own_keys()
        self.got = dict(self._sealed_keys())
        self.identities = [self.keys.opening, *self._team_identities()]

    def _own_keys(self) -> UserKeys:
        entry = self.body.account(self.account)
        assert entry is not None
        owner = SlotOwner(self.body.vault, self.account)
        return open_slot(owner, entry.slots[0].slot(), self.passphrase, KdfCost.CHEAP)

    def _sealed_keys(self) -> Iterator[tuple[str, CompartmentKey]]:
        """Try to unseal every key in every copy of the header, whoever it is for."""
        for header in read_headers(self.places.vault):
            for entry in header.body.compartments:
                for sealed in (*entry.sealed, *(entry.pending or ())):
                    with suppress(pyrage.DecryptError, ValueError):
                        secret = pyrage.decrypt(from_text(sealed), [x25519.Identity.from_str(self.keys.opening)])
                        yield f"{entry.name} {entry.id}", CompartmentKey(secret)

    def _team_identities(self) -> Iterator[str]:
        for rows in self.tables():
            for row in rows:
                yield from (word for word in str(row).replace("\\n", "'").split("'") if word.startswith("AGE-SECRET"))

    def tables(self) -> Iterator[list[Any]]:
        """Yield the rows of every table of every file that any of the keys opens."""
        for path in self.places.vault.rglob("*.db"):
            for key in self.got.values():
                connection = sqlcipher3.connect(str(path), isolation_level=None)
                with suppress(sqlcipher3.Error):
                    connection.execute("PRAGMA cipher_log_level = NONE")
                    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
                    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                    for (name,) in names:
                        with suppress(sqlcipher3.Error):
                            yield connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608  # their names
                connection.close()

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield everything that can be read, with how it was got."""
        for path in self.home.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                yield f"as it is: {path.name}", data
                yield from ((f"unsealed: {path.name}", found) for found in self._unsealed(data))
                yield from ((f"pages: {path.name}", found) for found in self._pages(data))
        yield from (("rows", "\n".join(map(str, rows)).encode("utf-8")) for rows in self.tables())
        yield from self._boxes()
        yield from self._by_the_program()

    def _unsealed(self, data: bytes) -> Iterator[bytes]:
        for identity in self.identities:
            with suppress(pyrage.DecryptError, ValueError):
                yield pyrage.decrypt(data, [x25519.Identity.from_str(identity)])

    def _pages(self, data: bytes) -> Iterator[bytes]:
        """Decrypt page by page, past the database and its checks: what was wiped in it, or cut off, too."""
        for key in self.got.values():
            for start in range(0, len(data) - PAGE + 1, PAGE):
                page = data[start : start + PAGE]
                words, iv = page[16 if start == 0 else 0 : PAGE - RESERVED], page[PAGE - RESERVED :][:IV]
                yield Cipher(algorithms.AES(key.secret[:32]), modes.CBC(iv)).decryptor().update(words)

    def _boxes(self) -> Iterator[tuple[str, bytes]]:
        """Open what is closed with the key of the computer, which lies beside it."""
        device = json.loads((self.places.device / "device.json").read_bytes())
        for path in self.places.device.glob("*.box"):
            with suppress(Trouble):
                yield f"box: {path.name}", open_box(from_text(device["key"]), path.read_bytes(), path.name.encode())

    def _by_the_program(self) -> Iterator[tuple[str, bytes]]:
        """Ask the program itself, having told it in memory that this is a manager."""
        try:
            vault = open_vault(self.places, self.account, self.passphrase, clock=SystemClock(), kinds=ALL_KINDS)
        except Trouble:
            return
        object.__setattr__(vault.account, "role", Role.REGISTERED_MANAGER)
        session = Session(vault)
        for ask in (
            lambda: session.casework.list(kind=None),
            lambda: vault.casework.list(kind=None),
            lambda: team_identities(vault.casework),
            lambda: [place.list() for place in vault.compartments()],
            lambda: [place.looks() for place in vault.compartments()],
            lambda: vault.change_role(self.account, Role.REGISTERED_MANAGER),
            lambda: vault.make_restricted("case", [self.account]),
            lambda: vault.reset_access(vault.accounts()[0].id),
        ):
            with suppress(Trouble):
                yield "asked the program", repr(ask()).encode("utf-8")
        vault.close()


def main(home: str, account: str, passphrase: str, *words: str) -> None:
    snoop = Snoop(Path(home), account, passphrase)
    found: dict[str, list[str]] = {word: [] for word in words}
    for where, text in snoop.texts():
        for word in words:
            spellings = [word.encode(code) for code in ("utf-8", "utf-16-le")]
            if any(spelling.lower() in text.lower() for spelling in spellings):
                found[word].append(where)
    sys.stdout.write(json.dumps({"keys": sorted(snoop.got), "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
