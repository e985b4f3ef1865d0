import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, OpenVault, UnknownRecord
from tests.unit.vault.vault_samples import KINDS, SampleNote, SamplePerson, make, reopen


def note(words: str, about: str | None = None) -> SampleNote:
    return SampleNote(words=words, about=about)


def test_a_version_comes_back_as_it_was_kept(vault: OpenVault) -> None:
    moment = datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    (kept,) = vault.casework.append([Change("n", "note", note("fell"), case="c", happened_at=moment)])
    found = vault.casework.current("n")
    assert found == kept
    assert found is not None
    assert (found.body, found.case, found.happened_at) == (note("fell"), "c", moment)
    assert (found.author, found.device, found.parents) == (vault.account.id, vault.device, ())


def test_what_is_not_there_is_none(vault: OpenVault) -> None:
    assert vault.casework.current("nobody") is None
    assert vault.casework.heads("nobody") == ()
    assert vault.casework.list(kind="note") == ()


def test_history_keeps_every_version_and_the_list_only_the_newest(vault: OpenVault) -> None:
    (first,) = vault.casework.append([Change("n", "note", note("one"))])
    (second,) = vault.casework.append([Change("n", "note", note("two"), parents=(first.id,))])
    assert vault.casework.history("n") == (first, second)
    assert vault.casework.list() == (second,)
    assert vault.casework.heads("n") == (second,)
    assert second.seq > first.seq


def test_two_people_changing_it_apart_leave_two_heads_and_a_third_version_joins_them(vault: OpenVault) -> None:
    (root,) = vault.casework.append([Change("n", "note", note("root"))])
    (left,) = vault.casework.append([Change("n", "note", note("left"), parents=(root.id,))])
    (right,) = vault.casework.append([Change("n", "note", note("right"), parents=(root.id,))])
    assert vault.casework.heads("n") == (left, right)
    assert vault.casework.current("n") == right
    (joined,) = vault.casework.append([Change("n", "note", note("both"), parents=(left.id, right.id))])
    assert vault.casework.heads("n") == (joined,)


def test_the_list_can_be_of_one_kind_or_one_case(vault: OpenVault) -> None:
    changes = [
        Change("p", "person", SamplePerson(name="Ade Bello"), case="c1"),
        Change("n1", "note", note("x"), case="c1"),
        Change("n2", "note", note("y"), case="c2"),
    ]
    vault.casework.append(changes)
    assert [found.record for found in vault.casework.list(kind="note")] == ["n1", "n2"]
    assert [found.record for found in vault.casework.list(case="c1")] == ["p", "n1"]
    assert [found.record for found in vault.casework.list(kind="note", case="c1")] == ["n1"]
    assert vault.casework.names("person") == {"p": "Ade Bello"}


def test_accesses_are_kept_in_the_same_chain(vault: OpenVault) -> None:
    before = vault.casework.head()
    vault.casework.append(
        [Change("n", "note", note("x"), case="c")], [Access("printed", "n", "c"), Access("shared", case="c")]
    )
    vault.casework.append((), [Access("looked", case="c")])
    after = vault.casework.head()
    assert after.seq == before.seq + 2
    assert [found.what for found in vault.casework.accesses("c")] == ["printed", "shared", "looked"]
    assert vault.casework.accesses("another") == ()
    assert str(after) == f"{after.seq} · {after.digest[:16]}"


def test_the_same_change_twice_is_kept_once(vault: OpenVault) -> None:
    change = Change("n", "note", note("x"))
    (first,) = vault.casework.append([change], [Access("saved")])
    head = vault.casework.head()
    assert vault.casework.append([change], [Access("saved")]) == (first,)
    assert vault.casework.head() == head


def test_another_content_under_an_id_that_is_taken_is_refused(vault: OpenVault) -> None:
    vault.casework.append([Change("n", "note", note("x"), id="taken")])
    with pytest.raises(ValueError, match="taken"):
        vault.casework.append([Change("n", "note", note("y"), id="taken")])
    with pytest.raises(ValueError, match="time zone"):
        vault.casework.append([Change("n", "note", note("y"), happened_at=datetime(2026, 1, 1))])  # noqa: DTZ001  # meant
    with pytest.raises(ValueError, match="person"):
        vault.casework.append([Change("n", "person", note("y"))])
    assert len(vault.casework.history("n")) == 1


