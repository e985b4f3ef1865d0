"""Where a backup may be copied to: asked the same of a stick chosen on the screen and of a folder that is typed."""

import os
from pathlib import Path

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.files import is_synced


def checked_place(folder: Path, places: Places) -> Path:
    """Return a folder that backups may be copied to.

    Raises InputTrouble for one that is none or may not be entered, that belongs to the records themselves (each backup
    would hold those before it), or that a cloud service copies.
    """
    if not os.path.isdir(folder):  # noqa: PTH112  # Path.is_dir raises for a name too long, and where one may not look
        raise InputTrouble("That folder is not there, or you may not open it.", "Put the stick in, or choose another.")
    if any(folder.resolve().is_relative_to(ours.resolve()) for ours in (places.vault, places.device, places.backups)):
        raise InputTrouble("That folder is where the records are kept already.", "Choose a stick, or another folder.")
    if is_synced(folder.resolve()) or is_synced(folder):
        sentence = "That folder is copied to the internet by a cloud service."
        raise InputTrouble(sentence, "Choose a stick, or a folder that is not copied.")
    return folder
