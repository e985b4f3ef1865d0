"""Promise 15: history cannot be edited unnoticed, by somebody who has every key but yesterday's.

They make every hash, link and signature after their change fit again. The mark of this computer notices it; and
without any mark the recovery key does, except for an old file put back whole, for which there are the anchors.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.keys.signing import sign
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Created
from safeguard_desktop.vault.chain import ENTRY_PURPOSE, NO_DIGEST, Entry
from safeguard_desktop.vault.projections import MADE_WITH
from safeguard_desktop.vault.rows import NO_HASH, Row, hash_of_body, row_from
from tests.promises.conftest import Promise, Times
from tests.unit.vault.vault_samples import SampleNote, insider, make, reopen, user_keys

SAVES = 10
HALF_WAY = 6
Attack = Callable[[sqlcipher3.Connection, random.Random], None]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Created, Path, bytes]:
    """A closed vault with a few saves, its home, and the cases' file as it was half-way."""
    home = tmp_path_factory.mktemp("history") / "home"
    created, old = make(Places.below(home)), b""
    for number in range(SAVES):
        note = SampleNote(words=f"She fell {number}")
        created.vault.casework.append([Change(f"n{number}", "note", note, case="c")], [Access("saved", case="c")])
        if number == HALF_WAY:
            old = (home / "vault" / "casework.db").read_bytes()
    created.vault.close()
    return created, home, old


def some(chance: random.Random) -> str:
    """Return the record of one of the saves, but never the first or the last."""
    return f"n{chance.randrange(1, SAVES - 1)}"


