"""Changes of keys that a disk or a kill cuts short. The kills at any moment are promise 6."""

import pytest

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import rotation
from safeguard_desktop.vault.compartment import FIRST_OPENED
from safeguard_desktop.vault.database import opens_with, rekey
from safeguard_desktop.vault.header_files import read_headers
from tests.unit.vault.homes import OWN, Home, wrote
from tests.unit.vault.vault_samples import compartment_key


def full(*_: object) -> None:
    raise StorageTrouble("The keys could not all be changed: the disk is full.", "Make room.")


def pending(home: Home) -> list[str]:
    return [entry.name for entry in read_headers(home.places.vault)[0].body.compartments if entry.pending]


@pytest.mark.parametrize("still_full", [False, True])
def test_with_a_full_disk_the_leaver_is_out_and_the_rest_is_done_at_the_next_opening(
    home: Home, monkeypatch: pytest.MonkeyPatch, still_full: bool
) -> None:
    wrote(home.vault, "n")
    leaver = home.colleague(Role.CASEWORKER).account.id
    monkeypatch.setattr("safeguard_desktop.vault.database.rekey", full)
    with pytest.raises(StorageTrouble, match="keys"):
        home.vault.remove_account(leaver)
    assert pending(home) == ["front", "casework"]
    monkeypatch.setattr(rotation, "rekey", full)
    if still_full:
        wrote(home.manager(), "m")
        assert pending(home) == ["front", "casework"]
        assert home.vault.check_history(home.vault.casework).whole
    monkeypatch.undo()
    vault = home.manager()
    assert pending(home) == []
    assert leaver not in [account.id for account in vault.accounts()]
    assert [found.record for found in vault.casework.list()] == (["n", "m"] if still_full else ["n"])
    for place in vault.compartments():
        assert vault.check_history(place, recovery_key=home.created.recovery_key).problems == ()
    home.manager()


def test_only_the_first_of_two_was_done(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    leaver = home.colleague(Role.CASEWORKER).account.id
    done: list[object] = []

    def once(*given: object) -> None:
        done.append(given)
        if len(done) > 1:
            full()
        rekey(*given)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr("safeguard_desktop.vault.database.rekey", once)
    with pytest.raises(StorageTrouble):
        home.vault.remove_account(leaver)
    assert pending(home) == ["casework"]
    wrote(home.vault, "n")
    monkeypatch.undo()
    vault = home.manager()
    assert pending(home) == []
    assert all(vault.check_history(place).whole for place in vault.compartments())
    looks = [look.what for place in vault.compartments() for look in place.looks()]
    assert FIRST_OPENED not in looks


def test_a_care_worker_finishes_what_is_theirs_and_a_caseworker_the_rest(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    care = home.colleague(Role.CARE_WORKER).account
    lead = home.colleague(Role.SAFEGUARDING_LEAD, "Bea").account
    leaver = home.colleague(Role.CASEWORKER, "Cy").account.id
    monkeypatch.setattr("safeguard_desktop.vault.database.rekey", full)
    with pytest.raises(StorageTrouble):
        home.vault.remove_account(leaver)
    monkeypatch.undo()
    assert not home.as_(care, OWN).has_casework
    assert pending(home) == ["casework"]
    assert home.as_(lead, OWN).has_casework
    assert pending(home) == []
    stale = len(read_headers(home.places.vault)[0].body.proofs)
    home.manager()
    assert (stale, len(read_headers(home.places.vault)[0].body.proofs)) == (4, 2)


def test_a_manager_changes_every_key_that_they_hold(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD).account
    wrote(home.vault, "n")
    home.vault.make_restricted("case-1", [home.vault.account.id, lead.id])
    names, sealed = ("front", "casework", "restricted"), home.vault.seal_to_team(b"concern")
    before = [compartment_key(home.places, name) for name in names]
    team = home.vault.team
    home.vault.change_keys()
    assert not {key.proof for key in before} & {compartment_key(home.places, name).proof for name in names}
    assert home.vault.team != team
    assert home.vault.open_for_team(sealed) == b"concern"
    vault = home.as_(lead, OWN)
    assert vault.casework.current("n") is not None
    assert vault.restricted().keys() == {"case-1"}
    assert all(vault.check_history(place).whole for place in vault.compartments())


def test_a_file_opens_with_its_new_key_alone_and_begins_as_before(home: Home) -> None:
    path = home.places.vault / "casework.db"
    home.vault.close()
    old = compartment_key(home.places)
    before, new = path.read_bytes(), old.renewed()
    rekey(path, old, new)
    after = path.read_bytes()
    assert (opens_with(path, old), opens_with(path, new)) == (False, True)
    assert after[:16] == before[:16]
    assert all(after[start : start + 64] != before[start : start + 64] for start in range(4096, len(after), 4096))
    rekey(path, new, old)
    home.manager()


def test_a_key_of_another_salt_is_our_mistake(home: Home) -> None:
    home.vault.close()
    old = compartment_key(home.places)
    with pytest.raises(RuntimeError, match="salt"):
        rekey(home.places.vault / "casework.db", old, compartment_key(home.places, "front"))
    home.manager()
