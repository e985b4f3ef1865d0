"""The kinds of record that a program knows, as a value that is handed on: there is no global registry."""

from collections.abc import Iterable, Iterator

from safeguard_desktop.records.record import Record


class Kinds:
    """The kinds of record known, by name, in the order in which they were registered."""

    def __init__(self, kinds: Iterable[type[Record]]) -> None:
        self._kinds: dict[str, type[Record]] = {}
        for kind in kinds:
            if not kind.kind or kind.kind in self._kinds:
                raise ValueError(f"kind without a name of its own: {kind.__name__}")
            self._kinds[kind.kind] = kind

    def __iter__(self) -> Iterator[type[Record]]:
        return iter(self._kinds.values())

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds

    def __getitem__(self, kind: str) -> type[Record]:
        """Return the class of a kind. Raises KeyError for one that is not registered."""
        return self._kinds[kind]

    def also(self, kind: type[Record]) -> "Kinds":
        """Return these kinds and one more."""
        return Kinds([*self, kind])
