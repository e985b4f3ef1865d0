"""An account past its last day: Today tells managers to remove it, and leads there, until it is gone."""

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.accounts import add_account, remove_account
from safeguard_desktop.clock import day_words
from safeguard_desktop.records import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.account_key_views import RemoveView
from ui.pages.account_views import PersonView
from ui.pages.settings import SettingsPage
from ui.pages.settings_accounts import AccountsPart
from ui.pages.shell import Place, Wish
from ui.pages.today import TodayPage
from ui.widgets.callout import Callout

SAM, BO = "Sam Ash", "Bo Adeyemi"


def _ending(desk: Desk, name: str, days_ago: int) -> str:
    """Make an account whose last day was so many days ago, and return its id."""
    session = desk.started.session
    account = add_account(session, name, Role.CARE_WORKER).account.id
    session.vault.change_until(account, session.now().astimezone().date() - timedelta(days=days_ago))
    return account


def _today(desk: Desk, put: Put, qtbot: QtBot) -> TodayPage:
    page = cast(TodayPage, put(TodayPage(desk.shell)))
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    return page


def _says(page: TodayPage, text: str) -> bool:
    return any(text in label.text() for label in page.findChildren(QLabel))


def test_a_manager_is_led_from_today_to_removing_it(desk: Desk, put: Put, qtbot: QtBot) -> None:
    sam = _ending(desk, SAM, 1)
    _ending(desk, BO, 0)
    session = desk.started.session
    page = _today(desk, put, qtbot)
    last = day_words(session.now().astimezone().date() - timedelta(days=1))
    (box,) = (box for box in page.findChildren(Callout) if "account" in box.accessibleName())
    assert box.accessibleName() == f"{SAM}’s account ended on {last}"
    assert _says(page, "Remove it, so that its passphrase opens nothing.")
    (go,) = box.findChildren(QPushButton)
    assert go.accessibleName() == f"Go to the account of {SAM}"
    go.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(go, Qt.Key.Key_Space)
    assert desk.wishes == [Wish(Place.SETTINGS, {"part": "people", "focus": sam})]

    settings = cast(SettingsPage, put(SettingsPage(desk.shell, **desk.wishes[0].what)))
    settings.take_focus()
    part = cast(AccountsPart, settings.open_part)
    qtbot.waitUntil(lambda: isinstance(part.view, PersonView))
    view = cast(PersonView, part.view)
    assert view.accessibleName() == SAM
    remove = view.buttons["remove"]
    assert QApplication.focusWidget() is remove
    QTest.keyClick(remove, Qt.Key.Key_Space)
    cast(RemoveView, part.view).go()
    qtbot.waitUntil(lambda: not desk.tasks.busy and not isinstance(part.view, RemoveView))
    assert not _says(_today(desk, put, qtbot), "account ended on")


def test_several_are_in_one_box_each_with_its_way(desk: Desk, put: Put, qtbot: QtBot) -> None:
    for name, days_ago in ((SAM, 2), (BO, 40)):
        _ending(desk, name, days_ago)
    page = _today(desk, put, qtbot)
    (box,) = (box for box in page.findChildren(Callout) if "account" in box.accessibleName())
    assert box.accessibleName() == "2 accounts ended, and are still here"
    names = [made.accessibleName() for made in box.findChildren(QPushButton)]
    assert names == [f"Go to the account of {BO}", f"Go to the account of {SAM}"]


def test_one_who_was_taken_away_meanwhile_leads_to_the_list(desk: Desk, put: Put, qtbot: QtBot) -> None:
    sam = _ending(desk, SAM, 1)
    remove_account(desk.started.session, sam)
    settings = cast(SettingsPage, put(SettingsPage(desk.shell, "people", sam)))
    settings.take_focus()
    part = cast(AccountsPart, settings.open_part)
    qtbot.waitUntil(lambda: bool(part.people))
    assert not isinstance(part.view, PersonView)
    part.lead_to(desk.started.session.account.id)
    assert isinstance(part.view, PersonView)
