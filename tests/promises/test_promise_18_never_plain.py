"""Promise 18: never plain text by mistake. A key that is empty, misspelt, missing or short writes nothing at all."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import sqlcipher3

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.database import Database
from tests.promises.conftest import Promise
from tests.unit.bad_input.bad_samples import ROOT

Connect = Callable[..., sqlcipher3.Connection]
WORDS = "CREATE TABLE note (words TEXT)"


def keyed_by(hexadecimal: str) -> CompartmentKey:
    """Return a key that gives these digits, as a mistake in `keys` might."""
    key = CompartmentKey.new()
    object.__setattr__(key, "hex", lambda: hexadecimal)
    return key


def saying(old: str, new: str) -> Connect:
    """Return a way to connect that says one thing for another, as a mistake in the program might."""
    real = sqlcipher3.connect

    class Misspelling(sqlcipher3.Connection):
        def execute(self, sql: str, *parameters: object) -> sqlcipher3.Cursor:
            return super().execute(sql.replace(old, new), *parameters)  # type: ignore[arg-type]  # handed on as it came

    return lambda *given, **named: real(*given, **named, factory=Misspelling)


KEYS = {"empty key": "", "short key": "a" * 63, "half a key": "a" * 64, "long key": "a" * 98}
SPELLINGS = {
    "misspelt": ("PRAGMA key =", "PRAGMA kye ="),
    "missing": ("PRAGMA key", "PRAGMA user_version --"),
    "no cipher": ("PRAGMA cipher_status", "PRAGMA user_version"),
}


def written(path: Path, make: Callable[[], object]) -> int:
    """Make a database that must be refused; return how many bytes it wrote, or -1 where it was not refused."""
    try:
        make()
    except RuntimeError:
        return path.stat().st_size if path.exists() else 0
    return -1


def test_nothing_is_written_without_the_whole_key(
    tmp_path: Path, promise: Promise, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for number, (name, digits) in enumerate(KEYS.items()):
        path = tmp_path / f"key-{number}.db"
        found[name] = written(path, partial(Database.create, path, keyed_by(digits)))
    for number, (name, (old, new)) in enumerate(SPELLINGS.items()):
        path = tmp_path / f"spelt-{number}.db"
        with monkeypatch.context() as patched:
            patched.setattr("safeguard_desktop.vault.database.sqlcipher3.connect", saying(old, new))
            found[name] = written(path, partial(Database.create, path, CompartmentKey.new()))
    plain = unguarded(tmp_path / "plain.db")
    refused = sum(count == 0 for count in found.values())
    promise(18, "never plaintext by mistake", f"{refused} of {len(found)} refused", "all", f"unguarded: plain {plain}")
    assert found == dict.fromkeys(found, 0)
    assert plain


def unguarded(path: Path) -> bool:
    """Tell whether the same mistake writes plain text where nobody checks."""
    connection = sqlcipher3.connect(str(path))
    connection.execute(f"PRAGMA kye = \"x'{CompartmentKey.new().hex()}'\"")
    connection.execute(WORDS)
    connection.close()
    return path.read_bytes().startswith(b"SQLite format 3\x00")


def test_the_same_holds_where_asserts_are_left_out(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from safeguard_desktop.keys.symmetric import CompartmentKey\n"
        "from safeguard_desktop.vault.database import Database\n"
        "CompartmentKey.hex = lambda self: 'a' * 63\n"
        "try:\n    Database.create(Path(sys.argv[1]), CompartmentKey.new())\n"
        "except RuntimeError:\n    print('refused', __debug__)\n"
    )
    path = tmp_path / "optimised.db"
    ran = subprocess.run(
        [sys.executable, "-O", "-c", program, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout == "refused False\n"
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    "content", [None, b"", b"SQLite format 3\x00" + bytes(4080)], ids=["missing", "empty", "plain"]
)
def test_a_file_that_is_no_compartment_is_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "casework.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DamageTrouble):
        Database(path, CompartmentKey.new()).connection()
    assert (path.read_bytes() if path.exists() else None) == content
