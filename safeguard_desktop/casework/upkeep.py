"""Upkeep of the vault from the command line."""

import getpass
import sys
from collections.abc import Callable, Iterator
from functools import partial

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.completeness import check_record
from safeguard_desktop.casework.recovery import ONE_KEY_AT_MOST
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
    session = open_account(places, account)
    try:
        for name, place in _compartments(session):
            say(f"Making the lists of {name} again")
            place.rebuild(partial(_say_tenths, say))
    finally:
        lock(session)
    say("Done. Nothing that was written down has changed.")


def verify_vault(
    places: Places, account: str, put: Callable[[str], None], say: Callable[[str], None], *, with_recovery_key: bool
) -> bool:
    """Check every part that an account opens, asking for the passphrase; tell whether all of it is whole.

    What was found goes to `put`, how far it has come to `say`. `account` is as for `rebuild_vault`. With the recovery
    key, which is asked for, the seals are checked as well. Raises InputTrouble or KeyTrouble.
    """
    session = open_account(places, account)
    try:
        recovery = ask_recovery() if with_recovery_key else ()
        if with_recovery_key and not any(text.strip() for text in recovery):
            raise InputTrouble("There is no recovery key.", "Type it from its paper, or leave --recovery-key out.")
        found = check_record(session, _Tenths(say), recovery)
    finally:
        lock(session)
    for line in found.lines():
        put(line)
    return found.whole


def open_account(places: Places, account: str) -> Session:
    """Sign in as an account, which is as for `rebuild_vault`, asking for the passphrase. Raises as `sign_in` does."""
    chosen = _chosen(accounts(places), account)
    return sign_in(places, chosen.id, ask_secret("Passphrase"))


def ask_recovery() -> tuple[str, ...]:
    """Ask for the recovery key; where a sheet of words is typed, for another sheet."""
    typed = ask_secret("Recovery key, or the words of one sheet")
    return (typed, ask_secret("The words of another sheet")) if len(typed.split()) > ONE_KEY_AT_MOST else (typed,)


class _Tenths:
    """Says how far each part has come, ten times at most or so."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._said = ("", -1)

    def __call__(self, part: str, done: int, total: int) -> None:
        """Say it, where it is news."""
        tenth = (part, 10 * done // max(total, 1))
        if tenth != self._said:
            self._said = tenth
            self._say(f"{part}: {done} of {total}")


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


def ask_secret(name: str) -> str:
    """Ask for a secret, or take it from a pipe's next line. Raises InputTrouble for what cannot be read."""
    try:
        if sys.stdin.isatty():
            return getpass.getpass(f"{name}: ")
        return sys.stdin.readline(LONGEST_LINE).rstrip("\r\n")
    except EOFError:
        return ""
    except UnicodeDecodeError as error:
        raise InputTrouble(f"The {name.lower()} came in letters that cannot be read.", "Send it as UTF-8.") from error
