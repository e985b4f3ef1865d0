"""Accounts as records of the front compartment: their names lie in no other file."""

from datetime import date

from safeguard_desktop.keys.header import AccountEntry
from safeguard_desktop.keys.texts import header_damaged
from safeguard_desktop.records.handed_part import HandedPart
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import ask
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault.model import Account

CASEWORK_ROLES = frozenset({Role.CASEWORKER, Role.SAFEGUARDING_LEAD, Role.REGISTERED_MANAGER})
"""Who is a member of the casework compartment."""


class AccountRecord(Record, kind="account", title="Account"):
    """Somebody who may sign in; its record id is the account's."""

    name: Name | None = ask("Name")
    role: Role | None = ask("Role")

    @property
    def headline(self) -> str:
        """The person's name."""
        return self.name or self.title


def with_accounts(kinds: Kinds) -> Kinds:
    """Return the kinds, and those that nobody is asked: accounts, packs that came in, parts of cases handed over."""
    for own in (AccountRecord, ReceivedPack, HandedPart):
        kinds = kinds if own.kind in kinds else kinds.also(own)
    return kinds


def account_of(entry: AccountEntry, name: str | None) -> Account:
    """Return an account of the header under its name; without one, it is "Account 1"."""
    return Account(
        entry.id, name or f"Account {entry.number}", _role(entry.role), entry.number, _day(entry.until),
        any(slot.once for slot in entry.slots),
    )  # fmt: skip


def _role(value: str) -> Role:
    for role in Role:
        if role.value == value:
            return role
    raise header_damaged()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise header_damaged() from error
