"""The inside of a backup: a tar of the manifest, its signature and the files, which any age tool and any tar can open.

It is written in one form only, and read back strictly: every byte must be what the manifest leads to.
"""

import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

from safeguard_desktop.vault.backup_manifest import (
    LARGEST_MANIFEST,
    FileEntry,
    Manifest,
    damaged,
    manifest_bytes,
    read_manifest,
)
from safeguard_desktop.whole_files import put_down

_BLOCK = 512
_PIECE = 2**20
_MANIFEST, _SIGNATURE = "manifest.json", "manifest.sig"
_SIGNATURE_BYTES = 88
Step = Callable[[int], None]
"""Told how many bytes were done since the last time; may raise, to stop."""


def pieces_of(path: Path, step: Step) -> Iterator[bytes]:
    """Yield a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
            step(len(piece))


def hash_of(path: Path, step: Step) -> tuple[str, int]:
    """Return a file's SHA-256 in hex, and its size. Raises OSError."""
    digest, size = sha256(), 0
    for piece in pieces_of(path, step):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def packed(manifest: Manifest, signature: bytes, folder: Path, step: Step) -> Iterator[bytes]:
    """Yield the tar of a set of files below a folder. Raises DamageTrouble when one is not as the manifest has it."""
    for name, data in ((_MANIFEST, manifest_bytes(manifest)), (_SIGNATURE, signature)):
        yield _head(name, len(data)) + data + _padding(len(data))
    for entry in manifest.files:
        yield _head(entry.name, entry.size)
        digest, size = sha256(), 0
        for piece in pieces_of(folder / entry.name, step):
            digest.update(piece)
            size += len(piece)
            yield piece
        if (digest.hexdigest(), size) != (entry.sha256, entry.size):
            raise damaged()
        yield _padding(size)
    yield bytes(2 * _BLOCK)


def _head(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


class Unpacker:
    """Takes a backup's inside as it comes, and puts its files below a folder. Call `finish` at the end.

    Writing raises DamageTrouble as soon as anything is not as it must be, NewerVersionTrouble, and OSError.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self._hash = sha256()
        self._left = 0
        self._steps = self._go()
        self.manifest: Manifest | None = None
        self.signature = b""
        self._wanted: int | None = next(self._steps)

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        rest = memoryview(data)
        while rest:
            if self._wanted is None:
                raise damaged()
            if self._file is None:
                taken = rest[: self._wanted - len(self._held)]
                self._held += taken
                is_full = len(self._held) == self._wanted
            else:
                taken = rest[: self._left]
                self._file.write(taken)
                self._hash.update(taken)
                self._left -= len(taken)
                is_full = not self._left
            rest = rest[len(taken) :]
            if is_full:
                self._wanted = next(self._steps, None)

    def finish(self) -> Manifest:
        """Return the manifest once everything is there. Raises DamageTrouble."""
        self.close()
        if self._wanted is not None or self.manifest is None:
            raise damaged()
        return self.manifest

    def close(self) -> None:
        """Close the file that is being written."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _go(self) -> Iterator[int]:
        """Yield how many bytes to hold next; 0 for a file that is open, and takes them as they come."""
        yield _BLOCK
        size = _size_in(self._taken(), _MANIFEST)
        yield size + len(_padding(size))
        self.manifest = read_manifest(_unpadded(self._taken(), size))
        if sum(entry.size for entry in self.manifest.files) > self._most:
            raise damaged()
        yield _BLOCK
        self._expect(_head(_SIGNATURE, _SIGNATURE_BYTES))
        yield _BLOCK
        self.signature = _unpadded(self._taken(), _SIGNATURE_BYTES)
        for entry in self.manifest.files:
            yield _BLOCK
            self._expect(_head(entry.name, entry.size))
            yield from self._take_file(entry)
        yield 2 * _BLOCK
        self._expect(bytes(2 * _BLOCK))

    def _take_file(self, entry: FileEntry) -> Iterator[int]:
        path = self._folder / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._hash, self._left = sha256(), entry.size
        self._file = path.open("xb")
        if entry.size:
            yield 0
        put_down(self._file)
        self.close()
        if self._hash.hexdigest() != entry.sha256:
            raise damaged()
        if padding := len(_padding(entry.size)):
            yield padding
            self._expect(bytes(padding))

    def _taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held

    def _expect(self, wanted: bytes) -> None:
        if self._taken() != wanted:
            raise damaged()


def _size_in(block: bytes, name: str) -> int:
    try:
        size = tarfile.TarInfo.frombuf(block, "ascii", "strict").size
    except (tarfile.TarError, ValueError) as error:
        raise damaged() from error
    if not 0 < size <= LARGEST_MANIFEST or block != _head(name, size):
        raise damaged()
    return size


def _unpadded(data: bytes, size: int) -> bytes:
    if any(data[size:]):
        raise damaged()
    return data[:size]
