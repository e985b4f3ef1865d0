"""The team's keys: casework opens with them what was handed in; the older ones stay, for what was sealed before."""

from collections.abc import Sequence
from contextlib import suppress

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import open_sealed
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.vault.compartment import Compartment

TEAM_IDENTITY = "team-identity"
"""The name in casework's `meta` of the keys that open what was handed in, the newest first, one a line."""


def team_identities(casework: Compartment) -> tuple[str, ...]:
    """Return every key that the team has had, the newest first."""
    return tuple((casework.meta(TEAM_IDENTITY) or b"").decode("ascii").split())


def add_team_identity(casework: Compartment) -> str:
    """Add a new one before the others; return where to seal things for it."""
    new = new_identity()
    casework.put_meta(TEAM_IDENTITY, "\n".join((new, *team_identities(casework))).encode("ascii"))
    return recipient_of(new)


def open_with_any(data: bytes, identities: Sequence[str]) -> bytes:
    """Return what was sealed to any of these. Raises KeyTrouble when it was to none, DamageTrouble when altered."""
    for identity in identities:
        with suppress(KeyTrouble):
            return open_sealed(data, identity)
    raise KeyTrouble("This was sealed for somebody else.", "Ask who it was meant for.")
