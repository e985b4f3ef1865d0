"""Promises 5 and 12: no plain text on disk, and PDFs leak nowhere, as seen from outside the program."""

import io
import sqlite3
from pathlib import Path

import pikepdf
import pytest

from safeguard_desktop.casework.start import lock
from safeguard_desktop.forms.reading import text_of
from tests.faults.working_day import CANARY
from tests.promises.conftest import Promise
from tests.promises.watched import Call, calls_of
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
    lock(home.session)
    saved = tmp_path / "saved"
    saved.mkdir()
    calls = calls_of(["-m", "tests.faults.working_day", str(home.places.vault.parent), str(saved)], tmp_path)
    writes = [call for call in calls if "write" in call.name or "send" in call.name]
    telling = [call for call in writes if holds(call.content) or holds(call.file.encode())]
    on_purpose = [call for call in telling if call.file == str(saved / "control.txt")]
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
    pdf_leaks_nowhere(calls, saved, home, promise)


def pdf_leaks_nowhere(calls: tuple[Call, ...], saved: Path, home: Home, promise: Promise) -> None:
    """See that nothing but the vault was opened for writing while a pack was built, and that the saved one is shut."""
    said = [number for number, call in enumerate(calls) if call.content in (b"begin\n", b"end\n")]
    begin, end = said
    outside = [call for call in calls[begin:end] if call.opens_for_writing and not is_ours(call, home)]
    after = [call for call in calls[end:] if call.opens_for_writing and not is_ours(call, home)]
    locked = (saved / "locked.pdf").read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    passphrase = (saved / "passphrase.txt").read_text(encoding="utf-8")
    opened = io.BytesIO()
    with pikepdf.open(io.BytesIO(locked), password=passphrase) as pdf:
        version = f"/V {pdf.encryption.V} /R {pdf.encryption.R}"
        pdf.save(opened, compress_streams=False)
    inside = sum(CANARY in page for page in text_of(opened.getvalue()))
    promise(
        12, "PDFs leak nowhere", f"{len(outside)} files opened for writing during build; saved {version}",
        "0; /V 5 /R 6", f"saved on purpose: {len(after)} files; unlocked: {inside} pages tell",
    )  # fmt: skip
    assert outside == []
    assert len(after) >= 3
    assert version == "/V 5 /R 6"
    assert inside > 0


def is_ours(call: Call, home: Home) -> bool:
    """Tell whether a call is about the encrypted vault, its device folder, or the system's bin for what is written."""
    named = call.content.decode("utf-8", "replace")
    return str(home.places.vault.parent) in named or "/dev/null" in named


def test_the_reading_of_calls_sees_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    calls = calls_of(["-c", PLAIN, str(path), CANARY], tmp_path)
    assert any(call.file == str(path) and holds(call.content) for call in calls)
    assert any(call.opens_for_writing and str(path).encode() in call.content for call in calls)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT words FROM note").fetchone() == (f"{CANARY} fell",)
    connection.close()
