"""How records move: sealed, signed packs between desks, teams and computers."""

from safeguard_desktop.transfer.checking import check_contents, check_expiry, check_recipient, not_come
from safeguard_desktop.transfer.inbox import LOCKED, NAMED, RECEIPT, Inbox
from safeguard_desktop.transfer.packs import (
    LARGEST_HAND_IN,
    Manifest,
    Pack,
    Packed,
    entry_for,
    read_pack,
    write_pack,
)

__all__ = [
    "LARGEST_HAND_IN",
    "LOCKED",
    "NAMED",
    "RECEIPT",
    "Inbox",
    "Manifest",
    "Pack",
    "Packed",
    "check_contents",
    "check_expiry",
    "check_recipient",
    "entry_for",
    "not_come",
    "read_pack",
    "write_pack",
]
