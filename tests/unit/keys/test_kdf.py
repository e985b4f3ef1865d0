from collections.abc import Callable

import pytest

from safeguard_desktop.errors import DamageTrouble, InputTrouble, StorageTrouble
from safeguard_desktop.keys import kdf
from safeguard_desktop.keys.kdf import KdfCost, calibrate, check_cost, derive, seconds_taken

SALT = bytes(16)


def test_the_same_passphrase_salt_and_cost_give_the_same_key_and_no_others_do() -> None:
    def key(text: str = "plum-kettle", salt: bytes = SALT, cost: KdfCost = KdfCost.CHEAP) -> bytes:
        return derive(text, salt, cost, least=KdfCost.CHEAP)

    assert key() == key()
    assert len(key()) == 32
    other_cost = KdfCost(memory_kib=64, passes=2, lanes=1)
    assert len({key(), key("plum-kettlE"), key(salt=b"x" * 16), key(cost=other_cost)}) == 4


def test_it_is_argon2id_as_its_authors_test_it() -> None:
    cost = KdfCost(memory_kib=256, passes=2, lanes=1)
    expected = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"
    assert derive("password", b"somesalt", cost, least=cost).hex() == expected


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(64 * 1024 - 1, 3, 4), KdfCost(64 * 1024, 2, 4), KdfCost(64 * 1024, 3, 0), KdfCost.CHEAP,
        KdfCost(1024 * 1024 + 1, 3, 4), KdfCost(8 * 1024 * 1024, 3, 4), KdfCost(64 * 1024, 10**6, 4),
        KdfCost(64 * 1024, 3, 10**6), KdfCost(-1, -1, -1),
    ],
)  # fmt: skip
def test_a_cost_out_of_bounds_is_refused(cost: KdfCost) -> None:
    with pytest.raises(DamageTrouble, match="altered"):
        check_cost(cost)


def test_the_floor_and_the_ceiling_themselves_are_accepted() -> None:
    check_cost(KdfCost.FLOOR)
    check_cost(KdfCost(1024 * 1024, 3, 4))
    check_cost(KdfCost.CHEAP, least=KdfCost.CHEAP)


def test_an_empty_or_endless_passphrase_costs_nothing() -> None:
    for text in ("", "x" * 2**20):
        with pytest.raises(InputTrouble):
            derive(text, SALT, KdfCost.FLOOR)


def machine(seconds_for_64_mib: float) -> Callable[[KdfCost], float]:
    return lambda cost: seconds_for_64_mib * cost.memory_kib / (64 * 1024) * cost.passes / 3


@pytest.mark.parametrize("seconds", [0.0001, 0.02, 0.17, 0.24, 0.3, 0.4, 0.6, 0.9])
def test_calibration_takes_between_half_a_second_and_a_second_where_the_ceiling_lets_it(seconds: float) -> None:
    cost = calibrate(machine(seconds))
    taken = machine(seconds)(cost)
    assert taken <= 1
    assert taken >= 0.5 or cost == KdfCost.CEILING or (cost.memory_kib, cost.passes) == (1024 * 1024, 16)
    check_cost(cost)


def test_memory_comes_first_and_passes_make_up_the_rest() -> None:
    assert calibrate(machine(0.1)) == KdfCost(7 * 64 * 1024, 3, 4)
    assert calibrate(lambda cost: 0.24 * cost.passes / 3 if cost.memory_kib == 64 * 1024 else 2) == KdfCost(
        64 * 1024, 9, 4
    )


def test_a_slow_machine_gets_the_floor() -> None:
    assert calibrate(machine(3)) == KdfCost.FLOOR
    assert calibrate(lambda cost: 0.1 if cost == KdfCost.FLOOR else 2) == KdfCost.FLOOR


def test_time_is_measured() -> None:
    assert 0 < seconds_taken(KdfCost.CHEAP) < 1


def test_no_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoMemory:
        def __init__(self, **_options: object) -> None:
            raise MemoryError

    monkeypatch.setattr(kdf, "Argon2id", NoMemory)
    with pytest.raises(StorageTrouble, match="memory"):
        derive("plum-kettle", SALT, KdfCost.FLOOR)
