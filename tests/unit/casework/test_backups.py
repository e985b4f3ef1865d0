"""Backups by themselves: when, where to, what Today says, and restoring in plain words."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.casework.backup_book import anchors_of, known_folders
from safeguard_desktop.casework.backup_upkeep import back_up, restore_from
from safeguard_desktop.casework.backups import (
    add_outside_place,
    back_up_before,
    back_up_now,
    backup_state,
    begin_backup,
    due_backup,
    list_backups,
    note_failure,
    remove_outside_place,
)
from safeguard_desktop.casework.completeness import check_record
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.restoring import backups_to_choose, look_into_backup, restore_backup
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, accounts, first_start, lock, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, NotAllowedTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.recovery_shares import split
from safeguard_desktop.records import Concern
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.backup import BACKED_UP, DRILL_FAILED, DRILL_PASSED
from safeguard_desktop.vault.backup_names import BackupName, tag_of_vault
from tests.unit.casework.backing_up_at_once import back_up_if_due, hold_backup_drill
from tests.unit.vault.failing_disk import fails

PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but vaults of tests
MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


class Home:
    """A vault that its manager has open, the recovery key, and a clock that can be moved on."""

    def __init__(self, folder: Path, role: Role = Role.REGISTERED_MANAGER) -> None:
        self.places, self.clock = Places.below(folder), SetClock(MOMENT)
        us = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE, role)
        started = first_start(self.places, us, clock=self.clock, cost=KdfCost.CHEAP)
        self.session, self.key = started.session, started.recovery_key

    def tell(self) -> str | None:
        return hand_in(self.session, begin_concern(self.session), Concern(summary="Bruise"))

    def again(self) -> Session:
        lock(self.session)
        self.session = sign_in(self.places, accounts(self.places)[0].id, PASSPHRASE, clock=self.clock)
        return self.session

    def log(self) -> list[str]:
        return [access.what for access in self.session.vault.front.accesses(None)]


@pytest.fixture
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Home]:
    made = Home(tmp_path / "home", getattr(request, "param", Role.REGISTERED_MANAGER))
    yield made
    lock(made.session)


@pytest.fixture
def session(home: Home) -> Session:
    return home.session


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another disk than the records."""
    memory = Path("/dev/shm")  # noqa: S108  # a disk of its own, for a folder that is removed
    if not memory.is_dir():
        pytest.skip("there is no second disk here")
    folder = Path(tempfile.mkdtemp(dir=memory))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_is_made_at_the_first_unlock_of_each_day(home: Home) -> None:
    state = back_up_if_due(home.session)
    assert (len(state.backups), state.made_at, state.banner) == (1, MOMENT, "")
    assert BACKED_UP in home.log()
    assert due_backup(home.again()) is None
    home.clock.forward(DAY)
    assert len(back_up_if_due(home.session).backups) == 2


def test_a_clock_that_went_back_makes_one_a_day_and_keeps_it(home: Home, stick: Path) -> None:
    add_outside_place(home.session, stick)
    for _ in range(40):
        home.clock.forward(31 * DAY)
        name = (
            home.places.backups / f"backup-{home.clock.now():%Y%m%dT%H%M%SZ}-{tag_of_vault(home.session.vault.id)}.age"
        )
        name.parent.mkdir(exist_ok=True)
        name.write_bytes(b"of later days")
    home.clock.moment = MOMENT - 400 * DAY
    state = back_up_if_due(home.session)
    assert due_backup(home.session) is None
    made = BackupName(home.clock.now(), tag_of_vault(home.session.vault.id))
    assert (home.places.backups / str(made)).exists()
    assert str(made) in names(stick)
    assert state.banner == ""


def test_one_is_made_as_soon_as_other_keys_open_it(home: Home) -> None:
    back_up_if_due(home.session)
    assert due_backup(home.session) is None
    new = home.session.vault.replace_recovery_key()
    (old,) = home.places.backups.iterdir()
    back_up_if_due(home.session)
    (made,) = home.places.backups.iterdir()
    assert made != old
    assert due_backup(home.session) is None
    lock(home.session)
    look_into_backup(home.places, made, new).throw_away()
    home.again()


def test_the_first_is_tried_and_then_once_a_month(home: Home) -> None:
    assert "everything in it is whole" in back_up_if_due(home.session).drill_words
    home.clock.forward(29 * DAY)
    back_up_if_due(home.session)
    assert home.log().count(DRILL_PASSED) == 1
    home.clock.forward(2 * DAY)
    back_up_if_due(home.session)
    assert home.log().count(DRILL_PASSED) == 2
    assert "everything in it is whole" in hold_backup_drill(home.session).drill_words


