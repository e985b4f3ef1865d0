"""The things that our figures stand beside: the same insert and the same query on plain SQLite, and a bare window."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from safeguard_desktop.vault import Revision

BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
label = QLabel("A bare window")
label.resize(1366, 768)
label.show()
app.processEvents()
label.grab()
"""


def seconds(run: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which that part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def bare_window() -> None:
    """Start Python, show a bare Qt window, and end."""
    subprocess.run([sys.executable, "-c", BARE_WINDOW], check=True, capture_output=True)


class PlainDatabase:
    """The same rows in an ordinary SQLite file with SQLite's own settings: nothing encrypted, signed or logged."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.executescript(
            "CREATE TABLE note (id TEXT PRIMARY KEY, case_id TEXT, kind TEXT, body TEXT);"
            "CREATE INDEX by_case ON note (case_id);"
            "CREATE VIRTUAL TABLE found USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');"
        )

    def fill(self, revisions: Sequence[Revision]) -> None:
        """Keep the same records."""
        rows = [(r.id, r.case, r.kind, r.body.model_dump_json(exclude_none=True)) for r in revisions]
        with self.connection:
            self.connection.executemany("INSERT INTO note VALUES (?, ?, ?, ?)", rows)
            self.connection.executemany("INSERT INTO found (body) VALUES (?)", [(row[3],) for row in rows])

    def insert(self, revision_id: str, body: str) -> None:
        """Save one record."""
        with self.connection:
            self.connection.execute("INSERT INTO note VALUES (?, 'case', 'note', ?)", (revision_id, body))
            self.connection.execute("INSERT INTO found (body) VALUES (?)", (body,))

    def read_case(self, case: str) -> list[tuple[str]]:
        """Read the bodies of one case."""
        return self.connection.execute("SELECT body FROM note WHERE case_id = ?", (case,)).fetchall()

    def all(self) -> list[dict[str, object]]:
        """Read and parse every body."""
        return [json.loads(body) for (body,) in self.connection.execute("SELECT body FROM note")]

    def search(self, word: str) -> list[tuple[str]]:
        """Find 50 records that hold a word that begins so."""
        query = "SELECT snippet(found, 0, '', '', '…', 12) FROM found WHERE found MATCH ? ORDER BY rank LIMIT 50"
        return self.connection.execute(query, (f'"{word}"*',)).fetchall()
