"""Trying a passphrase, and choosing another one.

A start code that nobody has used is refused after a fortnight. That is a nudge and no cryptography: it still opens its
slot, for whoever has the files and a script, until a manager makes another or takes the account away. It is told by the
clock, which may be wrong: one that is behind refuses nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from safeguard_desktop.clock import day_words, new_id
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import AccountEntry, Header, SlotEntry
from safeguard_desktop.keys.slots import Guess, SlotOwner, UserKeys, make_slot
from safeguard_desktop.vault.accounts import account_of
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.unlocked import Session, Unlocked

START_CODE_GOOD_FOR = timedelta(days=14)


def unlock(
    headers: Sequence[Header], account_id: str, passphrase: str, session: Session, least: KdfCost | None = None
) -> tuple[UserKeys, tuple[Header, ...]]:
    """Try a passphrase on every slot that an account has in the copies of the header, and count one guess.

    Returns the keys, and the copies in which it opened them. Each is tried whatever another gave: a wrong passphrase
    takes as long as a right one, and nothing longer where the copies have the same slots. Raises KeyTrouble, also for
    an account that is gone or whose last day is past; WaitTrouble, DamageTrouble, StorageTrouble.
    """
    account_in(headers, account_id)
    having = [header for header in headers if header.body.account(account_id)]
    device = session.device
    device.before_guess(account_id, session.clock.now())
    guess, found, trouble = Guess(passphrase), list[_Found](), list[Trouble]()
    for header in having:
        try:
            opened = _opened(header, account_id, guess, least or _least(device, header.body.vault))
        except (DamageTrouble, StorageTrouble) as error:
            trouble.append(error)
        else:
            found += [opened] if opened else []
    if not found and len(trouble) == len(having):
        raise trouble[0]
    if not found:
        raise device.wrong_guess(account_id, session.clock.now())
    device.right_guess(account_id)
    first = found[0]
    _require_not_ended(account_in([first.header], account_id), session)
    _require_not_old(first.slot, session)
    return first.keys, tuple(one.header for one in found if one.keys == first.keys)


def _least(device: Device, vault: str) -> KdfCost:
    known = device.known()
    return known.least if known and known.vault == vault else KdfCost.FLOOR


@dataclass(frozen=True, repr=False)
class _Found:
    """What a passphrase opened, in which slot of which header."""

    keys: UserKeys
    slot: SlotEntry
    header: Header


def _opened(header: Header, account_id: str, guess: Guess, least: KdfCost) -> _Found | None:
    account = header.body.account(account_id)
    for entry in account.slots if account else ():
        with suppress(KeyTrouble):
            return _Found(guess.open(SlotOwner(header.body.vault, account_id), entry.slot(), least), entry, header)
    return None


def _require_not_ended(account: AccountEntry, session: Session) -> None:
    until = account_of(account, None).until
    if until is not None and session.clock.now().astimezone().date() > until:
        raise KeyTrouble(
            f"This account ended on {day_words(until)}.",
            "Ask your manager to give it a later last day. You can still report a concern without signing in.",
        )


def _require_not_old(slot: SlotEntry, session: Session) -> None:
    made = slot.made_at()
    if slot.once and made is not None and session.clock.now() - made > START_CODE_GOOD_FOR:
        raise KeyTrouble(
            f"This start code was made on {day_words(made.astimezone().date())}. It was good for 14 days.",
            "Ask your manager for a new start code. You can still report a concern without signing in.",
        )


def account_in(headers: Sequence[Header], account_id: str) -> AccountEntry:
    """Return an account as the first header that has it says. Raises KeyTrouble for one that is gone."""
    for header in headers:
        account = header.body.account(account_id)
        if account is not None:
            return account
    raise KeyTrouble("This account is no longer in the vault.", "Choose another name, or ask your manager.")


def change_passphrase(held: Unlocked, new: str, old: str | None) -> None:
    """Put a new passphrase in place of somebody's own; `old` is tried first, unless they came in with a start code.

    Raises KeyTrouble or WaitTrouble for a wrong old one, InputTrouble for an impossible or unchanged new one,
    StorageTrouble.
    """
    entry = held.entry_of(held.account)
    cost, is_first = entry.cost, any(slot.once for slot in entry.slots)
    if new == old or (is_first and _opened(held.keeper.header, entry.id, Guess(new), cost)):
        raise InputTrouble("That is the passphrase or start code you have now.", "Choose another.", field="passphrase")
    if not is_first:
        unlock([held.keeper.header], held.account, old or "", held.session)
    owner = SlotOwner(held.body.vault, held.account)
    slot = SlotEntry.of(make_slot(owner, new_id(held.session.clock), new, held.keys, cost))
    changed = entry.model_copy(update={"slots": [slot]})
    held.keeper.write(accounts=[changed if one.id == entry.id else one for one in held.body.accounts])
