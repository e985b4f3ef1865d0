"""What somebody does who holds the compartment's key and their own, but not the program's past keys."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256

import pytest
import sqlcipher3

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.keys.signing import sign
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Created, OpenVault, Verdict
from safeguard_desktop.vault.chain import ENTRY_PURPOSE, Entry
from safeguard_desktop.vault.rows import hash_of_body, row_from
from tests.unit.vault.vault_samples import SampleNote, insider, reopen, user_keys

SAVES = 8


@pytest.fixture
def told(created: Created) -> Created:
    """A vault with a few saves in it, closed."""
    for number in range(SAVES):
        note = SampleNote(words=f"She fell {number}")
        created.vault.casework.append([Change(f"n{number}", "note", note, case="c")], [Access("saved", case="c")])
    created.vault.close()
    return created


def verdict(places: Places, recovery_key: str | None = None) -> Verdict:
    vault = reopen(places)
    try:
        return vault.check_history(vault.casework, recovery_key=recovery_key)
    finally:
        vault.close()


def problems(places: Places) -> tuple[str, ...]:
    """What is noticed without the recovery key, at opening or by checking."""
    try:
        return verdict(places).problems
    except DamageTrouble as trouble:
        return (trouble.sentence,)


def test_a_whole_record_is_whole_and_says_how_far_it_went(told: Created, places: Places) -> None:
    vault, steps = reopen(places), []
    found = vault.check_history(vault.casework, lambda done, total: steps.append((done, total)), told.recovery_key)
    vault.close()
    assert (found.whole, found.entries, found.revisions, found.with_recovery_key) == (True, SAVES, SAVES, True)
    assert steps[-1] == (2 * SAVES, 2 * SAVES)


def edit_body(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE revision SET body = replace(body, 'fell', 'slept') WHERE record = 'n3'")


def edit_body_and_its_hash(attack: sqlcipher3.Connection) -> None:
    (identity, salt, body) = attack.execute("SELECT id, salt, body FROM revision WHERE record = 'n3'").fetchone()
    other = body.replace("fell", "slept")
    attack.execute(
        "UPDATE revision SET body = ?, body_hash = ? WHERE id = ?", (other, hash_of_body(salt, other), identity)
    )
    row = row_from(attack.execute("SELECT * FROM revision WHERE id = ?", (identity,)).fetchone())
    attack.execute("UPDATE revision SET hash = ? WHERE id = ?", (row.envelope_hash(), identity))


def edit_time(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE revision SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE record = 'n3'")


def edit_access(attack: sqlcipher3.Connection) -> None:
    attack.execute(
        "UPDATE entry SET content = CAST(replace(CAST(content AS TEXT), 'saved', 'moved') AS BLOB) WHERE seq = 4"
    )


def delete_revision(attack: sqlcipher3.Connection) -> None:
    attack.execute("DELETE FROM revision WHERE record = 'n3'")


def delete_entry(attack: sqlcipher3.Connection) -> None:
    attack.execute("DELETE FROM entry WHERE seq = 4")


def delete_both(attack: sqlcipher3.Connection) -> None:
    delete_revision(attack)
    delete_entry(attack)


def insert_revision(attack: sqlcipher3.Connection) -> None:
    attack.execute(
        """INSERT INTO revision SELECT 'forged', 'n9', case_id, kind, parents, author, device, 999, happened_at,
           recorded_at, body, salt, body_hash, prev, hash FROM revision WHERE record = 'n3'"""
    )


def swap_bodies(attack: sqlcipher3.Connection) -> None:
    (one,) = attack.execute("SELECT body FROM revision WHERE record = 'n3'").fetchone()
    (other,) = attack.execute("SELECT body FROM revision WHERE record = 'n4'").fetchone()
    attack.execute("UPDATE revision SET body = ? WHERE record = 'n3'", (other,))
    attack.execute("UPDATE revision SET body = ? WHERE record = 'n4'", (one,))


def swap_entries(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE entry SET seq = -1 WHERE seq = 3")
    attack.execute("UPDATE entry SET seq = 3 WHERE seq = 4")
    attack.execute("UPDATE entry SET seq = 4 WHERE seq = -1")


def cut_tail(attack: sqlcipher3.Connection) -> None:
    """Take the last save away, as neatly as the key of the chain, which is gone, allows."""
    attack.execute("DELETE FROM revision WHERE record = 'n7'")
    attack.execute("DELETE FROM entry WHERE seq = 8")
    last = Entry(*attack.execute("SELECT * FROM entry WHERE seq = 7").fetchone())
    attack.execute("UPDATE chain SET seq = 7, digest = ?, tag = ?", (last.digest, last.tag))


def wipe_everything(attack: sqlcipher3.Connection) -> None:
    attack.execute("DELETE FROM revision")
    attack.execute("DELETE FROM entry")
    attack.execute("UPDATE chain SET seq = 0")


def other_signer(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE signer SET public = ?", (bytes(32),))


def erase_half(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE revision SET body = NULL WHERE record = 'n3'")


def unreadable_entry(attack: sqlcipher3.Connection) -> None:
    attack.execute("UPDATE entry SET content = x'00' WHERE seq = 4")


ATTACKS = (
    edit_body, edit_body_and_its_hash, edit_time, edit_access, delete_revision, delete_entry, delete_both,
    insert_revision, swap_bodies, swap_entries, cut_tail, wipe_everything, other_signer, erase_half, unreadable_entry,
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_edit_past_the_program_is_noticed(
    told: Created, places: Places, attack: Callable[[sqlcipher3.Connection], None]
) -> None:
    assert told.recovery_key
    connection = insider(places)
    attack(connection)
    connection.close()
    found = problems(places)
    assert found
    assert all(sentence.endswith(".") for sentence in found)


def test_a_connection_of_the_insider_that_changes_nothing_is_not_noticed(told: Created, places: Places) -> None:
    insider(places).close()
    assert verdict(places, told.recovery_key).whole


def test_a_cut_tail_is_noticed_without_any_mark(told: Created, places: Places) -> None:
    connection = insider(places)
    cut_tail(connection)
    connection.close()
    shutil.rmtree(places.device / "marks")
    assert not verdict(places, told.recovery_key).whole


def rewrite_all(attack: sqlcipher3.Connection, signing: bytes) -> None:
    """Edit one's own old words, and then make every hash, link and signature after them fit again."""
    edit_body_and_its_hash(attack)
    (changed,) = attack.execute("SELECT hash FROM revision WHERE record = 'n3'").fetchone()
    previous = changed
    for record in ("n4", "n5", "n6", "n7"):
        attack.execute("UPDATE revision SET prev = ? WHERE record = ?", (previous, record))
        row = row_from(attack.execute("SELECT * FROM revision WHERE record = ?", (record,)).fetchone())
        previous = row.envelope_hash()
        attack.execute("UPDATE revision SET hash = ? WHERE record = ?", (previous, record))
    hashes = dict(attack.execute("SELECT id, hash FROM revision").fetchall())
    digest = bytes(32)
    for values in attack.execute("SELECT * FROM entry ORDER BY seq").fetchall():
        entry = Entry(*values)
        said = entry.read()
        said["prev"] = digest.hex()
        said["revisions"] = [[identity, hashes[identity].hex()] for identity, _hash in said["revisions"]]
        content = canonical(said)
        made = Entry(entry.seq, entry.id, content, entry.tag, sign(signing, ENTRY_PURPOSE, content + entry.tag))
        attack.execute("UPDATE entry SET content = ?, signature = ? WHERE seq = ?", (content, made.signature, made.seq))
        digest = made.digest
    attack.execute("UPDATE chain SET digest = ?", (digest,))


