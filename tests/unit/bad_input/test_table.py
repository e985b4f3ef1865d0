"""Every row of the table of bad input is tried, and every case of the list has its row."""

from pathlib import Path

import pytest

from safeguard_desktop.casework.today import today
from tests.unit.bad_input import rows_computer, rows_files, rows_keys, rows_packs, rows_words
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.table import LISTED, ROWS, Row, Try

MODULES = (rows_files, rows_keys, rows_computer, rows_words, rows_packs)


@pytest.mark.parametrize("row", ROWS.values(), ids=[f"{group}: {case}" for group, case in ROWS])
def test_bad_input_is_a_sentence_and_nothing_is_lost(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Row
) -> None:
    folder = tmp_path / "bad-input"
    folder.mkdir()
    said = row.do(Try(home, folder, monkeypatch))
    monkeypatch.undo()
    assert row.said in said
    assert row.said or not said
    session = home.again()
    assert session.casework.current(home.case) is not None
    assert session.casework.current(home.adult) is not None
    assert today(session).open_cases >= 1
    for place in session.vault.compartments():
        assert session.vault.check_history(place, recovery_key=home.recovery_key).problems == ()


def test_every_case_of_the_list_has_its_row() -> None:
    listed = {(group, case) for group, cases in LISTED.items() for case in cases}
    assert listed == ROWS.keys()
    assert all(row.done.endswith((".", "…")) and row.still for row in ROWS.values())
    assert {row.do.__module__ for row in ROWS.values()} == {module.__name__ for module in MODULES}
