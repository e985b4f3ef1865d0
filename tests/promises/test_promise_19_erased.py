"""Promise 19: erased is gone. No word of it is on any page of the file once that is decrypted, free pages included.

What a case said is looked for after it was erased because its time was up, and after it was restricted, when it lies
in a file of its own and is erased where the whole team could read it. The chain of both files still fits.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from safeguard_desktop.casework.restricting import lift_restriction, restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Adult, Case, Concern
from safeguard_desktop.vault import Change, Compartment, database, migrations, projections
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.conftest import Home

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
LETTERS = "bcdfghjklmnpqrstvwxz"


def pages(place: Compartment) -> Iterator[bytes]:
    """Yield every page of a compartment's file as SQLite sees it, whether it is used or free."""
    file, key = place._database.path, place._database._key
    assert key is not None
    data = file.read_bytes()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        inner = page[SALT if start == 0 else 0 : PAGE - RESERVED]
        initial = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        reader = Cipher(algorithms.AES(key.secret[:32]), modes.CBC(initial)).decryptor()
        yield reader.update(inner) + reader.finalize()


def found_in(place: Compartment, canaries: list[str]) -> int:
    """Count the canaries on a file's pages. An index may have cut off the beginning that two words share."""
    text = b"\n".join(pages(place)).lower()
    beside = place._database.path.with_name(place._database.path.name + "-journal")
    text += beside.read_bytes() if beside.exists() else b""
    return sum(canary[3:].encode() in text for canary in canaries)


def word(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=14))


def write(session: Session, how_many: int) -> tuple[str, list[str], list[str]]:
    """Write a case in several versions, with a word of its own in each; return it, its records and the words."""
    chance, canaries = random.Random(19), list[str]()  # noqa: S311  # picks words of a test

    def canary() -> str:
        canaries.append(word(chance))
        return canaries[-1]

    case, adult = new_id(session.clock), new_id(session.clock)
    records = [case, adult]
    named = Adult(name=canary(), address=canary(), notes=" ".join([canary(), *["and so on"] * 800]))
    opened = Case(reference=canary(), adult=adult, lead=canary(), notes=canary())
    session.casework.append([Change(adult, Adult.kind, named), Change(case, Case.kind, opened, case)])
    for _ in range(how_many):
        record, parents = new_id(session.clock), tuple[str, ...]()
        records.append(record)
        for _ in range(3):
            told = Concern(adult=adult, summary=canary(), account=f"{canary()} said {canary()} " * 5)
            (kept,) = session.casework.append([Change(record, Concern.kind, told, case, parents)])
            parents = (kept.id,)
    return case, records, canaries


def erased_on_time(session: Session, case: str, records: list[str]) -> None:
    assert case in records
    session.vault.casework.erase(records, "its time was up")


def restricted(session: Session, case: str, _records: list[str]) -> None:
    restrict(session, case, [session.account.id], "Staff are part of it")


def restricted_and_lifted(session: Session, case: str, records: list[str]) -> None:
    restricted(session, case, records)
    lift_restriction(session, case, "They are cleared")
    restricted(session, case, records)


Way = Callable[[Session, str, list[str]], None]
WAYS: dict[str, Way] = {
    "when its time is up": erased_on_time,
    "when it is restricted": restricted,
    "when it is restricted again": restricted_and_lifted,
}


@pytest.mark.parametrize("name", WAYS)
def test_no_word_of_what_was_erased_is_on_any_page(home: Home, name: str, times: Times, promise: Promise) -> None:
    session, team = home.session, home.session.vault.casework
    case, records, canaries = write(session, times(15, 150))
    before = found_in(team, canaries)
    assert before == len(canaries)
    WAYS[name](session, case, records)
    found = found_in(team, canaries)
    assert found == 0
    vault = session.vault
    assert all(vault.check_history(place, None, home.recovery_key).whole for place in vault.compartments())
    for place in session.vault.restricted().values():
        assert found_in(place, canaries) == len(canaries)
    again = home.again()
    assert found_in(again.vault.casework, canaries) == 0
    again.vault.casework.rebuild()
    assert found_in(again.vault.casework, canaries) == 0
    promise("19", f"erased is gone {name}", f"{found} of {len(canaries)} words", "0", f"{before} before")


def test_control_without_overwriting_some_words_stay(
    home: Home, monkeypatch: pytest.MonkeyPatch, promise: Promise
) -> None:
    loose = [one if one[0] != "secure_delete" else ("secure_delete", "OFF", 0) for one in database.SETTINGS]
    script = Path(migrations.__file__).with_name("schema") / "projections.sql"
    careless = script.read_text(encoding="utf-8").replace("('secure-delete', 1)", "('secure-delete', 0)")
    assert careless != script.read_text(encoding="utf-8")
    monkeypatch.setattr(database, "SETTINGS", tuple(loose))
    monkeypatch.setattr(projections, "projections_sql", lambda: careless)
    session = home.again()
    session.vault.casework.rebuild()
    _case, records, canaries = write(session, 15)
    session.vault.casework.erase(records, "its time was up")
    found = found_in(session.vault.casework, canaries)
    assert found > 0
    promise("19", "erased is gone: without secure_delete", f"{found} of {len(canaries)} words", "above 0", "is one")
