"""One compartment of a vault: what one group of people may read, in one encrypted file."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlcipher3

from safeguard_desktop.clock import Clock, new_id
from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, StorageTrouble, for_a_manager
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.vault.chain import NO_DIGEST, ChainStart, Writer, add_entry, entry_at, seal_from_here
from safeguard_desktop.vault.compartment_reader import CompartmentReader
from safeguard_desktop.vault.database import Database, has_journal
from safeguard_desktop.vault.device import Mark
from safeguard_desktop.vault.migrations import migrate
from safeguard_desktop.vault.model import Access, Anchor, Change, Misfit, Progress, Revision, Verdict, tell_nobody
from safeguard_desktop.vault.moving import INSERT, erase_rows, insert_moved, next_place
from safeguard_desktop.vault.projections import MADE_WITH, Projections, fingerprint
from safeguard_desktop.vault.rows import Row, Stamp, body_text, revision_of, row_from, row_of
from safeguard_desktop.vault.verify import check_compartment

FIRST_OPENED = "first opened on this computer"
SEALED_ANEW = "sealed to a new recovery key"


@dataclass(frozen=True)
class Label:
    """Which compartment of which vault a file is; kept inside it, so that files cannot be swapped."""

    vault: str
    compartment: str
    name: str


class Compartment(CompartmentReader):
    """Append-only records, their chain, and what is made from them.

    Every method may raise StorageTrouble or DamageTrouble; whatever was saved before stays.
    """

    def __init__(
        self, name: str, database: Database, *, mark: Mark, writer: Writer, clock: Clock, kinds: Kinds
    ) -> None:
        super().__init__(database, kinds)
        self.name = name
        self._mark = mark
        self._writer = writer
        self._clock = clock

    def check_opening(self, label: Label) -> None:
        """Bring the schema up to date and prove that this is the file it should be, and no older copy of it.

        Raises NewerVersionTrouble or DamageTrouble.
        """
        was_cut_short = has_journal(self._database.path)
        migrate(self._database)
        stored = dict(self._database.rows("SELECT name, value FROM meta"))
        found = Label(*(stored.get(part, b"").decode() for part in ("vault", "compartment", "name")))
        if found != label:
            raise DamageTrouble("A file of the vault belongs to another vault.", "Put the right file back.")
        self._check_end()
        self._check_mark()
        if was_cut_short:
            self._check_what_was_put_right()
        elif stored.get(MADE_WITH) != fingerprint(self._kinds):
            self.rebuild()

    def _check_what_was_put_right(self) -> None:
        """See that the journal of a crash fitted: one that was cut, or belongs to an older file, undoes too much."""
        if {problem.misfit for problem in self.verify().found} - {Misfit.LISTS}:
            sentence = "A file of the vault was cut short in a write, and what should put that right does not fit it."
            raise DamageTrouble(sentence, RESTORE_A_BACKUP)
        self.rebuild()

    def _check_end(self) -> None:
        (last,) = self._database.row("SELECT coalesce(max(seq), 0) FROM entry")
        entry, head = entry_at(self._database, last), self.head()
        digest = entry.digest if entry else NO_DIGEST
        if (last, digest.hex()) != (head.seq, head.digest):
            sentence = (
                "The history in a file of the vault does not end where it should: it was changed past the program."
            )
            raise DamageTrouble(sentence, RESTORE_A_BACKUP)

    def _check_mark(self) -> None:
        mark, head = self._mark.read(), self.head()
        if mark is None:
            if head.seq:
                self.append((), (Access(FIRST_OPENED),))
            return
        entry = entry_at(self._database, mark.seq)
        digest = entry.digest if entry else NO_DIGEST
        if head.seq < mark.seq or digest.hex() != mark.digest:
            sentence = (
                "A file of the vault is older than when this computer last used it: an old copy was put back. "
                f"It ends at entry {head.seq}, and this computer last saw entry {mark.seq}."
            )
            raise DamageTrouble(sentence, for_a_manager("put the newest copy back"))

    def append(self, changes: Sequence[Change], accesses: Sequence[Access] = ()) -> tuple[Revision, ...]:
        """Keep changes and accesses in one transaction with their entry in the chain; return the revisions.

        What was kept before under the same id is not kept again. Raises ValueError for another content under an id
        that is taken.
        """
        rows: list[Row] = []
        self._save(lambda connection, about: rows.extend(self._write(connection, about, changes, accesses)))
        return tuple(revision_of(row, self._kinds) for row in rows)

    def _save(self, write: Callable[[sqlcipher3.Connection, dict[str, Any]], None]) -> None:
        """Run one transaction that may end in an entry of the chain with this beginning.

        Raises StorageTrouble unless the entry was kept after all, as can be after a disk error.
        """
        about = {"id": new_id(self._clock), "at": self._clock.now().isoformat()}
        try:
            with self._database.writing() as connection:
                write(connection, about)
        except StorageTrouble:
            if not self._has_entry(about["id"]):
                raise
        self._move_mark()

    def _write(
        self,
        connection: sqlcipher3.Connection,
        about: dict[str, Any],
        changes: Sequence[Change],
        accesses: Sequence[Access],
    ) -> tuple[Row, ...]:
        kept = {change.id: _kept_before(connection, change) for change in changes}
        rows = tuple(kept[change.id] or self._insert(connection, change) for change in changes)
        new = [row for row in rows if kept[row.id] is None]
        if new or (accesses and not changes):
            self._enter(connection, about, new, accesses)
        return rows

    def _enter(
        self,
        connection: sqlcipher3.Connection,
        about: dict[str, Any],
        rows: Sequence[Row],
        accesses: Sequence[Access],
    ) -> None:
        entry = add_entry(connection, about, rows, accesses, self._writer)
        Projections(connection, self._kinds).add(rows, entry)

    def _insert(self, connection: sqlcipher3.Connection, change: Change) -> Row:
        seq, previous = next_place(connection, self._writer.device)
        stamp = Stamp(self._writer.account, self._writer.device, seq, self._clock.now(), previous)
        row = row_of(change, stamp)
        connection.execute(INSERT, tuple(vars(row).values()))
        return row

    def take_over(self, source: "Compartment", records: Sequence[str], why: str, case: str | None = None) -> int:
        """Copy every version of these records from another compartment, and every look at them; return how many.

        Ids, authors and times stay as they were; the entry in the chain is by who moves them. What is here already
        is not copied again, so that it can be tried again. One transaction.
        """
        moving = source.all_about(records)
        taken: list[Row] = []

        def write(connection: sqlcipher3.Connection, about: dict[str, Any]) -> None:
            taken.extend(insert_moved(connection, moving))
            if taken:
                earlier = [list(values) for values in moving.accesses]
                self._enter(connection, {**about, "earlier": earlier}, taken, (Access(why, case=case),))

        self._save(write)
        return len(taken)

    def erase(self, records: Sequence[str], why: str) -> int:
        """Erase what these records say for good, in every version; return how many versions.

        They are then in no list, search or count, nor are looks at them or at a case among them. Their entries stay
        in the chain, with one more that says how many were erased and why; `why` holds no content. One transaction.
        """
        erased: dict[str | None, int] = {}

        def write(connection: sqlcipher3.Connection, about: dict[str, Any]) -> None:
            erased.update(erase_rows(connection, records))
            if erased:
                said = [Access(f"{why}: {number} erased", records[0], case) for case, number in erased.items()]
                entry = add_entry(connection, {**about, "erased": list(records)}, (), said, self._writer)
                Projections(connection, self._kinds).forget(records, entry)

        self._save(write)
        return sum(erased.values())

    def _has_entry(self, entry_id: str) -> bool:
        """Tell whether a write that failed succeeded after all, as it can after a disk error."""
        with suppress(StorageTrouble, DamageTrouble):
            return self._database.row("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is not None
        return False

    def _move_mark(self) -> None:
        """Move the mark. The change is saved whether or not it moves, and one that stays behind still notices much."""
        with suppress(OSError):
            self._mark.write(self.head())

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make current versions, lists and the search index again from the revisions."""
        with self._database.writing() as connection:
            Projections(connection, self._kinds).rebuild(progress or tell_nobody)

    def verify(
        self, progress: Progress | None = None, *, first_key: ChainStart | None = None, anchors: Sequence[Anchor] = ()
    ) -> Verdict:
        """Check the file, the chain, the signatures, every row, the lists, the mark and what anchors outside hold.

        With `first_key` (see `OpenVault.check_history`) the tags are checked as well, which nobody can make again,
        whatever other keys they hold.
        """
        return check_compartment(self._database, self._mark.read(), progress or tell_nobody, first_key, anchors)

    def seal_from_here(self, recipient: str) -> None:
        """Let a new recovery key check the chain from here on, and say so in it. One transaction."""

        def write(connection: sqlcipher3.Connection, about: dict[str, Any]) -> None:
            said = seal_from_here(connection, recipient)
            self._enter(connection, {**about, **said}, (), (Access(SEALED_ANEW),))

        self._save(write)

    def put_meta(self, name: str, value: bytes) -> None:
        """Keep a value beside the records."""
        with self._database.writing() as connection:
            connection.execute("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", (name, value))

    def put_draft(self, key: str, text: str) -> None:
        """Keep words being typed, in place of those under the same key. Half a character (a surrogate) becomes "?"."""
        sql = "INSERT INTO draft VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET text = ?2, saved_at = ?3"
        kept = text.encode("utf-8", "replace").decode("utf-8")
        with self._database.writing() as connection:
            connection.execute(sql, (key, kept, self._clock.now().isoformat()))

    def drop_draft(self, key: str) -> None:
        """Forget a draft. One that is not there is nothing."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM draft WHERE key = ?", (key,))

    def change_key(self, key: CompartmentKey, mark: Mark) -> None:
        """Encrypt the file anew under a key, and keep its mark under the same from now on. Raises StorageTrouble."""
        self._database.change_key(key)
        self._mark = mark
        self._move_mark()

    def close(self) -> None:
        """Close the file and let go of its key."""
        self._database.close()


def _kept_before(connection: sqlcipher3.Connection, change: Change) -> Row | None:
    found = connection.execute("SELECT * FROM revision WHERE id = ?", (change.id,)).fetchone()
    if found is None:
        return None
    row = row_from(found)
    if (row.record, row.kind, row.body) != (change.record, change.kind, body_text(change.body)):
        raise ValueError("another content under an id that is taken")
    return row
