import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.transfer import Inbox
from safeguard_desktop.transfer.inbox import LARGEST_SEALED, MOST_A_DAY

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


def test_a_flood_is_stopped_and_says_what_to_do(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    for number in range(MOST_A_DAY):
        (tmp_path / f"{number:x}.age").write_bytes(b"x")
    with pytest.raises(StorageTrouble, match="word of mouth"):
        inbox.put("ff-1", b"x", NOW)


def test_yesterdays_packs_do_not_count(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    for number in range(MOST_A_DAY):
        path = tmp_path / f"{number:x}.age"
        path.write_bytes(b"x")
        os.utime(path, (NOW.timestamp() - 90_000, NOW.timestamp() - 90_000))
    inbox.put("ff-1", b"x", NOW)
    assert "ff-1" in inbox.waiting()


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
