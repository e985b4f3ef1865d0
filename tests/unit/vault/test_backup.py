"""Backups: what goes along, what is checked, who can open them, and what is left behind when one fails."""

import os
import random
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys import open_sealed
from safeguard_desktop.keys.sealing import new_identity
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, OpenVault, migrations
from safeguard_desktop.vault.backup import STAGING, clear_staging, copy_set, seal_set
from safeguard_desktop.vault.backup_names import kept, tag_of_vault
from safeguard_desktop.vault.backup_places import backups_in, copy_to, prune
from safeguard_desktop.vault.backup_reading import check_backup
from safeguard_desktop.vault.backup_record import MOST, is_as_made, made_here, record_made, record_of
from safeguard_desktop.vault.database import PAGE_BYTES
from safeguard_desktop.vault.device import Device
from tests.unit.vault.backup_samples import backed_up, nothing, opened, write
from tests.unit.vault.vault_samples import make, reopen, user_keys

MOMENT = datetime(2026, 11, 23, 5, 12, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MOMENT)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path / "home")


@pytest.fixture
def created(places: Places, clock: SetClock) -> Iterator[Created]:
    made = make(places, clock)
    write(made.vault, 1, 2, 3)
    yield made
    made.vault.close()


@pytest.fixture
def vault(created: Created) -> OpenVault:
    return created.vault


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def no_step(_size: int) -> None:
    """Tell nobody."""


def test_everything_goes_along_and_comes_back(created: Created, places: Places) -> None:
    vault = created.vault
    (places.vault / "handed").mkdir()
    (places.vault / "inbox" / "0190.age").write_bytes(b"sealed")
    (places.vault / "handed" / "0191.age").write_bytes(b"")
    (places.vault / "inbox" / "0192.part").write_bytes(b"half")
    made = backed_up(vault)
    assert made.path.name == f"backup-20261123T051230Z-{tag_of_vault(vault.id)}.age"
    back = opened(made.path, places, created.recovery_key)
    wanted = [name for name in files_below(places.vault) if not name.endswith(("-journal", ".part", "in-use"))]
    assert files_below(back.folder) == wanted == [entry.name for entry in back.manifest.files]
    for name in ("header.a", "inbox/0190.age", "handed/0191.age"):
        assert (back.folder / name).read_bytes() == (places.vault / name).read_bytes()
    checked = check_backup(back, nothing)
    assert [found.problems for found in checked] == [(), (), ()]
    heads = {found.entry.name: found.head for found in checked}
    assert heads["casework"] == vault.casework.head()
    casework = next(entry for entry in back.manifest.files if entry.name == "casework.db")
    assert (casework.entries, casework.revisions) == (3, 3)
    assert not (places.vault / STAGING).exists() or not list((places.vault / STAGING).iterdir())


def test_it_opens_with_the_recovery_key_and_a_managers_and_no_other(created: Created, places: Places) -> None:
    made = backed_up(created.vault)
    for identity in (created.recovery_key, user_keys(places).opening):
        opened(made.path, places, identity).throw_away()
    with pytest.raises(KeyTrouble):
        opened(made.path, places, new_identity())
    assert not places.vault.with_name("looked-into").exists()


def test_any_age_tool_and_any_tar_can_open_it(created: Created, tmp_path: Path) -> None:
    made = backed_up(created.vault)
    plain = tmp_path / "plain.tar"
    plain.write_bytes(open_sealed(made.path.read_bytes(), created.recovery_key))
    with tarfile.open(plain, "r:") as tar:
        assert tar.getnames()[:3] == ["manifest.json", "manifest.sig", "casework.db"]


def test_a_second_one_in_the_same_second_replaces_nothing(vault: OpenVault) -> None:
    first, second = backed_up(vault), backed_up(vault)
    assert first.path != second.path
    assert [found.path for found in backups_in(vault.places.backups)] == [second.path, first.path]


def other_desk(places: Places) -> Path:
    """Put a file where a colleague's desk would be: nobody has it open."""
    path = places.vault / "desk" / "0190a000-0000-7000-8000-000000000000.db"
    path.write_bytes(os.urandom(PAGE_BYTES))
    return path


