"""What every version wrote opens in this one, whole: small encrypted vaults that those versions made."""

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from safeguard_desktop.casework.cases import list_cases
from safeguard_desktop.casework.completeness import check_record
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import check_recovery_key, lock, sign_in
from safeguard_desktop.settings import Places
from tests.unit.old_vaults.make_old_vault import HERE, make, name_of_this_version

Unpacked = tuple[Places, dict[str, Any]]
VAULTS = tuple(sorted(path.name for path in HERE.glob("vault-*.tar")))


@pytest.fixture
def unpacked(request: pytest.FixtureRequest, tmp_path: Path) -> Unpacked:
    with tarfile.open(HERE / request.param) as tar:
        tar.extractall(tmp_path, filter="data")
    return Places.below(tmp_path / "home"), json.loads((tmp_path / "holds.json").read_bytes())


def assert_all_there(session: Session, held: dict[str, Any]) -> None:
    rows = {row.id: row.adult for row in list_cases(session)}
    assert rows == {held["case"]: "Odile O’Hara", held["hidden"]: "Bram Quillfeather"}
    assert session.casework.is_restricted(held["hidden"])
    assert session.desk.draft("half-typed") == "She said that he"
    found = check_record(session, lambda *_told: None, [held["recovery_key"]])
    assert [line for part in found.parts for line in part.lines if not part.whole] == []
    assert found.whole


def test_this_version_has_a_vault_that_is_committed() -> None:
    assert name_of_this_version() in VAULTS, "run: python -m tests.unit.old_vaults.make_old_vault"


@pytest.mark.parametrize("unpacked", VAULTS, indirect=True)
def test_it_opens_whole_for_its_manager(unpacked: Unpacked) -> None:
    places, held = unpacked
    session = sign_in(places, held["manager"], held["passphrase"])
    assert_all_there(session, held)
    check_recovery_key(session, held["recovery_key"])
    lock(session)


@pytest.mark.parametrize("unpacked", VAULTS, indirect=True)
def test_a_colleague_opens_what_is_theirs_and_no_more(unpacked: Unpacked) -> None:
    places, held = unpacked
    session = sign_in(places, held["lead"], held["lead_passphrase"])
    assert [row.id for row in list_cases(session)] == [held["case"]]
    lock(session)


@pytest.mark.parametrize("unpacked", VAULTS, indirect=True)
def test_every_chain_goes_on_from_where_it_stood(unpacked: Unpacked) -> None:
    places, held = unpacked
    session = sign_in(places, held["manager"], held["passphrase"])
    vault = session.vault
    for place in (vault.front, vault.casework, vault.desk):
        seq, _dot, digest = held["heads"][place.name].partition(" · ")
        assert [point.seq for point in place.points(digest)] == [int(seq)]
    lock(session)


def test_what_is_made_today_holds_what_is_looked_for(tmp_path: Path) -> None:
    held = json.loads(json.dumps(make(tmp_path)))
    session = sign_in(Places.below(tmp_path), held["manager"], held["passphrase"])
    assert_all_there(session, held)
    lock(session)
