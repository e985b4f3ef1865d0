import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Change, OpenVault
from tests.unit.vault.vault_samples import SampleNote, make

EXAMPLES = itertools.count()
ANY_TEXT = st.text(st.characters(), max_size=40) | st.text('"*^-:(){}+ \x00ANDORNTEaé', max_size=20)
NOTES = st.lists(
    st.tuples(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"]), max_size=60)),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def shared_vault() -> Iterator[OpenVault]:
    with tempfile.TemporaryDirectory() as home:
        vault = make(Places.below(Path(home))).vault
        yield vault
        vault.close()


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_search(shared_vault: OpenVault, typed: str) -> None:
    assert isinstance(shared_vault.casework.search(typed), tuple)


@given(NOTES, st.data())
@settings(max_examples=40, deadline=None)
def test_any_versions_come_back_and_a_rebuild_changes_nothing(
    shared_vault: OpenVault, notes: list[tuple[str, str]], data: st.DataObject
) -> None:
    place = shared_vault.casework
    example = next(EXAMPLES)
    for letter, words in notes:
        record = f"{letter}{example}"
        heads = [head.id for head in place.heads(record)]
        chosen = data.draw(st.lists(st.integers(0, len(heads) - 1), unique=True)) if heads else []
        parents = tuple(heads[number] for number in chosen)
        (kept,) = place.append([Change(record, "note", SampleNote(words=words), parents=parents)])
        assert place.current(record) == kept
        assert {head.id for head in place.heads(record)} == (set(heads) - set(parents)) | {kept.id}
    before = (place.list(), [place.heads(f"{letter}{example}") for letter in "abc"])
    place.rebuild()
    assert (place.list(), [place.heads(f"{letter}{example}") for letter in "abc"]) == before
    assert place.verify().whole
