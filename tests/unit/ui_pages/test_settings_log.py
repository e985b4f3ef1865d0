"""Who looked at what, in Settings."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.accounts import access_log, add_account
from safeguard_desktop.records import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.settings import SettingsPage
from ui.pages.settings_log import AT_ONCE, LogView, in_words
from ui.pages.views import Views
from ui.theme import apply_theme, load_theme

Read = Callable[[], LogView]


@pytest.fixture
def read(desk: Desk, put: Put, qtbot: QtBot) -> Read:
    """Open the log, and wait until it was read."""

    def opened() -> LogView:
        view = cast(LogView, cast(Views, cast(SettingsPage, put(SettingsPage(desk.shell, "log"))).open_part).view)
        qtbot.waitUntil(lambda: "line" in view.count.text())
        return view

    return opened


def _said(view: LogView) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells[1:]) for row in view.table.rows]


def test_the_latest_comes_first_in_plain_words(desk: Desk, read: Read) -> None:
    add_account(desk.shell.session, "Bo Adeyemi", Role.CARE_WORKER)
    assert _said(read())[0] == ("Imani Okafor", "Account added", "", "Bo Adeyemi")


def test_it_is_narrowed_down_by_words_and_days(desk: Desk, read: Read, qtbot: QtBot) -> None:
    add_account(desk.shell.session, "Bo Adeyemi", Role.CARE_WORKER)
    add_account(desk.shell.session, "Dai Okoro", Role.CARE_WORKER)
    view = read()
    view.what.line.setFocus()
    QTest.keyClicks(view.what.line, "IMANI dai")
    qtbot.waitUntil(lambda: view.count.text() == "1 line")
    assert _said(view)[0][-1] == "Dai Okoro"
    view.what.line.clear()
    yesterday = desk.shell.session.now().astimezone().date() - timedelta(days=1)
    view.until.set_value(yesterday)
    view.narrow()
    assert view.count.text() == "Nothing is like this."
    view.until.set_value(None)
    view.since.set_value(yesterday)
    view.narrow()
    assert len(_said(view)) == len(access_log(desk.shell.session))
    view.since.boxes["day"].setText("99")
    view.narrow()
    assert _said(view)


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_each_day_stands_on_one_line_with_its_button(qapp: QApplication, read: Read, percent: int) -> None:
    apply_theme(qapp, load_theme("light", percent))
    view = read()
    for field in (view.since, view.until):
        (today,) = [made for made in field.findChildren(QPushButton) if made.text() == "Today"]
        level = [shown.mapTo(view, shown.rect().bottomLeft()).y() for shown in (*field.boxes.values(), today)]
        assert len(set(level)) == 1, level
    apply_theme(qapp, load_theme())


def test_a_long_log_comes_bit_by_bit(read: Read) -> None:
    view = read()
    view.looks = view.looks[:1] * (AT_ONCE + 5)
    view.narrow()
    assert view.count.text() == f"{AT_ONCE + 5} lines, of which you see the latest {AT_ONCE}"
    view.more.click()
    assert len(_said(view)) == AT_ONCE + 5
    assert not view.more.isVisible()


def test_what_is_shown_is_saved_as_a_table_once_a_reason_is_given(
    desk: Desk, read: Read, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_account(desk.shell.session, "Bo Adeyemi", Role.CARE_WORKER)
    names: list[str] = []

    def choose(_parent: object, _title: str, name: str, _pattern: str) -> Path:
        names.append(name)
        return tmp_path / name

    monkeypatch.setattr(desk.shell.dialogs, "save_file", choose)
    view = read()
    view.what.line.setText("bo adeyemi")
    view.narrow()
    view.saver.button.click()
    assert view.saver.lines.text().startswith("1 line:")
    view.saver.card.go_button.click()
    assert not names
    QTest.keyClicks(view.saver.reason.line, "The inspector asked")
    QTest.keyClick(view.saver.reason.line, Qt.Key.Key_Return)
    qtbot.waitUntil(view.said.isVisible)
    head, line = (tmp_path / names[0]).read_text(encoding="utf-8-sig").splitlines()
    assert head == '"Who","When","What","Case"'
    assert line.startswith('"Imani Okafor","')
    assert line.endswith('"Account added",""')
    assert view.saver.card.isHidden()
    view.what.line.clear()
    view.narrow()
    qtbot.waitUntil(lambda: _said(view)[0][1] == "Saved a table of the log, 1 line: The inspector asked")


def test_esc_saves_nothing(read: Read) -> None:
    view = read()
    view.saver.button.click()
    QTest.keyClick(view.saver.reason.line, Qt.Key.Key_Escape)
    assert view.saver.card.isHidden()
    assert view.saver.button.isVisible()


@pytest.mark.parametrize("desk", [Role.SAFEGUARDING_LEAD], indirect=True)
def test_it_is_for_managers(desk: Desk, put: Put) -> None:
    page = cast(SettingsPage, put(SettingsPage(desk.shell)))
    assert "log" not in page.parts


def test_what_has_no_words_of_its_own_is_said_as_it_is_written() -> None:
    assert in_words("looked") == "Looked at it"
    assert in_words("keys changed") == "Keys changed"
