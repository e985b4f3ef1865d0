"""Signing in, with everything that can go wrong on the way, and locking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from safeguard_desktop.casework.accounts import add_account
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.records import Role
from safeguard_desktop.settings import Preferences, load_preferences
from tests.journeys.person import NAME, PASSPHRASE, Person
from ui.pages.forgotten import ForgottenPage
from ui.pages.screen_settings import ScreenPage
from ui.pages.sign_in import SignInPage
from ui.pages.start_pages import TroublePage
from ui.pages.today import TodayPage


def test_the_right_passphrase_leads_to_today(person: Person) -> None:
    program = person.start()
    today = person.signs_in()
    assert today.title.text().endswith("Imani")
    assert program.window.windowTitle() == "Safeguard"


def _two_to_choose_from(person: Person) -> SignInPage:
    """Start with two names; return the page with the focus on the first, as nobody has touched anything."""
    first = sign_in(person.places, accounts(person.places)[0].id, PASSPHRASE)
    add_account(first, "Bo Adeyemi", Role.CARE_WORKER)
    lock(first)
    person.start()
    page = person.is_at(SignInPage)
    person.waits(lambda: person.here is page.names[0])
    assert len(page.names) == 2
    return page


def _chosen(page: SignInPage) -> list[str]:
    return [made.accessibleName().partition(",")[0] for made in page.names if made.isChecked()]


def test_an_arrow_chooses_the_name_that_it_comes_to(person: Person) -> None:
    page = _two_to_choose_from(person)
    number = next(n for n, made in enumerate(page.names) if made.accessibleName().startswith(NAME))
    person.press(*[Qt.Key.Key_Down] * (number or 2))
    assert _chosen(page) == [NAME]
    assert person.here is page.names[number]
    person.press(Qt.Key.Key_Tab)
    person.signs_in()


def test_tab_goes_on_from_a_name_to_its_passphrase(person: Person) -> None:
    page = _two_to_choose_from(person)
    first = person.here_is.partition(",")[0]
    person.press(Qt.Key.Key_Tab)
    assert _chosen(page) == [first]
    assert person.here_is == "Passphrase"


def test_a_name_that_nobody_touched_is_not_chosen(person: Person) -> None:
    page = _two_to_choose_from(person)
    assert _chosen(page) == []
    page.secret.line.setFocus()
    person.write(PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("Choose your name first.")
    assert _chosen(page) == []
    person.press(Qt.Key.Key_Tab, shift=True)
    assert _chosen(page) == []


def test_enter_before_the_names_are_there_waits_for_them(person: Person) -> None:
    program = person.start()
    page = program.page
    assert isinstance(page, SignInPage)
    page.secret.set_text(PASSPHRASE)
    page.unlock()
    assert program.tasks.busy
    assert not person.sees("Choose your name first.")
    person.is_at(TodayPage)


def test_a_wrong_an_empty_and_a_huge_passphrase(person: Person) -> None:
    person.start()
    page = person.is_at(SignInPage)
    person.press(Qt.Key.Key_Return)
    assert person.sees("Type your passphrase.")
    person.write("not the passphrase")
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("That was not the right passphrase.")
    assert person.here is page.secret.line
    QApplication.clipboard().setText("x" * 1_000_000)
    person.press(Qt.Key.Key_A, ctrl=True)
    person.press(Qt.Key.Key_V, ctrl=True)
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("That is longer than any passphrase")
    person.press(Qt.Key.Key_A, ctrl=True)
    person.signs_in()


def test_waits_grow_and_count_down_and_never_shut_anybody_out(person: Person) -> None:
    person.start()
    page = person.is_at(SignInPage)
    for _ in range(4):
        person.write("wrong again")
        person.press(Qt.Key.Key_Return)
        person.waits(lambda: not person.program.tasks.busy)
    person.waits_to_see("You can try again in")
    assert not page.unlock_button.isEnabled()
    person.press(Qt.Key.Key_Return)
    assert not person.program.tasks.busy
    person.waits(page.unlock_button.isEnabled)
    person.signs_in()


def test_caps_lock_is_noticed(person: Person) -> None:
    person.start()
    person.is_at(SignInPage)
    QTest.keyClicks(person.here, "P")
    assert person.sees("Caps Lock seems to be on.")
    QTest.keyClicks(person.here, "p")
    assert not person.sees("Caps Lock seems to be on.")
    QTest.keyClicks(person.here, "P", Qt.KeyboardModifier.ShiftModifier)
    assert not person.sees("Caps Lock seems to be on.")


def test_the_passphrase_can_be_shown(person: Person) -> None:
    person.start()
    page = person.is_at(SignInPage)
    person.write("seen")
    person.push("Show the passphrase")
    assert page.secret.line.echoMode() is QLineEdit.EchoMode.Normal
    person.push("Hide the passphrase")
    assert page.secret.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_forgotten_passphrase_is_explained(person: Person) -> None:
    person.start()
    person.is_at(SignInPage)
    person.push("I have forgotten my passphrase")
    person.is_at(ForgottenPage)
    person.waits_to_see("Imani Okafor can give you a start code.")
    assert person.sees("If that is you, use the recovery key")
    assert person.sees("Report a concern without signing in")
    person.push("Back to signing in")
    person.signs_in()


def test_a_second_copy_says_that_the_records_are_open_elsewhere(person: Person) -> None:
    account = accounts(person.places)[0]
    first = sign_in(person.places, account.id, PASSPHRASE)
    person.start()
    person.is_at(SignInPage)
    person.write(PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    person.waits_to_see(f"{account.name} has the records open in another window of this program.")
    assert isinstance(person.program.page, SignInPage)
    lock(first)
    person.tab_to("Passphrase")
    person.press(Qt.Key.Key_Return)
    person.is_at(TodayPage)


def test_a_damaged_vault_is_a_calm_page_and_nothing_is_made_in_its_place(person: Person) -> None:
    for file in person.places.vault.rglob("*"):
        if file.is_file():
            file.write_bytes(b"x" * 100)
    before = sorted(file.name for file in person.places.vault.rglob("*"))
    person.start()
    person.is_at(TroublePage)
    assert person.sees("Nothing was changed.")
    person.push("Try again")
    person.is_at(TroublePage)
    assert sorted(file.name for file in person.places.vault.rglob("*")) == before


@pytest.mark.parametrize("how", ["Ctrl+L", "idle"])
def test_locking_ends_the_process_and_starts_a_fresh_one(person: Person, how: str) -> None:
    program = person.start()
    person.signs_in()
    QApplication.clipboard().setText("copied from a note")
    if how == "Ctrl+L":
        person.press(Qt.Key.Key_L, ctrl=True)
    else:
        person.moments = 60 * 60.0
        program.window.idle.tick()
    assert person.restarts == 1
    assert not program.window.isVisible()
    assert QApplication.clipboard().text() == ""
    person.start()
    person.signs_in()


def test_an_idle_window_warns_in_a_bar_first(person: Person) -> None:
    program = person.start()
    person.signs_in()
    person.moments = 3 * 60 - 20.0
    program.window.idle.tick()
    assert person.sees_in_window("This will lock in 20 seconds.")
    person.press(Qt.Key.Key_Tab)
    assert not person.sees_in_window("This will lock in")
    assert person.restarts == 0


def test_the_screen_is_set_before_anybody_signs_in(person: Person) -> None:
    program = person.start()
    person.is_at(SignInPage)
    person.push("Size of words, and colours")
    person.is_at(ScreenPage)
    assert not person.sees("Lock by itself after")
    person.answer("Size of words", "150 %")
    person.waits(lambda: program.preferences.text_percent == 150)
    assert person.is_at(ScreenPage).width() > 0
    assert person.here_is == "Size of words: 150 %"
    person.answer("Colours", "High contrast")
    person.waits(lambda: program.preferences.theme == "contrast")
    person.push("Done")
    person.signs_in()
    assert load_preferences(person.places) == Preferences("contrast", 150)


def test_hiding_shows_no_name(person: Person) -> None:
    program = person.start()
    today = person.signs_in()
    person.press(Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_Shift)
    assert program.window.is_covered
    assert program.window.windowTitle() == "Untitled"
    assert not today.isVisible()
    person.press(Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_Shift)
    assert person.is_at(TodayPage).isVisible()
