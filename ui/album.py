"""Pictures of the screen, numbered, in a folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap

from safeguard_desktop.errors import StorageTrouble

Say = Callable[[str], None]


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, out: Path, progress: Say) -> None:
        self._out, self._progress = out, progress
        self.count = 0

    def add(self, picture: QPixmap, name: str) -> None:
        """Save a picture under the next number. Raises StorageTrouble when it cannot be written."""
        self.count += 1
        file = f"{self.count:03}-{name}.png"
        try:
            self._out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageTrouble("The folder for the pictures could not be made.", "Name another folder.") from error
        if not picture.save(str(self._out / file)):
            raise StorageTrouble("A picture could not be written.", "Check the folder and its free space.")
        self._progress(file)
