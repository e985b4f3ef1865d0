"""Whose records they are, where nothing is known but the recovery key: only what that key signed itself tells."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.charter import Charter, signed_roster
from safeguard_desktop.keys.header import HeaderBody, with_macs
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.sealed_keys import seal_key
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import NewAccount, OpenVault, open_with_recovery_key
from safeguard_desktop.vault.backup import copy_set, seal_set
from safeguard_desktop.vault.backup_drill import hold_drill
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.header_files import read_headers, write_headers
from safeguard_desktop.vault.restoring import Restorable, look_into, restore
from tests.unit.vault.backup_samples import backed_up, nothing, write
from tests.unit.vault.homes import OWN, Home
from tests.unit.vault.lookalikes import Lookalike, lookalike
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, reopen

NEVER_SIGNED = "recovery key never signed who the managers of these records are"
NEW = NewAccount("Noor Haddad", Role.REGISTERED_MANAGER)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(Places.below(tmp_path / "home"), SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))
    write(home.vault, 1, 2)
    yield home
    home.vault.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Places:
    """A new computer, which knows no records."""
    return Places.below(tmp_path / "another" / "computer")


def body_of(home: Home) -> HeaderBody:
    return home.vault._held.body


def charter_of(home: Home) -> Charter:
    return body_of(home).charter


def looked(home: Home, places: Places, backup: Path, key: str = "") -> Restorable:
    return look_into(places, backup, key or home.created.recovery_key, home.clock, nothing)


def assert_refused(home: Home, places: Places, backup: Path, words: str = NEVER_SIGNED) -> None:
    with pytest.raises(DamageTrouble, match=words):
        looked(home, places, backup)
    assert not places.vault.exists()
    assert not places.vault.parent.exists() or list(places.vault.parent.iterdir()) == []


def theirs(home: Home, folder: Path, how: str) -> Lookalike:
    ours = charter_of(home)
    ways: dict[str, dict[str, Any]] = {
        "names our recovery key": {},
        "takes over what it signed for us": {"vouched": ours.vouched},
        "says that it signed": {"vouched": "AAAA"},
        "names a recovery key of their own": {"names": recipient_of(new_recovery_key())},
    }
    return lookalike(folder, ours, **ways[how])


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("names our recovery key", NEVER_SIGNED),
        ("takes over what it signed for us", "no registered manager signed"),
        ("says that it signed", "no registered manager signed"),
        ("names a recovery key of their own", NEVER_SIGNED),
    ],
)
def test_a_backup_of_a_colleagues_own_making_is_refused_on_a_new_computer(
    home: Home, elsewhere: Places, tmp_path: Path, how: str, words: str
) -> None:
    assert_refused(home, elsewhere, theirs(home, tmp_path / "theirs", how).backup, words)


def test_one_that_begins_with_our_charters_and_goes_on_with_theirs_is_refused(
    home: Home, elsewhere: Places, tmp_path: Path
) -> None:
    ours, made = charter_of(home), lookalike(tmp_path / "theirs", charter_of(home))
    (header,) = read_headers(made.places.vault)
    vault = reopen(made.places, PASSPHRASE)
    source = vault.backup_source()
    vault.close()
    second = header.body.charter.model_copy(update={"vault": ours.vault, "number": 2})
    charters = [ours, second.signed(source.account, source.keys.signing)]
    body = header.body.model_copy(update={"vault": ours.vault, "charters": charters})
    roster = signed_roster(charters[1], 2, body.rostered(), source.account, source.keys.signing)
    forged = with_macs(body.model_copy(update={"roster": roster}), dict(vault._held.keeper.keys))
    assert_refused(home, elsewhere, packed_with(made.places, source, forged), "no registered manager signed")


def packed_with(places: Places, source: BackupSource, header: Any) -> Path:
    """Write a header into a folder, and make a backup of it."""
    write_headers(places.vault, header)
    forged = BackupSource(places.vault, header, source.account, source.device, source.keys, source.clock)
    return seal_set(copy_set(forged, "test"), places.backups, nothing).path


def test_a_colleague_who_exchanges_the_cases_in_our_own_header_is_refused(
    home: Home, elsewhere: Places, tmp_path: Path
) -> None:
    """A care worker's keys make the front's authentication; the rest of the header is left as managers signed it."""
    care = home.colleague(Role.CARE_WORKER)
    source = home.as_(care.account, OWN).backup_source()
    front = dict(home.vault._held.keeper.keys)
    home.vault.close()
    shutil.copytree(home.places.vault, tmp_path / "copy" / "vault")
    body, key = source.header.body, CompartmentKey.new()
    cases = next(entry for entry in body.compartments if entry.name == "casework")
    exchanged = cases.model_copy(update={"sealed": seal_key(key, [body.recovery])})
    for compartments in (
        [exchanged if entry == cases else entry for entry in body.compartments],
        [entry for entry in body.compartments if entry != cases],
    ):
        forged = with_macs(body.model_copy(update={"compartments": compartments}), {**front, cases.id: key})
        backup = packed_with(Places.below(tmp_path / "copy"), source, forged)
        assert_refused(home, elsewhere, backup, "not whole")


def test_ours_is_restored_there_also_after_accounts_and_the_recovery_key_were_changed(
    home: Home, elsewhere: Places
) -> None:
    home.colleague(Role.REGISTERED_MANAGER)
    new = home.vault.replace_recovery_key()
    leaver = home.colleague(Role.CARE_WORKER, "Bea")
    home.vault.remove_account(leaver.account.id)
    assert [charter.number for charter in body_of(home).charters if charter.vouched] == [1, 3]
    found = looked(home, elsewhere, backed_up(home.vault).path, new)
    assert found.problems == ()
    restore(found, elsewhere, home.clock)
    vault = reopen(elsewhere, PASSPHRASE)
    assert len(vault.casework.list()) == 2
    vault.close()


def test_one_from_before_a_new_recovery_key_opens_with_the_old_one(home: Home, elsewhere: Places) -> None:
    before = backed_up(home.vault).path
    home.vault.replace_recovery_key(home.created.recovery_key)
    found = looked(home, elsewhere, before)
    assert found.problems == ()
    found.throw_away()


def test_a_new_manager_made_with_the_recovery_key_is_vouched_for(home: Home, elsewhere: Places) -> None:
    vault = all_lost(home)
    assert [charter.number for charter in vault._held.body.charters if charter.vouched] == [1, 2]
    found = looked(home, elsewhere, backed_up(vault).path)
    assert (found.problems, len(found.names)) == ((), 2)
    found.throw_away()


def all_lost(home: Home) -> OpenVault:
    home.vault.close()
    home.vault = open_with_recovery_key(
        home.places, home.created.recovery_key, NEW, OWN, clock=home.clock, kinds=KINDS, cost=KdfCost.CHEAP
    )
    return home.vault


def test_records_that_a_colleague_put_in_place_of_ours_get_no_manager_from_the_recovery_key(
    home: Home, tmp_path: Path
) -> None:
    made = theirs(home, tmp_path / "theirs", "names our recovery key")
    home.vault.close()
    shutil.rmtree(home.places.vault)
    shutil.copytree(made.places.vault, home.places.vault)
    before = {path: path.read_bytes() for path in home.places.vault.rglob("*") if path.is_file()}
    with pytest.raises(DamageTrouble, match=NEVER_SIGNED):
        all_lost(home)
    assert {path: path.read_bytes() for path in before} == before


def test_a_drill_says_that_the_recovery_key_would_not_be_taken_for_records_it_never_signed(
    home: Home, tmp_path: Path
) -> None:
    made = theirs(home, tmp_path / "theirs", "names our recovery key")
    vault = reopen(made.places, PASSPHRASE)
    with pytest.raises(DamageTrouble, match=rf"{NEVER_SIGNED}.*make a new recovery key"):
        vault.recovery_drill(home.created.recovery_key)
    vault.close()
    assert home.vault.recovery_drill(home.created.recovery_key).whole


def removed_manager_goes_on(home: Home, tmp_path: Path) -> Path:
    """A manager is removed, and makes a backup of what they copied, with something that they sign since."""
    leaver = home.colleague(Role.REGISTERED_MANAGER)
    source = home.as_(leaver.account, OWN).backup_source()
    keys = dict(home.vault._held.keeper.keys)
    home.vault.close()
    shutil.copytree(home.places.vault, tmp_path / "copy" / "vault")
    home.manager().remove_account(leaver.account.id)
    body, signing = source.header.body, source.keys.signing
    mine = body.charter.model_copy(update={"number": len(body.charters) + 1, "team": source.keys.recipient})
    charters = [*body.charters, mine.signed(source.account, signing)]
    forged = body.model_copy(update={"charters": charters, "sequence": 99})
    roster = signed_roster(charters[-1], 99, forged.rostered(), source.account, signing)
    return packed_with(
        Places.below(tmp_path / "copy"), source, with_macs(forged.model_copy(update={"roster": roster}), keys)
    )


def test_what_a_removed_manager_signs_since_is_noticed_beside_the_records(home: Home, tmp_path: Path) -> None:
    backup = removed_manager_goes_on(home, tmp_path)
    drill = hold_drill(home.vault.backup_source(), backup, nothing)
    assert "names managers or a recovery key that the records here never had" in drill.problems[0]
    home.vault.close()
    found = looked(home, home.places, backup)
    assert "names managers or a recovery key that the records here never had" in found.problems[0]
    found.throw_away()
