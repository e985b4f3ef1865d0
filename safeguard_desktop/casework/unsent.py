"""That something was being written without signing in when the program ended: not a word of it, only that it was so."""

from contextlib import suppress

from safeguard_desktop.errors import InUseTrouble, StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.lock import LOCK_FILE, FolderLock

_FOLDER = "unsent"


class UnsentMark:
    """An empty file in the device folder while something is written and not sent yet.

    The program that writes holds it locked, so that another copy of the program does not take it for a lost one; the
    system lets go of it when the program ends, however it ends.
    """

    def __init__(self, places: Places) -> None:
        self._folder = places.device / _FOLDER
        self._lock: FolderLock | None = None

    def put(self) -> None:
        """Put it there; a second time is nothing. Where it cannot be written, nothing will be said later."""
        if self._lock is None:
            with suppress(OSError, InUseTrouble, StorageTrouble):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._lock = FolderLock.take(self._folder)

    def leave(self) -> None:
        """Leave it where it is: this program ends, and what was written is lost."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def take_away(self) -> None:
        """Take it away: it was sent, or the person chose to leave it. A second time is nothing."""
        if self._lock is not None:
            self.leave()
            with suppress(OSError):
                (self._folder / LOCK_FILE).unlink(missing_ok=True)

    def was_left(self) -> bool:
        """Tell, once, whether a program ended while something in it was not sent; no, where that cannot be seen."""
        try:
            if self._lock is not None or not (self._folder / LOCK_FILE).exists():
                return False
        except OSError:
            return False
        self.put()
        was_left = self._lock is not None
        self.take_away()
        return was_left
