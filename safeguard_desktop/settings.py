"""Where the program's folders are on this computer, and how its screen is set."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.whole_files import write_whole

THEMES = ("light", "dark", "contrast", "cream")
HOME_VARIABLE = "SAFEGUARD_HOME"


@dataclass(frozen=True)
class Places:
    """The two folders: `vault` holds the encrypted files; `device` what must stay on this computer.

    The device folder holds the device's name and key, the high-water marks and the record of wrong
    passphrases, so that putting back an old copy of the vault does not put back the marks with it.
    """

    vault: Path
    device: Path

    @property
    def backups(self) -> Path:
        """Where backups are kept on this computer: beside the vault, so that they do not go with it."""
        return self.vault.with_name("backups")

    @classmethod
    def below(cls, home: Path) -> "Places":
        """Return both folders below one, for a demonstration, a test or a stick."""
        return cls(vault=home / "vault", device=home / "device")


def usual_places() -> Places:
    """Return the folders of this login, or those below $SAFEGUARD_HOME where it is set."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Places.below(Path(home))
    data = Path(platformdirs.user_data_dir("Safeguard Desktop", appauthor=False))
    return Places(vault=data / "vault", device=data / "device")


@dataclass(frozen=True)
class Preferences:
    """How the screen is set on this computer. `text_percent` is 100 to 200, `idle_minutes` 1 to 10."""

    theme: str = "light"
    text_percent: int = 100
    idle_minutes: int = 3

    def __post_init__(self) -> None:
        numbers = ((self.text_percent, 100, 200), (self.idle_minutes, 1, 10))
        if self.theme not in THEMES or not all(type(n) is int and low <= n <= high for n, low, high in numbers):
            raise ValueError("no such preference")


def load_preferences(places: Places) -> Preferences:
    """Return the preferences kept on this computer; the usual ones where none, or no readable ones, are kept."""
    try:
        kept: Any = json.loads((places.device / "preferences.json").read_text(encoding="utf-8"))
        known = {f.name for f in fields(Preferences)}
        return Preferences(**{name: value for name, value in kept.items() if name in known})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Preferences()


def save_preferences(places: Places, preferences: Preferences) -> None:
    """Keep the preferences. Raises StorageTrouble when the folder cannot be written."""
    path = places.device / "preferences.json"
    try:
        places.device.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(asdict(preferences)).encode())
    except OSError as error:
        raise StorageTrouble(
            "The settings could not be saved on this computer.", "They hold until you lock."
        ) from error
