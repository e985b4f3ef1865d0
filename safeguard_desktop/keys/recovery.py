"""The recovery key: an age identity on paper, shown in groups and forgiving when it is typed back."""

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys.sealing import new_identity, recipient_of

_PREFIX = "AGE-SECRET-KEY-1"
_SPOKEN = "AGESECRETKEY1"
_GROUP = 4
_LETTERS = 58
_LOOK_ALIKE = str.maketrans({"O": "0", "B": "8", "I": "L", "1": "L"})
"""Letters that the key never has, and what they were most likely read from."""


def new_recovery_key() -> str:
    """Return a new recovery key, as any age tool takes it."""
    return new_identity()


def grouped(key: str) -> str:
    """Return a recovery key for paper and screen: its first words, then groups of four."""
    letters = key.removeprefix(_PREFIX)
    groups = [letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP)]
    return " ".join([_PREFIX, *groups])


def typed_recovery_key(text: str) -> str:
    """Return the key that was typed or scanned, whatever its case, spaces and dashes, with or without first words.

    Raises KeyTrouble for one with a mistake in it (its checksum tells).
    """
    letters = "".join(c for c in text[:1000].upper() if c.isascii() and c.isalnum()).removeprefix(_SPOKEN)
    if len(letters) != _LETTERS:
        sentence = f"A recovery key has {_LETTERS} letters and digits after its first words; this has {len(letters)}."
        raise KeyTrouble(sentence, "Check that no group is missing or there twice.")
    key = _PREFIX + letters.translate(_LOOK_ALIKE)
    recipient_of(key)
    return key
