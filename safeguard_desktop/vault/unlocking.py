"""Trying a passphrase, and choosing another one."""

from contextlib import suppress

from safeguard_desktop.clock import day_words, new_id
from safeguard_desktop.errors import InputTrouble, KeyTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import AccountEntry, HeaderBody, SlotEntry
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot, open_slot
from safeguard_desktop.vault.accounts import account_of
from safeguard_desktop.vault.unlocked import Session, Unlocked


def unlock(
    body: HeaderBody, account_id: str, passphrase: str, session: Session, least: KdfCost | None = None
) -> UserKeys:
    """Try a passphrase on every slot of an account, and count the guess.

    Raises KeyTrouble, also for an account that is gone or whose last day is past; WaitTrouble, DamageTrouble.
    """
    account = account_in(body, account_id)
    device = session.device
    if least is None:
        known = device.known()
        least = known.least if known and known.vault == body.vault else KdfCost.FLOOR
    device.before_guess(account_id, session.clock.now())
    keys = _keys_in(body.vault, account, passphrase, least)
    if keys is not None:
        device.right_guess(account_id)
        _require_not_ended(account, session)
        return keys
    raise device.wrong_guess(account_id, session.clock.now())


def _keys_in(vault: str, account: AccountEntry, passphrase: str, least: KdfCost) -> UserKeys | None:
    for entry in account.slots:
        with suppress(KeyTrouble):
            return open_slot(SlotOwner(vault, account.id), entry.slot(), passphrase, least)
    return None


def _require_not_ended(account: AccountEntry, session: Session) -> None:
    until = account_of(account, None).until
    if until is not None and session.clock.now().astimezone().date() > until:
        raise KeyTrouble(
            f"This account ended on {day_words(until)}.",
            "Ask your manager to give it a later last day. You can still report a concern without signing in.",
        )


def account_in(body: HeaderBody, account_id: str) -> AccountEntry:
    """Return an account. Raises KeyTrouble for one that is gone."""
    account = body.account(account_id)
    if account is None:
        raise KeyTrouble("This account is no longer in the vault.", "Choose another name, or ask your manager.")
    return account


def change_passphrase(held: Unlocked, new: str, old: str | None) -> None:
    """Put a new passphrase in place of somebody's own; `old` is tried first, unless they came in with a start code.

    Raises KeyTrouble or WaitTrouble for a wrong old one, InputTrouble for an impossible or unchanged new one,
    StorageTrouble.
    """
    entry = held.entry_of(held.account)
    cost, is_first = entry.cost, any(slot.once for slot in entry.slots)
    if new == old or (is_first and _keys_in(held.body.vault, entry, new, cost)):
        raise InputTrouble("That is the passphrase or start code you have now.", "Choose another.", field="passphrase")
    if not is_first:
        unlock(held.body, held.account, old or "", held.session)
    owner = SlotOwner(held.body.vault, held.account)
    slot = SlotEntry.of(make_slot(owner, new_id(held.session.clock), new, held.keys, cost))
    changed = entry.model_copy(update={"slots": [slot]})
    held.keeper.write(accounts=[changed if one.id == entry.id else one for one in held.body.accounts])
