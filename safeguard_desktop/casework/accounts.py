"""Accounts, as a registered manager changes them, and one's own passphrase. Nobody ever learns anybody's passphrase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from safeguard_desktop.casework.backups import back_up_before
from safeguard_desktop.casework.names_alike import looks_like
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.start import checked_name, organisation, personal_words
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.keys.passphrases import require_strong
from safeguard_desktop.records import Case
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import AccessEntry, Account, Added, Compartment, NewAccount, Progress


@dataclass(frozen=True)
class Look:
    """A line of the log: when, who (their name, also when they left), what, and the case and record by name.

    `case_id` and `record` are ids, None where the line is about neither. `at` is in UTC.
    """

    at: datetime
    who: str
    account: str
    what: str
    case: str
    case_id: str | None
    about: str
    record: str | None


def list_accounts(session: Session) -> tuple[Account, ...]:
    """Return every account, in the order in which they were made."""
    return session.vault.accounts()


def ended_accounts(session: Session) -> tuple[Account, ...]:
    """Return the accounts whose last day is past, the longest first, to a manager; nobody else can remove them.

    The program refuses them, but with their passphrases a script still opens what they could, until they are removed.
    """
    if not session.may(Power.MANAGE):
        return ()
    ended = (account for account in list_accounts(session) if account.has_ended(_today(session)))
    return tuple(sorted(ended, key=lambda account: account.until or date.max))


def add_account(session: Session, name: str, role: Role, until: date | None = None) -> Added:
    """Make an account; its start code is shown once. `until` is the last day on which it opens anything.

    Raises NotAllowedTrouble but for a manager, InputTrouble for a missing or endless name, for one that is taken or
    looks like one that is, and for a day that is past; StorageTrouble.
    """
    session.require(Power.MANAGE)
    session.require_fresh()
    kept = checked_name(name, "Enter the person's name.")
    if any(looks_like(account.name, kept) for account in list_accounts(session)):
        sentence = "There is an account with that name, or one that looks like it."
        raise InputTrouble(sentence, "Add something that tells them apart.", field="name")
    _check_day(session, until)
    return session.vault.add_account(NewAccount(kept, role, until))


def change_role(session: Session, account_id: str, role: Role, progress: Progress | None = None) -> None:
    """Give somebody else another role. One who may no longer read cases knows no key of them afterwards.

    There is a backup before that. Raises NotAllowedTrouble but for a manager, InputTrouble for oneself and for the last
    manager, StorageTrouble.
    """
    session.require(Power.MANAGE)
    session.require_fresh()
    back_up_before(session, "a role is changed")
    session.vault.change_role(account_id, role, progress)


def change_last_day(session: Session, account_id: str, until: date | None) -> None:
    """Change the last day on which somebody's account opens anything; None for no such day.

    Raises NotAllowedTrouble but for a manager, InputTrouble for oneself, for a day that is past, and when no manager
    without last day would be left; StorageTrouble.
    """
    session.require(Power.MANAGE)
    session.require_fresh()
    _check_day(session, until)
    session.vault.change_until(account_id, until)


def reset_access(session: Session, account_id: str, recovery_key: str | None = None) -> str:
    """Return a new start code for a colleague who forgot their passphrase, which then opens nothing any more.

    Their desk comes along only with the recovery key; without it they begin with an empty one, and the old one is
    kept. Raises NotAllowedTrouble but for a manager, InputTrouble for oneself, KeyTrouble, StorageTrouble.
    """
    session.require(Power.MANAGE)
    session.require_fresh()
    return session.vault.reset_access(account_id, recovery_key)


def remove_account(session: Session, account_id: str, progress: Progress | None = None) -> None:
    """Take away a leaver's account, and change every key that they knew; `progress` counts files.

    There is a backup before. What they wrote stays under their name. Raises NotAllowedTrouble but for a manager,
    InputTrouble for oneself and for the last manager; StorageTrouble when the disk refuses, and the account is gone
    then: the rest is done when the records are next opened.
    """
    session.require(Power.MANAGE)
    back_up_before(session, "an account is taken away")
    session.vault.remove_account(account_id, progress)


def change_keys(session: Session, progress: Progress | None = None) -> None:
    """Change the keys of the records, after a lost stick or copying; `progress` counts files.

    There is a backup before. Raises NotAllowedTrouble but for a manager; StorageTrouble when the disk refuses, and the
    rest is done when the records are next opened.
    """
    session.require(Power.MANAGE)
    back_up_before(session, "the keys are changed")
    session.vault.change_keys(progress)


def must_choose_passphrase(session: Session) -> bool:
    """Tell whether this person came in with a start code, and has to choose a passphrase before anything else."""
    return session.vault.must_choose_passphrase


def change_passphrase(session: Session, new: str, old: str | None = None) -> None:
    """Change one's own passphrase; `old` is asked for, unless one came in with a start code.

    Raises InputTrouble for a new one that is too weak or the same, KeyTrouble or WaitTrouble for a wrong old one,
    StorageTrouble.
    """
    require_strong(new, personal_words(organisation(session), session.account.name))
    session.vault.change_passphrase(new, old)


def access_log(session: Session, *, person: str | None = None, case: str | None = None) -> tuple[Look, ...]:
    """Return who did and looked at what, the latest first: everybody's, or one account's, or one case's, by id.

    Restricted cases are in it for their members alone. Raises NotAllowedTrouble but for a manager.
    """
    session.require(Power.MANAGE)
    people = session.vault.account_names()
    names, cases = session.casework.names(), session.casework.names(Case.kind)
    found = (look for place in _places(session) for look in place.looks(person))
    lines = (_line(look, people, names, cases) for look in found if case is None or look.case == case)
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _places(session: Session) -> Iterator[Compartment]:
    """Yield what is everybody's; not a desk, which is its owner's own."""
    return (place for place in session.vault.compartments() if place is not session.desk)


def _line(look: AccessEntry, people: dict[str, str], names: dict[str, str], cases: dict[str, str]) -> Look:
    about = people.get(look.record or "") or names.get(look.record or "", "")
    return Look(
        at=look.at, who=people.get(look.author, "Somebody"), account=look.author, what=look.what,
        case=cases.get(look.case or "", ""), case_id=look.case, about=about, record=look.record,
    )  # fmt: skip


def _check_day(session: Session, until: date | None) -> None:
    if until is not None and until < _today(session):
        raise InputTrouble("That day is past.", "Choose today or a later day.", field="until")


def _today(session: Session) -> date:
    return session.now().astimezone().date()
