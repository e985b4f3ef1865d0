"""Whatever is written in a cell, a spreadsheet runs nothing of it, and the rows come back."""

import csv
import io
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from safeguard_desktop.forms import harmless, table_file

TRICKY = st.text(st.sampled_from("=+-@\t\r\n\0\x1b;,\"' a1|\ud800\u202e\ufeff\u200b\u2028\xa0\uff1d\uff0b\uff0d\uff20"))
CELLS = TRICKY | st.text(st.characters())
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8)
UNSEEN_FIRST = re.compile(r"^[\s\u00ad\u200b-\u200f\u2060-\u2064\"]+")


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def starts_a_formula(cell: str) -> bool:
    seen = unicodedata.normalize("NFKC", UNSEEN_FIRST.sub("", cell)[:1])
    return seen.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(ROWS)
def test_the_rows_come_back_and_no_cell_starts_a_formula(rows: list[list[str]]) -> None:
    data = table_file(("One", "Two", "Three"), rows)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *found = read(data)
    assert head == ["One", "Two", "Three"]
    assert found == [[harmless(cell) for cell in row] for row in rows]
    assert not any(starts_a_formula(cell) for row in found for cell in row)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for row in found for cell in row for char in cell)


@given(ROWS)
def test_nor_where_a_spreadsheet_takes_semicolons_or_tabs_for_the_ends_of_cells(rows: list[list[str]]) -> None:
    for line in table_file(("One",), rows).decode("utf-8-sig").split("\r\n"):
        assert not any(starts_a_formula(part) for part in re.split(r"[;\t]", line))


@given(CELLS)
def test_what_is_harmless_already_stays_as_it_is(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert [char for char in once if char.isalnum()] == [char for char in text if char.isalnum()]
