"""Search as it is typed: any text is safe, every word may be only begun, and accents and case do not matter."""

from safeguard_desktop.records.values import clean_text
from safeguard_desktop.vault.database import Database
from safeguard_desktop.vault.model import Hit

MOST_WORDS = 12
LONGEST = 200


def match_words(text: str) -> str:
    """Return typed text as an FTS5 query in which nothing is an operator; "" when it has no word in it."""
    words = [word for word in clean_text(text[:LONGEST]).split() if any(c.isalnum() for c in word)]
    return " ".join('"{}"*'.format(word.replace('"', '""')) for word in words[:MOST_WORDS])


def find(database: Database, text: str, limit: int) -> tuple[Hit, ...]:
    """Return the records that hold every word, best first."""
    query = match_words(text)
    if not query:
        return ()
    sql = """SELECT current.record, current.case_id, current.kind, snippet(search, 0, '', '', '…', 16)
             FROM search JOIN current ON current.id = search.rowid WHERE search MATCH ? ORDER BY rank LIMIT ?"""
    return tuple(Hit(*found) for found in database.rows(sql, (query, limit)))
