"""The half of a compartment that only reads: current versions, history, search, looks, the chain's end, drafts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.vault import search
from safeguard_desktop.vault.chain import ChainStart, chain_start, entries, head_of, point_of
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import AccessEntry, Draft, Head, Hit, Point, Revision
from safeguard_desktop.vault.moving import Moving, all_about
from safeguard_desktop.vault.rows import revision_of, row_from
from safeguard_desktop.vault.signed_rows import signed_rows

_CURRENT = "SELECT revision.* FROM current JOIN revision ON revision.id = current.revision WHERE current.record = ?"
_HEADS = """SELECT revision.* FROM head JOIN revision ON revision.id = head.revision
            WHERE head.record = ? ORDER BY revision.seq, revision.device"""
_LIST = "SELECT revision.* FROM current JOIN revision ON revision.id = current.revision"
_LAST_CHANGED_LAST = "ORDER BY current.seq, current.device"
_NAMES = "SELECT record, name FROM current"
_ACCESSES = "SELECT entry, at, author, device, what, record, case_id FROM access"


class CompartmentReader:
    """What a compartment holds, as its lists and its history tell it.

    Every method may raise StorageTrouble or DamageTrouble.
    """

    def __init__(self, database: Database, kinds: Kinds) -> None:
        self._database = database
        self._kinds = kinds

    def current(self, record: str) -> Revision | None:
        """Return the current version of a record, or None; of two heads, the later by (seq, device)."""
        return self._first(_CURRENT, record)

    def heads(self, record: str) -> tuple[Revision, ...]:
        """Return the versions that no other was made from: two when two people changed it apart; latest last."""
        return self._revisions(_HEADS, (record,))

    def history(self, record: str) -> tuple[Revision, ...]:
        """Return every version of a record, oldest first."""
        return self._revisions("SELECT * FROM revision WHERE record = ? ORDER BY seq, device", (record,))

    def list(self, kind: str | None = None, case: str | None = None) -> tuple[Revision, ...]:
        """Return the current versions of all records, of one kind or of one case, the latest changed last."""
        wanted = {"current.kind = ?": kind, "current.case_id = ?": case}
        asked = {test: value for test, value in wanted.items() if value is not None}
        where = f"WHERE {' AND '.join(asked)}" if asked else ""
        return self._revisions(f"{_LIST} {where} {_LAST_CHANGED_LAST}", tuple(asked.values()))

    def names(self, kind: str | None = None) -> dict[str, str]:
        """Return the headline of every record, or of every one of a kind, by id."""
        rows = self._database.rows
        return dict(rows(f"{_NAMES} WHERE kind = ?", (kind,)) if kind is not None else rows(_NAMES))

    def signed(self, kind: str, publics: Collection[bytes]) -> tuple[Revision, ...]:
        """Return the versions of all records of a kind that one of these keys signed, oldest first."""
        return tuple(revision_of(row, self._kinds) for row in signed_rows(self._database, kind, publics))

    def newest(self) -> dict[str, int]:
        """Return the number of the latest revision of each case, by the case's id: what has changed since a look."""
        return dict(self._database.rows("SELECT case_id, MAX(seq) FROM current WHERE case_id > '' GROUP BY case_id"))

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return the records that hold every word typed, the last ones perhaps only begun. Any text is safe."""
        return search.find(self._database, text, limit)

    def accesses(self, case: str | None) -> tuple[AccessEntry, ...]:
        """Return who looked at, printed or shared a case, in order; None for what concerns no case."""
        return self._accesses("case_id IS ?", (case,))

    def looks(self, author: str | None = None) -> tuple[AccessEntry, ...]:
        """Return everything that was looked at, printed, shared or changed here, or by one person, in order."""
        return self._accesses("?1 IS NULL OR author = ?1", (author,))

    def last_look(self, author: str, what: str | None = None) -> AccessEntry | None:
        """Return the latest thing that one person did here, or the latest of one sort, or None."""
        sql = f"{_ACCESSES} WHERE author = ?1 AND (?2 IS NULL OR what = ?2) ORDER BY entry DESC, number DESC LIMIT 1"
        return next(iter(self._entries(sql, (author, what))), None)

    def access_after(self, seq: int, what: Collection[str]) -> AccessEntry | None:
        """Return the first access of one of these sorts in an entry after the one of that number, or None."""
        found = (self._accesses("entry > ? AND what = ?", (seq, one)) for one in what)
        return min((accesses[0] for accesses in found if accesses), key=lambda access: access.seq, default=None)

    def points(self, digits: str) -> tuple[Point, ...]:
        """Return the entries whose digest begins with these hexadecimal digits, in order."""
        return tuple(point_of(entry) for entry in entries(self._database) if entry.digest.hex().startswith(digits))

    def moments(self) -> dict[str, datetime]:
        """Return when each version was written by its computer's clock, by its id, in the order of writing."""
        found = self._database.rows("SELECT id, recorded_at FROM revision ORDER BY rowid")
        return {identity: datetime.fromisoformat(at) for identity, at in found}

    def versions(self) -> int:
        """Return how many versions there are of all records: none is ever taken away."""
        return int(self._database.row("SELECT count(*) FROM revision")[0])

    def head(self) -> Head:
        """Return where the chain stands."""
        return head_of(self._database)

    def all_about(self, records: Sequence[str]) -> Moving:
        """Return every version of these records, and every look at them and at the cases among them."""
        return all_about(self._database, records)

    def chain_start(self, identity: str) -> ChainStart:
        """Return from where on a recovery key can check the chain. Raises KeyTrouble or DamageTrouble."""
        return chain_start(self._database, identity)

    def meta(self, name: str) -> bytes | None:
        """Return a value that is kept beside the records, or None."""
        found = self._database.row("SELECT value FROM meta WHERE name = ?", (name,))
        return found[0] if found else None

    def draft(self, key: str) -> str | None:
        """Return the draft under a key, or None."""
        found = self._database.row("SELECT text FROM draft WHERE key = ?", (key,))
        return found[0] if found else None

    def drafts(self) -> tuple[Draft, ...]:
        """Return every draft, the oldest first."""
        found = self._database.rows("SELECT key, text, saved_at FROM draft ORDER BY saved_at, key")
        return tuple(Draft(key, text, datetime.fromisoformat(at)) for key, text, at in found)

    def _accesses(self, wanted: str, parameters: Iterable[Any]) -> tuple[AccessEntry, ...]:
        return self._entries(f"{_ACCESSES} WHERE {wanted} ORDER BY entry, number", parameters)

    def _entries(self, sql: str, parameters: Iterable[Any]) -> tuple[AccessEntry, ...]:
        found = self._database.rows(sql, tuple(parameters))
        return tuple(AccessEntry(seq, datetime.fromisoformat(at), *rest) for seq, at, *rest in found)

    def _first(self, sql: str, *parameters: Any) -> Revision | None:
        found = self._revisions(sql, parameters)
        return found[0] if found else None

    def _revisions(self, sql: str, parameters: Iterable[Any]) -> tuple[Revision, ...]:
        found = self._database.rows(sql, tuple(parameters))
        return tuple(revision_of(row_from(values), self._kinds) for values in found)
