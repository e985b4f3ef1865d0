"""People and access in Settings, without the window around it."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.accounts import add_account, list_accounts
from safeguard_desktop.casework.sign_ins import AccountInUse
from safeguard_desktop.clock import day_words, short_day_words
from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.records import Role
from tests.unit.ui_pages.conftest import PASSPHRASE, Desk, Put
from ui.pages.account_key_views import RemoveView, ResetView, RoleView
from ui.pages.account_views import AddView, PersonView, UntilView, use_words
from ui.pages.settings import SettingsPage
from ui.pages.settings_accounts import AccountsPart, ListView, state_of
from ui.pages.settings_log import LogView
from ui.pages.settings_passphrase import PassphraseView
from ui.pages.start_code import StartCodeView
from ui.pages.views import Views
from ui.theme import apply_theme, load_theme

CARER = "Bo Adeyemi"


def _page(desk: Desk, put: Put, part: str = "people") -> SettingsPage:
    return cast(SettingsPage, put(SettingsPage(desk.shell, part)))


def _people(desk: Desk, put: Put, qtbot: QtBot) -> AccountsPart:
    """Show the list, with a care worker in it."""
    add_account(desk.shell.session, CARER, Role.CARE_WORKER)
    part = _page(desk, put).open_part
    assert isinstance(part, AccountsPart)
    _has_list(part, qtbot)
    return part


def _has_list(part: AccountsPart, qtbot: QtBot) -> ListView:
    qtbot.waitUntil(lambda: isinstance(part.view, ListView) and bool(part.view.table.rows))
    return cast(ListView, part.view)


def _open(part: AccountsPart, name: str) -> PersonView:
    account = next(person.id for person in part.people if person.name == name)
    part.show_person(account)
    return cast(PersonView, part.view)


def _shows(part: Views, text: str) -> bool:
    return any(text in label.text() for label in part.findChildren(QLabel) if label.isVisible())


def test_the_list_says_how_each_account_stands(desk: Desk, put: Put, qtbot: QtBot) -> None:
    add_account(desk.shell.session, "Dai Okoro", Role.CASEWORKER, desk.shell.session.now().date() + timedelta(days=9))
    view = _has_list(_people(desk, put, qtbot), qtbot)
    said = [tuple(cell.text for cell in row.cells) for row in view.table.rows]
    assert [(row[0], row[4]) for row in said] == [
        (CARER, "Start code not used yet"),
        ("Dai Okoro", "Start code not used yet"),
        ("Imani Okafor", "You"),
    ]
    assert said[1][2] != ""


def test_the_list_and_each_account_say_when_they_last_signed_in(desk: Desk, put: Put, qtbot: QtBot) -> None:
    session = desk.shell.session
    part = _people(desk, put, qtbot)
    shown = {row.cells[0].text: row.cells[3].text for row in _has_list(part, qtbot).table.rows}
    today = session.now().astimezone().date()
    assert shown == {CARER: "Not yet", "Imani Okafor": short_day_words(today)}
    _open(part, CARER)
    assert _shows(part, "Has not signed in yet")
    _open(part, "Imani Okafor")
    assert _shows(part, f"Last signed in on {day_words(today)}")


def test_an_account_not_used_for_long_is_pointed_out_quietly(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    today = desk.shell.session.now().astimezone().date()
    (carer,) = (person for person in part.people if person.name == CARER)
    assert isinstance(carer, AccountInUse)
    long_ago = replace(carer, has_start_code=False, last_signed_in=today - timedelta(days=90), is_unused=True)
    cell = state_of(long_ago, today, "")
    assert (cell.text, cell.tone, cell.quiet) == ("Not used for 90 days: is it still needed?", "", True)
    assert state_of(replace(long_ago, until=today - timedelta(days=1)), today, "").text == "Ended"
    assert use_words(replace(long_ago, last_signed_in=None)) == "Not known when they last signed in"


def test_large_text_leaves_out_the_last_day(desk: Desk, put: Put, qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(desk, put)
    apply_theme(qapp, load_theme("light", 200))
    page.list.open_entry("screen")
    page.list.open_entry("people")
    (row, *_) = _has_list(cast(AccountsPart, page.open_part), qtbot).table.rows
    assert [cell.text for cell in row.cells][-1] == "You"
    assert len(row.cells) == 4
    apply_theme(qapp, load_theme())


def test_what_is_missing_is_said_at_its_field_and_enter_goes_on(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    cast(ListView, part.view).add_button.click()
    qtbot.waitUntil(lambda: isinstance(part.view, AddView))
    view = cast(AddView, part.view)
    QTest.keyClick(view.name.line, Qt.Key.Key_Return)
    assert view.name.error == "Enter their name."
    assert view.role.error == "Choose what they may do."
    view.name.line.setText(CARER.lower())
    view.role.set_value(Role.CASEWORKER)
    view.until.set_value(desk.shell.session.now().date() - timedelta(days=3))
    view.go()
    assert "tells them apart" in view.name.error
    view.name.line.setText("B\u043e Adeyerni")
    view.go()
    assert "looks like it" in view.name.error
    assert "is past" in view.until.error
    view.name.line.setText("Dai Okoro")
    view.until.set_value(None)
    view.go()
    qtbot.waitUntil(lambda: isinstance(part.view, StartCodeView))
    assert [account.name for account in list_accounts(desk.shell.session)] == ["Imani Okafor", CARER, "Dai Okoro"]


def test_what_is_typed_for_somebody_new_is_there_when_one_comes_back(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put)
    part = cast(AccountsPart, page.open_part)
    _has_list(part, qtbot).add_button.click()
    qtbot.waitUntil(lambda: isinstance(part.view, AddView))
    cast(AddView, part.view).name.line.setText("Dai Ok")
    page.list.open_entry("screen")
    page.list.open_entry("people")
    again = cast(AccountsPart, page.open_part)
    _has_list(again, qtbot).add_button.click()
    qtbot.waitUntil(lambda: isinstance(again.view, AddView))
    assert cast(AddView, again.view).name.line.text() == "Dai Ok"


def test_a_start_code_is_not_left_by_a_slip(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put)
    part = cast(AccountsPart, page.open_part)
    _has_list(part, qtbot)
    add_account(desk.shell.session, CARER, Role.CARE_WORKER)
    part.show_list()
    qtbot.waitUntil(lambda: len(cast(ListView, part.view).table.rows) == 2)
    _open(part, CARER).wanted.emit("reset")
    cast(ResetView, part.view).go()
    qtbot.waitUntil(lambda: isinstance(part.view, StartCodeView))
    assert not page.may_leave()
    page.list.open_entry("screen")
    assert page.list.open_key == "screen"
    assert page.open_part is not part


def test_the_first_wish_to_leave_a_start_code_is_answered_with_a_question(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    page = next(widget for widget in (part.window(),) if isinstance(widget, SettingsPage))
    _open(part, CARER).wanted.emit("reset")
    cast(ResetView, part.view).go()
    qtbot.waitUntil(lambda: isinstance(part.view, StartCodeView))
    page.list.open_entry("screen")
    assert page.list.open_key == "people"
    assert _shows(part, "Have you handed")
    cast(StartCodeView, part.view).handed_over.click()
    _has_list(part, qtbot)


def test_another_role_last_day_and_the_end_of_an_account(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    _open(part, CARER).wanted.emit("role")
    role = cast(RoleView, part.view)
    role.role.set_value(Role.CASEWORKER)
    role.go()
    qtbot.waitUntil(lambda: _shows(part, f"{CARER} is a caseworker now."))
    _has_list(part, qtbot)
    _open(part, CARER).wanted.emit("until")
    until = cast(UntilView, part.view)
    until.until.set_value(desk.shell.session.now().date() + timedelta(days=30))
    until.go()
    qtbot.waitUntil(lambda: _shows(part, "last day is"))
    _has_list(part, qtbot)
    _open(part, CARER).wanted.emit("remove")
    remove = cast(RemoveView, part.view)
    QTest.keyClick(remove, Qt.Key.Key_Return)
    assert not remove.is_busy
    remove.go()
    qtbot.waitUntil(lambda: _shows(part, "has no account any more"))
    assert [account.name for account in list_accounts(desk.shell.session)] == ["Imani Okafor"]


@pytest.mark.parametrize(("name", "is_told"), [("Ade Balogun", True), (CARER, False)])
def test_whoever_takes_a_managers_keys_away_is_told_what_the_old_ones_still_open(
    desk: Desk, put: Put, qtbot: QtBot, name: str, is_told: bool
) -> None:
    add_account(desk.shell.session, "Ade Balogun", Role.REGISTERED_MANAGER)
    part = _people(desk, put, qtbot)
    _open(part, name).wanted.emit("role")
    role = cast(RoleView, part.view)
    assert not _shows(part, "Their old key still opens every backup")
    role.role.radios.buttons[list(Role).index(Role.SAFEGUARDING_LEAD)].click()
    assert _shows(part, "Their old key still opens every backup made until now") is is_told
    _open(part, name).wanted.emit("remove")
    assert _shows(part, "Their old key still opens every backup made until now") is is_told


def test_a_change_that_the_disk_cuts_short_shows_how_everything_stands(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    _open(part, CARER).wanted.emit("remove")
    cast(RemoveView, part.view).stopped.emit(
        StorageTrouble("The disk is full.", "Make room on the disk, and tell your manager.")
    )
    _has_list(part, qtbot)
    assert _shows(part, "The disk is full.")
    assert _shows(part, "Make room on the disk.")


def test_what_somebody_looked_at_is_one_step_away(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    _open(part, "Imani Okafor").log_button.click()
    (wish,) = desk.wishes
    page = cast(SettingsPage, put(SettingsPage(desk.shell, **wish.what)))
    page.take_focus()
    view = cast(LogView, cast(Views, page.open_part).view)
    qtbot.waitUntil(lambda: "line" in view.count.text())
    assert {row.cells[1].text for row in view.table.rows} == {"Imani Okafor"}
    assert view.what.line.text() == "Imani Okafor"


def test_a_reset_with_the_recovery_key(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    _open(part, CARER).wanted.emit("reset")
    view = cast(ResetView, part.view)
    view.with_key.click()
    view.go()
    assert view.box.problem.text() == "Type the recovery key from the paper."
    view.box.key.edit.setPlainText("not the key")
    view.go()
    qtbot.waitUntil(lambda: "letters and digits" in view.box.problem.text())
    view.box.key.edit.setPlainText(desk.started.recovery_key)
    view.go()
    qtbot.waitUntil(lambda: isinstance(part.view, StartCodeView))


def test_nobody_changes_their_own_account(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _people(desk, put, qtbot)
    view = _open(part, "Imani Okafor")
    assert not view.buttons
    assert _shows(part, "This is your own account")


@pytest.mark.parametrize("desk", [Role.CASEWORKER], indirect=True)
def test_others_see_who_the_managers_are(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = cast(AccountsPart, _page(desk, put).open_part)
    qtbot.waitUntil(lambda: _shows(part, "You are signed in as Imani Okafor, caseworker."))
    assert not part.findChildren(ListView)


def test_a_passphrase_is_changed(desk: Desk, put: Put, qtbot: QtBot) -> None:
    view = cast(PassphraseView, cast(Views, _page(desk, put, "passphrase").open_part).view)
    view.go()
    assert view.old.problem.text() == "Type the passphrase you have now."
    view.old.set_text("something else")
    view.new.set_text("walnut-corridor-bagpipe")
    view.go()
    qtbot.waitUntil(lambda: "not the right passphrase" in view.old.problem.text())
    view.old.set_text(PASSPHRASE)
    view.new.again.set_text("walnut")
    view.go()
    assert "not the same passphrase" in view.new.again.problem.text()
    view.new.set_text(PASSPHRASE)
    view.go()
    qtbot.waitUntil(lambda: "Choose another" in view.new.secret.problem.text())
    view.new.set_text("walnut-corridor-bagpipe")
    view.go()
    qtbot.waitUntil(view.said.isVisible)
    assert view.new.secret.text() == ""
