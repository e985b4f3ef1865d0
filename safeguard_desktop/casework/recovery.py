"""The recovery key: replaced, split into sheets, tried out, and used when every passphrase is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.part_names import part_name
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.start import checked_name
from safeguard_desktop.clock import Clock, SystemClock
from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.passphrases import require_strong
from safeguard_desktop.keys.recovery import typed_recovery_key
from safeguard_desktop.keys.recovery_shares import join, read_sheet, split
from safeguard_desktop.records import ALL_KINDS, Case, Kinds
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, NewAccount, Sealed, open_with_recovery_key

SPLIT = "split the recovery key into three sheets"
ONE_KEY_AT_MOST = 20
"""In words: a recovery key has 16 groups; a sheet has 33 words."""


@dataclass(frozen=True)
class Covered:
    """Something that the recovery key is to open, in words, and whether it does."""

    what: str
    opens: bool


@dataclass(frozen=True)
class DrillFound:
    """What a drill found, part by part."""

    parts: tuple[Covered, ...]

    @property
    def whole(self) -> bool:
        """Whether the key opens everything."""
        return all(part.opens for part in self.parts)


def read_recovery_key(typed: Sequence[str]) -> str:
    """Return the recovery key from what was typed: the key itself, or two sheets of a split one.

    Raises KeyTrouble that says which word of which sheet is wrong, that nothing was typed, or what else is wrong.
    """
    texts = [text for text in typed if text.strip()]
    if not texts:
        raise KeyTrouble("There is no recovery key here yet.", "Type it from its paper, or the words of two sheets.")
    if len(texts) == 1 and len(texts[0].split()) <= ONE_KEY_AT_MOST:
        return typed_recovery_key(texts[0])
    return join(texts)


def check_sheet(typed: str, number: int) -> None:
    """Check one sheet as it is typed back; `number` counts from 0. Raises KeyTrouble that names the word."""
    read_sheet(typed, number)


def replace_recovery_key(session: Session, old: Sequence[str] = ()) -> str:
    """Make a new recovery key, which is shown once; the old one opens nothing that is sealed from now on.

    With the old one (or two sheets of it) at hand, the new one opens everything at once; without it,
    `recovery_coverage` says what follows when others sign in, and the desk of somebody who left never does. Raises
    NotAllowedTrouble but for a manager, KeyTrouble for a wrong old one, DamageTrouble, StorageTrouble.
    """
    session.require(Power.MANAGE)
    session.require_fresh()
    return session.vault.replace_recovery_key(read_recovery_key(old) if any(map(str.strip, old)) else None)


def split_recovery_key(session: Session, recovery_key: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of three sheets, any two of which make the key again; each pair was tried.

    Raises NotAllowedTrouble but for a manager, KeyTrouble for a key that is not this vault's.
    """
    session.require(Power.MANAGE)
    session.vault.require_recovery_key(recovery_key)
    sheets = split(typed_recovery_key(recovery_key))
    session.vault.front.append((), (Access(SPLIT),))
    return sheets


def recovery_coverage(session: Session) -> tuple[Covered, ...]:
    """Return what the present recovery key opens, and what only after its people have signed in once more."""
    session.require(Power.MANAGE)
    return _in_words(session, session.vault.recovery_coverage())


def hold_drill(session: Session, typed: Sequence[str]) -> DrillFound:
    """Try the recovery key, typed or from two sheets, on everything; it is noted in the log.

    Raises NotAllowedTrouble but for a manager, KeyTrouble for a wrong key.
    """
    session.require(Power.MANAGE)
    drill = session.vault.recovery_drill(read_recovery_key(typed))
    return DrillFound(_in_words(session, drill.tried))


def has_old_desk(session: Session) -> bool:
    """Tell whether what this person wrote before their access was reset still lies on a desk that was set aside."""
    return session.vault.has_old_desk


def join_old_desks(session: Session, typed: Sequence[str]) -> int:
    """Bring back what lay on one's desk before access was reset; return how many records.

    Somebody with the recovery key, or two sheets of it, types it. Raises KeyTrouble for another one, DamageTrouble,
    StorageTrouble.
    """
    return session.vault.join_old_desks(read_recovery_key(typed))


def sign_in_with_recovery_key(
    places: Places,
    typed: Sequence[str],
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    kinds: Kinds = ALL_KINDS,
    cost: KdfCost | None = None,
) -> Session:
    """Make a registered manager's account with the recovery key, or two sheets of it, and sign in with it.

    Raises KeyTrouble for a wrong key, InputTrouble for a missing name or a weak passphrase, InUseTrouble,
    DamageTrouble, StorageTrouble.
    """
    key, kept = read_recovery_key(typed), checked_name(name, "Enter your name.")
    require_strong(passphrase, (kept,))
    new = NewAccount(kept, Role.REGISTERED_MANAGER)
    vault = open_with_recovery_key(places, key, new, passphrase, clock=clock or SystemClock(), kinds=kinds, cost=cost)
    return Session(vault)


def _in_words(session: Session, found: Sequence[Sealed]) -> tuple[Covered, ...]:
    people = session.vault.account_names()
    cases = session.casework.names(Case.kind)
    return tuple(Covered(_words(one, people, cases), one.opens) for one in found)


def _words(sealed: Sealed, people: dict[str, str], cases: dict[str, str]) -> str:
    owner = sealed.owner or ""
    whose = people.get(owner, "somebody who left") if sealed.name == "desk" else cases.get(owner, "")
    return part_name(sealed.name, whose)
