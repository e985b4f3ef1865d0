"""Folders of sealed packs that wait, each a file named by its id alone, for somebody who may open them.

The name also says what has to be known before a pack is opened: whether it was reported while the program was locked
(`<id>.locked.age`: so many a day, as nobody knows by whom), and whether it is for named people (`<id>.named.age`,
`<id>.locked.named.age`: for anybody else it is not there).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.transfer.packs import LARGEST_HAND_IN
from safeguard_desktop.whole_files import write_whole

SUFFIX = ".age"
LOCKED, NAMED, RECEIPT = ".locked", ".named", ".receipt"
_MARKS = ("", LOCKED, NAMED, LOCKED + NAMED, RECEIPT)
SET_ASIDE = "set-aside"
MOST_A_DAY = 50
LARGEST_SEALED = LARGEST_HAND_IN + 2**16
"""In bytes: what fits, and the little that sealing adds."""


class Inbox:
    """A folder of sealed packs. `put` writes, syncs and renames, so that a pack is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def waiting(self) -> tuple[str, ...]:
        """Return the ids of the packs that wait, oldest first; of a file that is not ours, its name.

        As all that looks, it raises StorageTrouble when the folder cannot be read.
        """
        return tuple(sorted(_id_of(path) for path in self._files() if not _is_receipt(path)))

    def receipts(self) -> frozenset[str]:
        """Return the ids of the packs for which a receipt is here."""
        return frozenset(_id_of(path) for path in self._files() if _is_receipt(path))

    def _files(self) -> tuple[Path, ...]:
        with _reading():
            there = tuple(self._folder.iterdir()) if self._folder.is_dir() else ()
        return tuple(path for path in there if path.name.endswith(SUFFIX))

    def is_locked(self, pack_id: str) -> bool:
        """Tell whether a pack was reported while the program was locked, by its name."""
        return LOCKED in self._mark_of(pack_id)

    def is_named(self, pack_id: str) -> bool:
        """Tell whether a pack is for named people, by its name."""
        return NAMED in self._mark_of(pack_id)

    def put(self, pack_id: str, sealed: bytes, now: datetime, mark: str = "") -> None:
        """Leave a sealed pack under a mark: LOCKED, NAMED or both, or RECEIPT.

        Raises StorageTrouble when the disk refuses, or when fifty were reported today already while it was locked.
        """
        path = self._named(pack_id, mark)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if LOCKED in mark:
                self._check_room(now)
            write_whole(path, sealed)
        except OSError as error:
            sentence = "The concern could not be handed in: the disk is full or cannot be written."
            raise StorageTrouble(sentence, "It is still on your desk. Tell your manager now, and try again.") from error

    def read(self, pack_id: str) -> bytes:
        """Return a waiting pack's bytes. Raises DamageTrouble when it is gone or larger than any hand-in can be."""
        path = self._path(pack_id)
        try:
            if path.stat().st_size > LARGEST_SEALED:
                raise DamageTrouble("A pack in the inbox is too large to be a concern.", "It was left unopened.")
            return path.read_bytes()
        except OSError as error:
            raise DamageTrouble("A pack in the inbox could not be read.", "Ask whoever handed it in.") from error

    def remove(self, pack_id: str) -> None:
        """Take away a pack that was accepted. One that is gone already, or has to stay, is nothing: it is known."""
        with suppress(OSError, StorageTrouble):
            self._path(pack_id).unlink(missing_ok=True)

    def set_aside(self, pack_id: str) -> None:
        """Move a file that cannot be opened into a folder beside, whatever its name. Raises StorageTrouble."""
        aside = self._folder / SET_ASIDE
        try:
            aside.mkdir(exist_ok=True)
            for path in self._files():
                if _id_of(path) == pack_id:
                    path.replace(aside / path.name)
        except OSError as error:
            raise StorageTrouble("It could not be set aside: the disk refused.", "It stays in the inbox.") from error

    def _mark_of(self, pack_id: str) -> str:
        found = self._path(pack_id)
        return found.name.removesuffix(SUFFIX).removeprefix(pack_id)

    def _path(self, pack_id: str) -> Path:
        """Return where a pack is, under whatever mark; without one where it is not there."""
        paths = [self._named(pack_id, mark) for mark in _MARKS]
        with _reading():
            return next((path for path in paths if path.is_file()), paths[0])

    def _named(self, pack_id: str, mark: str) -> Path:
        if not pack_id or not all(c in "0123456789abcdef-" for c in pack_id):
            raise DamageTrouble("A pack in the inbox has a name that is not ours.", "It was left unopened.")
        return self._folder / f"{pack_id}{mark}{SUFFIX}"

    def _check_room(self, now: datetime) -> None:
        start = now.timestamp() - 24 * 60 * 60
        marks = (f"{LOCKED}{SUFFIX}", f"{LOCKED}{NAMED}{SUFFIX}")
        waiting = [path for path in self._files() if path.name.endswith(marks)]
        if sum(path.stat().st_mtime > start for path in waiting) >= MOST_A_DAY:
            sentence = "Fifty concerns wait to be opened since yesterday, and no more fit."
            raise StorageTrouble(sentence, "Tell your manager by word of mouth now.")


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        next_step = "What was handed in stays there. Check the disk, then try again."
        raise StorageTrouble("The inbox cannot be read.", next_step) from error


def _is_receipt(path: Path) -> bool:
    return path.name.endswith(f"{RECEIPT}{SUFFIX}")


def _id_of(path: Path) -> str:
    name = path.name.removesuffix(SUFFIX)
    mark = next(mark for mark in sorted(_MARKS, key=len, reverse=True) if name.endswith(mark))
    return name.removesuffix(mark)
