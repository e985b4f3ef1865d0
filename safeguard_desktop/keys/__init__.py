"""Who may open what: passphrases, key pairs, slots, sealing and signing. The only cryptography."""

from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.kdf import KdfCost, calibrate
from safeguard_desktop.keys.passphrases import (
    WORDS,
    WORDS_FOR_CASEWORK,
    Strength,
    generate,
    require_strong,
    strength,
)
from safeguard_desktop.keys.recovery import grouped, typed_recovery_key
from safeguard_desktop.keys.sealing import open_sealed, seal

__all__ = [
    "WORDS",
    "WORDS_FOR_CASEWORK",
    "KdfCost",
    "Strength",
    "calibrate",
    "canonical",
    "generate",
    "grouped",
    "open_sealed",
    "require_strong",
    "seal",
    "strength",
    "typed_recovery_key",
]
