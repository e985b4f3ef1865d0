"""The header of an open vault: changed as a whole, sealed anew with every key that is held, and written twice."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.keys.header import CompartmentEntry, Header, HeaderBody, with_macs
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.header_files import write_headers

LEAST_HEADER = "least-header"
"""The name in the front's `meta` of the least header sequence that is acceptable."""


class HeaderKeeper:
    """Holds the newest header, and the keys of the compartments that one person has open, by compartment id."""

    def __init__(self, folder: Path, header: Header, keys: Mapping[str, CompartmentKey], front: Compartment) -> None:
        self.folder = folder
        self.header = header
        self.keys = dict(keys)
        self._front = front

    @property
    def body(self) -> HeaderBody:
        """What the header says."""
        return self.header.body

    def write(self, *, new_keys: Mapping[str, CompartmentKey] | None = None, **changes: Any) -> None:
        """Write the header with these parts of its body changed, under the next number.

        `new_keys` are held from then on. Raises StorageTrouble, with the header as it was.
        """
        keys = {**self.keys, **(new_keys or {})}
        body = self.body.model_copy(update={**changes, "sequence": self.body.sequence + 1})
        header = with_macs(body, keys, self.header.macs)
        try:
            write_headers(self.folder, header)
        except StorageTrouble:
            with suppress(StorageTrouble):
                write_headers(self.folder, self.header)
            raise
        self.header, self.keys = header, keys
        with suppress(StorageTrouble):
            self._front.put_meta(LEAST_HEADER, b"%d" % body.sequence)

    def with_entries(self, *entries: CompartmentEntry) -> list[CompartmentEntry]:
        """Return the compartments with these in place of those with their ids; new ones last."""
        new = {entry.id: entry for entry in entries}
        kept = [new.pop(entry.id, entry) for entry in self.body.compartments]
        return [*kept, *new.values()]

    def let_go(self, compartment: str) -> None:
        """Let go of the key of a compartment that is for somebody else."""
        del self.keys[compartment]

    def forget(self) -> None:
        """Let go of the keys."""
        self.keys.clear()
