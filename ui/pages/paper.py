"""Putting a PDF from memory on paper or into a file; no file of ours lies in between."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.referrals import BuiltPack, page_of
from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.whole_files import write_whole
from ui.dialogs import PRINT_DPI, Dialogs

_POINTS_PER_INCH = 72


def print_pages(dialogs: Dialogs, parent: QWidget, pack: BuiltPack) -> bool:
    """Ask for a printer and put the pages on it; tell whether they went. One that is off, or none, is said at once."""
    try:
        run = dialogs.printer(parent, pack.pages)
        if run is None:
            return False
        for number in run.pages:
            run.add(page_of(pack, number, PRINT_DPI / _POINTS_PER_INCH))
        run.finish()
    except StorageTrouble as trouble:
        dialogs.tell(parent, trouble.sentence, trouble.next_step)
        return False
    return True


def write_file(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; return its path. Raises StorageTrouble when the folder refuses."""
    try:
        write_whole(path, data)
    except OSError as error:
        sentence = "The file could not be saved there."
        next_step = "If it is open in another program, close it; or choose another folder. Then try again."
        raise StorageTrouble(sentence, next_step) from error
    return path
