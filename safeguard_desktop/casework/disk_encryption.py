"""Whether the disk that a folder is on is encrypted: asked of the system, without any right that a person lacks.

True, False, or None where nobody can tell. Nothing is changed, and nothing is asked of another computer.
"""

import os
import subprocess
import sys
from pathlib import Path

_PATIENCE = 20
"""Seconds after which a program of the system that does not answer is asked no more."""
_ENCRYPTED_SYSTEMS = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})
_DEEPEST = 8
"""Layers between a file system and its disk at most: a volume on a mapping on a partition and so on."""
_POWERSHELL = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)


def is_encrypted(folder: Path) -> bool | None:
    """Ask this computer about the disk of a folder."""
    if sys.platform == "win32":
        return bitlocker(_said_by(_windows_question(folder)))
    elif sys.platform == "darwin":  # noqa: RET505  # the type checker reads each system's branch apart
        return file_vault(_said_by(["/usr/bin/fdesetup", "status"]))
    else:
        return _on_linux(folder)


def _said_by(command: list[str]) -> str:
    """Return what a program of the system says; nothing where it is not there or does not answer."""
    try:
        ran = subprocess.run(  # noqa: S603  # a program of the system, with fixed words
            command, capture_output=True, text=True, errors="replace", check=False, timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout


# Windows


def _windows_question(folder: Path) -> list[str]:
    system = Path(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32", "WindowsPowerShell", "v1.0")
    question = _POWERSHELL.format(drive=folder.absolute().drive)
    return [str(system / "powershell.exe"), "-NoProfile", "-NonInteractive", "-Command", question]


def bitlocker(said: str) -> bool | None:
    """Read what Windows shows of a drive to everybody: 1 on, 3 being encrypted, 5 held off, 6 locked; 2 and 4 not.

    While it is held off the key lies open on the disk, so that counts as not encrypted.
    """
    return {"1": True, "3": True, "6": True, "2": False, "4": False, "5": False}.get(said.strip())


# macOS


def file_vault(said: str) -> bool | None:
    """Read the answer of `fdesetup status`."""
    if "FileVault is On" in said:
        return True
    return False if "FileVault is Off" in said else None


# Linux


def _on_linux(folder: Path) -> bool | None:
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    system, source, device = mounted(folder.absolute(), mounts)
    if system in _ENCRYPTED_SYSTEMS:
        return True
    if source.startswith("/dev/"):
        device = _number_of(source) or device
    return is_mapped_to_crypt(Path("/sys"), device)


def _number_of(source: str) -> str:
    """Return the number of a device by its name; nothing where it is none."""
    if sys.platform == "win32":
        return ""
    else:  # noqa: RET505  # the type checker reads each system's branch apart
        try:
            number = Path(source).stat().st_rdev
        except OSError:
            return ""
        return f"{os.major(number)}:{os.minor(number)}"


def mounted(folder: Path, mounts: str) -> tuple[str, str, str]:
    """Return the file system that a folder is on, its source, and the number of its device ("8:1").

    `mounts` are the lines of /proc/self/mountinfo. All are empty where none of them fits.
    """
    best, found = -1, ("", "", "")
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        before, after = fields.split(" "), rest.split(" ")
        if len(before) < 5 or len(after) < 2:
            continue
        point = Path(before[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), (after[0], after[1], before[2])
    return found


def is_mapped_to_crypt(system: Path, device: str) -> bool | None:
    """Tell whether a device lies on an encrypted mapping, by what /sys says of the layers below it."""
    start = system / "dev" / "block" / device if device else None
    if start is None or not start.exists():
        return None
    layers = [start]
    for _ in range(_DEEPEST):
        open_ones = [layer for layer in layers if not _is_crypt(layer)]
        if not open_ones:
            return True
        below = [list((layer / "slaves").glob("*")) for layer in open_ones]
        if not all(below):
            return False
        layers = [layer for several in below for layer in several]
    return None


def _is_crypt(layer: Path) -> bool:
    try:
        return (layer / "dm" / "uuid").read_text(encoding="ascii", errors="replace").startswith("CRYPT-")
    except OSError:
        return False
