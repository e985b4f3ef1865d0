from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.records import Concern, Record, SharingDecision
from safeguard_desktop.transfer import (
    Manifest,
    Pack,
    Packed,
    check_contents,
    check_expiry,
    check_recipient,
    entry_for,
    not_come,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def pack(*records: Record, **changes: Any) -> Pack:
    packed = tuple(Packed(f"{number:x}", record) for number, record in enumerate(records))
    manifest = Manifest(
        id="0",
        purpose="A concern handed in",
        legal_basis="6.5",
        sender="worker",
        recipients=("team",),
        counter=1,
        made_at=NOW,
        chain_head="",
        objects=tuple(map(entry_for, packed)),
    )
    return Pack(manifest.model_copy(update=changes), packed)


def test_a_pack_for_somebody_else_is_refused() -> None:
    check_recipient(pack().manifest, ("team", "me"))
    for meant_for in ((), ("another",), ("teams",)):
        with pytest.raises(DamageTrouble, match="somebody else"):
            check_recipient(pack(recipients=meant_for).manifest, ("team", "me"))


def test_a_pack_holds_until_its_time_is_up() -> None:
    check_expiry(pack().manifest, NOW)
    check_expiry(pack(expires_at=NOW + timedelta(seconds=1)).manifest, NOW)
    for over in (NOW, NOW - timedelta(days=3)):
        with pytest.raises(DamageTrouble, match="is over"):
            check_expiry(pack(expires_at=over).manifest, NOW)


def test_only_what_can_be_handed_in_may_come_so() -> None:
    check_contents(pack(Concern()), ("concern",))
    with pytest.raises(DamageTrouble, match="nobody can hand in"):
        check_contents(pack(Concern(), SharingDecision()), ("concern",))


@pytest.mark.parametrize(
    ("came", "missing"),
    [((), ()), ((1,), ()), ((1, 2, 3), ()), ((3,), (1, 2)), ((1, 4, 2), (3,)), ((2, 2, 5), (1, 3, 4))],
)
def test_a_gap_says_which_packs_have_not_come(came: tuple[int, ...], missing: tuple[int, ...]) -> None:
    assert not_come(came) == missing
