"""How records move: sealed, signed packs between desks, teams and computers."""

from safeguard_desktop.transfer.inbox import Inbox
from safeguard_desktop.transfer.packs import (
    LARGEST_HAND_IN,
    Manifest,
    Pack,
    Packed,
    entry_for,
    read_pack,
    write_pack,
)

__all__ = ["LARGEST_HAND_IN", "Inbox", "Manifest", "Pack", "Packed", "entry_for", "read_pack", "write_pack"]
