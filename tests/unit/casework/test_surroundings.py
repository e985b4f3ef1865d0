"""What is read of the computer around the program, from what systems say."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from safeguard_desktop.casework.disk_encryption import (
    bitlocker,
    file_vault,
    is_encrypted,
    is_mapped_to_crypt,
    mounted,
)
from safeguard_desktop.casework.surroundings import (
    Answer,
    Surrounding,
    any_keeps,
    cloud,
    cups_keeps,
    disk,
    look_around,
    network,
    printing,
)
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.files import is_on_network

MOUNTS = (
    "22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n"
    "30 22 0:25 /@home /home rw,relatime shared:2 - btrfs /dev/mapper/luks-home rw\n"
    "31 22 0:44 / /mnt/my\\040stick rw - vfat /dev/sdb1 rw\n"
    "32 30 0:60 / /home/ann/Private rw - ecryptfs /home/.ecryptfs/ann rw\n"
    "no such line\n"
)


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/var/lib", ("ext4", "/dev/nvme0n1p2", "259:2")),
        ("/home/ann/records", ("btrfs", "/dev/mapper/luks-home", "0:25")),
        ("/home/ann/Private/records", ("ecryptfs", "/home/.ecryptfs/ann", "0:60")),
        ("/mnt/my stick/records", ("vfat", "/dev/sdb1", "0:44")),
    ],
)
def test_a_folder_is_on_the_nearest_mount(folder: str, found: tuple[str, str, str]) -> None:
    assert mounted(Path(folder), MOUNTS) == found
    assert mounted(Path(folder), "") == ("", "", "")


def block(system: Path, device: str, *slaves: str, uuid: str = "") -> str:
    """Make what /sys says of a device that lies on others."""
    place = system / "dev" / "block" / device
    (place / "slaves").mkdir(parents=True)
    if uuid:
        (place / "dm").mkdir()
        (place / "dm" / "uuid").write_text(f"{uuid}\n")
    for slave in slaves:
        (place / "slaves" / slave.replace(":", "-")).symlink_to(system / "dev" / "block" / slave)
    return device


def test_the_layers_below_a_device_say_whether_it_is_encrypted(tmp_path: Path) -> None:
    plain = block(tmp_path, "8:1")
    crypt = block(tmp_path, "253:0", plain, uuid="CRYPT-LUKS2-0123-home")
    volume = block(tmp_path, "253:1", crypt, uuid="LVM-abc")
    half = block(tmp_path, "253:2", crypt, plain, uuid="LVM-def")
    bare = block(tmp_path, "253:3", plain, uuid="LVM-ghi")
    found = {name: is_mapped_to_crypt(tmp_path, name) for name in (plain, crypt, volume, half, bare, "9:9", "")}
    assert found == {plain: False, crypt: True, volume: True, half: False, bare: False, "9:9": None, "": None}


def test_layers_without_end_are_given_up(tmp_path: Path) -> None:
    for number in range(20):
        block(tmp_path, f"253:{number}", f"253:{number + 1}", uuid="LVM-x")
    assert is_mapped_to_crypt(tmp_path, "253:0") is None


@pytest.mark.parametrize(
    ("said", "encrypted"),
    [("1\r\n", True), ("3", True), ("6", True), ("2\n", False), ("4", False), ("5", False), ("", None), ("0", None)],
)
def test_what_windows_shows_of_a_drive(said: str, encrypted: object) -> None:
    assert bitlocker(said) is encrypted


@pytest.mark.parametrize(
    ("said", "encrypted"),
    [
        ("FileVault is On.\n", True),
        ("FileVault is Off.\n", False),
        ("FileVault is Off.\nEncryption in progress: Percent completed = 12\n", False),
        ("Error: not supported\n", None),
        ("", None),
    ],
)
def test_what_macos_says(said: str, encrypted: object) -> None:
    assert file_vault(said) is encrypted


@pytest.mark.parametrize(
    ("settings", "has_cups", "keeps"),
    [
        (None, False, False),
        (None, True, None),
        ("", True, True),
        ("# PreserveJobFiles No\n", True, True),
        ("LogLevel warn\nPreserveJobFiles No\n", True, False),
        ("preservejobfiles 0\n", True, False),
        ("PreserveJobFiles 60\n", True, True),
    ],
)
def test_what_cups_is_told(settings: str | None, *, has_cups: bool, keeps: object) -> None:
    assert cups_keeps(settings, has_cups=has_cups) is keeps


def test_what_windows_printers_say() -> None:
    def forbidden() -> Iterable[int]:
        raise PermissionError

    assert any_keeps(lambda: [0x40, 0x240]) is False
    assert any_keeps(lambda: [0x40, 0x140]) is True
    assert any_keeps(list) is False
    assert any_keeps(forbidden) is None


def test_a_cloud_folder_is_known_by_its_name_or_by_what_windows_says() -> None:
    inside = Path("/home/ann/Company/records")
    assert cloud(Path("/home/ann/OneDrive - Willow Court/records"), {}).answer is Answer.ATTENTION
    assert cloud(inside, {"OneDriveCommercial": "/home/ann/Company"}).answer is Answer.ATTENTION
    assert cloud(inside, {"OneDrive": "/home/ann/Other", "OneDriveConsumer": ""}).answer is Answer.GOOD


ALL: list[Surrounding] = [
    *(disk(answer) for answer in (True, False, None)),
    *(printing(answer) for answer in (True, False, None)),
    *(network(answer) for answer in (True, False)),
]


@pytest.mark.parametrize("found", ALL, ids=[f"{found.title}: {found.answer}" for found in ALL])
def test_every_answer_is_a_sentence_and_what_is_not_good_says_what_to_do(found: Surrounding) -> None:
    assert found.sentence.endswith(".")
    assert found.answer is Answer.GOOD or found.next_step.endswith(".")


def test_this_computer_is_looked_at_without_a_word_of_trouble(tmp_path: Path) -> None:
    found = look_around(Places.below(tmp_path))
    assert [one.title for one in found] == [
        "The disk of this computer",
        "Copies on the internet",
        "Where the records are",
        "Printing",
        "A virus scanner",
    ]
    assert found[2].answer is Answer.GOOD
    assert not is_on_network(tmp_path)
    assert is_encrypted(tmp_path) in (True, False, None)
