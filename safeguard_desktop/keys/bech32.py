"""Bech32 (BIP 173), in which age writes its keys: bytes as letters and digits with a checksum of six."""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECK = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS = 6


def encode(prefix: str, data: bytes) -> str:
    """Return bytes with a prefix, in lower case."""
    values = _regrouped(data, 8, 5)
    given = [*_spread(prefix), *values]
    rest = _polymod([*given, *[0] * _CHECK_LETTERS]) ^ 1
    checksum = [(rest >> 5 * (_CHECK_LETTERS - 1 - place)) & 31 for place in range(_CHECK_LETTERS)]
    return prefix + "1" + "".join(_LETTERS[value] for value in (*values, *checksum))


def decode(prefix: str, text: str) -> bytes:
    """Return the bytes of a text, whatever its case. Raises ValueError for a mistyped one or another prefix."""
    found, _, letters = text.lower().rpartition("1")
    if found != prefix or len(letters) < _CHECK_LETTERS:
        raise ValueError("not this kind of key")
    values = [_LETTERS.index(letter) for letter in letters]
    if _polymod([*_spread(prefix), *values]) != 1:
        raise ValueError("mistyped")
    return bytes(_regrouped(values[:-_CHECK_LETTERS], 5, 8, pad=False))


def _spread(prefix: str) -> list[int]:
    return [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top, found = found >> 25, (found & 0x1FFFFFF) << 5 ^ value
        for place, check in enumerate(_CHECK):
            found ^= check if top >> place & 1 else 0
    return found


def _regrouped(data: bytes | list[int], size: int, new: int, *, pad: bool = True) -> list[int]:
    """Return numbers of some bits as numbers of others."""
    held = bits = 0
    found = []
    for value in data:
        held, bits = held << size | value, bits + size
        while bits >= new:
            bits -= new
            found.append(held >> bits & ((1 << new) - 1))
    if pad and bits:
        found.append(held << (new - bits) & ((1 << new) - 1))
    return found
