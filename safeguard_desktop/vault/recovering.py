"""The recovery key: what it opens, and a new one in its place."""

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys import typed_recovery_key
from safeguard_desktop.keys.header import CompartmentEntry, Header, HeaderBody
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.symmetric import CompartmentKey


def right_recovery_key(body: HeaderBody, typed: str) -> str:
    """Return a recovery key as age writes it. Raises KeyTrouble for a mistyped one, or one that is not this vault's."""
    identity = typed_recovery_key(typed)
    if recipient_of(identity) == body.recovery:
        return identity
    if any(recipient_of(identity) == charter.recovery for charter in body.charters):
        raise KeyTrouble("That recovery key was replaced by a newer one.", "Look for the newer sheet.")
    raise KeyTrouble("That is a recovery key, but not this vault's.", "Look for the sheet with this vault's.")


def key_by_recovery(header: Header, entry: CompartmentEntry, typed: str) -> CompartmentKey:
    """Return a compartment's key, opened with the recovery key. Raises KeyTrouble or DamageTrouble."""
    key = open_key(entry.sealed, right_recovery_key(header.body, typed))
    if not header.is_genuine(entry, key):
        raise DamageTrouble("The vault's header was changed past the program.", "Put back a backup.")
    return key
