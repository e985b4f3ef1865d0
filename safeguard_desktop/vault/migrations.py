"""The schema's steps: numbered SQL files, each run in one transaction together with the number it reaches."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import sqlcipher3

from safeguard_desktop.errors import RESTORE_A_BACKUP, DamageTrouble, NewerVersionTrouble
from safeguard_desktop.vault.database import Database

PROJECTIONS = 3
"""Raised whenever projections.sql, or what is put into its tables, changes: they are then made again."""


@cache
def steps() -> tuple[str, ...]:
    """Return the SQL of each step, in order."""
    folder = files("safeguard_desktop.vault") / "schema"
    names = sorted(item.name for item in folder.iterdir() if item.name[:3].isdigit())
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


@cache
def projections_sql() -> str:
    """Return the SQL that drops the projections and makes them again, empty."""
    return (files("safeguard_desktop.vault") / "schema" / "projections.sql").read_text(encoding="utf-8")


def migrate(database: Database, *, new: bool = False) -> None:
    """Bring a database to the newest schema.

    Raises NewerVersionTrouble for one that a newer program wrote, and leaves it untouched; DamageTrouble for one
    without a schema, unless it is new.
    """
    version = int(database.row("PRAGMA user_version")[0])
    if version > len(steps()):
        sentence = "This vault was written by a newer version of the program."
        raise NewerVersionTrouble(sentence, "Install the newer version. Nothing was changed.")
    if version == 0 and not new:
        raise DamageTrouble("A file of the vault is empty.", RESTORE_A_BACKUP)
    for number, sql in enumerate(steps()[version:], start=version + 1):
        with database.writing() as connection:
            run_script(connection, sql)
            connection.execute(f"PRAGMA user_version = {number}")


def is_older(database: Database) -> bool:
    """Tell whether `migrate` would change a database: one that an older program wrote."""
    return 0 < int(database.row("PRAGMA user_version")[0]) < len(steps())


def run_script(connection: sqlcipher3.Connection, sql: str) -> None:
    """Run several statements inside the transaction that is open."""
    for statement in _statements(sql):
        connection.execute(statement)


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for line in sql.splitlines(keepends=True):
        if line.lstrip().startswith("--"):
            continue
        statement += line
        if sqlcipher3.complete_statement(statement):
            yield statement
            statement = ""
    assert not statement.strip()
