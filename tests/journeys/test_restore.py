"""Backups by themselves, and restoring one: from the sign-in page, after damage, on a new computer, from Settings."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.casework.accounts import remove_account
from safeguard_desktop.casework.backup_book import book_of, keep_book
from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.start import SetUp, accounts, check_recovery_key, first_start, lock, sign_in
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.recovery_shares import split
from safeguard_desktop.records import Concern
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.settings import Places
from tests.journeys.person import NAME, ORGANISATION, PASSPHRASE, Person
from tests.unit.casework.colleagues import add_colleague
from ui.pages.first_start_pages import WelcomePage
from ui.pages.restore_pages import BackupKeyPage, BackupLookPage, ChooseBackupPage, RestoredPage
from ui.pages.settings_backups import BackupsPart
from ui.pages.shell import Place, Wish
from ui.pages.sign_in import SignInPage
from ui.pages.start_pages import TroublePage
from ui.pages.today import TodayPage
from ui.successor import Why

RESTORED = "restored from the backup of"


class Kept:
    """The recovery key on paper, and a backup made before the second of two concerns."""

    def __init__(self, places: Places) -> None:
        us = Organisation(name=ORGANISATION)
        started = first_start(places, SetUp(us, NAME, PASSPHRASE), cost=KdfCost.CHEAP)
        self.places, self.key = places, started.recovery_key
        check_recovery_key(started.session, self.key)
        hand_in(started.session, begin_concern(started.session), Concern(summary="Bruise"))
        self.backup = back_up_now(started.session).backups[0].path
        hand_in(started.session, begin_concern(started.session), Concern(summary="Fall"))
        lock(started.session)

    def cases(self) -> int:
        """Return how many cases there are now, having seen that the log says where they come from."""
        session = sign_in(self.places, accounts(self.places)[0].id, PASSPHRASE)
        try:
            said = [access.what for access in session.vault.casework.accesses(None)]
            assert any(what.startswith(RESTORED) for what in said)
            return len(session.casework.list("case"))
        finally:
            lock(session)


@pytest.fixture
def kept(places: Places) -> Kept:
    return Kept(places)


def types_the_key(person: Person, key: str) -> None:
    """Type the recovery key as one reads it from paper, in small letters."""
    person.is_at(BackupKeyPage)
    person.waits(lambda: person.here_is == "Recovery key")
    person.write(" ".join(key[16:][start : start + 4] for start in range(0, 58, 4)).lower())
    person.push("Open the backup")


def takes_the_newest(person: Person) -> None:
    """Ask for a restore, and choose the newest backup that is here."""
    person.push("Restore a backup")
    person.is_at(ChooseBackupPage)
    person.press(Qt.Key.Key_Space)


def puts_it_in_place(person: Person) -> None:
    """Read what is missing, type the word, and sign in again."""
    page = person.is_at(BackupLookPage)
    assert person.here is page.word
    person.write("Restore")
    person.push("Put this backup in place")
    person.is_at(RestoredPage)
    assert person.sees("The records that were here are kept, encrypted, in the folder")
    person.press(Qt.Key.Key_Space)
    person.is_at(SignInPage)


def test_from_the_sign_in_page_with_the_keyboard_alone(newcomer: Person, kept: Kept) -> None:
    newcomer.start()
    newcomer.is_at(SignInPage)
    takes_the_newest(newcomer)
    newcomer.is_at(BackupKeyPage)
    newcomer.push("Open the backup")
    newcomer.waits_to_see("Type the recovery key from the paper.")
    newcomer.tab_to("Recovery key")
    newcomer.write("not a key")
    newcomer.push("Open the backup")
    newcomer.waits_to_see("A recovery key has 58 letters and digits")
    newcomer.tab_to("Recovery key")
    newcomer.press(Qt.Key.Key_A, ctrl=True)
    types_the_key(newcomer, kept.key)
    newcomer.is_at(BackupLookPage)
    assert newcomer.sees("It holds 1 case, and everything else that was in the records then.")
    assert newcomer.sees("The cases: 1 change, on")
    newcomer.push("Put this backup in place")
    newcomer.waits_to_see("Type the word “restore” first. Until then, nothing is changed.")
    newcomer.write("restor")
    newcomer.press(Qt.Key.Key_Return)
    newcomer.waits_to_see("That is another word. Type “restore” first. Until then, nothing is changed.")
    newcomer.write("“Restore”")
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(RestoredPage)
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(SignInPage)
    newcomer.signs_in()
    newcomer.close()
    assert kept.cases() == 1


def test_who_was_removed_since_is_named_before_and_after(newcomer: Person, kept: Kept, tmp_path: Path) -> None:
    session = sign_in(kept.places, accounts(kept.places)[0].id, PASSPHRASE)
    ola = add_colleague(session, "Ola Brandt")
    newcomer.answers.open_from = Path(shutil.copy(back_up_now(session).backups[0].path, tmp_path))
    remove_account(session, ola)
    lock(session)
    newcomer.start()
    newcomer.is_at(SignInPage)
    newcomer.push("Restore a backup")
    newcomer.is_at(ChooseBackupPage)
    newcomer.push("Choose a file on a stick or in a folder")
    types_the_key(newcomer, kept.key)
    newcomer.is_at(BackupLookPage)
    said = "Ola Brandt was removed since, and can sign in again until you remove them anew."
    assert newcomer.sees(said)
    newcomer.write("restore")
    newcomer.push("Put this backup in place")
    newcomer.is_at(RestoredPage)
    assert newcomer.sees(said)
    newcomer.press(Qt.Key.Key_Space)
    assert "Ola Brandt" in [name.accessibleName().split(",")[0] for name in newcomer.is_at(SignInPage).names]


def test_going_back_changes_nothing_and_leaves_nothing(newcomer: Person, kept: Kept) -> None:
    newcomer.start()
    newcomer.is_at(SignInPage)
    takes_the_newest(newcomer)
    types_the_key(newcomer, kept.key)
    newcomer.is_at(BackupLookPage)
    newcomer.push("Back")
    newcomer.is_at(ChooseBackupPage)
    assert list(kept.places.vault.parent.glob("*.restoring-*")) == []
    newcomer.push("Back")
    newcomer.is_at(SignInPage)
    newcomer.signs_in()


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_where_the_records_cannot_be_opened(newcomer: Person, kept: Kept, harm: str) -> None:
    if harm == "gone":
        shutil.rmtree(kept.places.vault)
    else:
        for path in kept.places.vault.rglob("*.db"):
            path.write_bytes(b"x" * 100)
    newcomer.start()
    newcomer.is_at(TroublePage)
    takes_the_newest(newcomer)
    types_the_key(newcomer, kept.key)
    page = newcomer.is_at(BackupLookPage)
    assert newcomer.sees("The records here cannot be read.")
    if harm == "gone":
        assert newcomer.here is page.onward
        newcomer.press(Qt.Key.Key_Space)
        newcomer.is_at(RestoredPage)
        newcomer.press(Qt.Key.Key_Space)
        newcomer.is_at(SignInPage)
    else:
        puts_it_in_place(newcomer)
    newcomer.signs_in()
    newcomer.close()
    assert kept.cases() == 1


def test_on_a_new_computer_from_a_stick(newcomer: Person, tmp_path: Path) -> None:
    old = Kept(Places.below(tmp_path / "old computer"))
    stick = Path(shutil.copy(old.backup, tmp_path))
    newcomer.answers.open_from = stick
    newcomer.start()
    newcomer.is_at(WelcomePage)
    newcomer.tab_to_one_that_begins("Restore a backup")
    newcomer.press(Qt.Key.Key_Space)
    newcomer.is_at(ChooseBackupPage)
    assert newcomer.sees("There is no backup on this computer.")
    newcomer.push("Choose a file on a stick or in a folder")
    types_the_key(newcomer, old.key)
    newcomer.is_at(BackupLookPage)
    newcomer.press(Qt.Key.Key_Space)
    newcomer.is_at(RestoredPage)
    newcomer.press(Qt.Key.Key_Space)
    newcomer.is_at(SignInPage)
    today = newcomer.signs_in()
    assert today.title.text().endswith("Imani")


def test_a_half_written_one_and_another_key_are_said(newcomer: Person, kept: Kept) -> None:
    kept.backup.write_bytes(kept.backup.read_bytes()[:-10])
    newcomer.start()
    newcomer.is_at(SignInPage)
    takes_the_newest(newcomer)
    types_the_key(newcomer, kept.key)
    newcomer.waits_to_see("This backup is not whole: it was cut short or altered.")


def test_with_two_of_three_sheets_and_enter(newcomer: Person, kept: Kept) -> None:
    sheets = [" ".join(words) for words in split(kept.key)]
    newcomer.start()
    newcomer.is_at(SignInPage)
    takes_the_newest(newcomer)
    newcomer.is_at(BackupKeyPage)
    newcomer.push("I have two of the three sheets instead")
    newcomer.fill("The words of one sheet", sheets[2])
    newcomer.press(Qt.Key.Key_Return)
    newcomer.write(sheets[0])
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(BackupLookPage)
    newcomer.push("Back")
    newcomer.is_at(ChooseBackupPage)


def test_today_warns_and_settings_shows_and_makes_backups(newcomer: Person, kept: Kept, tmp_path: Path) -> None:
    session = sign_in(kept.places, accounts(kept.places)[0].id, PASSPHRASE)
    book = book_of(session)
    keep_book(session, type(book)(since=book.since - timedelta(days=5)))
    lock(session)
    (tmp_path / "stick").mkdir()
    newcomer.answers.save_to = tmp_path / "stick"
    newcomer.start()
    newcomer.signs_in()
    newcomer.waits_to_see("There is no copy of the records outside this computer")
    newcomer.push("Look at the backups")
    newcomer.waits_to_see("The last backup was made on")
    newcomer.push("Choose a stick or a folder")
    newcomer.waits_to_see("Backups are copied there as well.")
    newcomer.waits(lambda: len(list((tmp_path / "stick").glob("*.age"))) == 1)
    newcomer.push("Back up now")
    newcomer.waits_to_see("The backup was made and checked.")
    newcomer.press(Qt.Key.Key_F6)
    newcomer.tab_to("Parts of the settings")
    newcomer.press(Qt.Key.Key_Down)
    assert not newcomer.sees("The backup was made and checked.")
    newcomer.press(Qt.Key.Key_Up)
    newcomer.push("Try the newest backup now")
    newcomer.waits_to_see("The newest backup was opened, and everything in it is whole.")
    newcomer.push(f"Forget the place {tmp_path / 'stick'}")
    newcomer.waits_to_see("None is chosen yet.")
    assert "Forget this place?" not in newcomer.answers.asked


def test_from_settings_the_program_locks_first(newcomer: Person, kept: Kept) -> None:
    program = newcomer.start()
    newcomer.signs_in()
    program.go(Wish(Place.SETTINGS, {"part": "backups"}))
    newcomer.waits(lambda: bool(program.window.page and program.window.page.findChildren(BackupsPart)))
    newcomer.push("Lock, and restore a backup")
    newcomer.waits(lambda: newcomer.restarts == 1)
    assert newcomer.next.farewells[-1].why is Why.RESTORING
    newcomer.start()
    newcomer.is_at(ChooseBackupPage)
    assert kept.backup.exists()


def test_a_lock_in_the_middle_of_a_backup_waits_for_nothing(newcomer: Person, kept: Kept) -> None:
    newcomer.start()
    newcomer.signs_in()
    newcomer.press(Qt.Key.Key_L, ctrl=True)
    newcomer.waits(lambda: newcomer.restarts == 1)
    newcomer.start()
    newcomer.signs_in()
    newcomer.is_at(TodayPage)
    assert list(kept.places.backups.glob("*.part")) == []
