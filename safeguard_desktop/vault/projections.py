"""Current versions, names, references, accesses and the search index, made from revisions and entries."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import sqlcipher3

from safeguard_desktop.keys import canonical
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.record import Record, questions, references, search_text
from safeguard_desktop.vault.chain import Entry, accesses_in
from safeguard_desktop.vault.migrations import PROJECTIONS, projections_sql, run_script
from safeguard_desktop.vault.model import Progress
from safeguard_desktop.vault.rows import Row, read_body, row_from

_RECORDS = "SELECT record FROM revision GROUP BY record HAVING count(body) > 0 ORDER BY min(rowid)"
_ALL_HEADS = """INSERT INTO head SELECT id, record FROM revision WHERE body IS NOT NULL EXCEPT
                SELECT parent.value, revision.record FROM revision, json_each(revision.parents) AS parent"""
_CHILD = """SELECT 1 FROM revision AS child, json_each(child.parents) AS parent
            WHERE child.record = ? AND parent.value = ?"""
_LATEST = """SELECT revision.* FROM head JOIN revision ON revision.id = head.revision
             WHERE head.record = ? ORDER BY revision.seq DESC, revision.device DESC LIMIT 1"""
_SET_CURRENT = """INSERT INTO current (record, revision, case_id, kind, seq, device, name)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (record) DO UPDATE
                  SET revision = ?2, case_id = ?3, kind = ?4, seq = ?5, device = ?6, name = ?7"""
_CURRENT = """SELECT current.id, revision.* FROM current JOIN revision ON revision.id = current.revision
              WHERE current.record = ?"""


ERASED = "SELECT record FROM revision GROUP BY record HAVING count(body) = 0"
"""The records of which every version was erased: neither they nor looks at them are listed."""
_IS_ERASED = "SELECT 1 FROM revision WHERE record = ? GROUP BY record HAVING count(body) = 0"
_WAS_ERASED = "SELECT 1 FROM revision WHERE record = ? AND body IS NULL"
_FORGET_LOOKS = f"DELETE FROM access WHERE record IN ({ERASED}) OR case_id IN ({ERASED})"  # noqa: S608  # fixed words
MADE_WITH = "projections"
"""The name in `meta` of the fingerprint that the projections were made with."""


def fingerprint(kinds: Kinds) -> bytes:
    """Return what tells whether projections are still right: another program may know other kinds and questions."""
    declared = [[kind.kind, [[q.name, q.label, q.sort, q.searched] for q in questions(kind)]] for kind in kinds]
    return sha256(canonical([PROJECTIONS, declared])).digest()


class Projections:
    """Keeps the projections of one compartment in step, inside the transaction that is open on `connection`."""

    def __init__(self, connection: sqlcipher3.Connection, kinds: Kinds) -> None:
        self._connection = connection
        self._kinds = kinds

    def add(self, rows: Sequence[Row], entry: Entry) -> None:
        """Take in new revisions, and the entry that was written with them."""
        for row in rows:
            self._move_heads(row)
        records = list(dict.fromkeys(row.record for row in rows))
        renamed = [record for record in records if self._is_renamed(record)]
        touched = dict.fromkeys(records + list(self._referring(renamed)))
        for record in touched:
            self._index(record)
        if any(self._connection.execute(_WAS_ERASED, (row.record,)).fetchone() for row in rows):
            self._note_all_accesses()
        else:
            self._note_accesses(entry)

    def forget(self, records: Sequence[str], entry: Entry) -> None:
        """Take erased records out of everything, and their names out of what refers to them."""
        referring = dict.fromkeys(self._referring(records))
        for record in records:
            found = self._connection.execute("SELECT id FROM current WHERE record = ?", (record,)).fetchone()
            if found:
                self._connection.execute("DELETE FROM search WHERE rowid = ?", found)
            for table in ("current", "head", "reference"):
                self._connection.execute(f"DELETE FROM {table} WHERE record = ?", (record,))  # noqa: S608  # fixed names
        for record in referring.keys() - set(records):
            self._index(record)
        self._note_accesses(entry)
        self._connection.execute(_FORGET_LOOKS)

    def rebuild(self, progress: Progress) -> None:
        """Drop everything and make it again from revisions and entries."""
        run_script(self._connection, projections_sql())
        self._connection.execute(_ALL_HEADS)
        records = [found[0] for found in self._connection.execute(_RECORDS).fetchall()]
        for done, record in enumerate(records, start=1):
            self._set_current(record)
            progress(done, 2 * len(records))
        for done, record in enumerate(records, start=1):
            self._index(record)
            progress(len(records) + done, 2 * len(records))
        self._note_all_accesses()
        sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"
        self._connection.execute(sql, (MADE_WITH, fingerprint(self._kinds)))

    def _is_renamed(self, record: str) -> bool:
        """Set a record's current version; tell whether it is now called something else."""
        found = self._connection.execute("SELECT name FROM current WHERE record = ?", (record,)).fetchone()
        before = found[0] if found else None
        return self._set_current(record) != before

    def _move_heads(self, row: Row) -> None:
        for parent in row.parent_ids:
            self._connection.execute("DELETE FROM head WHERE revision = ? AND record = ?", (parent, row.record))
        has_child = self._connection.execute(_CHILD, (row.record, row.id)).fetchone()
        if not has_child:
            self._connection.execute("INSERT INTO head VALUES (?, ?)", (row.id, row.record))

    def _set_current(self, record: str) -> str:
        row = row_from(self._connection.execute(_LATEST, (record,)).fetchone())
        name = read_body(row, self._kinds).headline
        values = (record, row.id, row.case_id, row.kind, row.seq, row.device, name)
        self._connection.execute(_SET_CURRENT, values)
        return name

    def _index(self, record: str) -> None:
        """Index a record's words, together with the names of the records that it refers to."""
        found = self._connection.execute(_CURRENT, (record,)).fetchone()
        body = read_body(row_from(found[1:]), self._kinds)
        targets = tuple(dict.fromkeys(references(body)))
        self._connection.execute("DELETE FROM reference WHERE record = ?", (record,))
        self._connection.executemany("INSERT INTO reference VALUES (?, ?)", [(target, record) for target in targets])
        self._connection.execute("DELETE FROM search WHERE rowid = ?", (found[0],))
        text = self._text(body, targets)
        if text:
            self._connection.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (found[0], text))

    def _text(self, body: Record, targets: Sequence[str]) -> str:
        names = {}
        for target in targets:
            found = self._connection.execute("SELECT name FROM current WHERE record = ?", (target,)).fetchone()
            if found:
                names[target] = found[0]
        return search_text(body, names)

    def _referring(self, records: Iterable[str]) -> Iterator[str]:
        for record in records:
            sql = "SELECT record FROM reference WHERE target = ?"
            yield from (found[0] for found in self._connection.execute(sql, (record,)).fetchall())

    def _note_all_accesses(self) -> None:
        sql = "SELECT seq, id, content, tag, signature FROM entry ORDER BY seq"
        for values in self._connection.execute(sql).fetchall():
            self._note_accesses(Entry(*values))

    def _note_accesses(self, entry: Entry) -> None:
        """Note the looks that an entry tells of, but for those at what was erased."""
        looks = list(accesses_in(entry.seq, entry.read()))
        touched = {one for look in looks for one in look[-2:] if one is not None}
        erased = {one for one in touched if self._connection.execute(_IS_ERASED, (one,)).fetchone()}
        kept = [look for look in looks if erased.isdisjoint(look[-2:])]
        self._connection.executemany("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kept)
