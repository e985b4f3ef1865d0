"""The table of bad input: every case of the list, what is done, the sentence shown, and what must still be there.

The list is that of the security architecture ("Bad input: a clear sentence, and nothing lost"). The rows are in
rows_*.py; test_table.py tries each of them and fails where a case of the list has no row.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from safeguard_desktop.errors import Trouble
from safeguard_desktop.settings import HOME_VARIABLE
from tests.unit.bad_input.bad_samples import ROOT, is_plain
from tests.unit.bad_input.conftest import Home

LISTED: dict[str, tuple[str, ...]] = {
    "Files": (
        "vault missing", "zero-length", "short", "not whole pages", "cut", "one flipped bit", "swapped pages",
        "garbage after the end", "plain SQLite", "random bytes", "rolled back as a whole", "one page replayed",
        "journal deleted after a crash", "a stale journal beside a restored file", "journal cut in half",
        "an unexpected -wal",
    ),
    "Header": (
        "one copy bad", "both bad", "old header with new database", "KDF cost lowered", "KDF cost raised to 8 GiB",
        "a slot added without a valid MAC", "unknown version", "header and database of different vaults",
        "a newer copy in which no passphrase opens anything",
    ),
    "Passphrases": (
        "wrong", "empty", "Caps Lock", "composed and decomposed é", "1 MB pasted", "NUL", "a removed user",
        "the tenth failure",
    ),
    "Surroundings": (
        "disk full in mid-save", "EIO", "read-only folder", "a second copy running", "a virus scanner holding the file",
        "network or cloud folder", "stick pulled out during a backup", "clock in 1970", "clock in 2099",
        "clock an hour back", "killed during a migration", "no memory for the KDF",
    ),
    "Text": (
        "NUL in a note", "lone surrogate", "bidirectional overrides in a name", "a 10 MB note", "search syntax",
        "cells starting with = + - @ in an export", "impossible dates", "29 February", "a date before birth",
    ),
    "Packs": (
        "not age", "wrong recipient", "flipped", "truncated", "trailing bytes", "scrypt", "unsigned",
        "unknown or changed signer", "replay", "gap", "expired", "../ names", "a bomb", "same id with other content",
        "newer schema", "re-targeted", "killed in mid-import",
    ),
    "Output": (
        "printer offline", "a glyph the font lacks", "the PDF open elsewhere", "half-written backup",
        "backup of another vault", "an attachment that is a program",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Try:
    """What a row may use: a vault that somebody has open, an empty folder, and things to be set for a while."""

    home: Home
    folder: Path
    patch: pytest.MonkeyPatch


Do = Callable[[Try], str]
"""Does something bad, puts right what only a person could put right, and returns what was said meanwhile."""
EVERYTHING = "everything that was saved, and the history is whole"
STAYS = "the pack, where it was, and everything saved"


@dataclass(frozen=True)
class Row:
    """`said` are words of the sentence that is shown; empty where the program goes on and nothing is to be said."""

    group: str
    case: str
    done: str
    said: str
    still: str
    do: Do


ROWS: dict[tuple[str, str], Row] = {}


def row(group: str, case: str, said: str, still: str = EVERYTHING) -> Callable[[Do], Do]:
    """Put a function into the table as a row; its docstring says what is done."""

    def put(do: Do) -> Do:
        assert (group, case) not in ROWS
        ROWS[group, case] = Row(group, case, (do.__doc__ or "").strip(), said, still, do)
        return do

    return put


def said_of(call: Callable[[], object]) -> str:
    """Return the sentences of the trouble that a call meets, which must be plain; none where it meets none."""
    try:
        call()
    except Trouble as trouble:
        return is_plain(trouble)
    return ""


def killed(tried: Try, program: str) -> None:
    """Run a program that kills itself at some point."""
    env = {**os.environ, HOME_VARIABLE: str(tried.home.places.vault.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == -9, ran.stderr
