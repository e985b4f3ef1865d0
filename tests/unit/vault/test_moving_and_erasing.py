import pytest

from safeguard_desktop.records.values import Ref
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Compartment, ErasedRecord, OpenVault
from tests.unit.vault.vault_samples import SampleNote, SamplePerson, insider, reopen

CASE = "case-1"
CANARY = "Quillfeather"


@pytest.fixture
def told(vault: OpenVault) -> OpenVault:
    """Two versions of a note and a person in one case, a note in another case that names the person, and looks."""
    casework = vault.casework
    casework.append([note(CASE, "the case itself", CASE)])
    casework.append([Change("p", "person", SamplePerson(name=CANARY), CASE)], [Access("looked", "p")])
    (first,) = casework.append([note("n", f"{CANARY} fell", CASE)], [Access("looked", "n", CASE)])
    casework.append([note("n", f"{CANARY} fell twice", CASE, parents=(first.id,))], [Access("printed", "n", CASE)])
    casework.append([note("other", "quiet", "case-2", about="p")], [Access("looked", "other", "case-2")])
    casework.put_draft("n", f"{CANARY} fell thr")
    return vault


def note(record: str, words: str, case: str, about: Ref | None = None, parents: tuple[str, ...] = ()) -> Change:
    return Change(record, "note", SampleNote(words=words, about=about), case, parents)


def looks(place: Compartment, case: str | None) -> list[str]:
    return [found.what for found in place.accesses(case)]


def restrict(vault: OpenVault) -> Compartment:
    place = vault.make_restricted(CASE, [vault.account.id])
    assert place.take_over(vault.casework, ["p", "n", CASE], "moved here", CASE) == 4
    assert vault.casework.erase(["p", "n", CASE], "restricted") == 4
    return place


def test_versions_move_with_their_ids_authors_and_times_and_what_was_looked_at(told: OpenVault) -> None:
    before = told.casework.history("n")
    place = restrict(told)
    after = place.history("n")
    kept = ("id", "record", "case", "kind", "parents", "author", "device", "happened_at", "recorded_at", "body")
    assert [[getattr(one, part) for part in kept] for one in after] == [
        [getattr(one, part) for part in kept] for one in before
    ]
    assert [head.id for head in place.heads("n")] == [before[-1].id]
    assert [hit.record for hit in place.search("twice")] == ["n"]
    assert looks(place, CASE) == ["restricted to 1 people", "looked", "printed", "moved here"]
    assert looks(place, None) == ["looked"]
    place.append([note("n", "and a third", CASE, parents=(after[-1].id,))])
    assert told.check_history(place).problems == ()
    place.rebuild()
    assert looks(place, CASE) == ["restricted to 1 people", "looked", "printed", "moved here"]
    assert told.check_history(place).problems == ()


def test_moving_again_is_nothing(told: OpenVault) -> None:
    place = told.make_restricted(CASE, [told.account.id])
    assert place.take_over(told.casework, ["p", "n"], "moved here", CASE) == 3
    head = place.head()
    assert place.take_over(told.casework, ["p", "n"], "moved here", CASE) == 0
    assert place.head() == head


@pytest.mark.parametrize("anew", [False, True])
def test_what_is_erased_is_in_no_list_search_or_count_and_the_chain_still_fits(told: OpenVault, anew: bool) -> None:
    restrict(told)
    casework = told.casework
    if anew:
        casework.rebuild()
    assert [found.record for found in casework.list()] == ["other"]
    assert casework.names() == {"other": "Note"}
    assert casework.search(CANARY) == ()
    assert casework.newest().keys() == {"case-2"}
    assert casework.heads("n") == ()
    assert casework.drafts() == ()
    assert (looks(casework, CASE), looks(casework, None)) == ([], [])
    assert looks(casework, "case-2") == ["looked"]
    assert all(isinstance(found.body, ErasedRecord) for found in casework.history("n"))
    assert told.check_history(casework).problems == ()


def test_nothing_of_it_is_left_in_the_file_for_somebody_with_its_key(told: OpenVault, places: Places) -> None:
    def found() -> int:
        connection = insider(places)
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = [str(row) for (name,) in names for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608  # ours
        hits = sum(CANARY.lower() in row.lower() for row in rows)
        connection.close()
        return hits

    before = found()
    restrict(told)
    told.close()
    assert before > 3
    assert found() == 0


def test_what_comes_again_after_it_was_erased_is_listed_again(told: OpenVault) -> None:
    restrict(told)
    (first, *_rest) = told.casework.history("n")
    told.casework.append([note("n", "handed in again", CASE, parents=(first.id,))], [Access("accepted", "n", CASE)])
    found = told.casework.current("n")
    assert found is not None
    assert isinstance(found.body, SampleNote)
    assert told.check_history(told.casework).problems == ()
    told.casework.rebuild()
    assert told.check_history(told.casework).problems == ()


def test_erasing_nothing_is_nothing(told: OpenVault) -> None:
    head = told.casework.head()
    assert told.casework.erase(["no such"], "restricted") == 0
    assert told.casework.head() == head


def test_the_chain_says_how_many_were_erased_and_why(told: OpenVault, places: Places) -> None:
    restrict(told)
    told.close()
    connection = insider(places)
    (content,) = connection.execute("SELECT content FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    connection.close()
    assert b"restricted: 4 erased" in content
    assert CANARY.encode() not in content
    again = reopen(places)
    assert again.check_history(again.casework).problems == ()
    assert again.restricted().keys() == {CASE}
    again.close()
