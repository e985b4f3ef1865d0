"""Backups of a vault that several people use: whoever makes one, everybody's part comes back, also after new keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys.streams import seal_stream
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Account, Change, OpenVault
from safeguard_desktop.vault.backup_drill import hold_drill
from safeguard_desktop.vault.backup_manifest import signed
from safeguard_desktop.vault.backup_stream import packed
from safeguard_desktop.vault.before_unlock import before_unlock, pin_seals
from safeguard_desktop.vault.restoring import Restorable, look_into, missing_since, restore
from tests.unit.vault.backup_samples import backed_up, nothing, write
from tests.unit.vault.homes import OWN, Home
from tests.unit.vault.test_backup import MOMENT
from tests.unit.vault.vault_samples import PASSPHRASE, SampleNote


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(Places.below(tmp_path / "home"), SetClock(MOMENT))
    yield home
    home.vault.close()


def note(vault: OpenVault, record: str) -> None:
    vault.desk.append([Change(record, "note", SampleNote(words="mine"))])


def looked(home: Home, backup: Path) -> Restorable:
    return look_into(home.places, backup, home.created.recovery_key, home.clock, nothing)


def restored(home: Home, backup: Path) -> None:
    home.vault.close()
    found = looked(home, backup)
    assert found.problems == ()
    restore(found, home.places, home.clock)


def whole(home: Home, account: Account, passphrase: str) -> OpenVault:
    """Sign somebody in, and see that everything they can open is whole and says where it comes from."""
    vault = home.as_(account, passphrase)
    for place in vault.compartments():
        assert vault.check_history(place).problems == ()
        assert any(access.what.startswith("restored from") for access in place.accesses(None))
    return vault


def test_a_colleagues_desk_and_a_restricted_case_come_back_whoever_makes_the_backup(home: Home) -> None:
    colleague = home.colleague(Role.CASEWORKER).account
    care = home.colleague(Role.CARE_WORKER, "Bea Lund").account
    note(home.as_(care, OWN), "desk note")
    vault = home.as_(colleague, OWN)
    vault.make_restricted("case-1", [colleague.id]).append([Change("r", "note", SampleNote(words="hidden"), "case-1")])
    home.manager()
    made = backed_up(home.vault)
    assert sum(entry.head is None and entry.compartment is not None for entry in made.manifest.files) == 3
    restored(home, made.path)
    assert whole(home, care, OWN).desk.current("desk note") is not None
    assert whole(home, colleague, OWN).restricted()["case-1"].current("r") is not None
    made = backed_up(home.vault)
    assert len(looked(home, made.path).backup.opened) == 6


def test_a_caseworker_makes_one_that_only_managers_and_the_recovery_key_open(home: Home) -> None:
    colleague = home.colleague(Role.CASEWORKER).account
    made = backed_up(home.as_(colleague, OWN))
    with pytest.raises(KeyTrouble):
        hold_drill(home.vault.backup_source(), made.path, nothing)
    assert hold_drill(home.manager().backup_source(), made.path, nothing).passed
    restored(home, made.path)
    whole(home, home.created.vault.account, PASSPHRASE)


def test_from_before_a_leaver_it_is_as_it_was_and_reporting_while_locked_goes_on(home: Home) -> None:
    colleague = home.colleague(Role.CASEWORKER).account
    write(home.vault, 1)
    pin_seals(home.vault)
    made = backed_up(home.vault)
    home.clock.forward(timedelta(days=1))
    home.vault.remove_account(colleague.id)
    write(home.vault, 2)
    pin_seals(home.vault)
    home.vault.close()
    found = looked(home, made.path)
    missing = {one.compartment: one for one in missing_since(found, home.places)}
    assert (missing["casework"].changes, missing["front"].is_nothing) == (1, False)
    restore(found, home.places, home.clock)
    assert {account.id for account in before_unlock(home.places).accounts} >= {colleague.id}
    assert not before_unlock(home.places).changed
    assert whole(home, colleague, OWN).has_casework
    assert len(whole(home, home.created.vault.account, PASSPHRASE).casework.list()) == 1


def test_from_after_a_leaver_it_holds_the_new_keys(home: Home) -> None:
    colleague = home.colleague(Role.CASEWORKER).account
    write(home.vault, 1)
    home.vault.remove_account(colleague.id)
    made = backed_up(home.vault)
    write(home.vault, 2)
    restored(home, made.path)
    vault = whole(home, home.created.vault.account, PASSPHRASE)
    assert [revision.record for revision in vault.casework.list()] == ["n1"]
    with pytest.raises(KeyTrouble):
        home.as_(colleague, OWN)


def test_one_in_anothers_name_or_of_other_files_is_refused(home: Home, tmp_path: Path) -> None:
    """Anybody can seal something to the recovery key, and a colleague can sign with their own."""
    colleague = home.colleague(Role.CASEWORKER).account
    made = backed_up(home.as_(colleague, OWN))
    signing = home.vault.backup_source().keys.signing
    home.vault.close()
    found = looked(home, made.path)
    ours = found.backup.manifest
    manager = home.created.vault.account.id
    for manifest in (
        ours.model_copy(update={"made_by": manager}),
        ours.model_copy(update={"vault": "0" * 36}),
        ours.model_copy(update={"header": ours.header + 1}),
        ours.model_copy(update={"made_by": "nobody"}),
    ):
        forged = tmp_path / "forged.age"
        with forged.open("wb") as file:
            pieces = packed(manifest, signed(manifest, signing), found.backup.folder, lambda _size: None)
            seal_stream(pieces, file, [found.backup.header.body.recovery])
        with pytest.raises(DamageTrouble):
            looked(home, forged)
    found.throw_away()
