"""Is this record complete? Checks a compartment's file, chain, signatures, rows, mark and projections."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.keys.chain_keys import NO_TAG, chain_tag, next_chain_key
from safeguard_desktop.keys.signing import is_signed
from safeguard_desktop.vault.chain import (
    ENTRY_PURPOSE,
    NO_DIGEST,
    ChainStart,
    Entry,
    accesses_in,
    entries,
    entry_at,
    head_of,
    origins,
    point_of,
)
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import Anchor, Head, Misfit, Point, Problem, Progress, Verdict
from safeguard_desktop.vault.projections import ERASED
from safeguard_desktop.vault.rows import NO_HASH, Row, row_from

MOST_PROBLEMS = 100
_ROWS = "SELECT rowid, revision.* FROM revision WHERE rowid > ? ORDER BY rowid LIMIT 500"
_ACCESSES = """SELECT entry, number, at, author, device, what, record, case_id FROM access
               WHERE entry > ?1 OR (entry = ?1 AND number > ?2) ORDER BY entry, number LIMIT 500"""
_REBUILD = "Make the lists again: safeguard-desktop rebuild."
_BEFORE = "SELECT seq, id, content, tag, signature FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT 1"


@dataclass
class _Check:
    """One run: what was found, and what the chain says of the rows and of the accesses."""

    database: Database
    first_key: ChainStart | None
    origins: dict[int, bytes] = field(default_factory=dict)
    signers: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    found: list[Problem] = field(default_factory=list)
    first_bad: Point | None = None
    named: dict[str, tuple[str, Point]] = field(default_factory=dict)
    """The hash of each revision as the chain has it, and the entry that says so, by the revision's id."""
    erased: set[str] = field(default_factory=set)
    """The records of which every version was erased."""
    accesses: Any = field(default_factory=sha256)
    """A hash over every access that the chain tells of."""

    def problem(self, misfit: Misfit, sentence: str, where: Point | None = None) -> None:
        """Add a problem, up to a number that a person could read."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(misfit, sentence, where))
        if where is not None and (self.first_bad is None or where.seq < self.first_bad.seq):
            self.first_bad = where

    def at(self, where: Point, misfit: Misfit, sentence: str) -> None:
        """Add a problem of one entry."""
        named = str(where)
        self.problem(misfit, f"{named[:1].upper()}{named[1:]}: {sentence}", where)

    def verdict(self, head: Head, revisions: int) -> Verdict:
        """Return what was found."""
        return Verdict(
            head.seq, revisions, head, tuple(self.found), self.first_key is not None,
            last_good=self._before_the_first(), first_bad=self.first_bad,
            seals_from=self.first_key.seq if self.first_key else 0,
        )  # fmt: skip

    def _before_the_first(self) -> Point | None:
        found = self.database.row(_BEFORE, (self.first_bad.seq,)) if self.first_bad else None
        return point_of(Entry(*found)) if found else None


def check_compartment(
    database: Database,
    mark: Head | None,
    progress: Progress,
    first_key: ChainStart | None = None,
    anchors: Sequence[Anchor] = (),
) -> Verdict:
    """Check a compartment; see `Compartment.verify`."""
    check = _Check(database, first_key)
    try:
        return _check_all(check, mark, progress, anchors)
    except DamageTrouble as trouble:
        check.problem(Misfit.FILE, trouble.sentence)
        return Verdict(0, 0, mark or Head(0, NO_DIGEST.hex()), tuple(check.found), first_key is not None)


def _check_all(check: _Check, mark: Head | None, progress: Progress, anchors: Sequence[Anchor]) -> Verdict:
    database = check.database
    _check_pages(check)
    head = head_of(database)
    (revisions,) = database.row("SELECT count(*) FROM revision")
    total = head.seq + revisions
    for account, public in database.rows("SELECT account, public FROM signer"):
        check.signers[account].append(public)
    check.origins = origins(database)
    check.erased = {found[0] for found in database.rows(ERASED)}
    last = _check_entries(check, progress, total)
    if last != head:
        check.problem(
            Misfit.HISTORY,
            "The last entries of the history are gone, or entries were added past the program.",
            Point(min(last.seq, head.seq) + 1, None),
        )
    _check_rows(check, progress, total)
    _check_mark(check, mark, head)
    for anchor in anchors:
        _check_anchor(check, anchor, head)
    _check_projections(check)
    _check_accesses(check)
    progress(total, total)
    return check.verdict(head, revisions)


def _check_pages(check: _Check) -> None:
    """Run both checks: each finds damage that the other misses; and neither looks at the first bytes."""
    if check.database.rows("PRAGMA cipher_integrity_check") or not check.database.starts_as_written():
        check.problem(Misfit.FILE, "Pages of the file are damaged.")
    if check.database.rows("PRAGMA integrity_check") != [("ok",)]:
        check.problem(Misfit.FILE, "The file's inner order is damaged.")


def _check_entries(check: _Check, progress: Progress, total: int) -> Head:
    """Go along the chain from its first entry; return where it ends."""
    start = check.first_key or ChainStart(0, b"")
    seq, digest, tag, key = 0, NO_DIGEST, NO_TAG, (start.key or None) if start.seq == 0 else None
    for entry in entries(check.database):
        said = _said(entry)
        where = point_of(entry)
        if entry.seq != seq + 1:
            check.at(where, Misfit.HISTORY, "entries before it are gone.")
        if said.get("prev") != digest.hex():
            sentence = "it does not follow from the entry before it; one of the two was changed."
            check.at(where, Misfit.HISTORY, sentence)
        _check_entry(check, entry, said, where)
        if key is not None:
            if chain_tag(key, tag, entry.content) != entry.tag:
                check.at(where, Misfit.SEAL, "its seal is broken. It, or an entry before it, was changed.")
            key = next_chain_key(key)
        seq, digest, tag = entry.seq, entry.digest, entry.tag
        if seq == start.seq:
            key = start.key
        if seq % 100 == 0:
            progress(seq, total)
    if check.first_key is not None and key is None:
        check.problem(Misfit.SEAL, "The entry from which this recovery key can check the history is gone.")
    if key is not None and (key, tag) != tuple(check.database.row("SELECT key, tag FROM chain")):
        sentence = "The key for the next entry is not the one that follows: entries were taken away or added."
        check.problem(Misfit.SEAL, sentence)
    return Head(seq, digest.hex())


def _check_entry(check: _Check, entry: Entry, said: dict[str, Any], where: Point) -> None:
    if (said.get("seq"), said.get("id")) != (entry.seq, entry.id):
        check.at(where, Misfit.HISTORY, "it stands in another entry's place.")
    publics, signed = check.signers.get(str(said.get("author")), []), entry.content + entry.tag
    if not any(is_signed(public, ENTRY_PURPOSE, signed, entry.signature) for public in publics):
        check.at(where, Misfit.SIGNATURE, "its signature is not its author's.")
    if "origin" in said and sha256(check.origins.get(entry.seq - 1, b"")).hexdigest() != said["origin"]:
        check.at(where, Misfit.SEAL, "what it says was sealed to a new recovery key is not here, or is another.")
    for named in said.get("revisions", ()):
        check.named[named[0]] = (named[1], where)
    for look in accesses_in(entry.seq, said):
        if check.erased.isdisjoint(look[-2:]):
            check.accesses.update(canonical(list(look)))


def _said(entry: Entry) -> dict[str, Any]:
    try:
        return entry.read()
    except (ValueError, TypeError):
        return {}


def _check_rows(check: _Check, progress: Progress, total: int) -> None:
    """Compare every revision with its own hashes, and with what the chain says of it."""
    previous: dict[str, bytes] = {}
    seen: set[str] = set()
    last = -1
    while found := check.database.rows(_ROWS, (last,)):
        for values in found:
            row = row_from(values[1:])
            seen.add(row.id)
            _check_row(check, row, previous.get(row.device, NO_HASH))
            previous[row.device] = row.hash
        last = found[-1][0]
        progress(min(total - 1, total // 2 + len(seen)), total)
    for gone in sorted(check.named.keys() - seen):
        where = check.named[gone][1]
        check.problem(Misfit.VERSION, f"Version {gone} was kept once, with {where}, and is gone.", where)


def _check_row(check: _Check, row: Row, previous: bytes) -> None:
    named = f"Version {row.id}, of {row.recorded_at[:10]}"
    if row.id not in check.named:
        sentence = f"{named}: it was added past the program; the history does not know it."
        check.problem(Misfit.VERSION, sentence)
        return
    digest, where = check.named[row.id]
    if digest != row.hash.hex() or row.envelope_hash() != row.hash or row.prev != previous:
        check.problem(Misfit.VERSION, f"{named}, kept with entry {where.seq}: it is not as it was written.", where)
    elif not row.body_fits():
        sentence = f"{named}, kept with entry {where.seq}: its words are not those that were written."
        check.problem(Misfit.VERSION, sentence, where)


def _check_mark(check: _Check, mark: Head | None, head: Head) -> None:
    if mark is None:
        if head.seq:
            sentence = "This computer has no mark of how far the record had come: it was lost or taken away."
            check.problem(Misfit.MARK, sentence)
        return
    entry = entry_at(check.database, mark.seq)
    if mark.seq and (entry is None or entry.digest.hex() != mark.digest):
        sentence = (
            f"The record does not hold what this computer last saw in it, entry {mark.seq}: an older copy was put back."
        )
        check.problem(Misfit.MARK, sentence, Point(min(mark.seq, head.seq + 1), None))


def _check_anchor(check: _Check, anchor: Anchor, head: Head) -> None:
    """Compare the record with a head that something outside it holds."""
    entry = entry_at(check.database, anchor.seq)
    if entry is None:
        end = f"The record ends at entry {head.seq}, and {anchor.what} tells of entry {anchor.seq}"
        sentence = f"{end}: what came after is gone."
        check.problem(Misfit.ANCHOR, sentence, Point(head.seq + 1, None))
    elif not entry.digest.hex().startswith(anchor.digits):
        check.at(point_of(entry), Misfit.ANCHOR, f"it is not the one that {anchor.what} was made at.")


def _check_projections(check: _Check) -> None:
    """Work out the current versions apart from the lists, and compare."""
    revisions = check.database.rows(
        "SELECT id, record, parents, seq, device, kind, case_id, body IS NOT NULL FROM revision"
    )
    parents = {(parent, found[1]) for found in revisions for parent in json.loads(found[2])}
    heads = [found[:-1] for found in revisions if found[:2] not in parents and found[-1]]
    latest: dict[str, tuple[Any, ...]] = defaultdict(tuple)
    for identity, record, _parents, seq, device, kind, case in heads:
        latest[record] = max(latest[record], (seq, device, identity, kind, case), key=lambda found: found[:2])
    listed = check.database.rows("SELECT record, seq, device, revision, kind, case_id FROM current")
    if {found[0]: tuple(found[1:]) for found in listed} != dict(latest) or {found[0] for found in heads} != {
        found[0] for found in check.database.rows("SELECT revision FROM head")
    }:
        check.problem(Misfit.LISTS, f"The lists do not show what was written. {_REBUILD}")


def _check_accesses(check: _Check) -> None:
    """Compare the list of who looked at what with what the chain tells of it."""
    listed, last = sha256(), (-1, -1)
    while found := check.database.rows(_ACCESSES, last):
        for values in found:
            listed.update(canonical(list(values)))
        last = found[-1][:2]
    if listed.digest() != check.accesses.digest():
        check.problem(Misfit.LISTS, f"The list of who looked at what is not that of the history. {_REBUILD}")
