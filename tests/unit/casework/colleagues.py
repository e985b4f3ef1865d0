"""Colleagues with accounts of their own in a test's vault."""

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock, sign_in
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import SlotEntry
from safeguard_desktop.keys.slots import SlotOwner, make_slot, open_slot
from safeguard_desktop.records import Role
from safeguard_desktop.vault import NewAccount

THEIR_PASSPHRASE = "otter-lantern-meadow-brisk"  # noqa: S105  # opens nothing but test vaults


def add_colleague(session: Session, name: str, role: Role = Role.SAFEGUARDING_LEAD) -> str:
    """Give a colleague an account for which they have chosen their passphrase, and return its id."""
    added = session.vault.add_account(NewAccount(name, role))
    held, account = session.vault._held, added.account.id
    entry, owner = held.entry_of(account), SlotOwner(held.body.vault, account)
    keys = open_slot(owner, entry.slots[0].slot(), added.start_code, KdfCost.CHEAP)
    slot = make_slot(owner, new_id(session.clock), THEIR_PASSPHRASE, keys, KdfCost.CHEAP)
    chosen = entry.model_copy(update={"slots": [SlotEntry.of(slot)]})
    held.keeper.write(accounts=[chosen if one.id == account else one for one in held.body.accounts])
    return account


def sign_in_as(session: Session, account: str, passphrase: str = THEIR_PASSPHRASE) -> Session:
    """Lock one person's session, and sign another in."""
    places, clock = session.vault.places, session.clock
    lock(session)
    return sign_in(places, account, passphrase, clock=clock if isinstance(clock, SetClock) else None)
