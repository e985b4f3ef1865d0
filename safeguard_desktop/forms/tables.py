"""Tables for a spreadsheet: comma-separated values that run nothing where they are opened."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""What turns the writing around it, and the mark that a file begins with: neither is seen, and both mislead."""
_STARTS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_SKIPPED = r"\s\x22\u00ad\u200b-\u200f\u2060-\u2064"
_FORMULA = re.compile(rf"(^|;)(?=[{_SKIPPED}]*[{_STARTS}])")
"""Where a formula would start, in wide and small signs too; where the comma is for decimals, semicolons end cells."""


def harmless(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs: an apostrophe stands before what would start a formula.

    Line breaks and tabs become spaces; control characters, and halves of characters, are dropped.
    """
    kept = "".join(" " if char in _BREAKS else char for char in text if char in _BREAKS or _is_seen(char))
    return _FORMULA.sub(r"\1'", kept)


def _is_seen(char: str) -> bool:
    return char not in _UNSEEN and unicodedata.category(char) not in ("Cc", "Cs")


def table_file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as a CSV file (RFC 4180) in UTF-8 with its mark, so that a spreadsheet reads accents rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
