"""Sealing and opening what is too large to hold at once: the same age files as `keys.sealing`, piece by piece."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pyrage
from pyrage import x25519

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys.sealing import LARGEST_HEADER, MOST_STANZAS, check_sealed


class Reads(Protocol):
    """Gives bytes, at most so many at once; none at the end."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        ...


class Takes(Protocol):
    """Takes bytes as they come."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""
        ...


class _Reader:
    """Hands pieces to the library, and keeps what went wrong: the library would only keep its words."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        end = size if size >= 0 else len(self._left)
        taken, self._left = bytes(self._left[:end]), self._left[end:]
        return taken


class _Writer:
    def __init__(self, to: Takes) -> None:
        self._to = to
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._to.write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Leave it to whoever made the other end."""


def seal_stream(pieces: Iterable[bytes], to: Takes, recipients: Sequence[str]) -> None:
    """Seal bytes so that each of the recipients can open them alone.

    Whatever reading or writing raises comes through as it is. Raises ValueError without a good recipient.
    """
    if not 0 < len(set(recipients)) < MOST_STANZAS:
        raise ValueError(f"{len(recipients)} recipients")
    keys = [x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    reader, writer = _Reader(pieces), _Writer(to)
    try:
        pyrage.encrypt_io(reader, writer, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise reader.error or writer.error or error from None


def open_stream(sealed: Reads, to: Takes, identity: str) -> None:
    """Hand on what was sealed to this identity, as far as it is whole: to be thrown away when this raises.

    Whatever reading or writing raises comes through as it is. Raises DamageTrouble for what is not age, was cut,
    altered or added to, KeyTrouble when it was sealed to other people.
    """
    start = sealed.read(LARGEST_HEADER)
    check_sealed(start)
    reader, writer = _Reader(_rest(start, sealed)), _Writer(to)
    try:
        pyrage.decrypt_io(reader, writer, [x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as error:
        if reader.error or writer.error:
            raise (reader.error or writer.error or error) from None
        if "No matching keys" in str(error):
            raise KeyTrouble("This was sealed for somebody else.", "Ask who it was meant for.") from error
        raise DamageTrouble("What was sealed has been cut or altered.", "Use another copy of it.") from error
    except pyrage.IdentityError as error:
        raise KeyTrouble("That key has a typing mistake in it.", "Check each group of letters.") from error


def _rest(start: bytes, sealed: Reads) -> Iterator[bytes]:
    while start:
        yield start
        start = sealed.read(LARGEST_HEADER)
