"""What around the program matters to safety, and is not in its hands: looked at without any special right.

Each check says good, attention or could not tell, with a sentence and what to do next. Nothing here stops anybody.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from safeguard_desktop.casework.disk_encryption import is_encrypted
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.files import is_on_network, is_synced

if sys.platform == "win32":
    import winreg

_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says which folders OneDrive copies."""
_KEEPS_PAGES = 0x100
"""PRINTER_ATTRIBUTE_KEEPPRINTEDJOBS."""
_PRINTERS = r"SYSTEM\CurrentControlSet\Control\Print\Printers"


class Answer(StrEnum):
    """How a check came out; the value is what the screen shows."""

    GOOD = "Good"
    ATTENTION = "Look at this"
    UNKNOWN = "Could not tell"


@dataclass(frozen=True)
class Surrounding:
    """One check: what was looked at, how it came out, a sentence, and what to do next, if anything."""

    title: str
    answer: Answer
    sentence: str
    next_step: str = ""


def look_around(places: Places) -> tuple[Surrounding, ...]:
    """Look at this computer, for the folders that the records lie in."""
    return (
        disk(is_encrypted(places.vault)),
        cloud(places.vault, os.environ),
        network(is_on_network(places.vault)),
        printing(_keeps_pages()),
        scanner(),
    )


def disk(encrypted: bool | None) -> Surrounding:  # the answer itself
    """Return what it means whether the disk is encrypted."""
    title = "The disk of this computer"
    if encrypted:
        return Surrounding(title, Answer.GOOD, "It is encrypted. A thief cannot read what other programs leave on it.")
    if encrypted is None:
        return Surrounding(
            title,
            Answer.UNKNOWN,
            "The system does not say whether it is encrypted.",
            "Ask whoever looks after this computer. The records are encrypted all the same.",
        )
    return Surrounding(
        title,
        Answer.ATTENTION,
        "It is not encrypted. The records are, but files that you save or print could be read by a thief.",
        "Ask whoever looks after this computer to turn on BitLocker, FileVault or disk encryption.",
    )


def cloud(folder: Path, environment: Mapping[str, str]) -> Surrounding:
    """Return whether a cloud service copies the folder, by its name and by what the system says of OneDrive."""
    title = "Copies on the internet"
    copied = [Path(environment[name]) for name in _CLOUD_VARIABLES if environment.get(name)]
    if is_synced(folder) or any(folder.absolute().is_relative_to(place) for place in copied):
        return Surrounding(
            title,
            Answer.ATTENTION,
            "The records are in a folder that a cloud service copies. It changes files behind the program’s back.",
            "Close the program, and ask whoever looks after this computer to move the folder.",
        )
    return Surrounding(title, Answer.GOOD, "The records are not in a folder that a cloud service is known to copy.")


def network(remote: bool) -> Surrounding:  # the answer itself
    """Return what it means whether the folder is on the network."""
    title = "Where the records are"
    if remote:
        return Surrounding(
            title,
            Answer.ATTENTION,
            "They are on another computer on the network, where a save can be lost on the way.",
            "Ask whoever looks after this computer to move the folder to this computer’s own disk.",
        )
    return Surrounding(title, Answer.GOOD, "They are on this computer’s own disk, or on a stick.")


def printing(keeps_pages: bool | None) -> Surrounding:  # the answer itself
    """Return what it means whether a printer's queue keeps pages that are out."""
    title = "Printing"
    waiting = "Pages wait in the printer’s queue, unencrypted, until they are out."
    take = "Take pages at once. If a printer is off, take the job out of its queue."
    if keeps_pages:
        said = "A printer’s queue on this computer keeps pages also after they are out."
        return Surrounding(title, Answer.ATTENTION, said, "Ask whoever looks after it to turn that off.")
    if keeps_pages is None:
        return Surrounding(title, Answer.UNKNOWN, f"{waiting} Whether they are kept longer cannot be seen.", take)
    return Surrounding(title, Answer.GOOD, f"{waiting} They are not kept longer.", take)


def scanner() -> Surrounding:
    """Return what to know of virus scanners, which cannot be asked."""
    return Surrounding(
        "A virus scanner",
        Answer.UNKNOWN,
        "A scanner that holds the records’ files can make saving slow, or stop it for a moment. Nothing is lost.",
        "If saving is often slow, ask that the records’ folder is left out of scanning. It holds no programs.",
    )


def _keeps_pages() -> bool | None:
    if sys.platform == "win32":
        return any_keeps(_windows_printers)
    else:  # noqa: RET505  # the type checker reads each system's branch apart
        return cups_keeps(_read(Path("/etc/cups/cupsd.conf")), has_cups=Path("/etc/cups").is_dir())


def cups_keeps(settings: str | None, *, has_cups: bool) -> bool | None:
    """Read cupsd.conf: whether pages are kept after printing. CUPS keeps them for a day where nothing is said."""
    if settings is None:
        return None if has_cups else False
    kept = "86400"
    for line in settings.splitlines():
        words = line.split()
        if len(words) >= 2 and words[0].lower() == "preservejobfiles":
            kept = words[1].lower()
    return kept not in ("no", "off", "false", "0")


def any_keeps(attributes: Callable[[], Iterable[int]]) -> bool | None:
    """Tell from the attributes of every Windows printer whether one of them keeps what was printed."""
    try:
        return any(number & _KEEPS_PAGES for number in attributes())
    except OSError:
        return None


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


if sys.platform == "win32":

    def _windows_printers() -> Iterable[int]:
        """Yield the attributes of each printer, as Windows keeps them for everybody to read."""
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _PRINTERS) as printers:
            for number in range(winreg.QueryInfoKey(printers)[0]):
                with winreg.OpenKey(printers, winreg.EnumKey(printers, number)) as printer:
                    yield int(winreg.QueryValueEx(printer, "Attributes")[0])
