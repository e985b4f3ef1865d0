"""Files that somebody put among the backups: their names suppress none, push none out, and nothing of them is lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.casework.backups import (
    add_outside_place,
    due_backup,
    list_backups,
)
from safeguard_desktop.casework.start import lock
from safeguard_desktop.vault.backup_names import BackupName, tag_of_vault
from tests.unit.casework.backing_up_at_once import back_up_if_due, hold_backup_drill
from tests.unit.casework.test_backups import DAY, MOMENT, Home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    lock(made.session)


def junk(home: Home, folder: Path, moment: datetime, data: bytes = b"junk") -> Path:
    """Put a file under a backup's name into a folder."""
    path = folder / str(BackupName(moment, tag_of_vault(home.session.vault.id)))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_file_that_somebody_gave_a_backups_name_is_none_and_stays(home: Home) -> None:
    put_in = [junk(home, home.places.backups, MOMENT + timedelta(minutes=one)) for one in (-60, 0, 60)]
    put_in += [junk(home, home.places.backups, MOMENT + days * DAY) for days in range(1, 400)]
    state = back_up_if_due(home.session)
    (made,) = state.backups
    assert state.made_at == made.made_at
    assert made.path not in put_in
    assert ("everything in it is whole" in state.drill_words, state.banner) == (True, "")
    assert due_backup(home.session) is None
    home.clock.forward(DAY)
    assert len(back_up_if_due(home.session).backups) == 2
    assert "everything in it is whole" in hold_backup_drill(home.session).drill_words
    assert [path.read_bytes() for path in put_in] == [b"junk"] * len(put_in)


@pytest.mark.parametrize("how", ["gone", "shorter", "other bytes"])
def test_one_of_today_that_is_not_as_it_was_made_is_made_again(home: Home, how: str) -> None:
    (made,) = back_up_if_due(home.session).backups
    whole = made.path.read_bytes()
    home.clock.forward(timedelta(minutes=5))
    assert due_backup(home.session) is None
    made.path.unlink()
    if how != "gone":
        made.path.write_bytes(whole[:-1] if how == "shorter" else whole[:-1] + bytes([whole[-1] ^ 1]))
    state = back_up_if_due(home.session)
    assert state.made_at == MOMENT + timedelta(minutes=5)
    assert made.path.exists() is (how == "shorter"), "what is not ours by its size is left"
    assert due_backup(home.session) is None


def test_a_file_of_its_name_on_the_stick_is_no_copy_and_is_kept(home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (made,) = back_up_if_due(home.session).backups
    junk(home, stick, made.made_at)
    later = junk(home, stick, MOMENT + DAY)
    add_outside_place(home.session, stick)
    assert due_backup(home.session) is not None
    back_up_if_due(home.session)
    assert due_backup(home.session) is None
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    assert (stick / f"{made.path.name}.not-ours-1").read_bytes() == later.read_bytes() == b"junk"
    assert [one.path.parent for one in list_backups(home.session)] == [home.places.backups, stick]
