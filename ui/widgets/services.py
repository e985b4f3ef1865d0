"""What fields need from the rest of the program, handed to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Option:
    """One record that can be picked: its id, its name, and a few words that tell it from others of that name."""

    id: str
    name: str
    detail: str = ""


def _no_options(_kinds: tuple[str, ...]) -> Sequence[Option]:
    return ()


@dataclass(frozen=True)
class Services:
    """`today` is the local day. `options` gives the records of some kinds that can be picked, from memory.

    `add(kinds, typed, done)` makes a new record of one of the kinds from the name typed, and calls `done` with it
    when it is there; only records of the kinds in `addable` can be made so.
    """

    today: Callable[[], date]
    options: Callable[[tuple[str, ...]], Sequence[Option]] = _no_options
    add: Callable[[tuple[str, ...], str, Callable[[Option], None]], None] | None = None
    addable: tuple[str, ...] = ()

    def may_add(self, kinds: tuple[str, ...]) -> bool:
        """Tell whether a new record of one of these kinds can be made."""
        return self.add is not None and bool(set(kinds) & set(self.addable))
