"""What checking says of the place: which entry is the first that does not fit, and which the last that does."""

from collections.abc import Callable

import pytest
import sqlcipher3

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Anchor, Change, Created, Misfit, Verdict
from tests.unit.vault.vault_samples import SampleNote, insider, reopen

SAVES = 8


@pytest.fixture
def told(created: Created) -> Created:
    """A vault with a few saves in it, closed."""
    for number in range(1, SAVES + 1):
        note = SampleNote(words=f"She fell {number}")
        created.vault.casework.append([Change(f"n{number}", "note", note, case="c")], [Access("saved", case="c")])
    created.vault.close()
    return created


def check(places: Places, *anchors: Anchor, recovery_key: str | None = None) -> Verdict:
    vault = reopen(places)
    try:
        return vault.check_history(vault.casework, recovery_key=recovery_key, anchors=anchors)
    finally:
        vault.close()


def attack(places: Places, *sql: str) -> None:
    connection = insider(places)
    for one in sql:
        connection.execute(one)
    connection.close()


ATTACKS: list[tuple[str, str, Misfit, int, int]] = [
    ("words", "UPDATE revision SET body = replace(body, 'fell', 'slept') WHERE record = 'n3'", Misfit.VERSION, 2, 3),
    ("date", "UPDATE revision SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE record = 'n5'", Misfit.VERSION, 4, 5),
    ("gone", "DELETE FROM revision WHERE record = 'n4'", Misfit.VERSION, 3, 4),
    ("entry gone", "DELETE FROM entry WHERE seq = 4", Misfit.HISTORY, 3, 5),
    ("signature", "UPDATE entry SET signature = zeroblob(64) WHERE seq = 6", Misfit.SIGNATURE, 5, 6),
    (
        "a look left out",
        "UPDATE entry SET content = CAST(replace(CAST(content AS TEXT), 'saved', 'moved') AS BLOB) WHERE seq = 2",
        Misfit.SIGNATURE,
        1,
        2,
    ),
]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("sql", "misfit", "last", "first"), [case[1:] for case in ATTACKS], ids=[case[0] for case in ATTACKS]
)
def test_the_first_that_does_not_fit_is_named_with_the_last_that_does(
    places: Places, sql: str, misfit: Misfit, last: int, first: int
) -> None:
    attack(places, sql)
    found = check(places)
    assert misfit in {problem.misfit for problem in found.found}
    assert found.first_bad is not None
    assert found.last_good is not None
    assert (found.last_good.seq, found.first_bad.seq) == (last, first)
    assert found.first_bad.at is not None
    assert f"{found.first_bad.at:%B %Y}" in str(found.first_bad)


def test_a_whole_record_has_no_such_place(told: Created, places: Places) -> None:
    found = check(places, recovery_key=told.recovery_key)
    assert (found.whole, found.problems, found.first_bad, found.last_good) == (True, (), None, None)


@pytest.mark.usefixtures("told")
def test_nothing_is_good_where_the_first_entry_is_bad(places: Places) -> None:
    attack(places, "UPDATE entry SET signature = zeroblob(64) WHERE seq = 1")
    found = check(places)
    assert found.last_good is None
    assert found.first_bad is not None
    assert found.first_bad.seq == 1


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM access WHERE entry = 3",
        "UPDATE access SET author = 'somebody else' WHERE entry = 3",
        "INSERT INTO access SELECT 9, 0, at, author, device, what, record, case_id FROM access WHERE entry = 3",
    ],
)
def test_a_list_of_looks_that_is_not_the_historys_is_noticed_and_made_again(places: Places, sql: str) -> None:
    attack(places, sql)
    found = check(places)
    assert [problem.misfit for problem in found.found] == [Misfit.LISTS]
    assert "rebuild" in found.problems[0]
    vault = reopen(places)
    vault.casework.rebuild()
    assert vault.check_history(vault.casework).whole
    vault.close()


@pytest.mark.usefixtures("told")
def test_an_anchor_that_fits_is_nothing_and_one_that_does_not_is_said(places: Places) -> None:
    vault = reopen(places)
    head = vault.casework.head()
    vault.close()
    good = Anchor("the printed form", head.seq, head.digest[:16])
    assert check(places, good).whole
    wrong = check(places, Anchor("the printed form", 4, head.digest[:16]))
    assert [problem.misfit for problem in wrong.found] == [Misfit.ANCHOR]
    assert wrong.first_bad is not None
    assert wrong.first_bad.seq == 4
    assert "the printed form was made at" in wrong.problems[0]
    cut = check(places, good, Anchor("the backup", SAVES + 3, "0" * 16))
    said = f"The record ends at entry {SAVES}, and the backup tells of entry {SAVES + 3}: what came after is gone."
    assert cut.problems == (said,)
    assert cut.last_good is not None
    assert cut.last_good.seq == SAVES


def test_a_rolled_back_file_says_where_it_ends_and_how_far_it_had_come(created: Created, places: Places) -> None:
    created.vault.casework.append([Change("n1", "note", SampleNote(words="one"))])
    old = (places.vault / "casework.db").read_bytes()
    created.vault.casework.append([Change("n2", "note", SampleNote(words="two"))])
    created.vault.close()
    (places.vault / "casework.db").write_bytes(old)
    with pytest.raises(DamageTrouble, match="It ends at entry 1, and this computer last saw entry 2"):
        reopen(places)


def cut_neatly(connection: sqlcipher3.Connection) -> None:
    connection.execute("DELETE FROM revision WHERE record = 'n8'")
    connection.execute("DELETE FROM entry WHERE seq = 8")


def change_a_time(connection: sqlcipher3.Connection) -> None:
    connection.execute("UPDATE entry SET content = CAST('{\"at\": 7}' AS BLOB) WHERE seq = 7")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("harm", [cut_neatly, change_a_time], ids=lambda harm: str(harm.__name__))
def test_an_entry_that_says_no_moment_is_named_by_its_number(
    places: Places, harm: Callable[[sqlcipher3.Connection], None]
) -> None:
    vault = reopen(places)
    connection = insider(places)
    harm(connection)
    connection.close()
    found = vault.check_history(vault.casework)
    vault.close()
    assert found.first_bad is not None
    assert str(found.first_bad) == f"entry {8 if harm is cut_neatly else 7}"
