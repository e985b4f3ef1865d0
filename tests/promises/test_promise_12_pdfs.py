"""Promise 12: PDFs leak nowhere while a pack is built, looked at in the window and printed, and a saved one is shut."""

import io
import re
from pathlib import Path

import pikepdf
import pytest

from safeguard_desktop.forms.reading import text_of
from tests.faults.working_day import CANARY, PAPER
from tests.promises.conftest import Promise
from tests.promises.watched import Call, Day

ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OWN = re.compile(
    rf"vault/(?:header\.[ab](?:\.part)?|(?:front|casework|(?:desk|restricted)/{ID})\.db(?:-journal)?)"
    rf"|device/(?:[a-z]+\.box|marks/{ID}\.json)(?:\.part)?|device(?:/marks)?"
)
"""What the vault calls its files, below its home, while somebody works with it."""
OF_PAGES = (b"%PDF", CANARY.encode("ascii"))


def is_own(name: str, home: Path) -> bool:
    """Tell whether a name is one that the vault gives to its files, the system's bin, or no file at all."""
    if name == "/dev/null" or name.startswith(("pipe:", "anon_inode:", "socket:")):
        return True
    path = Path(name)
    return path.is_relative_to(home) and OWN.fullmatch(path.relative_to(home).as_posix()) is not None


def is_elsewhere(call: Call, home: Path) -> bool:
    """Tell whether a call writes, opens for writing, makes, renames or removes what has no name of the vault's own."""
    return not call.only_reads and not all(is_own(name, home) for name in call.names)


def leaks_of(day: Day) -> tuple[list[Call], list[Call], list[Call]]:
    """Return calls: by which pages got out while a pack was there, of the printer, and on purpose later."""
    begin, end = (number for number, call in enumerate(day.calls) if call.content in (b"begin\n", b"end\n"))
    paper = [call for call in day.calls[begin:end] if str(day.saved / PAPER) in call.names]
    leaks = [
        call
        for call in day.calls[begin:end]
        if call not in paper and (is_elsewhere(call, day.home) or any(part in call.content for part in OF_PAGES))
    ]
    on_purpose = [call for call in day.calls[end:] if is_elsewhere(call, day.home) and str(day.saved) in call.names[0]]
    return leaks, paper, on_purpose


def test_pages_are_built_looked_at_and_printed_from_memory(day: Day, leaky_day: Day, promise: Promise) -> None:
    leaks, paper, on_purpose = leaks_of(day)
    control, _, _ = leaks_of(leaky_day)
    passphrase = (day.saved / "passphrase.txt").read_text(encoding="utf-8")
    version, plain = opened((day.saved / "locked.pdf").read_bytes(), passphrase)
    inside = sum(CANARY in page for page in text_of(plain))
    promise(
        12, "PDFs leak nowhere", f"{len(leaks)} calls during build, preview and print; saved {version}",
        "0; /V 5 /R 6",
        f"a pack put there: {len(control)} calls; the paper: {len(paper)}; on purpose: {len(on_purpose)}; unlocked: "
        f"{inside} pages tell",
    )  # fmt: skip
    assert leaks == []
    assert paper, "what is printed was not seen"
    assert [call.name for call in control] == ["write", "rename", "unlink"]
    assert all(part in control[0].content for part in OF_PAGES), "pages are built so that their words can be found"
    assert {call.name for call in on_purpose} == {"openat", "write"}
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
