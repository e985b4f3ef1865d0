"""What accounts are called and whom to reach, as registered managers wrote it.

Every account holds the front's key, and could write something else into its lists or its history: another name for
themselves, so that they are taken for somebody else when it is chosen who may read what, or another address for
referrals. So what only managers change counts when the entry that it was kept with is signed by somebody who is, or
was, a manager by the charters.
"""

from collections.abc import Collection, Iterator

from safeguard_desktop.keys.header import HeaderBody
from safeguard_desktop.keys.signing import is_signed
from safeguard_desktop.keys.texts import from_text
from safeguard_desktop.vault.chain import ENTRY_PURPOSE, Entry
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.rows import Row, row_from

_WITH_REVISIONS = "SELECT seq, id, content, tag, signature FROM entry WHERE instr(content, ?) ORDER BY seq"
_OF_KIND = "SELECT * FROM revision WHERE kind = ? ORDER BY seq, device"


def managers_keys(body: HeaderBody) -> frozenset[bytes]:
    """Return the public signing keys of everybody who is or was a manager by the charters."""
    return frozenset(from_text(public) for charter in body.charters for public in charter.managers.values())


def signed_rows(database: Database, kind: str, publics: Collection[bytes]) -> Iterator[Row]:
    """Yield the versions of all records of a kind that one of these keys signed, oldest first."""
    found = (Entry(*values) for values in database.rows(_WITH_REVISIONS, (b'"revisions":[[',)))
    signed = {tuple(one) for entry in found if _is_by(entry, publics) for one in entry.read()["revisions"]}
    rows = map(row_from, database.rows(_OF_KIND, (kind,)))
    return (row for row in rows if _is_as_written(row, signed))


def _is_by(entry: Entry, publics: Collection[bytes]) -> bool:
    signed = entry.content + entry.tag
    return any(is_signed(public, ENTRY_PURPOSE, signed, entry.signature) for public in publics)


def _is_as_written(row: Row, signed: Collection[tuple[str, ...]]) -> bool:
    is_whole = row.envelope_hash() == row.hash and row.body is not None and row.body_fits()
    return is_whole and (row.id, row.hash.hex()) in signed
