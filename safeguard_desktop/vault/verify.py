"""Is this record complete? Checks a compartment's file, chain, signatures, rows, mark and projections."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.chain_keys import NO_TAG, chain_tag, next_chain_key
from safeguard_desktop.keys.signing import is_signed
from safeguard_desktop.vault.chain import ENTRY_PURPOSE, NO_DIGEST, Entry, entries, entry_at, head_of
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import Head, Progress, Verdict
from safeguard_desktop.vault.rows import NO_HASH, Row, row_from

MOST_PROBLEMS = 100
_ROWS = "SELECT rowid, revision.* FROM revision WHERE rowid > ? ORDER BY rowid LIMIT 500"


@dataclass
class _Check:
    """One run: what was found, and what the chain says of the rows."""

    database: Database
    first_key: bytes | None
    signers: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    """The hash of each revision as the chain has it, by id."""

    def problem(self, sentence: str) -> None:
        """Add a problem, up to a number that a person could read."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(sentence)


def check_compartment(database: Database, mark: Head | None, progress: Progress, first_key: bytes | None) -> Verdict:
    """Check a compartment; see `Compartment.verify`."""
    check = _Check(database, first_key)
    try:
        return _check_all(check, mark, progress)
    except DamageTrouble as trouble:
        check.problem(trouble.sentence)
        head = mark or Head(0, NO_DIGEST.hex())
        return Verdict(0, 0, head, tuple(check.problems), first_key is not None)


def _check_all(check: _Check, mark: Head | None, progress: Progress) -> Verdict:
    database = check.database
    _check_pages(check)
    head = head_of(database)
    (revisions,) = database.row("SELECT count(*) FROM revision")
    total = head.seq + revisions
    check.signers = dict(database.rows("SELECT account, public FROM signer"))
    last = _check_entries(check, progress, total)
    if last != head:
        check.problem("The last entries of the history are gone, or entries were added past the program.")
    _check_rows(check, progress, total)
    _check_mark(check, mark, head)
    _check_projections(check)
    progress(total, total)
    return Verdict(head.seq, revisions, head, tuple(check.problems), check.first_key is not None)


def _check_pages(check: _Check) -> None:
    """Run both checks: each finds damage that the other misses; and neither looks at the first bytes."""
    if check.database.rows("PRAGMA cipher_integrity_check") or not check.database.starts_as_written():
        check.problem("Pages of the file are damaged.")
    if check.database.rows("PRAGMA integrity_check") != [("ok",)]:
        check.problem("The file's inner order is damaged.")


def _check_entries(check: _Check, progress: Progress, total: int) -> Head:
    """Go along the chain from its first entry; return where it ends."""
    seq, digest, tag, key = 0, NO_DIGEST, NO_TAG, check.first_key
    for entry in entries(check.database):
        said = _said(entry)
        where = _where(entry, said)
        if entry.seq != seq + 1:
            check.problem(f"{where}: entries before it are gone.")
        if said.get("prev") != digest.hex():
            check.problem(f"{where}: it does not follow from the entry before it; one of the two was changed.")
        _check_entry(check, entry, said, where)
        if key is not None:
            if chain_tag(key, tag, entry.content) != entry.tag:
                check.problem(f"{where}: its seal is broken. It, or an entry before it, was changed.")
            key = next_chain_key(key)
        seq, digest, tag = entry.seq, entry.digest, entry.tag
        if seq % 100 == 0:
            progress(seq, total)
    if key is not None and (key, tag) != tuple(check.database.row("SELECT key, tag FROM chain")):
        check.problem("The key for the next entry is not the one that follows: entries were taken away or added.")
    return Head(seq, digest.hex())


def _check_entry(check: _Check, entry: Entry, said: dict[str, Any], where: str) -> None:
    if (said.get("seq"), said.get("id")) != (entry.seq, entry.id):
        check.problem(f"{where}: it stands in another entry's place.")
    public = check.signers.get(str(said.get("author")), b"")
    if not is_signed(public, ENTRY_PURPOSE, entry.content + entry.tag, entry.signature):
        check.problem(f"{where}: its signature is not its author's.")
    for named in said.get("revisions", ()):
        check.named[named[0]] = named[1]


def _said(entry: Entry) -> dict[str, Any]:
    try:
        return entry.read()
    except (ValueError, TypeError):
        return {}


def _where(entry: Entry, said: dict[str, Any]) -> str:
    """Name an entry by its number and the moment it gives."""
    try:
        return f"Entry {entry.seq}, of {datetime.fromisoformat(said['at']):%d %B %Y at %H:%M} UTC"
    except (KeyError, TypeError, ValueError):
        return f"Entry {entry.seq}"


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
        check.problem(f"Version {gone} was kept once, and is gone.")


def _check_row(check: _Check, row: Row, previous: bytes) -> None:
    where = f"Version {row.id}, of {row.recorded_at[:10]}"
    if row.id not in check.named:
        check.problem(f"{where}: it was added past the program; the history does not know it.")
    elif check.named[row.id] != row.hash.hex() or row.envelope_hash() != row.hash or row.prev != previous:
        check.problem(f"{where}: it is not as it was written.")
    elif not row.body_fits():
        check.problem(f"{where}: its words are not those that were written.")


def _check_mark(check: _Check, mark: Head | None, head: Head) -> None:
    if mark is None:
        if head.seq:
            check.problem("This computer has no mark of how far the record had come: it was lost or taken away.")
        return
    entry = entry_at(check.database, mark.seq)
    if mark.seq and (entry is None or entry.digest.hex() != mark.digest):
        check.problem("The record does not hold what this computer last saw in it: an older copy was put back.")


def _check_projections(check: _Check) -> None:
    """Work out the current versions apart from the lists, and compare."""
    revisions = check.database.rows("SELECT id, record, parents, seq, device, kind, case_id FROM revision")
    parents = {(parent, found[1]) for found in revisions for parent in json.loads(found[2])}
    heads = [found for found in revisions if found[:2] not in parents]
    latest: dict[str, tuple[Any, ...]] = defaultdict(tuple)
    for identity, record, _parents, seq, device, kind, case in heads:
        latest[record] = max(latest[record], (seq, device, identity, kind, case), key=lambda found: found[:2])
    listed = check.database.rows("SELECT record, seq, device, revision, kind, case_id FROM current")
    if {found[0]: tuple(found[1:]) for found in listed} != dict(latest) or {found[0] for found in heads} != {
        found[0] for found in check.database.rows("SELECT revision FROM head")
    }:
        check.problem("The lists do not show what was written. Make them again: safeguard-desktop rebuild.")