def test_the_only_author_rewriting_everything_is_caught_by_the_mark_and_by_the_recovery_key(
    told: Created, places: Places
) -> None:
    connection = insider(places)
    rewrite_all(connection, user_keys(places).signing)
    connection.close()
    with pytest.raises(DamageTrouble, match="older"):
        reopen(places)
    shutil.rmtree(places.device / "marks")
    assert verdict(places).whole
    found = verdict(places, told.recovery_key)
    assert "seal is broken" in found.problems[0]


def test_a_plain_chain_of_hashes_would_not_notice() -> None:
    def chained(texts: list[str]) -> list[bytes]:
        links = [bytes(32)]
        for text in texts:
            links.append(sha256(links[-1] + text.encode()).digest())
        return links

    honest, edited = ["one", "two", "three"], ["one", "2", "three"]
    assert len(chained(honest)) == len(chained(edited))
    assert all(
        link == sha256(before + text.encode()).digest()
        for before, link, text in zip(chained(edited), chained(edited)[1:], edited, strict=False)
    )


def test_yesterdays_keys_are_gone_from_the_file(created: Created) -> None:
    vault: OpenVault = created.vault
    keys = []
    for number in range(3):
        keys.append(vault.casework._database.row("SELECT key FROM chain")[0])
        vault.casework.append([Change(f"n{number}", "note", SampleNote(words="x"))])
    stored = vault.casework._database.row("SELECT key FROM chain")[0]
    assert len({*keys, stored}) == 4
    assert sha256(b"safeguard-desktop next chain key" + keys[-1]).digest() == stored


def test_an_entry_says_who_when_and_what(told: Created, places: Places) -> None:
    connection = insider(places)
    said = json.loads(connection.execute("SELECT content FROM entry WHERE seq = 1").fetchone()[0])
    connection.close()
    assert said["author"] == told.vault.account.id
    assert said["accesses"] == [{"case": "c", "record": None, "what": "saved"}]
    assert [len(value) for value in said["revisions"][0]] == [36, 64]
