"""Which calls of the disk fail in which way, so that every one of them fails once.

Calls that change something fail by turns in two ways: once, as a bad sector, and from then on, as a disk that is full.
Those that only look fail in one.
"""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from tests.faults.disk import CHANGES, LOOKS, Disk


@dataclass(frozen=True)
class Way:
    """With what a call fails, which sort of calls are counted, and whether all after it fail too."""

    error: int
    which: int
    for_good: bool = False

    @property
    def name(self) -> str:
        """What the system calls the error."""
        return errno.errorcode[self.error]

    def fail(self, disk: Disk, call: int) -> None:
        """Have one of the coming calls fail."""
        disk.fail(call, self.error, for_good=self.for_good, which=self.which)


WAYS = (
    Way(errno.EIO, CHANGES),
    Way(errno.ENOSPC, CHANGES, for_good=True),
    Way(errno.EIO, LOOKS),
)


def calls(way: int, act: int, step: int) -> Iterator[int]:
    """Yield the numbers of the calls that fail in a way, without end: all that there are where `step` is 1."""
    if WAYS[way].which == LOOKS:
        return count(1 + act % step, step)
    return count(1 + (way + act) % 2 * step, 2 * step)
