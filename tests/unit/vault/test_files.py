import errno
from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble, InUseTrouble, StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, database, vault_state
from safeguard_desktop.vault.database import check_file
from safeguard_desktop.vault.files import file_system, refuse_shared_folder, storage_errors
from safeguard_desktop.vault.layout import database_files
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.migrations import steps
from safeguard_desktop.whole_files import write_whole
from tests.unit.vault.failing_disk import fails
from tests.unit.vault.vault_samples import compartment_key, reopen

MOUNTS = "/dev/sda / ext4 rw 0 0\n//server/share /mnt/home\\040share cifs rw 0 0\ntmpfs /tmp tmpfs rw 0 0\nshort line\n"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "file.part").mkdir()
    with pytest.raises(StorageTrouble, match=r"The file could not be written"), storage_errors("The file"):
        write_whole(path, b"three")
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize(
    ("folder", "system"),
    [("/mnt/home share/vault", "cifs"), ("/tmp/x", "tmpfs"), ("/home/x", "ext4")],  # noqa: S108  # names
)
def test_the_file_system_of_a_folder_is_the_nearest_mount(folder: str, system: str) -> None:
    assert file_system(Path(folder), MOUNTS) == system
    assert file_system(Path(folder), "") == ""


def test_a_person_called_like_a_service_may_keep_their_folder(tmp_path: Path) -> None:
    refuse_shared_folder(tmp_path / "Megan Box" / "vault")
    with pytest.raises(StorageTrouble):
        refuse_shared_folder(tmp_path / "Nextcloud" / "vault")


def test_a_lock_is_held_by_one_and_free_again_after(tmp_path: Path) -> None:
    first = FolderLock.take(tmp_path)
    with pytest.raises(InUseTrouble):
        FolderLock.take(tmp_path)
    first.release()
    first.release()
    FolderLock.take(tmp_path).release()


def test_a_folder_that_is_gone_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        FolderLock.take(tmp_path / "gone")


def test_while_a_journal_waits_the_length_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"x" * 5000)
    (tmp_path / "x.db-journal").write_bytes(b"x")
    check_file(path)


def test_the_schema_is_numbered_without_gaps_and_comes_with_the_package() -> None:
    folder = Path(__file__).parents[3] / "safeguard_desktop" / "vault" / "schema"
    numbers = sorted(int(path.name[:3]) for path in folder.glob("[0-9]*.sql"))
    assert numbers == list(range(1, len(steps()) + 1))


@pytest.mark.parametrize(
    ("ends", "call"),
    [("casework.db", "stat"), ("casework.db", "open"), ("casework.db-journal", "stat"), ("casework.db-wal", "stat")],
)
def test_a_file_that_cannot_be_looked_at_is_said_to_be_just_that(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, ends: str, call: str
) -> None:
    created.vault.close()
    fails(monkeypatch, ends, call)
    for look in (vault_state, reopen):
        with pytest.raises(StorageTrouble, match="A file of the vault cannot be read"):
            look(places)
    monkeypatch.undo()
    reopen(places).close()


def test_the_length_of_an_open_file_that_cannot_be_told_is_said(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = places.vault / "casework.db", compartment_key(places)
    created.vault.close()
    monkeypatch.setattr(database, "check_file", lambda _path: fails(monkeypatch, "casework.db", "stat"))
    with pytest.raises(StorageTrouble, match="A file of the vault cannot be read"):
        database.Database(path, key).rows("SELECT 1")


@pytest.mark.parametrize(("call", "error"), [("stat", errno.EIO), ("iterdir", errno.EACCES)])
def test_folders_that_cannot_be_looked_into_are_said(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    created.vault.close()
    fails(monkeypatch, "/desk", call, error=error)
    with pytest.raises(StorageTrouble, match="The vault's folder cannot be read"):
        database_files(places.vault)


def test_a_file_beside_that_is_not_the_programs_is_named_and_nothing_is_to_be_restored(
    created: Created, places: Places
) -> None:
    created.vault.close()
    stray = places.vault / "casework.db-wal"
    stray.write_bytes(b"x" * 5000)
    with pytest.raises(DamageTrouble, match=r"did not make: casework\.db-wal") as caught:
        reopen(places)
    assert caught.value.next_step == "Nothing is damaged. Have that file moved away, then try again."
    stray.rename(places.vault.with_name("away"))
    reopen(places).close()