def test_a_change_that_fails_leaves_nothing_of_its_transaction(vault: OpenVault) -> None:
    head = vault.casework.head()
    with pytest.raises(ValueError, match="person"):
        vault.casework.append([Change("good", "note", note("y")), Change("bad", "person", note("y"))])
    assert vault.casework.current("good") is None
    assert vault.casework.head() == head


def test_a_person_is_found_by_either_spelling_of_an_accent_and_without(vault: OpenVault) -> None:
    composed, decomposed = "Renée Zoë", unicodedata.normalize("NFD", "Renée Zoë")
    vault.casework.append([Change("a", "person", SamplePerson(name=composed))])
    vault.casework.append([Change("b", "note", SampleNote.model_construct(words=decomposed, skipped={}, about=None))])
    for typed in (composed, decomposed, "renee", "ZOE REN", "rené"):
        assert {hit.record for hit in vault.casework.search(typed)} == {"a", "b"}, typed


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "*",
        "NEAR(",
        "a AND",
        "-",
        "(",
        "^x",
        "col:x",
        "😀",
        "\x00",
        "\ud800",
        "",
        " ",
        "'; --",
        "x" * 10**6,
        "a " * 10**5,
    ],
)
def test_any_text_is_safe_to_search_for(vault: OpenVault, typed: str) -> None:
    vault.casework.append([Change("n", "note", note("plain words"))])
    assert vault.casework.search(typed) == ()


def test_search_finds_words_only_begun_and_shows_them_in_context(vault: OpenVault) -> None:
    vault.casework.append([Change("n", "note", note("She said O’Brien's “nephew” NEAR( the door"), case="c")])
    (hit,) = vault.casework.search("o'br nep NEAR(")
    assert (hit.record, hit.case, hit.kind) == ("n", "c", "note")
    assert "nephew" in hit.snippet
    assert vault.casework.search("nep zebra") == ()


def test_a_record_is_found_by_the_name_of_the_person_it_refers_to_also_after_a_change_of_name(vault: OpenVault) -> None:
    (person,) = vault.casework.append([Change("p", "person", SamplePerson(name="Ottoline Reeve"))])
    vault.casework.append([Change("n", "note", note("fell", about="p"))])
    assert {hit.record for hit in vault.casework.search("ottoline")} == {"p", "n"}
    vault.casework.append([Change("p", "person", SamplePerson(name="Tilly Marsh"), parents=(person.id,))])
    assert vault.casework.search("ottoline") == ()
    assert {hit.record for hit in vault.casework.search("tilly mar")} == {"p", "n"}


def test_a_name_that_comes_after_the_record_that_refers_to_it_is_found_too(vault: OpenVault) -> None:
    vault.casework.append([Change("n", "note", note("fell", about="p"))])
    vault.casework.append([Change("p", "person", SamplePerson(name="Ottoline Reeve"))])
    assert {hit.record for hit in vault.casework.search("ottoline")} == {"p", "n"}


def test_a_long_note_with_emoji_and_nul_is_kept_whole(vault: OpenVault, places: Places) -> None:
    words = ("She said “no” 😀 \x00 café. " * 5000) + "theend"
    vault.casework.append([Change("n", "note", note(words))])
    vault.close()
    with_again = reopen(places)
    found = with_again.casework.current("n")
    assert found is not None
    assert found.body == note(words)
    assert len(found.body.model_dump_json()) > 100_000
    assert [hit.record for hit in with_again.casework.search("theend")] == ["n"]
    with_again.close()


def projections(vault: OpenVault) -> list[list[str]]:
    queries = ("SELECT * FROM head", "SELECT * FROM current", "SELECT * FROM reference", "SELECT * FROM access")
    rows = [vault.casework._database.rows(query) for query in (*queries, "SELECT rowid, * FROM search")]
    return [sorted(map(repr, found)) for found in rows]


def test_rebuild_makes_the_same_again(vault: OpenVault) -> None:
    (person,) = vault.casework.append([Change("p", "person", SamplePerson(name="Ottoline Reeve"), case="c")])
    for number in range(8):
        vault.casework.append(
            [Change(f"n{number}", "note", note(f"fell {number}", "p"), case="c")], [Access("saved", case="c")]
        )
    vault.casework.append([Change("p", "person", SamplePerson(name="Tilly Marsh"), case="c", parents=(person.id,))])
    vault.casework.append([Change("p", "person", SamplePerson(name="Tilly Moss"), case="c", parents=(person.id,))])
    before, told = projections(vault), []
    vault.casework.rebuild(lambda done, total: told.append((done, total)))
    assert projections(vault) == before
    assert told[-1] == (18, 18)
    assert vault.check_history(vault.casework).whole


