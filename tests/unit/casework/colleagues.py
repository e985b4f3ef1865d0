"""Colleagues with accounts of their own in a test's vault."""

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock, sign_in
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import CASEWORK, DESK, FRONT, AccountEntry, MemberEntry, SlotEntry
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records import Role
from safeguard_desktop.vault import Change
from safeguard_desktop.vault.accounts import CASEWORK_ROLES, AccountRecord
from safeguard_desktop.vault.making import make_database, new_entry, sealed_to

THEIR_PASSPHRASE = "otter-lantern-meadow-brisk"  # noqa: S105  # opens nothing but test vaults


def add_colleague(session: Session, name: str, role: Role = Role.SAFEGUARDING_LEAD) -> str:
    """Give a colleague an account, and return its id."""
    held = session.vault._held
    keys, account, body = UserKeys.new(), new_id(session.clock), held.body
    slot = make_slot(SlotOwner(body.vault, account), new_id(session.clock), THEIR_PASSPHRASE, keys, KdfCost.CHEAP)
    entry = AccountEntry(
        id=account, number=len(body.accounts) + 1, role=role.value, recipient=keys.recipient,
        signing=to_text(keys.public_signing), slots=[SlotEntry.of(slot)],
    )  # fmt: skip
    member = MemberEntry(id=account, recipient=keys.recipient)
    key = CompartmentKey.new()
    desk = sealed_to(new_entry(new_id(session.clock), DESK, account), key, [member], body.recovery)
    make_database(held.keeper.folder, body.vault, desk, key, kinds=held.session.kinds, meta={})
    names = (FRONT, CASEWORK) if role in CASEWORK_ROLES else (FRONT,)
    opened = [
        sealed_to(one, held.keeper.keys[one.id], [*one.members, member], body.recovery)
        for one in body.compartments
        if one.name in names
    ]
    held.keeper.keys[desk.id] = key
    held.keeper.write(accounts=[*body.accounts, entry], compartments=held.keeper.with_entries(*opened, desk))
    session.vault.front.append([Change(account, AccountRecord.kind, AccountRecord(name=name, role=role))])
    return account


def sign_in_as(session: Session, account: str, passphrase: str = THEIR_PASSPHRASE) -> Session:
    """Lock one person's session, and sign another in."""
    places, clock = session.vault.places, session.clock
    lock(session)
    return sign_in(places, account, passphrase, clock=clock if isinstance(clock, SetClock) else None)
