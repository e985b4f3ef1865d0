"""Who may read what concerns a colleague: proposed here, decided by a person (6.5)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.names_alike import alike, is_mentioned
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Concern, Role, YesNo
from safeguard_desktop.vault import Account

READERS = (Role.SAFEGUARDING_LEAD, Role.REGISTERED_MANAGER)
"""Who is proposed to read what concerns a colleague, and who may be chosen to open such a concern."""


@dataclass(frozen=True)
class Alleged:
    """What is known of the person alleged to cause harm: names they go by, and words about who it was."""

    names: tuple[str, ...] = ()
    words: str = ""

    def may_be(self, name: str) -> bool:
        """Tell whether they may be the person of that name."""
        return any(alike(one, name) for one in self.names) or is_mentioned(name, self.words)


@dataclass(frozen=True)
class Reader:
    """Somebody with an account who could be let in, and whether that is proposed."""

    account: str
    name: str
    role: Role
    is_ticked: bool
    may_be_alleged: bool = False


def readers_for(accounts: Iterable[Account], alleged: Alleged, roles: Collection[Role] = READERS) -> tuple[Reader, ...]:
    """Return who could be let in, by role and name: leads and managers are ticked, but nobody who may be alleged."""
    found = [
        Reader(
            account=account.id,
            name=account.name,
            role=account.role,
            is_ticked=account.role in READERS and not alleged.may_be(account.name),
            may_be_alleged=alleged.may_be(account.name),
        )
        for account in accounts
        if account.role in roles
    ]
    return tuple(sorted(found, key=lambda reader: (-list(Role).index(reader.role), reader.name.casefold())))


def warnings_for(readers: Sequence[Reader], ticked: Collection[str]) -> tuple[str, ...]:
    """Return what to say plainly of a choice of readers, the worst first."""
    return tuple(_warnings(readers, ticked))


def _warnings(readers: Sequence[Reader], ticked: Collection[str]) -> Iterable[str]:
    for reader in readers:
        if reader.may_be_alleged:
            can = "You have ticked them: they could open this." if reader.account in ticked else "They are left out."
            yield f"{reader.name} has a name like that of the person alleged to cause harm. {can}"
    if not any(reader.account in ticked for reader in readers):
        yield "Nobody is ticked, so nobody could open this. If everybody here is part of it, ring the council."


def checked_readers(readers: Sequence[Reader], ticked: Collection[str]) -> tuple[str, ...]:
    """Return the accounts chosen. Raises InputTrouble when nobody is, or somebody who cannot be."""
    chosen = tuple(reader.account for reader in readers if reader.account in ticked)
    if not chosen:
        raise InputTrouble("Tick at least one person who may see it.", "Leave out whoever is part of it.")
    if len(chosen) < len(set(ticked)):
        raise InputTrouble("Somebody whom you ticked can no longer be chosen.", "Look at the list again.")
    return chosen


def is_about_staff(concern: Concern) -> bool:
    """Tell whether a concern says that the person alleged to cause harm works or volunteers in care."""
    return concern.alleged_staff is YesNo.YES