def test_projections_that_were_spoilt_are_noticed_and_made_again(vault: OpenVault) -> None:
    vault.casework.append([Change("n", "note", note("fell"))])
    with vault.casework._database.writing() as connection:
        connection.execute("DELETE FROM current")
        connection.execute("DELETE FROM search")
    assert "rebuild" in vault.check_history(vault.casework).problems[0]
    vault.casework.rebuild()
    assert vault.check_history(vault.casework).whole
    assert len(vault.casework.search("fell")) == 1


class NewerKind(Record, kind="newer-kind", title="Newer"):
    what: str | None = ask("What")


class NewerNote(Record, kind="note", title="Note"):
    words: str | None = ask("What happened")
    colour: str | None = ask("Colour")


def test_a_kind_that_this_program_does_not_know_is_kept_and_shown_raw(places: Places) -> None:
    make(places).vault.close()
    newer = reopen(places, kinds=Kinds([NewerNote, NewerKind]))
    newer.casework.append([Change("k", "newer-kind", NewerKind(what="kestrel"))])
    newer.casework.append([Change("n", "note", NewerNote(words="heron", colour="grey"))])
    newer.close()
    older = reopen(places, kinds=KINDS)
    older.casework.rebuild()
    for record, kind in (("k", "newer-kind"), ("n", "note")):
        found = older.casework.current(record)
        assert found is not None
        assert found.kind == kind
        assert isinstance(found.body, UnknownRecord)
        assert "kestrel" in str(found.body.raw) or "heron" in str(found.body.raw)
    assert [hit.record for hit in older.casework.search("kestrel")] == ["k"]
    with pytest.raises(ValueError, match="newer-kind"):
        older.casework.append([Change("k", "newer-kind", UnknownRecord(raw="x"))])
    older.close()
    again = reopen(places, kinds=Kinds([NewerNote, NewerKind]))
    assert {hit.snippet for hit in again.casework.search("heron")} == {"heron\ngrey"}
    found = again.casework.current("k")
    assert found is not None
    assert found.body == NewerKind(what="kestrel")
    again.close()


def test_drafts_are_replaced_listed_and_dropped(places: Places) -> None:
    clock = SetClock(datetime(2026, 3, 4, 9, 30, tzinfo=UTC))
    vault = make(places, clock).vault
    head = vault.desk.head()
    vault.desk.put_draft("one", "She s")
    clock.forward(timedelta(seconds=2))
    vault.desk.put_draft("two", "half a character \ud83d and 😀\x00")
    vault.desk.put_draft("one", "She said")
    assert vault.desk.draft("one") == "She said"
    assert vault.desk.draft("two") == "half a character ? and 😀\x00"
    assert [draft.key for draft in vault.desk.drafts()] == ["one", "two"]
    assert vault.desk.drafts()[0].saved_at == clock.now()
    vault.desk.drop_draft("one")
    vault.desk.drop_draft("never")
    assert vault.desk.draft("one") is None
    assert vault.desk.head() == head
    vault.close()


def test_a_revision_or_entry_cannot_be_changed_or_deleted_but_a_body_can_be_erased(vault: OpenVault) -> None:
    vault.casework.append([Change("n", "note", note("to be forgotten"))])
    database = vault.casework._database
    for sql in (
        "DELETE FROM revision", "UPDATE revision SET author = 'x'", "UPDATE revision SET body = '{}'",
        "DELETE FROM entry", "UPDATE entry SET tag = x'00'",
    ):  # fmt: skip
        with pytest.raises(Exception, match="never"), database.writing() as connection:
            connection.execute(sql)
    with database.writing() as connection:
        connection.execute("UPDATE revision SET body = NULL, salt = NULL")
    vault.casework.rebuild()
    assert vault.casework.current("n") is None
    (found,) = vault.casework.history("n")
    assert found.body.kind == "erased"
    assert vault.casework.search("forgotten") == ()
    assert vault.check_history(vault.casework).whole
