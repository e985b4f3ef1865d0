"""Bytes as text, for what is kept in JSON."""

import base64

from safeguard_desktop.errors import RESTORE_THE_HEADER, DamageTrouble


def to_text(data: bytes) -> str:
    """Return bytes in base64."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """Return the bytes of a base64 text. Raises DamageTrouble for another text."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise header_damaged() from error


def header_damaged() -> DamageTrouble:
    """Return what to say of a header that cannot be read."""
    return DamageTrouble("The vault's header is damaged.", RESTORE_THE_HEADER)
