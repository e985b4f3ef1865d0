"""Restoring: the old set is moved aside whole, what is missing since is said, and a kill leaves the old or the new."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, InUseTrouble, KeyTrouble, StorageTrouble
from safeguard_desktop.keys.recovery import grouped, new_recovery_key, typed_recovery_key
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, OpenVault, VaultState, restoring, vault_state
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.header_files import NAMES
from safeguard_desktop.vault.restore_steps import NOTE, Plan, carry_out, finish_restore, read_note
from safeguard_desktop.vault.restoring import (
    Missing,
    Restorable,
    accounts_since,
    is_of_another,
    look_into,
    missing_since,
    moved_aside,
    restore,
)
from tests.unit.vault.backup_samples import backed_up, nothing, write
from tests.unit.vault.failing_disk import fails
from tests.unit.vault.vault_samples import PASSPHRASE, make, reopen, user_keys

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


class Home:
    """A closed vault, its only backup, and what was written since."""

    def __init__(self, places: Places, clock: SetClock) -> None:
        self.places, self.clock = places, clock
        created = make(places, clock)
        self.key = created.recovery_key
        write(created.vault, 1, 2, 3)
        self.backup = backed_up(created.vault).path
        self.head = created.vault.casework.head()
        clock.forward(timedelta(days=1))
        write(created.vault, 4)
        clock.forward(timedelta(days=1))
        write(created.vault, 5)
        created.vault.casework.append((), (Access("looked", case="c"),))
        created.vault.close()

    def found(self, key: str = "") -> Restorable:
        return look_into(self.places, self.backup, key or self.key, self.clock, nothing)

    def restored(self) -> Path | None:
        return restore(self.found(), self.places, self.clock)

    def opened(self) -> OpenVault:
        return reopen(self.places, clock=self.clock)

    def records(self) -> list[str]:
        vault = self.opened()
        try:
            for compartment in vault.compartments():
                assert vault.check_history(compartment, recovery_key=self.key).problems == ()
            return [revision.record for revision in vault.casework.list()]
        finally:
            vault.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(Places.below(tmp_path / "home"), SetClock(MOMENT))


def test_what_is_in_it_and_what_is_missing_since(home: Home) -> None:
    found = home.found()
    assert (found.problems, found.made_at, list(found.names.values())) == ((), MOMENT, ["Imani Okafor"])
    missing = {one.compartment: one for one in missing_since(found, home.places)}
    days = ((date(2026, 11, 21), 1), (date(2026, 11, 22), 2))
    assert missing["casework"] == Missing("casework", None, 2, 1, days)
    assert missing["front"].is_nothing
    found.throw_away()
    assert [path.name for path in home.places.vault.parent.iterdir() if "restoring" in path.name] == []


def test_it_is_put_in_place_and_the_old_set_is_moved_aside_whole(home: Home) -> None:
    before = {path.name: path.read_bytes() for path in home.places.vault.rglob("*") if path.is_file()}
    aside = home.restored()
    assert aside is not None
    assert {path.name: path.read_bytes() for path in aside.rglob("*") if path.is_file()} == before
    assert home.records() == ["n1", "n2", "n3"]
    assert not (home.places.vault / NOTE).exists()
    vault = home.opened()
    said = [access.what for place in vault.compartments() for access in place.accesses(None)]
    vault.close()
    assert said.count("restored from the backup of 20 November 2026 at 09:30 UTC") == 3


def test_the_marks_move_and_an_older_file_is_noticed_afterwards(home: Home) -> None:
    home.restored()
    old = (home.places.vault / "casework.db").read_bytes()
    vault = home.opened()
    write(vault, 6)
    vault.close()
    (home.places.vault / "casework.db").write_bytes(old)
    with pytest.raises(DamageTrouble, match="old copy was put back"):
        home.opened()


def test_what_came_into_the_inbox_since_goes_along(home: Home) -> None:
    (home.places.vault / "handed" / "0191").mkdir(parents=True)
    sealed = [home.places.vault / "inbox" / "0190.age", home.places.vault / "handed" / "0191" / "0192.age"]
    for path in sealed:
        path.write_bytes(b"sealed")
    home.restored()
    assert [path.read_bytes() for path in sealed] == [b"sealed", b"sealed"]


def gone(home: Home) -> None:
    shutil.rmtree(home.places.vault)


def damaged(home: Home) -> None:
    for path in home.places.vault.rglob("*.db"):
        path.write_bytes(b"x" * 100)


def headless(home: Home) -> None:
    for name in ("header.a", "header.b"):
        (home.places.vault / name).unlink()


@pytest.mark.parametrize("harm", [gone, damaged, headless])
def test_it_works_when_the_present_one_is_missing_or_damaged(home: Home, harm: object) -> None:
    assert callable(harm)
    harm(home)
    with pytest.raises(DamageTrouble):
        home.opened()
    found = home.found()
    (missing,) = (one for one in missing_since(found, home.places) if one.compartment == "casework")
    assert missing == (
        Missing("casework", None, None, None, at_least=3)
        if harm is not headless
        else Missing("casework", None, 2, 1, ((date(2026, 11, 21), 1), (date(2026, 11, 22), 2)))
    )
    restore(found, home.places, home.clock)
    assert home.records() == ["n1", "n2", "n3"]


def test_it_works_on_a_new_computer(home: Home, tmp_path: Path) -> None:
    there = Places.below(tmp_path / "another" / "computer")
    found = look_into(there, home.backup, home.key, home.clock, nothing)
    assert all(one.changes is None and not one.at_least for one in missing_since(found, there))
    assert restore(found, there, home.clock) is None
    vault = reopen(there, PASSPHRASE)
    assert (len(vault.casework.list()), vault.account.name) == (3, "Imani Okafor")
    assert vault.check_history(vault.casework, recovery_key=home.key).problems == ()
    vault.close()


def test_a_managers_own_key_tells_nobody_whose_backup_it_is_and_restores_nothing(home: Home) -> None:
    with pytest.raises(DamageTrouble, match="never signed"):
        home.found(user_keys(home.places).opening)
    assert len(home.records()) == 5


def test_the_wrong_key_and_another_vaults_backup(home: Home, tmp_path: Path) -> None:
    with pytest.raises(KeyTrouble):
        home.found(new_recovery_key())
    assert typed_recovery_key(grouped(home.key).lower()) == home.key
    other = Home(Places.below(tmp_path / "other"), SetClock(MOMENT))
    found = look_into(home.places, other.backup, other.key, home.clock, nothing)
    assert all(one.changes is None for one in missing_since(found, home.places)), "it is said that nothing can be told"
    found.throw_away()


def test_a_backup_under_this_vaults_id_that_another_founder_signed_is_of_another(home: Home, tmp_path: Path) -> None:
    found, other = home.found(), Home(Places.below(tmp_path / "other"), home.clock).found()
    assert not is_of_another(found, home.places)
    forged = other.backup.header.body.charters[0].model_copy(update={"vault": found.backup.manifest.vault})
    header = found.backup.header.model_copy(
        update={"body": found.backup.header.body.model_copy(update={"charters": [forged]})}
    )
    assert is_of_another(replace(found, backup=replace(found.backup, header=header)), home.places)
    found.throw_away()
    other.throw_away()


def test_while_the_present_one_is_open_it_is_refused_and_left(home: Home) -> None:
    vault = home.opened()
    found = home.found()
    for act in (
        lambda: missing_since(found, home.places),
        lambda: accounts_since(found, home.places),
        lambda: restore(found, home.places, home.clock),
    ):
        with pytest.raises(InUseTrouble):
            act()
    found.throw_away()
    vault.close()
    assert home.records() == ["n1", "n2", "n3", "n4", "n5"]


def test_what_nobody_decided_is_cleared_at_the_next_opening(home: Home) -> None:
    found = home.found()
    assert found.backup.folder.exists()
    assert len(home.records()) == 5
    assert not found.backup.folder.exists()


def test_a_restored_set_can_be_restored_again_and_backed_up(home: Home) -> None:
    home.restored()
    assert home.restored() is not None
    vault = home.opened()
    again = backed_up(vault)
    vault.close()
    assert look_into(home.places, again.path, home.key, home.clock, nothing).problems == ()
    assert len([path for path in home.places.vault.parent.iterdir() if "aside" in path.name]) == 2


def test_a_note_and_a_plan_that_are_none_are_left(home: Home) -> None:
    (home.places.vault / NOTE).write_bytes(b"[" * 100_000)
    (home.places.device / "restore.box").write_bytes(b"nothing of ours")
    finish_restore(home.places)
    assert (read_note(home.places.vault), vault_state(home.places)) == (None, VaultState.READY)
    assert len(home.records()) == 5


def test_no_room_to_unpack_is_a_sentence(home: Home) -> None:
    with pytest.raises(StorageTrouble, match="could not be read, or there is no room"):
        look_into(home.places, home.backup.with_name("backup-gone.age"), home.key, home.clock, nothing)


def test_a_disk_that_fails_while_a_backup_is_compared_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    found = home.found()
    fails(monkeypatch, home.places.vault.parent.as_posix(), "stat")
    with pytest.raises(StorageTrouble, match="cannot be read"):
        moved_aside(home.places)
    monkeypatch.undo()
    fails(monkeypatch, "front.db", "stat")
    (front,) = [one for one in missing_since(found, home.places) if one.compartment == "front"]
    monkeypatch.undo()
    assert front.changes is None
    found.throw_away()


def test_a_backup_is_put_in_place_of_headers_that_cannot_be_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        fails(monkeypatch, f"vault/{name}", "open")
    found = home.found()
    assert missing_since(found, home.places)
    assert not is_of_another(found, home.places)
    restore(found, home.places, home.clock)
    monkeypatch.undo()
    assert home.records()


def test_a_disk_that_fails_while_a_backup_is_put_in_place_leaves_the_old_or_the_new(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = home.found()
    fails(monkeypatch, home.places.vault.as_posix(), "stat")
    with pytest.raises(StorageTrouble):
        restore(found, home.places, home.clock)
    monkeypatch.undo()
    assert len(home.records()) == 5

    def then_it_fails(places: Places, device: Device, plan: Plan) -> None:
        carry_out(places, device, plan)
        fails(monkeypatch, plan.aside, "stat")

    monkeypatch.setattr(restoring, "carry_out", then_it_fails)
    assert restore(home.found(), home.places, home.clock) is None
    monkeypatch.undo()
    assert len(home.records()) == 3
