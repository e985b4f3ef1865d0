"""What a search through the files finds: nothing that anybody wrote or is called."""

import sqlite3
from pathlib import Path

import pytest
import sqlcipher3

from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Created
from safeguard_desktop.vault.database import SETTINGS, Database
from tests.unit.vault.vault_samples import MANAGER, PASSPHRASE, SampleNote, SamplePerson, compartment_key

CANARY = "Quillfeather"


def files_with(folder: Path, words: str) -> list[Path]:
    """Return the files that hold the words in content or name, in any of the usual spellings."""
    spellings = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    spellings += [spelling.lower() for spelling in spellings] + [words.encode().hex().encode()]
    found = [path for path in folder.rglob("*") if words.lower() in path.name.lower()]
    return found + [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings)
    ]


def test_no_name_word_or_secret_is_in_any_file_while_open_or_closed(created: Created, places: Places) -> None:
    vault = created.vault
    vault.casework.append([Change("p", "person", SamplePerson(name=CANARY))], [Access("looked", "p")])
    vault.casework.append([Change("n", "note", SampleNote(words=f"{CANARY} fell " * 500, about="p"))])
    vault.desk.put_draft("d", f"{CANARY} s")
    vault.desk.put_draft("d", f"{CANARY} said")
    vault.casework.search(CANARY)
    secrets = [CANARY, MANAGER.name, MANAGER.name.split()[1], PASSPHRASE, created.recovery_key[20:40]]
    home = places.vault.parent
    while_open = [path for words in secrets for path in files_with(home, words)]
    vault.close()
    assert while_open == []
    assert [path for words in secrets for path in files_with(home, words)] == []
    assert len([path for path in home.rglob("*") if path.is_file()]) >= 9


def test_the_same_search_finds_them_in_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE note (words TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (f"{CANARY} fell",))
    connection.commit()
    connection.close()
    assert files_with(tmp_path, CANARY) == [tmp_path / "plain.db"]


def test_every_page_looks_like_chance(created: Created, places: Places) -> None:
    created.vault.close()
    data = (places.vault / "casework.db").read_bytes()
    for start in range(0, len(data), 4096):
        assert len(set(data[start : start + 4096])) > 240


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH ':memory:' AS other", "PRAGMA key = 'x'", "PRAGMA rekey = 'x'", "PRAGMA cipher_log = stderr",
        "PRAGMA temp_store = FILE", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF",
        "PRAGMA secure_delete = OFF",
        "PRAGMA trusted_schema = ON", "PRAGMA writable_schema = ON", "PRAGMA cipher_page_size = 1024",
        "SELECT load_extension('x')", "SELECT sqlcipher_export('main')", "VACUUM INTO '/tmp/never.db'",
    ],
)  # fmt: skip
def test_what_would_let_plain_text_or_keys_out_is_denied(created: Created, sql: str) -> None:
    connection = created.vault.casework._database.connection()
    with pytest.raises(sqlcipher3.DatabaseError):
        connection.execute(sql)
    for name, _value, expected in SETTINGS:
        connection.set_authorizer(lambda *_: 0)
        assert connection.execute(f"PRAGMA {name}").fetchone()[0] == expected


def test_a_file_opens_with_its_own_key_only(created: Created, places: Places) -> None:
    created.vault.close()
    path = places.vault / "casework.db"
    right = Database(path, compartment_key(places, "casework"))
    assert right.row("SELECT count(*) FROM meta")[0] > 0
    right.close()
    wrong = Database(path, compartment_key(places, "front"))
    with pytest.raises(Exception, match="another vault"):
        wrong.row("SELECT count(*) FROM meta")
    wrong.close()


def test_what_was_replaced_is_wiped_inside_the_file(created: Created) -> None:
    database = created.vault.desk._database
    created.vault.desk.put_draft("d", f"{CANARY} " * 2000)
    created.vault.desk.drop_draft("d")
    pages = database.row("SELECT count(*) FROM sqlite_master")[0]
    assert pages > 0
    assert created.vault.desk.drafts() == ()
    assert database.row("PRAGMA integrity_check") == ("ok",)
