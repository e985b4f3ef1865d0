"""How accounts differ between a backup and the records that are here now."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.header import AccountEntry, HeaderBody
from safeguard_desktop.vault.accounts import account_of
from safeguard_desktop.vault.model import Account


@dataclass(frozen=True)
class AccountSince:
    """An account that was changed since a backup: as it is in that, and as it is now; None where it is not there.

    `opens_otherwise` tells that its passphrase or start code is another one now.
    """

    then: Account | None
    now: Account | None
    opens_otherwise: bool = False


def accounts_changed(then: HeaderBody, now: HeaderBody, names: Mapping[str, str]) -> Iterator[AccountSince]:
    """Yield each account that differs, in the order in which they were made; `names` are by id."""
    before, after = ({entry.id: entry for entry in body.accounts} for body in (then, now))
    for account in {**before, **after}:
        old, new = before.get(account), after.get(account)
        if old is None or new is None or _differs(old, new):
            with suppress(DamageTrouble):
                yield AccountSince(_told(old, names), _told(new, names), _opens_otherwise(old, new))


def _differs(old: AccountEntry, new: AccountEntry) -> bool:
    return (old.role, old.until) != (new.role, new.until) or _opens_otherwise(old, new)


def _opens_otherwise(old: AccountEntry | None, new: AccountEntry | None) -> bool:
    return old is not None and new is not None and old.slots != new.slots


def _told(entry: AccountEntry | None, names: Mapping[str, str]) -> Account | None:
    return account_of(entry, names.get(entry.id)) if entry is not None else None
