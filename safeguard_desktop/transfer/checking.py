"""What is asked of a pack that is whole, before anything in it is used: whether it is meant for us, and still holds."""

from collections.abc import Collection
from datetime import datetime

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.transfer.packs import Manifest, Pack

_LEFT = "Nothing was taken from it. "


def check_recipient(manifest: Manifest, readers: Collection[str]) -> None:
    """Raise DamageTrouble for a pack that its sender did not mean for any of these readers: somebody passed it on."""
    if not set(readers) & set(manifest.recipients):
        raise DamageTrouble("This pack was meant for somebody else.", f"{_LEFT}Ask who put it there, and why.")


def check_expiry(manifest: Manifest, now: datetime) -> None:
    """Raise DamageTrouble for a pack whose time is up."""
    if manifest.expires_at is not None and manifest.expires_at <= now:
        raise DamageTrouble("The time for which this pack could be used is over.", f"{_LEFT}Ask for it again.")


def check_contents(pack: Pack, kinds: Collection[str]) -> None:
    """Raise DamageTrouble for a pack that brings something of another kind than may come this way."""
    if any(packed.record.kind not in kinds for packed in pack.records):
        raise DamageTrouble("This pack brings something that nobody can hand in.", f"{_LEFT}Tell your manager.")


def not_come(known: Collection[int]) -> tuple[int, ...]:
    """Return the counters of one sender that are missing below the highest that came: packs that have not come."""
    return tuple(number for number in range(1, max(known, default=0)) if number not in known)