def test_a_drill_notices_a_bad_backup_and_a_changed_history(home: Home) -> None:
    back_up_now(home.session)
    (path,) = home.places.backups.iterdir()
    path.write_bytes(path.read_bytes()[:-50])
    state = hold_backup_drill(home.session)
    assert home.log()[-1] == DRILL_FAILED
    assert state.banner.startswith("The newest backup was tried, and it is not whole.")
    home.clock.forward(DAY)
    back_up_if_due(home.session)
    state = hold_backup_drill(home.session)
    assert (home.log()[-1], state.banner) == (DRILL_PASSED, "")


def test_a_stick_gets_a_copy_when_it_is_there_and_counts(home: Home, stick: Path) -> None:
    back_up_if_due(home.session)
    place = add_outside_place(home.session, stick)
    assert (place.is_off, place.is_there) == (True, True)
    state = back_up_if_due(home.session)
    assert names(stick) == names(home.places.backups)
    assert (state.off_at, state.days) == (MOMENT, 0)
    assert {one.where for one in list_backups(home.session)} == {"This computer", str(stick)}
    away = stick.rename(stick.with_name(f"{stick.name}-away"))
    home.clock.forward(4 * DAY)
    state = back_up_if_due(home.session)
    assert [place.is_there for place in state.places] == [False]
    assert (state.days, state.banner.split(".")[0]) == (
        4, "For 4 days no copy of the records was made outside this computer",
    )  # fmt: skip
    away.rename(stick)
    assert back_up_if_due(home.session).banner == ""
    assert len(names(stick)) == 2
    remove_outside_place(home.session, stick)
    assert (backup_state(home.session).places, len(names(stick))) == ((), 2)


def test_a_folder_where_the_stick_was_is_not_the_stick(home: Home, stick: Path, tmp_path: Path) -> None:
    add_outside_place(home.session, stick)
    away = stick.rename(stick.with_name(f"{stick.name}-away"))
    (tmp_path / "mount point").mkdir()
    stick.symlink_to(tmp_path / "mount point")
    assert [place.is_there for place in backup_state(home.session).places] == [False]
    stick.unlink()
    away.rename(stick)


def test_after_three_days_with_nothing_outside_there_is_a_banner(home: Home, tmp_path: Path) -> None:
    back_up_if_due(home.session)
    (tmp_path / "same disk").mkdir()
    assert not add_outside_place(home.session, tmp_path / "same disk").is_off
    for days in (1, 2, 3):
        assert back_up_if_due(home.session).banner == "", days
        home.clock.forward(DAY)
    said = back_up_if_due(home.session).banner
    assert said.startswith("There is no copy of the records outside this computer.")
    assert len(names(tmp_path / "same disk")) == 4


def test_a_stick_that_fails_is_a_banner_and_the_backup_here_stays(home: Home, stick: Path) -> None:
    add_outside_place(home.session, stick)
    run = begin_backup(home.session, "test")
    shutil.rmtree(stick)
    run.carry_out(lambda _words, _part: None)
    assert run.trouble is not None
    assert run.made is not None
    assert "was taken out" in run.trouble.sentence


def test_a_failure_is_a_banner_and_never_a_block(home: Home) -> None:
    home.places.backups.write_bytes(b"in the way")
    said = back_up_if_due(home.session).banner
    assert said.startswith("The last backup did not go well. The backup could not be written")
    back_up_before(home.session, "the keys are changed")
    with pytest.raises(StorageTrouble):
        back_up_now(home.session)
    assert home.tell() is not None
    home.places.backups.unlink()
    assert back_up_if_due(home.session).banner == ""


def test_a_stopped_one_leaves_nothing(home: Home) -> None:
    run = begin_backup(home.session, "test")
    run.stop()
    with pytest.raises(Trouble, match="The backup was stopped"):
        run.carry_out(lambda _words, _part: None)
    assert list(home.places.backups.glob("*")) == []


def test_two_at_once_wait_for_each_other(home: Home) -> None:
    runs = [begin_backup(home.session, "test") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda run: run.carry_out(lambda _words, _part: None), runs))
    assert all(run.made is not None and run.drill is not None and run.drill.passed for run in done)
    assert [path.suffix for path in home.places.backups.iterdir()] == [".age"]


def test_a_file_that_is_missing_is_said(home: Home) -> None:
    note_failure(home.session, StorageTrouble("Full.", "Make room."))
    back_up_now(home.session)
    assert backup_state(home.session).banner == ""
    places = home.session.vault.compartments()
    assert [len(anchors_of(home.session, place)) for place in places] == [1, 0, 0], "nothing is written in two of them"


@pytest.mark.parametrize("home", [Role.SAFEGUARDING_LEAD], indirect=True)
def test_whoever_is_no_manager_makes_backups_and_changes_no_places(home: Home, tmp_path: Path) -> None:
    assert back_up_if_due(home.session).drill_words == ""
    for act in (add_outside_place, remove_outside_place):
        with pytest.raises(NotAllowedTrouble):
            act(home.session, tmp_path)
    with pytest.raises(NotAllowedTrouble):
        hold_backup_drill(home.session)


