"""What this computer remembers is not taken for nothing because it could not be read once."""

import errno
import shutil
from pathlib import Path

import pytest

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble, StorageTrouble, WaitTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, VaultState, sign_in_list, vault_state
from safeguard_desktop.vault.device import Device, Known
from safeguard_desktop.vault.header_files import read_headers
from safeguard_desktop.vault.restore_steps import NOTE, Note, read_note, write_note
from tests.unit.vault.failing_disk import fails
from tests.unit.vault.vault_samples import reopen

KNOWN = Known("v", {"a": "Imani Okafor"}, KdfCost.FLOOR)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    device = Device.at(tmp_path / "device", SystemClock())
    device.know(KNOWN)
    device.put_box("backups", {"v": "a stick"})
    return device


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES])
def test_a_device_that_cannot_be_read_now_is_said_and_not_made_anew(
    device: Device, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    before = {path: path.read_bytes() for path in device.folder.iterdir()}
    fails(monkeypatch, "device.json", "open", error=error)
    for look in (Device.find, lambda folder: Device.at(folder, SystemClock())):
        with pytest.raises(StorageTrouble, match="cannot be read") as caught:
            look(device.folder)
        assert caught.value.next_step
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in device.folder.iterdir()} == before
    assert Device.at(device.folder, SystemClock()).known() == KNOWN


@pytest.mark.parametrize("name", ["known", "backups", "guesses"])
def test_a_box_that_cannot_be_read_now_is_neither_empty_nor_written_over(
    device: Device, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    device.before_guess("a", SystemClock().now())
    kept = (device.folder / f"{name}.box").read_bytes()
    fails(monkeypatch, f"{name}.box", "open")
    with pytest.raises(StorageTrouble, match="cannot be read"):
        device.box(name)
    with pytest.raises(StorageTrouble, match="cannot be read"):
        {
            "known": lambda: device.know(Known("w", {}, KdfCost.FLOOR)),
            "backups": lambda: device.put_box("backups", {**device.box("backups"), "w": ""}),
            "guesses": lambda: device.before_guess("a", SystemClock().now()),
        }[name]()
    monkeypatch.undo()
    assert (device.folder / f"{name}.box").read_bytes() == kept


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"id": "1", "key": "aGVsbG8="}'])
def test_a_device_that_is_none_is_kept_aside_with_the_boxes_that_its_key_opens(device: Device, content: bytes) -> None:
    path = device.folder / "device.json"
    good = path.read_bytes()
    for number in (1, 2):
        path.write_bytes(content)
        assert Device.find(device.folder) is None
        new = Device.at(device.folder, SystemClock())
        assert new.id != device.id
        assert new.known() is None
        assert (device.folder / f"aside-{number}" / "device.json").read_bytes() == content
    for kept in (device.folder / "aside-1").iterdir():
        shutil.copy(kept, device.folder)
    path.write_bytes(good)
    found = Device.at(device.folder, SystemClock())
    assert (found.id, found.known(), found.box("backups")) == (device.id, KNOWN, {"v": "a stick"})


@pytest.mark.parametrize("name", ["device.json", "known.box"])
def test_one_failed_read_forgets_neither_a_name_nor_a_wait(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    created.vault.close()
    for _ in range(4):
        with pytest.raises(KeyTrouble):
            reopen(places, "wrong-wrong-wrong")
    fails(monkeypatch, name, "open")
    for look in (sign_in_list, reopen):
        with pytest.raises(StorageTrouble, match="cannot be read"):
            look(places)
    monkeypatch.undo()
    assert [account.name for account in sign_in_list(places)] == ["Imani Okafor"]
    with pytest.raises(WaitTrouble):
        reopen(places, "wrong-wrong-wrong")


@pytest.mark.parametrize("call", ["stat", "open"])
@pytest.mark.parametrize("name", ["device.json", "known.box"])
def test_no_new_vault_takes_the_place_of_a_missing_one_whatever_cannot_be_read(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, name: str, call: str
) -> None:
    created.vault.close()
    shutil.rmtree(places.vault)
    fails(monkeypatch, name, call)
    with pytest.raises((DamageTrouble, StorageTrouble)):
        vault_state(places)


@pytest.mark.parametrize("lost", ["device.json", "known.box"])
def test_a_vault_is_missed_also_where_its_name_is_lost(created: Created, places: Places, lost: str) -> None:
    created.vault.close()
    (places.device / lost).write_bytes(b"")
    assert vault_state(places) is VaultState.READY
    shutil.rmtree(places.vault)
    with pytest.raises(DamageTrouble, match="not where they were"):
        vault_state(places)


def test_a_mark_that_cannot_be_read_is_no_first_opening(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = next(entry for entry in read_headers(places.vault)[0].body.compartments if entry.name == "front")
    head = created.vault.front.head()
    created.vault.close()
    fails(monkeypatch, f"marks/{entry.id}.json", "open")
    with pytest.raises(StorageTrouble, match="cannot be read"):
        reopen(places)
    monkeypatch.undo()
    vault = reopen(places)
    assert vault.front.head() == head
    vault.close()


def test_what_a_restored_folder_says_of_itself_is_not_taken_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Note("a backup", "2026-11-23T09:30:00+00:00", ("front",))
    assert read_note(tmp_path) is None
    write_note(tmp_path, note)
    fails(monkeypatch, NOTE, "open")
    with pytest.raises(StorageTrouble, match="cannot be read"):
        read_note(tmp_path)
    monkeypatch.undo()
    assert read_note(tmp_path) == note
