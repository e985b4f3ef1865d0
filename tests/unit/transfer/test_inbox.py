import errno
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.transfer import LOCKED, NAMED, RECEIPT, Inbox
from safeguard_desktop.transfer.inbox import LARGEST_SEALED, MOST_A_DAY
from tests.unit.vault.failing_disk import fails

NOW = datetime.now(UTC)


def test_what_is_put_waits_until_it_is_removed(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox")
    assert inbox.waiting() == ()
    inbox.put("0a-1", b"sealed", NOW)
    assert inbox.waiting() == ("0a-1",)
    assert inbox.read("0a-1") == b"sealed"
    inbox.remove("0a-1")
    inbox.remove("0a-1")
    assert inbox.waiting() == ()


def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamageTrouble):
        Inbox(tmp_path).read("../header")


def reports(folder: Path, count: int, mark: str = LOCKED) -> None:
    for number in range(count):
        (folder / f"{number:x}{mark}.age").write_bytes(b"x")


@pytest.mark.parametrize("mark", [LOCKED, LOCKED + NAMED])
def test_a_flood_by_nobody_knows_whom_is_stopped_and_says_what_to_do(tmp_path: Path, mark: str) -> None:
    inbox = Inbox(tmp_path)
    reports(tmp_path, MOST_A_DAY, mark)
    with pytest.raises(StorageTrouble, match="word of mouth"):
        inbox.put("ff-1", b"x", NOW, LOCKED)
    inbox.put("ff-2", b"signed", NOW)
    assert inbox.read("ff-2") == b"signed"


def test_yesterdays_packs_do_not_count(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    reports(tmp_path, MOST_A_DAY)
    for path in tmp_path.iterdir():
        os.utime(path, (NOW.timestamp() - 90_000, NOW.timestamp() - 90_000))
    inbox.put("ff-1", b"x", NOW, LOCKED)
    assert "ff-1" in inbox.waiting()


def test_a_name_says_what_has_to_be_known_before_a_pack_is_opened(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    for number, mark in enumerate(("", LOCKED, NAMED, LOCKED + NAMED), start=1):
        inbox.put(f"a{number}", b"x", NOW, mark)
    ids = inbox.waiting()
    assert ids == ("a1", "a2", "a3", "a4")
    assert [inbox.is_locked(pack) for pack in ids] == [False, True, False, True]
    assert [inbox.is_named(pack) for pack in ids] == [False, False, True, True]
    for pack in ids:
        inbox.remove(pack)
    assert list(tmp_path.iterdir()) == []


def test_a_receipt_waits_for_nobody(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.put("a1", b"x", NOW)
    inbox.put("a2", b"came", NOW, RECEIPT)
    assert inbox.waiting() == ("a1",)
    assert inbox.receipts() == {"a2"}
    assert inbox.read("a2") == b"came"


def test_a_file_that_is_not_ours_is_listed_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "notes (1).age").write_bytes(b"x")
    inbox = Inbox(tmp_path)
    assert inbox.waiting() == ("notes (1)",)
    for look in (inbox.read, inbox.is_named, inbox.is_locked):
        with pytest.raises(DamageTrouble, match="not ours"):
            look("notes (1)")


def test_a_pack_larger_than_any_concern_is_left_unopened(tmp_path: Path) -> None:
    (tmp_path / "aa.age").write_bytes(b"x" * (LARGEST_SEALED + 1))
    with pytest.raises(DamageTrouble, match="too large"):
        Inbox(tmp_path).read("aa")


def test_a_folder_that_cannot_be_written_keeps_the_concern_at_the_desk(tmp_path: Path) -> None:
    blocked = tmp_path / "inbox"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(StorageTrouble, match="still on your desk"):
        Inbox(blocked).put("aa", b"x", NOW)


def test_a_half_written_pack_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "aa.part").write_bytes(b"half")
    assert Inbox(tmp_path).waiting() == ()


def test_an_inbox_that_cannot_be_looked_into_is_said_and_what_waits_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(tmp_path / "inbox")
    inbox.put("0a", b"sealed", NOW)
    for ends, call, looks in (
        ("inbox", "stat", (inbox.waiting, inbox.receipts)),
        ("inbox", "iterdir", (inbox.waiting, inbox.receipts)),
        (".age", "stat", (partial(inbox.is_named, "0a"), partial(inbox.is_locked, "0a"), partial(inbox.read, "0a"))),
    ):
        fails(monkeypatch, ends, call, error=errno.EACCES)
        for look in looks:
            with pytest.raises(StorageTrouble, match="The inbox cannot be read") as caught:
                look()
            assert caught.value.next_step.startswith("What was handed in stays there.")
        if ends == ".age":
            inbox.remove("0a")
        monkeypatch.undo()
    assert inbox.read("0a") == b"sealed"
