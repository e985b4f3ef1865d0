"""Where the vault of a fault test is, and what opens it.

VAULT is a folder with `vault` and `device` below it, or the vault's own folder with `device` beside it. The passphrase
comes from the environment variable FAULTS_PASSPHRASE, or from an open file descriptor given as `--passphrase-fd N`.
Without either it is that of the vaults which the writer makes by itself: their contents are invented, and their lock
is weak so that many can be opened quickly.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.settings import Places
from tests.unit.bad_input.bad_samples import PASSPHRASE

VARIABLE = "FAULTS_PASSPHRASE"


def places_and_passphrase(arguments: Sequence[str] | None = None, about: str | None = None) -> tuple[Places, str]:
    """Return what the command line names. A trailing line break is no part of a passphrase.

    Raises InputTrouble where the passphrase cannot be read.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vault", type=Path, metavar="VAULT")
    parser.add_argument("--passphrase-fd", type=int, metavar="N")
    given = parser.parse_args(arguments)
    if given.passphrase_fd is None:
        return _places(given.vault), os.environ.get(VARIABLE, PASSPHRASE)
    try:
        with os.fdopen(given.passphrase_fd, encoding="utf-8") as file:
            return _places(given.vault), file.readline().rstrip("\n")
    except (OSError, ValueError) as error:
        sentence = f"No passphrase can be read from file descriptor {given.passphrase_fd}."
        raise InputTrouble(sentence, "Open a file there, as in: --passphrase-fd 3 3<FILE") from error


def write_nowhere() -> None:
    """Let the rest of the answer go: whoever read it has stopped reading, which is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _places(folder: Path) -> Places:
    if any((folder / name).exists() for name in ("header.a", "header.b")):
        return Places(vault=folder, device=folder.parent / "device")
    return Places.below(folder)
