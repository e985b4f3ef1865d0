import pytest

from safeguard_desktop.forms import harmless, table_file


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+44 7700 900123", "'+44 7700 900123"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("\x00=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("Seen;=1", "Seen;'=1"),
        ("one\ntwo\x07", "one two"),
        ("\ud800half", "half"),
        ("Zoë O’Hara-Vale", "Zoë O’Hara-Vale"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_a_cell_runs_nothing_and_keeps_its_words(text: str, cell: str) -> None:
    assert harmless(text) == cell


def test_quotes_commas_and_accents_are_written_as_spreadsheets_read_them() -> None:
    data = table_file(("Who", "What"), [("Zoë", 'said "no", twice')])
    assert data == b'\xef\xbb\xbf"Who","What"\r\n"Zo\xc3\xab","said ""no"", twice"\r\n'
