"""Promise 5: no plain text on disk, as seen from outside the program."""

import sqlite3
from pathlib import Path

from tests.faults.working_day import CANARY, PAPER
from tests.promises.conftest import Promise
from tests.promises.watched import calls_of, calls_of_a_day
from tests.unit.bad_input.bad_samples import MANAGER, PASSPHRASE
from tests.unit.bad_input.conftest import Home

WORDS = (CANARY, *MANAGER.split(), "Odile", "Hara", "Willow", PASSPHRASE)
PLAIN = (
    "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1])\n"
    "connection.execute('CREATE TABLE note (words TEXT)')\n"
    "connection.execute('INSERT INTO note VALUES (?)', (sys.argv[2] + ' fell',)); connection.commit()\n"
)


def holds(content: bytes) -> bool:
    """Tell whether bytes hold a canary in any of the usual spellings."""
    lower = content.lower()
    return any(word.lower().encode(code) in lower for word in WORDS for code in ("utf-8", "utf-16-le", "utf-16-be"))


def test_nothing_is_written_in_plain_text(home: Home, tmp_path: Path, promise: Promise) -> None:
    saved, calls = calls_of_a_day(home, tmp_path)
    writes = [call for call in calls if "write" in call.name or "send" in call.name]
    telling = [call for call in writes if holds(call.content) or holds(call.file.encode())]
    on_purpose = [call for call in telling if call.file in (str(saved / "control.txt"), str(saved / PAPER))]
    lying = [path for path in home.places.vault.parent.rglob("*") if path.is_file() and holds(path.read_bytes())]
    plain = sum(holds(call.content) for call in calls_of(["-c", PLAIN, str(tmp_path / "plain.db"), CANARY], tmp_path))
    promise(
        5, "no plaintext on disk", f"{len(telling) - len(on_purpose)} of {len(writes)} writes, {len(lying)} files", "0",
        f"plain SQLite: {plain} writes; a file on purpose: {len(on_purpose)}",
    )  # fmt: skip
    assert telling == on_purpose
    assert lying == []
    assert len(writes) > 50
    assert plain > 0
    assert on_purpose


def test_the_reading_of_calls_sees_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    calls = calls_of(["-c", PLAIN, str(path), CANARY], tmp_path)
    assert any(call.file == str(path) and holds(call.content) for call in calls)
    assert any(call.opens_for_writing and str(path).encode() in call.content for call in calls)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT words FROM note").fetchone() == (f"{CANARY} fell",)
    connection.close()
