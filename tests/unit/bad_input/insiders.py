"""Somebody who holds a key and uses it past the program."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3

from safeguard_desktop.casework.start import lock
from tests.unit.bad_input.conftest import Home


@contextmanager
def past_the_program(home: Home, name: str = "casework") -> Iterator[sqlcipher3.Connection]:
    """Lock the vault and open one of its files by hand; the rules in it are dropped."""
    (place,) = (place for place in home.session.vault.compartments() if place.name == name)
    key, path = place._database._key, place._database.path
    assert key is not None
    digits = key.hex()
    lock(home.session)
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{digits}'\"")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    yield connection
    connection.close()
