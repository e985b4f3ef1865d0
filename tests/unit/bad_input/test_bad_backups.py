"""Backups that meet a bad disk, and bad backups: a sentence, nothing lost, and no half one that looks like a whole."""

import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from safeguard_desktop.casework.backups import (
    add_outside_place,
    back_up_now,
    backup_state,
    begin_backup,
    finish_backup,
    note_failure,
)
from safeguard_desktop.casework.restoring import look_into_backup
from safeguard_desktop.casework.start import lock
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble, StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.backup_places import backups_in
from safeguard_desktop.vault.header_files import read_headers
from tests.unit.bad_input.bad_samples import is_plain, start_with
from tests.unit.bad_input.conftest import Home, Made
from tests.unit.bad_input.refusing_disks import folder_may_not_be_written, small_disk
from tests.unit.vault.lookalikes import lookalike

NOT_WRITTEN = (
    "The backup could not be written: the disk or stick is full, was taken out, or cannot be written. "
    "Make room or put it back, then try again. Everything that was saved is safe."
)
NOT_WHOLE = "This backup is not whole: it was cut short or altered. Use another one."
NOT_OURS = (
    "The recovery key never signed who the managers of these records are: somebody else may have made this backup, or "
    "a very early version of this program did. Nothing was put in place. Use another backup, and tell your manager."
)
Refusal = Callable[[Home], AbstractContextManager[None]]


@contextmanager
def no_file_may_be_large(_home: Home) -> Iterator[None]:
    """Every write beyond 100 kB fails, as on a disk that fills up in the middle."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def a_file_in_its_place(home: Home) -> Iterator[None]:
    """Something else is where backups are kept."""
    home.places.backups.write_bytes(b"mine")
    try:
        yield
        assert home.places.backups.read_bytes() == b"mine"
    finally:
        home.places.backups.unlink()


@pytest.mark.parametrize(
    "refusal", [no_file_may_be_large, a_file_in_its_place, folder_may_not_be_written], ids=lambda found: found.__name__
)
def test_a_disk_that_refuses_is_said_and_everything_saved_is_there(home: Home, refusal: Refusal) -> None:
    with refusal(home):
        with pytest.raises(StorageTrouble) as caught:
            back_up_now(home.session)
        assert is_plain(caught.value) == NOT_WRITTEN
    assert backups_in(home.places.backups) == ()
    assert not list(home.places.vault.rglob("staging/*/*"))
    note_failure(home.session, caught.value)
    assert backup_state(home.session).banner == f"The last backup did not go well. {NOT_WRITTEN}"
    assert back_up_now(home.session).banner == ""
    assert home.again().casework.current(home.case) is not None


def test_a_disk_with_little_room_is_not_filled_to_the_brim(made_once: Made, clock: SetClock) -> None:
    with tempfile.TemporaryDirectory() as top, small_disk(Path(top)):
        for home in made_once.opened(Path(top), clock):
            filler = Path(top, "filler")
            size = sum(path.stat().st_size for path in home.places.vault.rglob("*") if path.is_file())
            filler.write_bytes(bytes(shutil.disk_usage(top).free - 2 * size))
            with pytest.raises(StorageTrouble) as caught:
                back_up_now(home.session)
            assert is_plain(caught.value) == NOT_WRITTEN
            assert shutil.disk_usage(top).free >= size
            filler.unlink()
            assert back_up_now(home.session).banner == ""


def test_a_stick_that_is_full_keeps_what_was_on_it(home: Home, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with small_disk(tmp_path / "stick", megabytes=1):
        add_outside_place(home.session, tmp_path / "stick")
        back_up_now(home.session)
        (older,) = backups_in(tmp_path / "stick")
        whole = older.path.read_bytes()
        with suppress(OSError), (tmp_path / "stick" / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        state = back_up_now(home.session)
        assert state.banner == f"The last backup did not go well. {NOT_WRITTEN}"
        assert older.path.read_bytes() == whole
        assert [path.name for path in (tmp_path / "stick").glob("*.part")] == []
        assert len(backups_in(home.places.backups)) >= 1
        lock(home.session)
        home.again()


def test_a_stick_that_is_pulled_out_meanwhile(home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    add_outside_place(home.session, stick)
    run = begin_backup(home.session, "test")

    def pull_out(words: str, part: float) -> None:
        if words.startswith("Copying") and part > 0:
            shutil.rmtree(stick, ignore_errors=True)

    state = finish_backup(home.session, run.carry_out(pull_out))
    assert state.banner == f"The last backup did not go well. {NOT_WRITTEN}"
    assert state.off_at is None
    assert [place.is_there for place in state.places] == [False]
    (made,) = backups_in(home.places.backups)
    lock(home.session)
    look = look_into_backup(home.places, made.path, home.recovery_key)
    assert look.problems == ()
    look.throw_away()
    home.again()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def added_to(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"and more")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 and so on " * 100)


@pytest.mark.parametrize("harm", [cut, flipped, added_to, empty, another_file], ids=lambda harm: harm.__name__)
def test_a_half_written_backup_is_refused_and_nothing_here_is_touched(home: Home, harm: Callable[[Path], None]) -> None:
    (path,) = (one.path for one in back_up_now(home.session).backups)
    lock(home.session)
    harm(path)
    before = {one: one.read_bytes() for one in home.places.vault.rglob("*") if one.is_file()}
    with pytest.raises(DamageTrouble) as caught:
        look_into_backup(home.places, path, home.recovery_key)
    assert is_plain(caught.value) == NOT_WHOLE
    assert {one: one.read_bytes() for one in home.places.vault.rglob("*") if one.is_file()} == before
    assert list(home.places.vault.parent.glob("*.restoring-*")) == []
    assert home.again().casework.current(home.case) is not None


OTHERS_KEY = "This recovery key does not open that backup."


def test_a_backup_of_another_vault_wants_its_own_key_and_says_that_it_is_another(home: Home, tmp_path: Path) -> None:
    assert OTHERS_KEY in said_of_another_backup(home, tmp_path)


def said_of_another_backup(home: Home, tmp_path: Path) -> str:
    """Open a backup of another vault with our key, and then with its own; return what was said of ours."""
    other = start_with(tmp_path / "other", name="Ines Marsh")
    path = back_up_now(other.session).backups[0].path
    lock(other.session)
    lock(home.session)
    with pytest.raises(KeyTrouble) as caught:
        look_into_backup(home.places, path, home.recovery_key)
    look = look_into_backup(home.places, path, other.recovery_key)
    assert look.is_other
    look.throw_away()
    assert home.again().casework.current(home.case) is not None
    return is_plain(caught.value)


def test_a_backup_that_somebody_made_with_our_public_keys_is_refused_and_nothing_is_put_in_place(
    home: Home, tmp_path: Path
) -> None:
    made = lookalike(tmp_path / "theirs", read_headers(home.places.vault)[0].body.charter)
    lock(home.session)
    there = Places.below(tmp_path / "new computer")
    for places in (there, home.places):
        with pytest.raises(DamageTrouble) as caught:
            look_into_backup(places, made.backup, home.recovery_key)
        assert is_plain(caught.value) == NOT_OURS
    assert not there.vault.exists()
    assert home.again().casework.current(home.case) is not None