@pytest.mark.parametrize("name", ["gone", "home/vault/inbox", "OneDrive - Rose House"])
def test_folders_that_are_no_place(home: Home, tmp_path: Path, name: str) -> None:
    if name.startswith("One"):
        (tmp_path / name).mkdir()
    with pytest.raises(InputTrouble):
        add_outside_place(home.session, tmp_path / name)
    with pytest.raises(InputTrouble):
        hold_backup_drill(home.session)


def test_nothing_is_done_for_example_cases(home: Home) -> None:
    example = Session(home.session.vault, is_demonstration=True)
    home.clock.forward(10 * DAY)
    state = back_up_if_due(example)
    back_up_before(example, "a test")
    assert (state.backups, state.banner) == ((), "")


def test_restoring_in_plain_words(home: Home) -> None:
    home.tell()
    back_up_now(home.session)
    (path,) = home.places.backups.iterdir()
    home.clock.forward(DAY)
    home.tell()
    lock(home.session)
    look = look_into_backup(home.places, path, home.key.lower(), clock=home.clock)
    assert (look.made_at, look.problems, look.is_other) == (MOMENT, (), False)
    assert look.holds[0] == "It holds 1 case, and everything else that was in the records then."
    assert "Imani Okafor" in look.holds[1]
    cases, desk = look.missing
    assert cases == "The cases: 1 change, on 24 November 2026."
    assert desk.startswith("The desk of Imani Okafor: 1 change")
    aside = restore_backup(look, home.places, home.clock)
    assert aside is not None
    assert len(home.again().casework.list("case")) == 1
    assert check_record(home.session, lambda *_how_far: None, [home.key]).whole
    assert "restored from the backup of 23 November 2026 at 09:30 UTC" in home.log()
    assert backup_state(home.session).aside == (aside,)


def test_what_cannot_be_restored(home: Home, tmp_path: Path) -> None:
    path = back_up_now(home.session).backups[0].path
    lock(home.session)
    with pytest.raises(InputTrouble):
        look_into_backup(home.places, tmp_path / "gone.age", home.key)
    for key in ("", "age-secret-key", new_recovery_key()):
        with pytest.raises(KeyTrouble):
            look_into_backup(home.places, path, key)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamageTrouble, match="This backup is not whole"):
        look_into_backup(home.places, path, home.key)
    path.write_bytes(b"no backup at all")
    with pytest.raises(DamageTrouble):
        look_into_backup(home.places, path, home.key)


def test_a_backup_of_other_records_is_said(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    path = back_up_now(other.session).backups[0].path
    for one in (home, other):
        lock(one.session)
    look = look_into_backup(home.places, path, other.key)
    assert look.is_other
    assert look.missing == ("Nothing here can be compared with it: these are other records.",)
    look.throw_away()


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_from_the_command_line(home: Home, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(home.session)
    typed(monkeypatch, PASSPHRASE)
    said: list[str] = []
    made = back_up(home.places, "", stick, said.append)
    assert (made.parent, names(home.places.backups)) == (stick, [made.name])
    assert said[-1].startswith("Done.")
    typed(monkeypatch, home.key, "no")
    with pytest.raises(InputTrouble, match="Nothing was restored"):
        restore_from(home.places, made, said.append)
    sheets = [" ".join(words) for words in split(home.key)]
    typed(monkeypatch, sheets[0], sheets[0], "restore")
    with pytest.raises(KeyTrouble, match="the same sheet twice"):
        restore_from(home.places, made, said.append)
    typed(monkeypatch, sheets[2], sheets[0], "Restore")
    restore_from(home.places, made, said.append)
    assert "Missing since:" in said
    assert any("are kept in" in line for line in said)
    there = Places.below(home.places.vault.parent / "elsewhere")
    typed(monkeypatch, home.key, "restore")
    restore_from(there, made, said.append)
    assert len(accounts(there)) == 1
    with pytest.raises(InputTrouble):
        back_up(home.places, "", stick / "gone", said.append)
    home.again()


def test_a_backup_from_before_the_first_case_is_no_sign_that_something_is_gone(home: Home) -> None:
    back_up_if_due(home.session)
    assert home.tell() is not None
    assert check_record(home.session, lambda *_how_far: None).whole


def test_backups_can_be_chosen_where_this_computers_own_folder_cannot_be_read(
    home: Home, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_outside_place(home.session, stick)
    back_up_now(home.session)
    assert known_folders(home.places) == (stick,)
    fails(monkeypatch, "backups.box", "open")
    (one,) = backups_to_choose(home.places)
    assert one.where == "On this computer"
    note_failure(home.session, StorageTrouble("It could not be written.", "Try again."))
    with pytest.raises(StorageTrouble, match="cannot be read"):
        backup_state(home.session)
    monkeypatch.undo()
    assert known_folders(home.places) == (stick,)
