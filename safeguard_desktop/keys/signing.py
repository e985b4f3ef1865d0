"""Signatures (Ed25519): who wrote something, and that it was not changed since."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def new_signing_key() -> bytes:
    """Return a new private key of 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_signing_key(private: bytes) -> bytes:
    """Return the public half, 32 bytes."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(private: bytes, purpose: str, data: bytes) -> bytes:
    """Return the signature of data for one purpose (64 bytes): one made for another purpose does not fit."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_framed(purpose, data))


def is_signed(public: bytes, purpose: str, data: bytes, signature: bytes) -> bool:
    """Tell whether the signature is of this data, for this purpose, by the holder of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _framed(purpose, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def _framed(purpose: str, data: bytes) -> bytes:
    return b"safeguard-desktop " + purpose.encode("ascii") + b"\x00" + data
