"""Promise 12: PDFs leak nowhere while a pack is built, looked at in the window and printed, and a saved one is shut."""

import io
from pathlib import Path

import pikepdf
import pytest

from safeguard_desktop.forms.reading import text_of
from tests.faults.working_day import CANARY, PAPER
from tests.promises.conftest import Promise
from tests.promises.watched import Call, calls_of_a_day
from tests.unit.bad_input.conftest import Home


def is_elsewhere(call: Call, home: Home) -> bool:
    """Tell whether a file is opened for writing that is neither the encrypted vault's nor the system's bin."""
    named = call.content.decode("utf-8", "replace")
    ours = str(home.places.vault.parent) in named or "/dev/null" in named
    return call.opens_for_writing and not ours


def test_pages_are_built_looked_at_and_printed_from_memory(home: Home, tmp_path: Path, promise: Promise) -> None:
    saved, calls = calls_of_a_day(home, tmp_path)
    begin, end = (number for number, call in enumerate(calls) if call.content in (b"begin\n", b"end\n"))
    meanwhile = [call for call in calls[begin:end] if is_elsewhere(call, home)]
    leaks = [call for call in meanwhile if str(saved / PAPER).encode() not in call.content]
    after = [call for call in calls[end:] if is_elsewhere(call, home)]
    passphrase = (saved / "passphrase.txt").read_text(encoding="utf-8")
    version, plain = opened((saved / "locked.pdf").read_bytes(), passphrase)
    inside = sum(CANARY in page for page in text_of(plain))
    promise(
        12, "PDFs leak nowhere", f"{len(leaks)} files during build, preview and print; saved {version}",
        "0; /V 5 /R 6", f"the paper: {len(meanwhile)} file; on purpose: {len(after)}; unlocked: {inside} pages tell",
    )  # fmt: skip
    assert leaks == []
    assert meanwhile, "what is printed was not seen"
    assert len(after) >= 3
    assert version == "/V 5 /R 6"
    assert inside > 0


def opened(locked: bytes, passphrase: str) -> tuple[str, bytes]:
    """Return how a locked PDF is encrypted, and what is in it, uncompressed; without the passphrase it stays shut."""
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(locked), password=passphrase) as pdf:
        version = f"/V {pdf.encryption.V} /R {pdf.encryption.R}"
        pdf.save(plain, compress_streams=False)
    return version, plain.getvalue()
