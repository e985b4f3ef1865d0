"""The first start, and the example cases."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework.start import Started, is_first_start
from tests.journeys.person import Person
from ui.app import require_display
from ui.pages.cases import CasesPage
from ui.pages.first_start_pages import AccountPage, AskPage, WelcomePage
from ui.pages.key_flow import KeyChoicePage, NewKeyPage
from ui.pages.recovery import RecoveryPage, TestKeyPage
from ui.pages.settings import SettingsPage
from ui.pages.shell import Place, Wish
from ui.pages.sign_in import SignInPage
from ui.pages.today import TodayPage


def _begins_to_set_up(person: Person) -> None:
    person.start()
    person.is_at(WelcomePage)
    person.push("Set up for your organisation, It takes about five minutes.")
    person.is_at(AskPage)


def _as_far_as_the_key(person: Person) -> RecoveryPage:
    _begins_to_set_up(person)
    person.fill("Name of your organisation", "Willow Court")
    person.push("Continue")
    person.waits_to_see("Who do you share with?")
    person.push("Leave this for later")
    person.is_at(AccountPage)
    person.fill("Your name", "Imani Okafor")
    person.fill("Passphrase", "plum-kettle-harbour-violin")
    person.press(Qt.Key.Key_Return)
    person.types("plum-kettle-harbour-violet")
    assert person.sees("This is not the same passphrase.")
    person.types("plum-kettle-harbour-violin")
    return person.is_at(RecoveryPage)


def _key_of(page: RecoveryPage) -> str:
    started: Started = page._started
    return started.recovery_key


def test_from_welcome_to_today_with_the_recovery_key_tested(newcomer: Person, tmp_path: Path) -> None:
    newcomer.answers.save_to = tmp_path
    page = _as_far_as_the_key(newcomer)
    assert newcomer.sees("nobody can ever open these records again")
    key = _key_of(page)
    newcomer.push("Print the sheet")
    newcomer.waits_to_see("The sheet went to the printer.")
    assert newcomer.answers.papers[0].is_finished
    newcomer.push("Save the sheet")
    newcomer.waits_to_see("The sheet was saved.")
    assert (tmp_path / "recovery-sheet.pdf").read_bytes().startswith(b"%PDF")
    newcomer.push("I have it on paper")
    newcomer.is_at(TestKeyPage)
    newcomer.write("this is not it")
    newcomer.push("Test the key")
    newcomer.waits_to_see("A recovery key has")
    newcomer.press(Qt.Key.Key_A, ctrl=True)
    newcomer.write(key.lower().replace("age-secret-key-1", "").replace("q", "q "))
    newcomer.push("Test the key")
    today = newcomer.is_at(TodayPage)
    assert "Imani" in today.title.text()
    assert not is_first_start(newcomer.places)


def _signs_in_after_a_kill_at_the_key(newcomer: Person) -> str:
    key = _key_of(_as_far_as_the_key(newcomer))
    newcomer.vanish()
    newcomer.start()
    newcomer.unlocks()
    newcomer.is_at(KeyChoicePage)
    return key


def test_a_key_that_was_never_tested_is_asked_for_at_the_next_sign_in_and_on_today(newcomer: Person) -> None:
    key = _signs_in_after_a_kill_at_the_key(newcomer)
    newcomer.push("Not now")
    newcomer.is_at(TodayPage)
    newcomer.waits_to_see("The recovery key has not been tested")
    newcomer.push("Test it now")
    newcomer.is_at(KeyChoicePage)
    newcomer.push("Yes: test it now, You type it from the paper, once.")
    newcomer.is_at(TestKeyPage)
    newcomer.types(key)
    newcomer.is_at(TodayPage)
    assert not newcomer.sees("The recovery key has not been tested")
    newcomer.locks()
    newcomer.start()
    newcomer.signs_in()


def test_where_nobody_has_the_key_a_new_one_is_made_tested_and_the_old_one_is_of_no_use(newcomer: Person) -> None:
    old = _signs_in_after_a_kill_at_the_key(newcomer)
    newcomer.push("No, nobody has it: make a new one, You write it down or print it now.")
    newcomer.is_at(NewKeyPage)
    newcomer.press(Qt.Key.Key_Return)
    new = _key_of(newcomer.is_at(RecoveryPage))
    assert new != old
    newcomer.has_the_key_on_paper(old)
    newcomer.waits_to_see("That recovery key was replaced by a newer one.")
    newcomer.types_instead(new)
    newcomer.is_at(TodayPage)


def test_a_new_key_that_nobody_wrote_down_is_asked_for_again(newcomer: Person) -> None:
    _signs_in_after_a_kill_at_the_key(newcomer)
    newcomer.push("No, nobody has it: make a new one, You write it down or print it now.")
    newcomer.push("Make a new key")
    newcomer.is_at(RecoveryPage)
    newcomer.press(Qt.Key.Key_L, ctrl=True)
    assert newcomer.restarts == 1
    newcomer.start()
    newcomer.unlocks()
    newcomer.is_at(KeyChoicePage)


def test_a_new_key_is_made_from_settings_and_one_comes_back_there(person: Person) -> None:
    person.start()
    person.signs_in()
    person.program.go(Wish(Place.SETTINGS, {"part": "recovery"}))
    person.push("Make a new recovery key")
    person.push("Back")
    person.is_at(SettingsPage)
    person.push("Make a new recovery key")
    person.push("Make a new key")
    key = _key_of(person.is_at(RecoveryPage))
    person.program.window.idle.tick()
    assert person.program.window.idle.minutes == 15
    person.push("I have it on paper")
    person.push("Back")
    person.is_at(RecoveryPage)
    person.has_the_key_on_paper(key)
    person.is_at(SettingsPage)
    assert person.program.window.idle.minutes == 3


def test_a_weak_passphrase_and_a_missing_name_are_named(newcomer: Person) -> None:
    _begins_to_set_up(newcomer)
    newcomer.is_at(AskPage)
    newcomer.push("Continue")
    assert newcomer.sees("Enter the name of your organisation.")
    newcomer.fill("Name of your organisation", "Willow Court")
    newcomer.push("Continue")
    newcomer.push("Leave this for later")
    page = newcomer.is_at(AccountPage)
    newcomer.fill("Passphrase", "willow court")
    newcomer.push("Make the records")
    assert newcomer.sees("Enter your name.")
    assert [said for said in newcomer.texts() if "made of names" in said] == [page.secret.problem.text()]
    assert page.secret.property("problem")
    assert is_first_start(newcomer.places)
    newcomer.push("Suggest a passphrase")
    assert newcomer.sees("Strong") or newcomer.sees("Very strong")


def test_enter_goes_on_and_it_says_which_step_of_how_many(newcomer: Person) -> None:
    newcomer.start()
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(AskPage)
    assert newcomer.sees("Step 1 of 5")
    newcomer.types("Willow Court")
    newcomer.waits_to_see("Step 2 of 5")
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(AccountPage)
    assert newcomer.sees("Step 3 of 5")
    newcomer.types("Imani Okafor")
    newcomer.push("Suggest a passphrase")
    newcomer.press(Qt.Key.Key_Return)
    page = newcomer.is_at(RecoveryPage)
    assert newcomer.sees("Step 4 of 5")
    key = _key_of(page)
    newcomer.push("I have it on paper")
    newcomer.is_at(TestKeyPage)
    assert newcomer.sees("Step 5 of 5")
    newcomer.types(key)
    newcomer.is_at(TodayPage)


def test_what_one_may_leave_out_is_marked_and_what_is_no_address_is_refused(newcomer: Person) -> None:
    _begins_to_set_up(newcomer)
    assert newcomer.sees("Telephone (optional)")
    assert "Name of your organisation" in newcomer.texts()
    newcomer.write("Willow Court")
    newcomer.fill("Telephone", "ring the office")
    newcomer.fill("Secure email", "not an email")
    newcomer.press(Qt.Key.Key_Return)
    assert newcomer.sees("Enter an email address, such as team@example.org, or leave it empty.")
    assert newcomer.sees("Enter a telephone number")
    assert newcomer.here_is == "Telephone"
    newcomer.press(Qt.Key.Key_A, ctrl=True)
    newcomer.write("01632 960001, extension 3")
    newcomer.tab_to("Secure email")
    newcomer.types_instead("office@willow.example")
    newcomer.waits_to_see("Step 2 of 5")
    newcomer.fill("Secure email", "duty desk")
    newcomer.press(Qt.Key.Key_Return)
    assert newcomer.sees("Enter an email address")
    assert newcomer.here_is == "Secure email"


def test_a_name_that_is_too_long_is_said_at_its_box(newcomer: Person) -> None:
    _begins_to_set_up(newcomer)
    QApplication.clipboard().setText("x" * 400)
    newcomer.press(Qt.Key.Key_V, ctrl=True)
    newcomer.press(Qt.Key.Key_Return)
    assert newcomer.sees("This is too long.")


def test_going_back_keeps_what_was_typed(newcomer: Person) -> None:
    _begins_to_set_up(newcomer)
    newcomer.fill("Name of your organisation", "Willow Court")
    newcomer.push("Continue")
    newcomer.fill("Name of the team", "Duty")
    newcomer.push("Back")
    newcomer.waits_to_see("What is your organisation called?")
    assert newcomer.text_here == "Willow Court"
    newcomer.push("Continue")
    newcomer.waits_to_see("Who do you share with?")
    assert newcomer.text_here == "Duty"
    newcomer.push("Continue")
    newcomer.fill("Your name", "Imani")
    newcomer.push("Suggest a passphrase")
    suggested = newcomer.text_here
    newcomer.push("Back")
    newcomer.push("Continue")
    account = newcomer.is_at(AccountPage)
    assert (account.name.text(), account.secret.text()) == ("Imani", suggested)


def test_the_example_cases_open_and_are_thrown_away(newcomer: Person) -> None:
    program = newcomer.start()
    newcomer.is_at(WelcomePage)
    newcomer.press(Qt.Key.Key_Tab)
    newcomer.press(Qt.Key.Key_Space)
    newcomer.waits(lambda: isinstance(program.page, TodayPage))
    newcomer.is_at(TodayPage)
    folder = program.places.vault.parent
    assert folder.is_dir()
    assert program.window.is_open
    newcomer.press(Qt.Key.Key_F6)
    program.window.side.buttons["CASES"].click()
    cases = newcomer.is_at(CasesPage)
    assert len(cases.table.rows) >= 10
    newcomer.press(Qt.Key.Key_L, ctrl=True)
    newcomer.waits(lambda: newcomer.restarts == 1)
    assert not folder.exists()
    assert is_first_start(newcomer.places)


def test_without_a_screen_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not os.environ.get("DISPLAY")
    with pytest.raises(Exception, match="no screen here"):
        require_display()


def test_once_set_up_it_asks_who_signs_in(person: Person) -> None:
    person.start()
    page = person.is_at(SignInPage)
    assert [name.accessibleName() for name in page.names] == ["Imani Okafor, Registered manager"]


def test_enter_presses_what_has_the_focus(newcomer: Person) -> None:
    newcomer.start()
    newcomer.is_at(WelcomePage)
    newcomer.press(Qt.Key.Key_Return)
    newcomer.is_at(AskPage)
