"""Sealing to people with age v1 (age-encryption.org): whatever is sealed here opens with any age tool."""

from collections.abc import Sequence

import pyrage
from pyrage import x25519

from safeguard_desktop.errors import DamageTrouble, KeyTrouble

MOST_STANZAS = 32
LARGEST_HEADER = 64 * 1024
_INTRO = b"age-encryption.org/v1\n"
_ASK_AGAIN = "Ask the sender to send it again."


def new_identity() -> str:
    """Return a new X25519 identity as age writes it: "AGE-SECRET-KEY-1" and 58 characters."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public half of an identity: "age1" and 58 characters. Raises KeyTrouble for a mistyped one."""
    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise KeyTrouble("That key has a typing mistake in it.", "Check each group of letters.") from error


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Seal bytes so that each of the recipients can open them alone. Raises ValueError without a good recipient."""
    if not 0 < len(set(recipients)) < MOST_STANZAS:
        raise ValueError(f"{len(recipients)} recipients")
    try:
        keys = [x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    except pyrage.RecipientError as error:
        raise ValueError("not a recipient") from error
    return pyrage.encrypt(data, keys)


def open_sealed(sealed: bytes, identity: str) -> bytes:
    """Return what was sealed to this identity.

    Raises DamageTrouble for what is not age, was altered or asks for a passphrase (which could take all memory:
    its header is read first); KeyTrouble when it was sealed to other people.
    """
    check_sealed(sealed)
    try:
        return pyrage.decrypt(sealed, [x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise KeyTrouble("This was sealed for somebody else.", "Ask who it was meant for.") from error
        raise DamageTrouble("What was sealed has been cut or altered.", _ASK_AGAIN) from error
    except pyrage.IdentityError as error:
        raise KeyTrouble("That key has a typing mistake in it.", "Check each group of letters.") from error


def check_sealed(sealed: bytes) -> None:
    """Read an age header without opening anything. Raises DamageTrouble for one that is not safe to open."""
    if not sealed.startswith(_INTRO):
        raise DamageTrouble("This is not a sealed file.", _ASK_AGAIN)
    stanzas = 0
    for line in sealed[len(_INTRO) : LARGEST_HEADER].split(b"\n"):
        if line.startswith(b"---"):
            if stanzas:
                return
            break
        if line.startswith(b"-> "):
            stanzas += 1
            if line.startswith(b"-> scrypt"):
                raise DamageTrouble("This file was sealed with a passphrase, which is not accepted.", _ASK_AGAIN)
        if stanzas > MOST_STANZAS:
            break
    raise DamageTrouble("The sealed file's first lines are not in order.", _ASK_AGAIN)