def test_what_nobody_has_open_is_copied_byte_by_byte_with_a_journal_that_waits(
    created: Created, places: Places
) -> None:
    path = other_desk(places)
    path.with_name(f"{path.name}-journal").write_bytes(b"hot")
    (places.vault / "casework.db-journal").write_bytes(b"")
    made = backed_up(created.vault)
    back = opened(made.path, places, created.recovery_key)
    for one in (path, path.with_name(f"{path.name}-journal")):
        assert (back.folder / "desk" / one.name).read_bytes() == one.read_bytes()
    assert not list(back.folder.glob("*-journal"))


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return a backup cut, flipped or added to."""
    way, place = chance.randrange(3), chance.randrange(len(data))
    if way == 0:
        return data[:place]
    if way == 1:
        return data + b"\x00" * chance.randrange(1, 100)
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def test_one_that_is_not_whole_is_refused_and_leaves_nothing(created: Created, places: Places) -> None:
    made, chance = backed_up(created.vault), random.Random(16)  # noqa: S311  # where to harm it
    whole = made.path.read_bytes()
    for _ in range(40):
        made.path.write_bytes(changed(whole, chance))
        with pytest.raises((DamageTrouble, KeyTrouble)):
            opened(made.path, places, created.recovery_key)
        assert not places.vault.with_name("looked-into").exists()


def test_a_file_that_was_harmed_on_the_way_is_noticed_before_it_is_sealed(vault: OpenVault) -> None:
    copied = copy_set(vault.backup_source(), "test")
    path = copied.folder / "casework.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamageTrouble):
        seal_set(copied, vault.places.backups, nothing)
    assert backups_in(vault.places.backups) == ()
    assert not copied.folder.exists()


def test_a_stop_leaves_nothing_behind_and_the_vault_as_it_was(vault: OpenVault) -> None:
    class Stop(Trouble):
        pass

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Stop("Stopped.", "Try again.")

    with pytest.raises(Stop):
        seal_set(copy_set(vault.backup_source(), "test"), vault.places.backups, stop)
    assert list(vault.places.backups.iterdir()) == []
    write(vault, 4)


def test_what_a_kill_left_is_cleared(vault: OpenVault) -> None:
    copied = copy_set(vault.backup_source(), "test")
    assert (copied.folder / "casework.db").exists()
    clear_staging(vault.places.vault)
    assert not copied.folder.exists()


def test_a_folder_that_refuses_is_a_sentence(vault: OpenVault, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageTrouble, match=r"The backup could not be written.*Everything that was saved is safe\."):
        backed_up(vault, tmp_path / "file")
    with pytest.raises(StorageTrouble):
        backed_up(vault, Path("/proc/nowhere"))


def test_the_oldest_are_let_go_and_what_was_not_made_here_never(vault: OpenVault) -> None:
    tag, device = tag_of_vault(vault.id), vault.places.device
    made = backed_up(vault)
    first = made.path
    record_made(device, made)
    moments = (("20200101T000000Z", "00000000"), ("20200101T000000Z", tag), ("29991231T235959Z", tag))
    others = [f"backup-{moment}-{ours}.age" for moment, ours in moments]
    for name in others:
        shutil.copy(first, first.with_name(name))
    half = first.with_name(f"{first.name}.part")
    half.write_bytes(b"half")
    for day in range(1, 60):
        name = f"backup-{MOMENT + timedelta(days=day):%Y%m%dT%H%M%SZ}-{tag}.age"
        record_made(device, replace(made, path=Path(shutil.copy(first, first.with_name(name)))))
    assert prune(first.parent, tag, made_here(first.parent, tag, record_of(device, vault.id))) > 0
    left = {found.name.made_at for found in made_here(first.parent, tag, record_of(device, vault.id))}
    assert left == kept(MOMENT + timedelta(days=day) for day in range(60))
    assert ([first.with_name(name).exists() for name in others], half.exists()) == ([True] * 3, False)


def test_only_the_last_hundreds_are_remembered_and_a_record_that_is_none_is_nothing(vault: OpenVault) -> None:
    made, device = backed_up(vault), vault.places.device
    for number in range(MOST + 3):
        record_made(device, replace(made, path=made.path.with_name(f"backup-{number}.age")))
    assert list(record_of(device, vault.id)) == [f"backup-{number}.age" for number in range(3, MOST + 3)]
    found = Device.find(device)
    assert found is not None
    for bad in ({vault.id: 7}, {vault.id: [["name", "size", "hash"]]}, {vault.id: [7]}):
        found.put_box("made", bad)
        assert record_of(device, vault.id) == {}


def test_a_copy_elsewhere_is_read_back_and_another_file_of_its_name_is_set_aside(
    vault: OpenVault, tmp_path: Path
) -> None:
    made, stick = backed_up(vault), tmp_path / "stick"
    stick.mkdir()
    there = copy_to(made.path, stick, no_step)
    assert there.read_bytes() == made.path.read_bytes()
    for words in (b"half", b"somebody's own"):
        there.write_bytes(words)
        assert copy_to(made.path, stick, no_step).read_bytes() == made.path.read_bytes()
    aside = [stick / f"{made.path.name}.not-ours-{number}" for number in (1, 2)]
    assert sorted(stick.iterdir()) == [there, *aside]
    assert [path.read_bytes() for path in aside] == [b"half", b"somebody's own"]
    with pytest.raises(StorageTrouble):
        copy_to(made.path, tmp_path / "gone", no_step)


def test_there_is_one_before_a_newer_program_changes_the_files(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    created.vault.close()
    reopen(places).close()
    assert backups_in(places.backups) == ()
    newer = (*migrations.steps(), "CREATE TABLE later (words TEXT) STRICT;")
    monkeypatch.setattr(migrations, "steps", lambda: newer)
    reopen(places).close()
    (made,) = backups_in(places.backups)
    assert is_as_made(made, record_of(places.device, created.vault.id))
    back = opened(made.path, places, created.recovery_key)
    assert [found.problems for found in check_backup(back, nothing)] == [(), (), ()]
    reopen(places).close()
    assert len(backups_in(places.backups)) == 1
    monkeypatch.setattr(migrations, "steps", lambda: (*newer, "CREATE TABLE latest (words TEXT) STRICT;"))
    shutil.rmtree(places.backups)
    places.backups.write_bytes(b"in the way")
    reopen(places).close()
