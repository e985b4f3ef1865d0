"""Rows of the table: what may have happened to the vault's files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import sqlcipher3

from safeguard_desktop.casework.start import is_first_start, lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.vault import Access
from tests.unit.bad_input.bad_samples import signed_in, start_with
from tests.unit.bad_input.table import Try, row, said_of

PAGE = 4096
CUT = "A file of the vault was cut short or added to."
DAMAGED = "damaged"


def cases_of(tried: Try) -> Path:
    """Return the file of the cases."""
    return tried.home.places.vault / "casework.db"


def opened(tried: Try) -> str:
    """Open the vault, read it and check it; return what was said of it first."""

    def look() -> None:
        session = signed_in(tried.home.places, clock=tried.home.session.clock)
        try:
            today(session)
            found.extend(session.vault.check_history(session.vault.casework).problems)
        finally:
            lock(session)

    found: list[str] = []
    return said_of(look) or (found[0] if found else "")


def harmed(tried: Try, harm: Callable[[Path], object]) -> str:
    """Harm the file of the cases, see what is said and that nothing is made in its place; then put it back."""
    vault = tried.home.places.vault
    lock(tried.home.session)
    shutil.copytree(vault, tried.folder / "kept")
    harm(cases_of(tried))
    after = {path.name for path in vault.rglob("*")}
    said = opened(tried)
    assert {path.name for path in vault.rglob("*")} - after <= {"casework.db-journal"}
    shutil.rmtree(vault)
    shutil.copytree(tried.folder / "kept", vault)
    return said


@row("Files", "vault missing", "The vault's files are not where they were.")
def vault_missing(tried: Try) -> str:
    """The whole folder is moved away; the program is started, and a new vault is wished for."""
    places = tried.home.places
    lock(tried.home.session)
    away = places.vault.rename(tried.folder / "away")
    said = {said_of(lambda: is_first_start(places)), said_of(lambda: start_with(places.vault.parent))}
    assert not places.vault.exists()
    away.rename(places.vault)
    (one,) = said
    return one


@row("Files", "zero-length", CUT)
def zero_length(tried: Try) -> str:
    """The file of the cases is emptied."""
    return harmed(tried, lambda path: path.write_bytes(b""))


@row("Files", "short", CUT)
def short(tried: Try) -> str:
    """The file of the cases is cut to 1,000 bytes."""
    return harmed(tried, lambda path: path.write_bytes(path.read_bytes()[:1000]))


@row("Files", "not whole pages", CUT)
def not_whole_pages(tried: Try) -> str:
    """The file of the cases loses its last 100 bytes."""
    return harmed(tried, lambda path: path.write_bytes(path.read_bytes()[:-100]))


@row("Files", "cut", "A file of the vault")
def cut(tried: Try) -> str:
    """The file of the cases loses its last page."""
    return harmed(tried, lambda path: path.write_bytes(path.read_bytes()[:-PAGE]))


@row("Files", "one flipped bit", DAMAGED)
def one_flipped_bit(tried: Try) -> str:
    """One bit in the middle of the file of the cases is turned over."""

    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0x40
        path.write_bytes(data)

    return harmed(tried, flip)


@row("Files", "swapped pages", DAMAGED)
def swapped_pages(tried: Try) -> str:
    """The third and the fourth page of the file of the cases change places."""

    def swap(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: 2 * PAGE] + data[3 * PAGE : 4 * PAGE] + data[2 * PAGE : 3 * PAGE] + data[4 * PAGE :])

    return harmed(tried, swap)


@row("Files", "garbage after the end", CUT)
def garbage_after_the_end(tried: Try) -> str:
    """A page of something else is added to the file of the cases."""
    return harmed(tried, lambda path: path.write_bytes(path.read_bytes() + os.urandom(PAGE)))


@row("Files", "plain SQLite", "replaced by one that is not encrypted")
def plain_sqlite(tried: Try) -> str:
    """An unencrypted database lies where the cases were."""
    return harmed(tried, lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(PAGE - 16)))


@row("Files", "random bytes", DAMAGED)
def random_bytes(tried: Try) -> str:
    """Random bytes lie where the cases were."""
    return harmed(tried, lambda path: path.write_bytes(os.urandom(8 * PAGE)))


@row("Files", "rolled back as a whole", "an old copy was put back")
def rolled_back(tried: Try) -> str:
    """The file of the cases is replaced by how it was before the last save."""
    old = cases_of(tried).read_bytes()
    tried.home.session.vault.casework.append([], [Access("looked", case=tried.home.case)])
    return harmed(tried, lambda path: path.write_bytes(old))


@row("Files", "one page replayed", "file of the vault")
def one_page_replayed(tried: Try) -> str:
    """Each page that a save changed is put back alone to how it was: something is said, or nothing is different."""
    path = cases_of(tried)
    old = path.read_bytes()
    tried.home.session.vault.casework.append([], [Access("looked", case=tried.home.case)])
    looks = tried.home.session.vault.casework.accesses(tried.home.case)
    lock(tried.home.session)
    new = path.read_bytes()
    said = []
    for start in range(0, len(old), PAGE):
        if old[start : start + PAGE] != new[start : start + PAGE]:
            path.write_bytes(new[:start] + old[start : start + PAGE] + new[start + PAGE :])
            said.append(opened(tried))
            assert said[-1] or tried.home.again().vault.casework.accesses(tried.home.case) == looks
            lock(tried.home.session)
    path.write_bytes(new)
    return next(filter(None, said))


def crashed(tried: Try) -> tuple[bytes, bytes]:
    """Return the file and its journal as a crash in the middle of a write leaves them: half of it is on the disk."""
    place = tried.home.session.vault.casework
    key, path = place._database._key, cases_of(tried)
    assert key is not None
    digits = key.hex()
    lock(tried.home.session)
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{digits}'\"")
    for setting in ("journal_mode = TRUNCATE", "cache_size = 2", "cache_spill = 2"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM access")
    for number in range(100):
        connection.execute("INSERT INTO meta VALUES (?, zeroblob(3000))", (f"half-{number}",))
    left = path.read_bytes(), path.with_name(f"{path.name}-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    assert left[0] != path.read_bytes()
    return left


def with_files(tried: Try, data: bytes, journal: bytes) -> str:
    """See what is said of a file with a journal beside it; then put the file back."""
    path = cases_of(tried)
    beside, whole = path.with_name(f"{path.name}-journal"), path.read_bytes()
    path.write_bytes(data)
    beside.write_bytes(journal)
    said = opened(tried)
    beside.unlink(missing_ok=True)
    path.write_bytes(whole)
    return said


@row("Files", "journal deleted after a crash", "A file of the vault")
def journal_deleted(tried: Try) -> str:
    """The program crashed in mid-write, and somebody deleted the file that would have put it right."""
    data, journal = crashed(tried)
    assert with_files(tried, data, journal) == "", "with its journal, a crash is put right without a word"
    return with_files(tried, data, b"")


@row("Files", "a stale journal beside a restored file", "")
def stale_journal(tried: Try) -> str:
    """The journal of a crash lies beside a later copy of the file, and undoes part of it: the lists, made again."""
    _data, journal = crashed(tried)
    again = tried.home.again().vault.casework
    for _ in range(3):
        again.append([], [Access("looked", case=tried.home.case)])
    lock(tried.home.session)
    return with_files(tried, cases_of(tried).read_bytes(), journal)


@row("Files", "journal cut in half", "A file of the vault was cut short")
def journal_cut(tried: Try) -> str:
    """The program crashed in mid-write, and a part of what would put it right is gone: a twelfth of it, two, three…"""
    data, journal = crashed(tried)
    said = {with_files(tried, data, journal[: len(journal) * part // 12]) for part in range(12)}
    assert "" in said, "what is cut away behind the last page that was changed is not missed"
    (one,) = said - {""} - {one for one in said if one.startswith(CUT)}
    return one


@row("Files", "an unexpected -wal", "that the program did not make")
def unexpected_wal(tried: Try) -> str:
    """A write-ahead log lies beside the file of the cases."""
    return harmed(tried, lambda path: path.with_name(f"{path.name}-wal").write_bytes(b"x" * 5000))