def edit(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    found = attack.execute("SELECT id, salt, body FROM revision WHERE record = ?", (some(chance),)).fetchone()
    other = found[2].replace("fell", chance.choice(("slept", "smiled", "left")))
    attack.execute(
        "UPDATE revision SET body = ?, body_hash = ? WHERE id = ?", (other, hash_of_body(found[1], other), found[0])
    )


def delete(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    remove(attack, some(chance))


def remove(attack: sqlcipher3.Connection, record: str) -> None:
    """Take a save away: its version, its entry, and it from the lists."""
    attack.execute("DELETE FROM entry WHERE seq = 1 + ?", (int(record[1:]),))
    attack.execute("DELETE FROM revision WHERE record = ?", (record,))
    attack.execute("DELETE FROM head WHERE record = ?", (record,))
    attack.execute("DELETE FROM current WHERE record = ?", (record,))


def insert(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    """Put a version into an old save, as if it had been written with it."""
    record = some(chance)
    attack.execute(
        """INSERT INTO revision SELECT 'forged', record, case_id, kind, json_array(id), author, device, 999,
           happened_at, recorded_at, body, salt, body_hash, prev, hash FROM revision WHERE record = ?""", (record,)
    )  # fmt: skip
    attack.execute("UPDATE head SET revision = 'forged' WHERE record = ?", (record,))
    attack.execute("UPDATE current SET revision = 'forged', seq = 999 WHERE record = ?", (record,))


def swap(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    sql = "SELECT body, salt, body_hash, id FROM revision WHERE record = ?"
    one, other = (f"n{number}" for number in chance.sample(range(SAVES), 2))
    first, second = (attack.execute(sql, (record,)).fetchone() for record in (one, other))
    for words, place in ((first, second), (second, first)):
        attack.execute("UPDATE revision SET body = ?, salt = ?, body_hash = ? WHERE id = ?", (*words[:3], place[3]))


def cut(attack: sqlcipher3.Connection, chance: random.Random) -> None:
    for number in range(chance.randrange(1, SAVES), SAVES):
        remove(attack, f"n{number}")


ATTACKS: tuple[Attack, ...] = (edit, delete, insert, swap, cut)


def make_it_fit(attack: sqlcipher3.Connection, signing: bytes) -> None:
    """Make every hash, link, number and signature fit what the rows now say; only the tags cannot be made."""
    hashes, forged = {}, None
    previous = NO_HASH
    for values in attack.execute("SELECT * FROM revision ORDER BY seq").fetchall():
        row = Row(**{**vars(row_from(values)), "prev": previous})
        previous = hashes[row.id] = row.envelope_hash()
        attack.execute("UPDATE revision SET prev = ?, hash = ? WHERE id = ?", (row.prev, previous, row.id))
        forged = row.parent_ids[0] if row.id == "forged" else forged
    digest, tag = NO_DIGEST, b""
    found = attack.execute("SELECT seq, id, content, tag, signature FROM entry ORDER BY seq").fetchall()
    for seq, values in enumerate(found, start=1):
        entry = Entry(*values)
        said = {**entry.read(), "seq": seq, "prev": digest.hex()}
        ids = [named[0] for named in said["revisions"]]
        ids += ["forged"] if forged in ids else []
        content = canonical({**said, "revisions": [[identity, hashes[identity].hex()] for identity in ids]})
        signature = sign(signing, ENTRY_PURPOSE, content + entry.tag)
        attack.execute("DELETE FROM entry WHERE seq = ?", (entry.seq,))
        attack.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (seq, entry.id, content, entry.tag, signature))
        digest, tag = Entry(seq, entry.id, content, entry.tag, signature).digest, entry.tag
    attack.execute("UPDATE chain SET seq = ?, digest = ?, tag = ?", (len(found), digest, tag))
    attack.execute("DELETE FROM meta WHERE name = ?", (MADE_WITH,))


def is_noticed(home: Path, recovery_key: str | None = None) -> bool:
    """Tell whether opening, or then checking, says that something is wrong."""
    try:
        vault = reopen(Places.below(home))
    except DamageTrouble:
        return True
    try:
        return not vault.check_history(vault.casework, recovery_key=recovery_key).whole
    finally:
        vault.close()


def attacked(
    told: tuple[Created, Path, bytes], tmp_path: Path, chance: random.Random, tries: int
) -> Iterator[tuple[str, Path]]:
    """Yield a home after each attack, with what the attack was."""
    _created, original, old = told
    signing = user_keys(Places.below(original)).signing
    for _ in range(tries):
        for attack in (*ATTACKS, None):
            home = tmp_path / "home"
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(original, home)
            if attack is None:
                (home / "vault" / "casework.db").write_bytes(old)
            else:
                connection = insider(Places.below(home))
                attack(connection, chance)
                make_it_fit(connection, signing)
                connection.close()
            yield (attack.__name__ if attack else "restore"), home


def test_every_edit_of_history_is_noticed(
    told: tuple[Created, Path, bytes], tmp_path: Path, times: Times, promise: Promise
) -> None:
    chance, tries = random.Random(15), times(2, 50)  # noqa: S311  # what to edit
    by_mark: list[str] = []
    by_recovery: list[str] = []
    unmarked: list[str] = []
    for name, home in attacked(told, tmp_path, chance, tries):
        by_mark += [name] * is_noticed(home)
        shutil.rmtree(home / "device" / "marks")
        shutil.copytree(home, tmp_path / "again")
        unmarked += [name] * (not is_noticed(tmp_path / "again"))
        shutil.rmtree(tmp_path / "again")
        by_recovery += [name] * is_noticed(home, told[0].recovery_key)
    everything = 6 * tries
    promise(
        15, "history cannot be edited unnoticed",
        f"{len(by_mark)} of {everything} by the mark, {len(by_recovery)} by the recovery key alone", "all by the mark",
        f"no mark and no recovery key: {len(unmarked)} unnoticed",
    )  # fmt: skip
    assert len(by_mark) == everything
    assert len(by_recovery) == everything - tries, "an old file put back whole is what marks and anchors are for"
    assert "restore" not in by_recovery
    assert set(unmarked) == {"edit", "delete", "insert", "swap", "cut", "restore"}
