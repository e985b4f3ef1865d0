"""Keys that open and close the same thing: AES-256-GCM, HMAC-SHA-256, HKDF, and the key of a compartment."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safeguard_desktop.errors import KeyTrouble

KEY_BYTES = 32
NONCE_BYTES = 12
COMPARTMENT_KEY_BYTES = 48


def random_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def close_box(key: bytes, data: bytes, about: bytes) -> bytes:
    """Encrypt data (AES-256-GCM), bound to what it is about: a nonce of 12 bytes, then the rest."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, about)


def open_box(key: bytes, box: bytes, about: bytes) -> bytes:
    """Return what is in a box. Raises KeyTrouble when the key, the box or what it is about does not fit."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise KeyTrouble("That does not open it.", "Check what you typed, and try again.") from error


def derived(key: bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose, from which neither `key` nor another purpose's can be found."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"safeguard-desktop " + purpose.encode("ascii")).derive(key)


def tag_of(key: bytes, *parts: bytes) -> bytes:
    """Return the HMAC-SHA-256 over parts, each with its length, so that none runs into the next."""
    mac = hmac.new(key, digestmod=sha256)
    for part in parts:
        mac.update(len(part).to_bytes(8, "big") + part)
    return mac.digest()


def same(one: bytes, other: bytes) -> bool:
    """Compare in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


@dataclass(frozen=True, repr=False)
class CompartmentKey:
    """The key of one compartment: 32 bytes of key and 16 of salt, as SQLCipher takes them."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != COMPARTMENT_KEY_BYTES:
            raise ValueError(f"a compartment key of {len(self.secret)} bytes")

    @classmethod
    def new(cls) -> "CompartmentKey":
        """Return a new random one."""
        return cls(secrets.token_bytes(COMPARTMENT_KEY_BYTES))

    def renewed(self) -> "CompartmentKey":
        """Return a new random key with the same salt: a file that is given another key begins as before."""
        return CompartmentKey(secrets.token_bytes(KEY_BYTES) + self.salt)

    def hex(self) -> str:
        """Return it as 96 hex digits."""
        return self.secret.hex()

    @property
    def salt(self) -> bytes:
        """The 16 bytes that a file under this key begins with."""
        return self.secret[KEY_BYTES:]

    def derived(self, purpose: str) -> bytes:
        """Return a key of 32 bytes for one purpose beside the database."""
        return derived(self.secret, purpose)

    @property
    def proof(self) -> str:
        """What tells this key from any other in public, and from which nobody can find it."""
        return self.derived("proof of the key").hex()

    def __repr__(self) -> str:
        return "CompartmentKey(…)"
