"""Which word of a sheet does not fit: its checksum (RS1024 of SLIP-39) tells, where there is one mistake in it."""

from collections.abc import Sequence
from functools import reduce
from operator import xor

_BITS = 10
_REST = 0xFFFFF
_GENERATOR = (
    0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120,
)  # fmt: skip
_PURPOSE = tuple(b"shamir_extendable")


def only_misfit(indices: Sequence[int]) -> int | None:
    """Return the place (from 0) of the one word that another could replace so that the sheet is right, or None."""
    wrong = _polymod((*_PURPOSE, *indices), 1) ^ 1
    places = [place for place in range(len(indices)) if wrong in _changes(len(indices) - place - 1)]
    return places[0] if len(places) == 1 and wrong else None


def _changes(after: int) -> set[int]:
    """Return how each other word in a place, with so many after it, changes the checksum."""
    single = [_polymod((1 << bit, *[0] * after), 0) for bit in range(_BITS)]
    found = {0}
    for one in single:
        found |= {xor(one, other) for other in found}
    return found - {0}


def _polymod(values: Sequence[int], start: int) -> int:
    return reduce(_next, values, start)


def _next(held: int, value: int) -> int:
    top, held = held >> 20, (held & _REST) << _BITS ^ value
    return reduce(xor, (_GENERATOR[bit] for bit in range(_BITS) if top >> bit & 1), held)
