"""When somebody last signed in: written down once a day in the front, where nobody reads it before unlocking."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.vault import Access, Account

SIGNED_IN = "signed in"
UNUSED_DAYS = 90
"""After how many days without signing in a manager is asked whether an account is still needed."""


@dataclass(frozen=True)
class AccountInUse(Account):
    """An account, the local day on which it was last signed in to, and whether that is long ago.

    No day is known of one that was never signed in to, or not since sign-ins are written down.
    """

    last_signed_in: date | None = None
    is_unused: bool = False


def note_sign_in(session: Session) -> None:
    """Write down that this person signed in, once a day; where it cannot be written, nobody is kept out."""
    with suppress(StorageTrouble, DamageTrouble):
        front = session.vault.front
        last = front.last_look(session.account.id, SIGNED_IN)
        if last is None or _day(last.at) != _day(session.now()):
            front.append((), (Access(SIGNED_IN),))


def accounts_in_use(session: Session) -> tuple[AccountInUse, ...]:
    """Return every account with when it was last used, in the order in which they were made.

    Whatever somebody did in the front tells that they were signed in. Raises NotAllowedTrouble but for a manager.
    """
    session.require(Power.MANAGE)
    made = {one.record: _day(one.recorded_at) for one in reversed(session.vault.by_managers("account"))}
    return tuple(_in_use(session, account, made.get(account.id)) for account in session.vault.accounts())


def _in_use(session: Session, account: Account, made: date | None) -> AccountInUse:
    look = session.vault.front.last_look(account.id)
    last = _day(look.at) if look is not None else None
    since = last or (made if account.has_start_code else None)
    is_unused = since is not None and (_day(session.now()) - since).days >= UNUSED_DAYS
    return AccountInUse(**vars(account), last_signed_in=last, is_unused=is_unused)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
