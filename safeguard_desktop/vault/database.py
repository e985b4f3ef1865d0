"""One encrypted database: opened in the one safe order, with settings that were measured, and errors in words.

Why each setting is as it is: TRUNCATE and EXTRA lose nothing in a power cut (a write-ahead log lost saves without
an error); memory for temporary tables, no memory map and no spilling keep plain text off the disk; secure_delete
wipes what was replaced; an untrusted schema cannot call functions.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, InUseTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.files import reading_errors

PAGE_BYTES = 4096
CIPHER_VERSION = "4."
KEY_DIGITS = 96
"""Of the 32 bytes of key and 16 of salt. Fewer would silently be taken as a passphrase."""
SETTINGS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("cache_size", "-32000", -32000),
    ("cache_spill", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("busy_timeout", "5000", 5000),
)
_ALLOWED_PRAGMAS = frozenset(
    {
        "user_version", "data_version", "page_count", "max_page_count", "integrity_check", "cipher_integrity_check",
        "cipher_status", "cipher_version",
    }
)  # fmt: skip
_DENIED_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})
_FULL, _READONLY, _IOERR, _CANTOPEN, _BUSY, _LOCKED, _PERM, _NOMEM, _CORRUPT, _NOTADB = (
    13,
    8,
    10,
    14,
    5,
    6,
    3,
    7,
    11,
    26,
)
_A_FILE = "A file of the vault"
_SAFE = "Everything saved before is safe."
_STORAGE = {
    _FULL: ("It was not saved: the disk is full.", f"Make room on the disk, then save again. {_SAFE}"),
    _READONLY: ("It was not saved: the folder cannot be written.", f"Check the folder, then save again. {_SAFE}"),
    _PERM: ("It was not saved: the folder cannot be written.", f"Check the folder, then save again. {_SAFE}"),
    _CANTOPEN: ("The records could not be opened or written.", f"Check the disk, then try again. {_SAFE}"),
    _IOERR: ("It was not saved: the disk reports an error.", f"Check the disk or stick, then save again. {_SAFE}"),
    _NOMEM: ("There is not enough memory on this computer.", f"Close other programs, then try again. {_SAFE}"),
}
_NOT_REKEYED = (
    "The keys could not all be changed: the disk is full or cannot be written.",
    f"Make room on the disk. It goes on by itself when the records are next opened. {_SAFE}",
)


class Database:
    """A connection to one compartment's file. Used on one thread at a time; reopened by itself after a disk error."""

    def __init__(self, path: Path, key: CompartmentKey) -> None:
        self.path = path
        self._key: CompartmentKey | None = key
        self._open: sqlcipher3.Connection | None = None
        self._suspect = False

    @classmethod
    def create(cls, path: Path, key: CompartmentKey) -> "Database":
        """Make a new, empty file. Raises StorageTrouble, and FileExistsError where there is one already (our bug)."""
        path.open("xb").close()
        database = cls(path, key)
        with spoken_errors():
            database._open = _connect(path, key)
        return database

    def close(self) -> None:
        """Close the file and let go of the key."""
        self._key = None
        self._drop()

    def change_key(self, new: CompartmentKey) -> None:
        """Encrypt the whole file anew. Raises StorageTrouble, with the file under its old key or under the new one."""
        if self._key is None:
            raise RuntimeError("closed")
        self._drop()
        rekey(self.path, self._key, new)
        self._key = new

    def connection(self) -> sqlcipher3.Connection:
        """Return the connection, opened if need be. Raises DamageTrouble or StorageTrouble."""
        if self._open is None:
            if self._key is None:
                raise RuntimeError("closed")
            check_file(self.path)
            with spoken_errors():
                connection = _connect(self.path, self._key)
                try:
                    _check_length(connection, self.path)
                except BaseException:
                    connection.close()
                    raise
            self._open = connection
        return self._open

    def starts_as_written(self) -> bool:
        """Tell whether the file begins with its key's salt, the one part of it that no page's own check covers."""
        try:
            with self.path.open("rb") as file:
                return self._key is not None and file.read(len(self._key.salt)) == self._key.salt
        except OSError:
            return False

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a query."""
        with self._spoken():
            return self.connection().execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[sqlcipher3.Connection]:
        """Give a connection inside one transaction: all of it is kept, or none.

        Raises StorageTrouble or DamageTrouble; the database can be used afterwards.
        """
        with self._spoken():
            if self._suspect:
                self._drop()
                self._suspect = False
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._undo(connection)
                raise

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        """After trouble, a connection that no longer answers is dropped, and opened anew when next needed.

        So is every one that met an error of the disk: the cipher remembers it, and would call a good file damaged.
        What was opened meanwhile may be open for reading only, so the next write opens the file once more.
        """
        try:
            with spoken_errors():
                yield
        except (StorageTrouble, DamageTrouble) as trouble:
            self._suspect = self._suspect or _spoils(trouble)
            if self._open is not None and (_forgets_nothing(trouble) or not _answers(self._open)):
                self._drop()
            raise

    def _undo(self, connection: sqlcipher3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlcipher3.Error:
            self._drop()

    def _drop(self) -> None:
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(sqlcipher3.Error):
                connection.close()


def _spoils(trouble: Trouble) -> bool:
    return _code(trouble) in (_IOERR, _READONLY, _CANTOPEN, _CORRUPT, _NOTADB)


def _forgets_nothing(trouble: Trouble) -> bool:
    return _code(trouble) in (_IOERR, _CORRUPT, _NOTADB)


def _code(trouble: Trouble) -> int:
    return int(getattr(trouble.__cause__, "sqlite_errorcode", 0)) & 0xFF


def _answers(connection: sqlcipher3.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher3.Error:
        return False
    return True


def copy_database(path: Path, key: CompartmentKey, target: Path) -> None:
    """Copy a database as it stands at one moment into a new file under the same key, also while it is written to.

    On a connection of its own, without the authorizer, which denies what a copy needs. Raises DamageTrouble,
    StorageTrouble, InUseTrouble.
    """
    check_file(path)
    with spoken_errors():
        connection = _connect(path, key)
        try:
            connection.set_authorizer(None)
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()


def opens_with(path: Path, key: CompartmentKey) -> bool:
    """Tell whether a file opens with a key, having undone what a killed program left half written."""
    database = Database(path, key)
    try:
        return database.row("SELECT count(*) FROM sqlite_master") is not None
    except DamageTrouble:
        return False
    finally:
        database.close()


def rekey(path: Path, old: CompartmentKey, new: CompartmentKey) -> None:
    """Encrypt a file anew under a key with the same salt, in one transaction: afterwards it has the one or the other.

    Raises StorageTrouble when the disk refuses and the file has its old key, DamageTrouble when that does not open it.
    """
    _require(old.salt == new.salt and old != new, "the new key's salt")
    try:
        _rekey(path, old, new)
    except StorageTrouble:
        if not opens_with(path, new):
            raise


def _rekey(path: Path, old: CompartmentKey, new: CompartmentKey) -> None:
    check_file(path)
    with spoken_errors():
        connection = _connect(path, old)
    try:
        connection.set_authorizer(lambda *_: sqlcipher3.SQLITE_OK)
        answer = connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchone()
    except sqlcipher3.Error as error:
        raise StorageTrouble(*_NOT_REKEYED) from error
    finally:
        connection.close()
    if answer is not None and answer[0] != "ok":
        raise StorageTrouble(*_NOT_REKEYED)


def check_file(path: Path) -> None:
    """Refuse what cannot be a compartment before it is opened: a zero-length file would open as a new, empty one.

    Raises DamageTrouble, and StorageTrouble when it cannot be read now.
    """
    with reading_errors(_A_FILE):
        try:
            _check_file(path)
        except FileNotFoundError as error:
            raise DamageTrouble("A file of the vault is missing.", RESTORE_A_BACKUP) from error


def _check_file(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(16)
    if start == b"SQLite format 3\x00":
        raise DamageTrouble("A file of the vault was replaced by one that is not encrypted.", RESTORE_A_BACKUP)
    if has_journal(path):
        return
    if size < PAGE_BYTES or size % PAGE_BYTES:
        raise DamageTrouble("A file of the vault was cut short or added to.", RESTORE_A_BACKUP)
    beside = path.with_name(path.name + "-wal")
    if beside.exists():
        sentence = f"There is a file beside the vault's that the program did not make: {beside.name}."
        raise DamageTrouble(sentence, "Nothing is damaged. Have that file moved away, then try again.")


def has_journal(path: Path) -> bool:
    """Tell whether a journal waits to be rolled back, after a crash; the file's length may be anything until then.

    Raises StorageTrouble.
    """
    with reading_errors(_A_FILE):
        try:
            return path.with_name(path.name + "-journal").stat().st_size > 0
        except FileNotFoundError:
            return False


def _check_length(connection: sqlcipher3.Connection, path: Path) -> None:
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    with reading_errors(_A_FILE):
        size = path.stat().st_size
    if pages * PAGE_BYTES != size:
        raise DamageTrouble("A file of the vault was cut short or added to.", RESTORE_A_BACKUP)


def _connect(path: Path, key: CompartmentKey) -> sqlcipher3.Connection:
    """Open in the one safe order: never create, silence the log, key, prove the cipher, settings, authorizer."""
    address = f"file:{quote(path.absolute().as_posix())}?mode=rw"
    digits = key.hex()
    _require(len(digits) == KEY_DIGITS, "the length of the key")
    connection = sqlcipher3.connect(address, timeout=5, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{digits}'\"")
        _require(_answer(connection, "cipher_status") == "1", "cipher_status")
        _require(str(_answer(connection, "cipher_version")).startswith(CIPHER_VERSION), "cipher_version")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value, expected in SETTINGS:
            connection.execute(f"PRAGMA {name} = {value}")
            _require(_answer(connection, name) == expected, name)
        connection.set_authorizer(_authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def _answer(connection: sqlcipher3.Connection, pragma: str) -> Any:
    found = connection.execute(f"PRAGMA {pragma}").fetchone()
    return found[0] if found else None


def _require(holds: bool, what: str) -> None:
    """Stop before anything is written. Not an assert: those are left out of a program run with -O."""
    if not holds:
        raise RuntimeError(f"not opened as it must be: {what}")


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
    """Deny what would let plain text or a key leave the file, or loosen a setting."""
    denied = (
        action in (sqlcipher3.SQLITE_ATTACH, sqlcipher3.SQLITE_DETACH)
        or (action == sqlcipher3.SQLITE_FUNCTION and second in _DENIED_FUNCTIONS)
        or (action == sqlcipher3.SQLITE_PRAGMA and (first or "").lower() not in _ALLOWED_PRAGMAS)
    )
    return sqlcipher3.SQLITE_DENY if denied else sqlcipher3.SQLITE_OK


@contextmanager
def spoken_errors() -> Iterator[None]:
    """Turn the world's database errors into sentences; a broken rule or wrong SQL stays what it is: our bug."""
    try:
        yield
    except sqlcipher3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _STORAGE:
            raise StorageTrouble(*_STORAGE[code]) from error
        if code in (_CORRUPT, _NOTADB):
            sentence = "A file of the vault is damaged, or belongs to another vault."
            raise DamageTrouble(sentence, RESTORE_A_BACKUP) from error
        if code in (_BUSY, _LOCKED):
            sentence = "Another program holds the vault's file."
            raise InUseTrouble(sentence, f"Wait a moment, then try again. {_SAFE}") from error
        raise
