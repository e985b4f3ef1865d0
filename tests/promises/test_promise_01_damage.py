"""Promise 1: damage is never read as truth. Opening and checking together notice every change of the file."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Created
from tests.promises.conftest import Promise, Times
from tests.unit.vault.vault_samples import SampleNote, make, reopen

PAGE = 4096
NOTES = 40
Harm = Callable[[bytearray, random.Random], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Created, Places, bytes]:
    """A closed vault of many pages, where it is, and its cases' file."""
    places = Places.below(tmp_path_factory.mktemp("damage"))
    created = make(places)
    for number in range(NOTES):
        note = SampleNote(words=f"{number} " + "she fell again " * 60)
        created.vault.casework.append([Change(f"n{number}", "note", note, case="c")], [Access("saved", case="c")])
    created.vault.close()
    return created, places, (places.vault / "casework.db").read_bytes()


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_salt(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(16)] ^= 1 << chance.randrange(8)


def swap(data: bytearray, chance: random.Random) -> None:
    one, other = chance.sample(range(0, len(data), PAGE), 2)
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def zero(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(0, len(data), PAGE)
    data[start : start + PAGE] = bytes(PAGE)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(PAGE, len(data), PAGE) :]


def cut_anywhere(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def append(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(PAGE * chance.randrange(1, 4))


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(0, len(data), PAGE)
    data += data[start : start + PAGE]


HARMS: dict[Harm, tuple[int, int]] = {
    flip: (40, 1000), flip_salt: (4, 128), swap: (4, 50), zero: (4, 50), cut: (4, 50), cut_anywhere: (4, 50),
    append: (4, 50), repeat: (4, 50),
}  # fmt: skip


def is_noticed(places: Places) -> bool:
    """Tell whether opening, or then checking, says that something is wrong."""
    try:
        vault = reopen(places)
    except DamageTrouble:
        return True
    try:
        return not vault.check_history(vault.casework).whole
    finally:
        vault.close()


def test_no_damage_is_taken_as_true(
    made: tuple[Created, Places, bytes], tmp_path: Path, times: Times, promise: Promise
) -> None:
    _created, original, whole = made
    shutil.copytree(original.vault.parent, tmp_path / "home")
    places = Places.below(tmp_path / "home")
    chance = random.Random(1)  # noqa: S311  # what to damage
    found, tried = {}, {}
    for harm, counts in HARMS.items():
        tried[harm.__name__] = times(*counts)
        found[harm.__name__] = 0
        for _ in range(times(*counts)):
            data = bytearray(whole)
            harm(data, chance)
            (places.vault / "casework.db").write_bytes(data)
            found[harm.__name__] += is_noticed(places)
    (places.vault / "casework.db").write_bytes(whole)
    assert not is_noticed(places)
    missed = missed_in_plain(tmp_path / "plain.db", chance, times(100, 1000))
    others = sum(tried.values()) - tried["flip"], sum(found.values()) - found["flip"]
    measured = f"{found['flip']} of {tried['flip']} flips, {others[1]} of {others[0]} pages"
    promise(1, "damage is never read as truth", measured, "all", f"plain SQLite: {missed} flips unnoticed")
    assert found == tried
    assert missed > 0


def missed_in_plain(path: Path, chance: random.Random, tries: int) -> int:
    """Return how many flips the check of a plain database does not notice."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE note (words TEXT)")
    connection.executemany("INSERT INTO note VALUES (?)", [("she fell again " * 60,)] * NOTES)
    connection.commit()
    connection.close()
    whole, missed = path.read_bytes(), 0
    for _ in range(tries):
        data = bytearray(whole)
        flip(data, chance)
        path.write_bytes(data)
        connection = sqlite3.connect(path)
        try:
            missed += connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            continue
        finally:
            connection.close()
    return missed
