"""Keys of the chain: forward-secure, so that who reads today's key cannot make yesterday's entries again.

`tag_i = HMAC(k_i, tag_(i-1) ‖ entry_i)` and `k_(i+1) = H(k_i)`; k_i is erased once it was used, and k_0 is sealed
to the recovery key, with which the whole chain can be checked.
"""

from hashlib import sha256

from safeguard_desktop.keys.symmetric import random_key, tag_of

NO_TAG = bytes(32)


def first_chain_key() -> bytes:
    """Return a new k_0."""
    return random_key()


def next_chain_key(key: bytes) -> bytes:
    """Return k_(i+1) of k_i. There is no way back."""
    return sha256(b"safeguard-desktop next chain key" + key).digest()


def chain_tag(key: bytes, previous_tag: bytes, entry: bytes) -> bytes:
    """Return an entry's tag of 32 bytes."""
    return tag_of(key, previous_tag, entry)


def entry_digest(entry: bytes, tag: bytes, signature: bytes) -> bytes:
    """Return the hash of a whole entry, which the next one names and printed forms show."""
    parts = (entry, tag, signature)
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()
