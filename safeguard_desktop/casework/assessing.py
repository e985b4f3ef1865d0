"""What section 6 allows, given facts in a file: the command `assess`."""

import codecs
import json
from pathlib import Path
from typing import Any

from safeguard_desktop.casework.policy_texts import policy_text
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.policy import assess, facts_from, finding_as_json

LARGEST_FILE = 1_000_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How some editors begin every file."""


def assess_file(path: Path) -> dict[str, Any]:
    """Return what section 6 allows for the flat JSON object of facts in a file, in the keys of `assess`.

    Raises InputTrouble that names the file's fault: not there, not JSON, a wrong key or a wrong value.
    """
    name = _shown(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputTrouble(f"{name} could not be read.", "Check its name and that you may open it.") from error
    if len(data) > LARGEST_FILE:
        raise InputTrouble(f"{name} is too large to be a file of facts.", "Check that it is the right file.")
    try:
        given = json.loads(
            data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig"), object_pairs_hook=_each_once
        )
    except (ValueError, RecursionError) as error:
        raise InputTrouble(f"{name} is not JSON.", 'It should look like {"refuses_sharing": "yes"}.') from error
    if not isinstance(given, dict):
        raise InputTrouble(f"{name} does not hold one JSON object.", "Put the facts between { and }.")
    return finding_as_json(assess(facts_from(given)), policy_text())


def _shown(path: Path) -> str:
    """Return a file's name on one line, or where it is if it has none."""
    return "".join(c if c.isprintable() else "\ufffd" for c in path.name or str(path.absolute()))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1)
        raise InputTrouble(f"“{twice}” is given twice.", "Give each fact once.")
    return found
