"""Upkeep of the vault from the command line."""

import getpass
import sys
from collections.abc import Callable, Iterator
from functools import partial

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Account, Compartment

LONGEST_LINE = 10_000


def rebuild_vault(places: Places, account: str, say: Callable[[str], None]) -> None:
    """Make the projections of every compartment again from its revisions, asking for the passphrase.

    `account` is the number in the list of accounts, or empty where there is one. Raises InputTrouble or KeyTrouble.
    """
    chosen = _chosen(accounts(places), account)
    session = sign_in(places, chosen.id, _passphrase())
    try:
        for name, place in _compartments(session):
            say(f"Making the lists of {name} again")
            place.rebuild(partial(_say_tenths, say))
    finally:
        lock(session)
    say("Done. Nothing that was written down has changed.")


def _say_tenths(say: Callable[[str], None], done: int, total: int) -> None:
    """Say how far it has come, ten times at most or so."""
    if done == total or done % max(1, total // 10) == 0:
        say(f"  {done} of {total}")


def _compartments(session: Session) -> Iterator[tuple[str, Compartment | AllCases]]:
    yield "this organisation", session.vault.front
    yield "your desk", session.desk
    if session.may(Power.CASEWORK):
        yield "the cases", session.casework


def _chosen(known: tuple[Account, ...], wanted: str) -> Account:
    if not known:
        raise InputTrouble("There are no records on this computer yet.", "Start the program to set it up.")
    if not wanted and len(known) == 1:
        return known[0]
    for number, account in enumerate(known, start=1):
        if wanted == str(number):
            return account
    numbers = "; ".join(f"{number} {account.role.label}" for number, account in enumerate(known, start=1))
    raise InputTrouble("Say which account.", f"Use --account with a number: {numbers}.")


def _passphrase() -> str:
    """Ask for the passphrase, or take it from a pipe's first line. Raises InputTrouble for what cannot be read."""
    try:
        if sys.stdin.isatty():
            return getpass.getpass("Passphrase: ")
        return sys.stdin.readline(LONGEST_LINE).rstrip("\r\n")
    except EOFError:
        return ""
    except UnicodeDecodeError as error:
        raise InputTrouble("The passphrase came in letters that cannot be read.", "Send it as UTF-8.") from error
