"""Promise 7: header damage is survived. The other copy is used; both bad is an error with a name."""

import random

import pytest

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Change
from safeguard_desktop.vault.header_files import NAMES
from tests.promises.conftest import Promise, Times
from tests.unit.vault.vault_samples import SampleNote, make, reopen


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one bit changed."""
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


@pytest.fixture
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A closed vault with one note in it."""
    places = Places.below(tmp_path_factory.mktemp("header"))
    vault = make(places).vault
    vault.casework.append([Change("n", "note", SampleNote(words="fell"))])
    vault.close()
    return places


def opens(places: Places) -> bool:
    """Tell whether the vault opens with all that was in it."""
    try:
        vault = reopen(places)
    except DamageTrouble:
        return False
    there = vault.casework.current("n") is not None
    vault.close()
    return there


def test_one_bad_copy_is_survived_and_two_are_said(places: Places, times: Times, promise: Promise) -> None:
    chance = random.Random(7)  # noqa: S311  # what to damage
    good = (places.vault / NAMES[0]).read_bytes()
    tries, survived = times(30, 1000), 0
    for number in range(tries):
        (places.vault / NAMES[number % 2]).write_bytes(flipped(good, chance))
        survived += opens(places)
        assert [(places.vault / name).read_bytes() for name in NAMES] == [good, good], "the bad one is mended"
    both, named = times(30, 1000), 0
    for _ in range(both):
        for name in NAMES:
            (places.vault / name).write_bytes(flipped(good, chance))
        with pytest.raises((DamageTrouble, NewerVersionTrouble)):
            reopen(places)
        named += 1
    (places.vault / NAMES[0]).unlink()
    alone = sum(opens_with(places, flipped(good, chance)) for _ in range(both))
    promise(
        7, "header damage is survived", f"{survived} of {tries} survived, {named} of {both} named", "all",
        f"one copy alone: {alone} of {both} survived",
    )  # fmt: skip
    assert survived == tries
    assert alone == 0


def opens_with(places: Places, only: bytes) -> bool:
    (places.vault / NAMES[1]).write_bytes(only)
    return opens(places)
