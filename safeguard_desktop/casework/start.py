"""The first start, signing in, and locking."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from safeguard_desktop.casework.names_alike import is_seen
from safeguard_desktop.casework.restricting import finish_moves
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.sign_ins import note_sign_in
from safeguard_desktop.clock import Clock, SystemClock, new_id
from safeguard_desktop.errors import DamageTrouble, InputTrouble, NewerVersionTrouble, StorageTrouble
from safeguard_desktop.forms import recovery_sheet as print_recovery_sheet
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.passphrases import WORDS, WORDS_FOR_CASEWORK, Strength, generate, require_strong, strength
from safeguard_desktop.keys.recovery import grouped
from safeguard_desktop.records import ALL_KINDS, Kinds
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.values import LONGEST_NAME, clean_name
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import (
    Access,
    Account,
    Change,
    NewAccount,
    OpenVault,
    VaultState,
    create_vault,
    open_vault,
    pin_seals,
    sign_in_list,
    vault_state,
)


@dataclass(frozen=True)
class SetUp:
    """What the first start asks: the organisation, who is first to have an account, and their passphrase."""

    organisation: Organisation
    name: str
    passphrase: str = field(repr=False)
    role: Role = Role.REGISTERED_MANAGER


@dataclass(frozen=True)
class Started:
    """A vault just made, and the recovery key to be written down: it is shown once and kept nowhere."""

    session: Session
    recovery_key: str = field(repr=False)


def is_first_start(places: Places) -> bool:
    """Tell whether there is no vault yet. Raises DamageTrouble or NewerVersionTrouble for one that is unusable."""
    return vault_state(places) is VaultState.NONE


def accounts(places: Places) -> tuple[Account, ...]:
    """Return who may sign in, before anything is unlocked."""
    return sign_in_list(places)


def first_start(
    places: Places,
    setup: SetUp,
    *,
    clock: Clock | None = None,
    kinds: Kinds = ALL_KINDS,
    cost: KdfCost | None = None,
    is_demonstration: bool = False,
) -> Started:
    """Make the vault, the first account and the organisation's details.

    Raises InputTrouble for a missing or endless name or a passphrase that is too weak, StorageTrouble when the folder
    refuses.
    """
    name = checked_name(setup.name, "Enter your name.")
    require_strong(setup.passphrase, personal_words(setup.organisation, name))
    created = create_vault(
        places, NewAccount(name, setup.role), setup.passphrase, clock=clock or SystemClock(), kinds=kinds, cost=cost
    )
    session = Session(created.vault, is_demonstration=is_demonstration)
    _keep(session, setup.organisation)
    return Started(session, created.recovery_key)


def checked_name(typed: str, ask: str) -> str:
    """Return a name as it is kept for an account; `ask` is said where there is none. Raises InputTrouble."""
    name = clean_name(typed)
    if not is_seen(name):
        raise InputTrouble(ask, "It is shown when signing in, and on what is printed.", field="name")
    if len(name) > LONGEST_NAME:
        raise InputTrouble("That name is too long.", f"Use at most {LONGEST_NAME} letters.", field="name")
    return name


def personal_words(details: Organisation, name: str) -> tuple[str, ...]:
    """Return the words that a passphrase must not lean on: the organisation's name and place, and the person's."""
    return tuple(word for word in (details.name, details.address, name) if word)


def passphrase_strength(typed: str, known_words: Iterable[str]) -> Strength:
    """Return how strong a passphrase is, in words a person can act on."""
    return strength(typed, known_words)


def suggest_passphrase(role: Role = Role.REGISTERED_MANAGER) -> str:
    """Return a passphrase of words picked by chance: four for somebody who may read the cases, else three."""
    return generate(WORDS if role is Role.CARE_WORKER else WORDS_FOR_CASEWORK)


def sign_in(
    places: Places, account_id: str, passphrase: str, *, clock: Clock | None = None, kinds: Kinds = ALL_KINDS
) -> Session:
    """Unlock the vault for one account. A start code may be typed with spaces and capitals, as it was read out.

    Raises KeyTrouble for a wrong passphrase, WaitTrouble after several, InUseTrouble when another copy has it open,
    DamageTrouble or NewerVersionTrouble when a file cannot be used.
    """
    passphrase = _as_made(places, account_id, passphrase)
    vault = open_vault(places, account_id, passphrase, clock=clock or SystemClock(), kinds=kinds)
    _remember_seals(vault)
    session = Session(vault)
    note_sign_in(session)
    with suppress(StorageTrouble, DamageTrouble):
        finish_moves(session)
    return session


def _as_made(places: Places, account_id: str, typed: str) -> str:
    """Return a start code as the program made it: small letters, and hyphens; a passphrase as it was typed."""
    code = "-".join(re.findall(r"[^\W_]+", typed.lower()))
    if code == typed or not code:
        return typed
    return code if any(one.id == account_id and one.has_start_code for one in accounts(places)) else typed


def _remember_seals(vault: OpenVault) -> None:
    """Have this computer know where to seal what is reported while locked; nobody is kept out where it cannot."""
    with suppress(StorageTrouble, DamageTrouble, NewerVersionTrouble):
        pin_seals(vault)


def check_recovery_key(session: Session, typed: str) -> None:
    """Test a recovery key as it was typed back from paper. Raises KeyTrouble when it is not the right one."""
    session.vault.check_recovery_key(typed)


def wants_recovery_test(session: Session) -> bool:
    """Tell whether this person should test the recovery key: a manager of real records, and nobody has done it yet."""
    return session.may(Power.MANAGE) and not session.is_demonstration and not session.vault.recovery_tested


def recovery_groups(recovery_key: str) -> tuple[str, ...]:
    """Return a recovery key in the groups in which it is shown and typed."""
    return tuple(grouped(recovery_key).split())


def recovery_sheet(session: Session, recovery_key: str) -> bytes:
    """Return the recovery key as a PDF sheet to print and put in a safe; it is kept nowhere else."""
    made_at = session.now().astimezone()
    return print_recovery_sheet(organisation(session).name or "", recovery_groups(recovery_key), recovery_key, made_at)


def lock(session: Session) -> None:
    """Close the vault. The caller ends the process afterwards, as only that forgets the keys."""
    if session.may(Power.CASEWORK):
        _remember_seals(session.vault)
    session.vault.close()


def organisation(session: Session) -> Organisation:
    """Return the organisation's details and contacts as managers wrote them; an empty one where none were given."""
    kept = session.vault.by_managers(Organisation.kind)
    body = kept[-1].body if kept else Organisation()
    return body if isinstance(body, Organisation) else Organisation()


def save_organisation(session: Session, details: Organisation) -> None:
    """Save the organisation's details and contacts as a new version. Raises NotAllowedTrouble but for a manager."""
    session.require(Power.MANAGE)
    _keep(session, details)


def _keep(session: Session, details: Organisation) -> None:
    front = session.vault.front
    kept = front.list(kind=Organisation.kind)
    record = kept[-1].record if kept else new_id(session.clock)
    parents = tuple(head.id for head in front.heads(record))
    change = Change(record=record, kind=Organisation.kind, body=details, parents=parents)
    front.append([change], [Access("settings", record=record)])
