"""Backing up and restoring from the command line."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from safeguard_desktop.casework.backup_place import checked_place
from safeguard_desktop.casework.backups import back_up_now, copy_out, newest_here
from safeguard_desktop.casework.restoring import CONFIRMING, BackupLook, look_into_backup, require_there, restore_backup
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.upkeep import ask_recovery, open_account
from safeguard_desktop.clock import moment_words
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.settings import Places

LONGEST_LINE = 1000
Say = Callable[[str], None]


def back_up(places: Places, account: str, to: Path | None, say: Say) -> Path:
    """Make a backup, asking for the passphrase; copy it to a folder where one is named; return where it is.

    Raises InputTrouble, KeyTrouble, StorageTrouble, DamageTrouble or InUseTrouble.
    """
    if to is not None:
        checked_place(to, places)
    session = open_account(places, account)
    try:
        made = newest_here(back_up_now(session, _Once(say)))
    finally:
        lock(session)
    copied = made if to is None else copy_out(made, to)
    say("Done. The backup was checked, and read back as it was written.")
    return copied


def restore_from(places: Places, backup: Path, say: Say) -> None:
    """Restore a backup, asking for the recovery key; say what is in it and what is missing since.

    Where there are records, which are moved aside, it asks for a word as well.

    Raises InputTrouble when the word is another, KeyTrouble, StorageTrouble, DamageTrouble or InUseTrouble.
    """
    require_there(backup)
    look = look_into_backup(places, backup, ask_recovery())
    try:
        for line in _words_of(look):
            say(line)
        if look.replaces:
            _confirm(say)
        aside = restore_backup(look, places)
    except BaseException:
        look.throw_away()
        raise
    if aside is not None:
        say(f"The records that were here are kept in {aside}.")
    say("Done. Start the program and sign in.")


def _words_of(look: BackupLook) -> Iterator[str]:
    yield f"The backup was made on {moment_words(look.made_at)}."
    yield from look.holds
    yield "Missing since:"
    yield from (f"  {line}" for line in look.missing)
    if look.is_other:
        yield "These are other records than those that are here now."
    for problem in look.problems:
        yield f"Not whole in this backup: {problem}"


def _confirm(say: Say) -> None:
    """Have a word typed, or take it from a pipe. Raises InputTrouble for another."""
    say(f"The records that are here now will be moved aside. Type “{CONFIRMING}” to go on:")
    if sys.stdin.readline(LONGEST_LINE).strip().lower() != CONFIRMING:
        raise InputTrouble("Nothing was restored.", f"To go on, type “{CONFIRMING}” after the recovery key.")


class _Once:
    """Says each thing that is done once."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._said = ""

    def __call__(self, words: str, _part: float) -> None:
        if words != self._said:
            self._said = words
            self._say(words)
