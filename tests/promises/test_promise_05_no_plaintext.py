"""Promise 5: no plain text on disk, as seen from outside the program."""

import sqlite3
from pathlib import Path

from tests.faults.working_day import CANARY
from tests.promises.conftest import Promise
from tests.promises.watched import Call, Day, calls_of
from tests.unit.bad_input.bad_samples import MANAGER, PASSPHRASE

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


def tells(call: Call) -> bool:
    """Tell whether a canary is in what a call handed over, or in a name that it gave to something."""
    return not call.only_reads and (holds(call.content) or any(holds(name.encode()) for name in call.names))


def test_nothing_is_written_in_plain_text(day: Day, leaky_day: Day, tmp_path: Path, promise: Promise) -> None:
    telling = [call for call in day.calls if tells(call)]
    on_purpose = [call for call in telling if call.is_data and call.file == str(day.saved / "control.txt")]
    lying = [path for path in day.home.rglob("*") if holds(path.name.encode())]
    lying += [path for path in day.home.rglob("*") if path.is_file() and holds(path.read_bytes())]
    leaked = {call.name for call in leaky_day.calls if tells(call) and str(leaky_day.home) in call.names[0]}
    plain = sum(tells(call) for call in calls_of(["-c", PLAIN, str(tmp_path / "plain.db"), CANARY], tmp_path))
    writes = sum(call.is_data for call in day.calls)
    named = sum(not call.is_data and not call.only_reads for call in day.calls)
    promise(
        5, "no plaintext on disk",
        f"{len(telling) - len(on_purpose)} of {writes} writes and {named} calls with names, {len(lying)} files", "0",
        f"plain SQLite: {plain} writes; on purpose: {len(on_purpose)}; a pack put there: {', '.join(sorted(leaked))}",
    )  # fmt: skip
    assert telling == on_purpose
    assert lying == []
    assert writes > 50
    assert plain > 0
    assert on_purpose
    assert leaked == {"write", "rename", "unlink"}


def test_the_reading_of_calls_sees_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    calls = calls_of(["-c", PLAIN, str(path), CANARY], tmp_path)
    assert any(call.file == str(path) and holds(call.content) for call in calls)
    assert any(call.opens_for_writing and str(path) in call.names for call in calls)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT words FROM note").fetchone() == (f"{CANARY} fell",)
    connection.close()
