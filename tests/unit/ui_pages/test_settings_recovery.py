"""The recovery key in Settings: how it stands, tested on everything, replaced, split."""

from typing import cast

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.accounts import add_account
from safeguard_desktop.casework.recovery import read_recovery_key, replace_recovery_key
from safeguard_desktop.records import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.recovery_views import TestKeyView
from ui.pages.settings import SettingsPage
from ui.pages.settings_recovery import RecoveryKeyPart
from ui.pages.split_views import SheetBackView, SheetView, SplitDoneView, SplitView
from ui.pages.views import View


def _part(desk: Desk, put: Put, qtbot: QtBot) -> RecoveryKeyPart:
    part = cast(SettingsPage, put(SettingsPage(desk.shell, "recovery"))).open_part
    assert isinstance(part, RecoveryKeyPart)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    return part


def _comes(part: RecoveryKeyPart, qtbot: QtBot, kind: type[View]) -> View:
    qtbot.waitUntil(lambda: isinstance(part.view, kind))
    return cast(View, part.view)


def _shows(part: RecoveryKeyPart, text: str) -> bool:
    return any(text in label.text() for label in part.findChildren(QLabel) if label.isVisible())


def _press(part: RecoveryKeyPart, text: str) -> None:
    (made,) = [one for one in part.findChildren(QPushButton) if one.text() == text and one.isVisible()]
    made.click()


def test_a_test_on_everything_says_what_it_opens(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _part(desk, put, qtbot)
    qtbot.waitUntil(lambda: _shows(part, "Never"))
    _press(part, "Test it on everything")
    view = cast(TestKeyView, _comes(part, qtbot, TestKeyView))
    view.go()
    assert view.box.problem.text() == "Type the recovery key from the paper."
    view.box.key.edit.setPlainText("not the key")
    view.go()
    qtbot.waitUntil(lambda: "letters and digits" in view.box.problem.text())
    view.box.key.edit.setPlainText(desk.started.recovery_key)
    view.go()
    qtbot.waitUntil(lambda: _shows(part, "This recovery key works: it opens all 3 parts"))
    assert view.box.key.edit.toPlainText() == ""
    part.show_home()
    qtbot.waitUntil(lambda: _shows(part, "by Imani Okafor: 3 of 3 opened"))


def test_a_new_key_is_made_on_a_page_of_its_own_and_what_it_does_not_open_is_said(
    desk: Desk, put: Put, qtbot: QtBot
) -> None:
    add_account(desk.shell.session, "Bo Adeyemi", Role.CARE_WORKER)
    part = _part(desk, put, qtbot)
    with qtbot.waitSignal(desk.shell.new_key_wanted):
        _press(part, "Make a new recovery key")
    key = replace_recovery_key(desk.shell.session)
    part.show_home()
    qtbot.waitUntil(lambda: _shows(part, "The desk of Bo Adeyemi"))
    _press(part, "Test it on everything")
    view = cast(TestKeyView, _comes(part, qtbot, TestKeyView))
    view.box.key.edit.setPlainText(key)
    view.go()
    qtbot.waitUntil(lambda: _shows(part, "This recovery key works, and opens 3 of 4 parts. Not yet:"))


def test_a_key_is_split_and_every_sheet_typed_back(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _part(desk, put, qtbot)
    _press(part, "Split it into three sheets")
    split = cast(SplitView, _comes(part, qtbot, SplitView))
    split.box.key.edit.setPlainText(desk.started.recovery_key)
    split.go()
    sheets: list[str] = []
    for number in (1, 2, 3):
        qtbot.waitUntil(lambda: isinstance(part.view, SheetView) and part.view._number == len(sheets) + 1)
        shown = cast(SheetView, part.view)
        sheets.append(" ".join(shown._sheet))
        shown.done_button.click()
        back = cast(SheetBackView, _comes(part, qtbot, SheetBackView))
        back.typed.setPlainText("academic acid")
        back.go()
        qtbot.waitUntil(back.problem.isVisible)
        back.typed.setPlainText(" ".join(word[:4] for word in sheets[-1].split()))
        back.go()
        assert number == len(sheets)
    _comes(part, qtbot, SplitDoneView)
    assert read_recovery_key([sheets[2], sheets[0]]) == desk.started.recovery_key
    _press(part, "Done")
    qtbot.waitUntil(lambda: _shows(part, "any two of three sheets open everything"))


def test_a_new_key_is_split_at_once(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _part(desk, put, qtbot)
    said: list[bool] = []
    desk.shell.secret_shown.connect(said.append)
    _press(part, "Split it into three sheets")
    split = cast(SplitView, _comes(part, qtbot, SplitView))
    split.new.click()
    split.go()
    shown = cast(SheetView, _comes(part, qtbot, SheetView))
    assert said == [False, True]
    assert not shown.may_leave()
    assert _shows(part, "you have to split the key once more")
    assert len(shown._sheet) == 33


def test_a_key_that_was_replaced_meanwhile_is_not_split(desk: Desk, put: Put, qtbot: QtBot) -> None:
    part = _part(desk, put, qtbot)
    _press(part, "Split it into three sheets")
    split = cast(SplitView, _comes(part, qtbot, SplitView))
    replace_recovery_key(desk.shell.session)
    split.box.key.edit.setPlainText(desk.started.recovery_key)
    split.go()
    qtbot.waitUntil(lambda: "replaced by a newer one" in split.box.problem.text())
