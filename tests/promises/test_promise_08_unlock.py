"""Promise 8: unlocking is quick among 21 slots, and takes as long for a wrong passphrase as for the right one."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import KdfCost, calibrate
from safeguard_desktop.keys.charter import signed_roster
from safeguard_desktop.keys.header import AccountEntry, SlotEntry, with_macs
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import create_vault, open_vault
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.promises.conftest import FULL, Promise, Times
from tests.unit.vault.vault_samples import KINDS, MANAGER, PASSPHRASE, compartment_key, user_keys

SLOTS = 21
WRONG = "plum-kettle-harbuor"
CLOCK = SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


def crowded(places: Places, cost: KdfCost) -> str:
    """Make a vault with 21 accounts of one slot each; return the account of the one who signs in."""
    create_vault(places, MANAGER, PASSPHRASE, clock=CLOCK, kinds=KINDS, cost=cost).vault.close()
    (header,) = read_headers(places.vault)
    front, *others = header.body.compartments
    first = header.body.accounts[0]
    accounts = [first, *(colleague(header.body.vault, number) for number in range(2, SLOTS + 1))]
    body = header.body.model_copy(update={"accounts": accounts})
    roster = signed_roster(body.charter, 1, body.rostered(), first.id, user_keys(places).signing)
    body = body.model_copy(update={"roster": roster})
    keys = {entry.id: compartment_key(places, entry.name) for entry in (front, *others)}
    write_headers(places.vault, with_macs(body, keys))
    assert sum(len(account.slots) for account in read_headers(places.vault)[0].body.accounts) == SLOTS
    return first.id


def colleague(vault: str, number: int) -> AccountEntry:
    """Return an account with a slot of its own."""
    account, keys = f"colleague-{number}", UserKeys.new()
    slot = make_slot(SlotOwner(vault, account), f"slot-{number}", f"{PASSPHRASE}-{number}", keys, KdfCost.CHEAP)
    return AccountEntry(
        id=account, number=number, role="care-worker", recipient=keys.recipient, signing=to_text(keys.public_signing),
        desk="",
        slots=[SlotEntry.of(slot)],
    )  # fmt: skip


def seconds(places: Places, account: str, passphrase: str) -> float:
    """Return how long it takes until a person is in, or is told that it was wrong."""
    CLOCK.forward(timedelta(minutes=6))
    started = time.perf_counter()
    with suppress(KeyTrouble):
        open_vault(places, account, passphrase, clock=CLOCK, kinds=KINDS).close()
        return time.perf_counter() - started if passphrase == PASSPHRASE else pytest.fail("opened")
    return time.perf_counter() - started if passphrase == WRONG else pytest.fail("not opened")


def pairs(places: Places, account: str, tries: int) -> Iterator[tuple[float, float]]:
    for _ in range(tries):
        yield seconds(places, account, PASSPHRASE), seconds(places, account, WRONG)


@pytest.mark.alone
def test_unlocking_is_quick_and_tells_nothing(
    tmp_path_factory: pytest.TempPathFactory, times: Times, promise: Promise
) -> None:
    """In `make test` at the cheapest honest cost, and the times only roughly: others use the computer meanwhile."""
    places = Places.below(tmp_path_factory.mktemp("unlock"))
    cost = calibrate() if FULL else KdfCost.FLOOR
    account = crowded(places, cost)
    found = list(pairs(places, account, times(2, 11)))
    right, wrong = (median(times_taken) for times_taken in zip(*found, strict=True))
    apart = abs(right - wrong) / max(right, wrong)
    bare = Places.below(tmp_path_factory.mktemp("bare"))
    other = create_vault(bare, MANAGER, PASSPHRASE, clock=CLOCK, kinds=KINDS, cost=KdfCost.CHEAP)
    other.vault.close()
    quick = list(pairs(bare, other.vault.account.id, times(2, 11)))
    without = [median(times_taken) for times_taken in zip(*quick, strict=True)]
    control = abs(without[0] - without[1]) / max(without)
    promise(
        8, "unlock is quick", f"right {right:.2f} s, wrong {wrong:.2f} s, {100 * apart:.0f} % apart ({SLOTS} slots)",
        "within 1 s, 10 % apart", f"no derivation: {100 * control:.0f} % apart",
    )  # fmt: skip
    assert right < (1 if FULL else 3)
    assert control > 0.1
    if FULL:
        assert apart < 0.1
