import pytest
from PySide6.QtGui import QFontMetrics

from ui.models.table import Cell, Column, Row
from ui.theme import current_theme
from ui.widgets import signs
from ui.widgets.basics import words
from ui.widgets.signs import readable
from ui.widgets.table_list import TableList

HANDS = "\U0001f64f"
LACKS = (HANDS, "\U0001f3fd", "❤")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose typefaces lack some signs, whatever is installed here."""
    monkeypatch.setattr(signs, "_is_drawn", lambda char: char not in LACKS)


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"She said {HANDS}.", "She said [person with folded hands]."),
        (f"{HANDS}\U0001f3fd yes", "[person with folded hands] yes"),
        ("❤\ufe0f", "[heavy black heart]"),
        (f"{HANDS}\u200d❤\ufe0f", "[person with folded hands][heavy black heart]"),
        ("→ ✔ \U0001f600\ufe0f", "→ ✔ \U0001f600\ufe0f"),
        ("Zoë 中文 \u0e01", "Zoë 中文 \u0e01"),
    ],
)
def test_a_sign_that_cannot_be_drawn_is_put_in_words(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.usefixtures("lacking")
def test_labels_and_tables_show_it_in_words() -> None:
    assert words(f"Thank you {HANDS}").text() == "Thank you [person with folded hands]"
    table = TableList("People", [Column("Name", 1)])
    table.show_rows([Row("a", (Cell(HANDS),))])
    assert table.model().index(0, 0).data() == "[person with folded hands]"


def test_what_is_installed_is_asked() -> None:
    metrics = QFontMetrics(current_theme().font())
    for char in (*LACKS, "\U0001f600", "→"):
        assert (readable(char) == char) is metrics.inFontUcs4(ord(char))
