"""A compartment's key, sealed to people: as many age files as it takes, each for a few dozen of them."""

from collections.abc import Sequence
from contextlib import suppress

from safeguard_desktop.errors import RESTORE_A_BACKUP, KeyTrouble
from safeguard_desktop.keys.sealing import MOST_STANZAS, open_sealed, seal
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import from_text, to_text

_IN_ONE = MOST_STANZAS - 2


def seal_key(key: CompartmentKey, recipients: Sequence[str]) -> list[str]:
    """Return a key sealed so that each recipient can open it alone, in base64. Raises ValueError without a good one."""
    groups = [recipients[start : start + _IN_ONE] for start in range(0, len(recipients), _IN_ONE)]
    return [to_text(seal(key.secret, group)) for group in groups or [()]]


def open_key(sealed: Sequence[str], identity: str) -> CompartmentKey:
    """Return the key that was sealed to this identity among others.

    Raises KeyTrouble when it was sealed to other people, DamageTrouble for what is cut or altered.
    """
    for text in sealed:
        with suppress(KeyTrouble):
            return _key(open_sealed(from_text(text), identity))
    raise KeyTrouble("This was sealed for somebody else.", "Ask who it was meant for.")


def _key(secret: bytes) -> CompartmentKey:
    try:
        return CompartmentKey(secret)
    except ValueError as error:
        raise KeyTrouble("What was sealed is no key.", RESTORE_A_BACKUP) from error
