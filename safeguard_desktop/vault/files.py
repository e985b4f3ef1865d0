"""Files beside the databases: what is said of a disk that refuses them, and where they would not be safe."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from safeguard_desktop.errors import StorageTrouble

if sys.platform == "win32":
    import ctypes

_SYNCED = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "iclouddrive", "com~apple~clouddocs",
    "nextcloud", "owncloud", "pcloud", "megasync",
)  # fmt: skip
_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afpfs", "fuse.sshfs", "fuse.rclone", "davfs"}
)
_WINDOWS_REMOTE_DRIVE = 4


@contextmanager
def storage_errors(what: str) -> Iterator[None]:
    """Turn the disk's errors into StorageTrouble: "The … could not be written"."""
    try:
        yield
    except OSError as error:
        sentence = f"{what} could not be written: the disk is full, or the folder is read-only or gone."
        raise StorageTrouble(
            sentence, "Make room or check the folder, then try again. What was saved is safe."
        ) from error


@contextmanager
def reading_errors(what: str) -> Iterator[None]:
    """Turn the disk's errors into StorageTrouble: "The … cannot be read". It is not gone, nor damaged, for all we know.

    What is not there is an error of the disk, too: whoever looks tells that apart first.
    """
    try:
        yield
    except OSError as error:
        next_step = "Check the disk, and that this login may use the folder."
        raise StorageTrouble(f"{what} cannot be read.", next_step) from error


def read_if_there(path: Path) -> bytes | None:
    """Return a file's bytes, or None where there is none. Raises OSError for one that cannot be read now."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def clear_away(folder: Path) -> None:
    """Remove a folder of ours with all that is in it, as far as the disk lets it; the rest is left to the next time."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def refuse_shared_folder(folder: Path) -> None:
    """Refuse a folder that a cloud service copies, or that lies on the network. Raises StorageTrouble.

    Both change files behind the program's back, and a cloud service keeps copies that nobody can call back.
    """
    whole = folder.absolute()
    if is_synced(whole):
        sentence = "The vault's folder is copied to the internet by a cloud service."
        raise StorageTrouble(sentence, "Choose a folder on this computer that is not copied.")
    if is_on_network(whole):
        sentence = "The vault's folder is on the network."
        raise StorageTrouble(sentence, "Choose a folder on this computer or on a stick.")


def is_synced(folder: Path) -> bool:
    """Tell whether a cloud service copies a folder, by the names on its path."""
    return any(_is_synced(part.lower()) for part in folder.absolute().parts)


def _is_synced(name: str) -> bool:
    """Tell by a folder's name: "OneDrive", also "OneDrive - Rose House"."""
    return any(name == word or name.startswith(f"{word} ") for word in _SYNCED)


def is_on_network(folder: Path) -> bool:
    """Tell whether a folder lies on another computer, as far as this one knows."""
    if sys.platform == "win32":
        remote = int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)) == _WINDOWS_REMOTE_DRIVE
        return remote or str(folder).startswith("\\\\")
    else:  # noqa: RET505  # the type checker reads each system's branch apart
        return file_system(folder, _mounts()) in _NETWORK_SYSTEMS


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def file_system(folder: Path, mounts: str) -> str:
    """Return the sort of file system that a folder is on, from the lines of /proc/self/mounts; "" if not known."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found
