"""From a passphrase to a key: Argon2id (RFC 9106), slow on purpose."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, StorageTrouble
from safeguard_desktop.keys.passphrases import passphrase_bytes

SALT_BYTES = 16
KEY_BYTES = 32
QUICKEST_SECONDS = 0.5
SLOWEST_SECONDS = 1.0
AIM_SECONDS = 0.75
STEP_KIB = 64 * 1024
MOST_PASSES = 16
MOST_LANES = 16


@dataclass(frozen=True)
class KdfCost:
    """What one guess costs: memory in KiB, passes over it, and lanes worked at once."""

    memory_kib: int
    passes: int
    lanes: int

    FLOOR: ClassVar["KdfCost"]
    """The least that protects anything."""
    CEILING: ClassVar["KdfCost"]
    """The most that a header may ask for, so that no header can use up a computer's memory or a day."""
    CHEAP: ClassVar["KdfCost"]
    """For demonstrations and tests, whose contents are invented. Refused unless it is asked for."""

    def reaches(self, least: "KdfCost") -> bool:
        """Tell whether it costs at least as much as `least` in memory and passes."""
        return self.memory_kib >= least.memory_kib and self.passes >= least.passes


KdfCost.FLOOR = KdfCost(memory_kib=64 * 1024, passes=3, lanes=4)
KdfCost.CEILING = KdfCost(memory_kib=1024 * 1024, passes=MOST_PASSES, lanes=MOST_LANES)
KdfCost.CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


def check_cost(cost: KdfCost, least: KdfCost = KdfCost.FLOOR) -> None:
    """Refuse a cost outside `least` and 1 GiB. Raises DamageTrouble: a header with one was altered."""
    if not cost.reaches(least) or cost.lanes < 1 or cost.memory_kib < 8 * cost.lanes:
        sentence = "The vault's header asks for a weaker lock than this program makes: it was altered."
        raise DamageTrouble(sentence, RESTORE_A_BACKUP)
    if cost.memory_kib > KdfCost.CEILING.memory_kib or cost.passes > MOST_PASSES or cost.lanes > MOST_LANES:
        sentence = "The vault's header asks for more memory or time than any vault needs: it was altered."
        raise DamageTrouble(sentence, RESTORE_A_BACKUP)


def derive(passphrase: str, salt: bytes, cost: KdfCost, least: KdfCost = KdfCost.FLOOR) -> bytes:
    """Return the 32-byte key of a passphrase.

    Raises InputTrouble for an empty or far too long passphrase and DamageTrouble for a cost out of bounds, both
    before any work; StorageTrouble when there is not enough memory.
    """
    secret = passphrase_bytes(passphrase)
    check_cost(cost, least)
    try:
        kdf = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        )
        return kdf.derive(secret)
    except MemoryError as error:
        sentence = "There is not enough memory on this computer to check the passphrase."
        raise StorageTrouble(sentence, "Close other programs, then try again.") from error


def calibrate(measure: Callable[[KdfCost], float] | None = None) -> KdfCost:
    """Return a cost that takes half a second to a second here, as far as the floor and the ceiling let it.

    Memory first, as it is what a guesser with many processors lacks; then passes, for what is left.
    `measure` returns the seconds that a cost takes.
    """
    seconds_of = measure or seconds_taken
    cost, seconds = _most_memory(seconds_of)
    if seconds >= QUICKEST_SECONDS:
        return cost
    passes = min(MOST_PASSES, max(cost.passes, int(AIM_SECONDS * cost.passes / max(seconds, 0.001))))
    longer = KdfCost(cost.memory_kib, passes, cost.lanes)
    return longer if seconds_of(longer) <= SLOWEST_SECONDS else cost


def _most_memory(seconds_of: Callable[[KdfCost], float]) -> tuple[KdfCost, float]:
    """Return the cost with the most memory that still takes less than a second, and the seconds."""
    floor = KdfCost.FLOOR
    least = seconds_of(floor)
    steps = min(int(AIM_SECONDS / max(least, 0.001)), KdfCost.CEILING.memory_kib // STEP_KIB)
    while steps > 1:
        cost = KdfCost(steps * STEP_KIB, floor.passes, floor.lanes)
        seconds = seconds_of(cost)
        if seconds <= SLOWEST_SECONDS:
            return cost, seconds
        steps //= 2
    return floor, least


def seconds_taken(cost: KdfCost) -> float:
    """Return how long one derivation of this cost takes here, in seconds."""
    start = time.perf_counter()
    derive("how long does this take", bytes(SALT_BYTES), cost, least=cost)
    return time.perf_counter() - start
