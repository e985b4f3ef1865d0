from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.start import organisation
from safeguard_desktop.casework.today import today
from safeguard_desktop.records.vocabulary import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.entry_list import Beside
from ui.pages.recovery_views import TryKeyView
from ui.pages.screen_settings import ScreenPart
from ui.pages.settings import SettingsPage
from ui.pages.settings_computer import ComputerPart
from ui.pages.settings_parts import OrganisationPart
from ui.pages.settings_recovery import RecoveryKeyPart, StandingView
from ui.pages.shell import Place
from ui.theme import apply_theme, load_theme


def _shows(page: SettingsPage, text: str) -> bool:
    return any(text in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _page(desk: Desk, put: Put, part: str) -> SettingsPage:
    return cast(SettingsPage, put(SettingsPage(desk.shell, part)))


def test_the_organisations_details_are_saved(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "organisation")
    part = cast(OrganisationPart, page.open_part)
    qtbot.waitUntil(lambda: hasattr(part, "form"))
    part.form.fields["phone"].set_value("01632 960123")
    names: list[str] = []
    desk.shell.organisation_changed.connect(names.append)
    part.save()
    qtbot.waitUntil(lambda: names == ["Willow Court"])
    assert organisation(desk.shell.session).phone == "01632 960123"


def test_contacts_are_saved_and_the_rest_is_kept(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "contacts")
    part = cast(OrganisationPart, page.open_part)
    qtbot.waitUntil(lambda: hasattr(part, "form"))
    part.form.fields["police"].set_raw({"name": "Duty desk", "phone": "01632 960200"})
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    part.form.fields["police"].take_focus()
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "The details are saved." in desk.said)
    kept = organisation(desk.shell.session)
    assert kept.name == "Willow Court"
    assert kept.police is not None
    assert kept.police.phone == "01632 960200"


def test_a_name_that_is_too_long_is_said_at_its_field(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "organisation")
    part = cast(OrganisationPart, page.open_part)
    qtbot.waitUntil(lambda: hasattr(part, "form"))
    part.form.fields["name"].set_value("x" * 400)
    part.save()
    assert part.summary.isVisible()
    assert "too long" in part.form.fields["name"].error


@pytest.mark.parametrize("desk", [Role.CASEWORKER], indirect=True)
def test_others_read_the_details_and_cannot_change_them(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "organisation")
    qtbot.waitUntil(lambda: _shows(page, "Willow Court"))
    assert _shows(page, "The registered manager can change these details.")
    assert not hasattr(page.open_part, "form")


def test_another_theme_takes_effect_at_once_and_comes_back_to_its_question(desk: Desk, put: Put) -> None:
    page = _page(desk, put, "screen")
    part = cast(ScreenPart, page.open_part)
    changed: list[object] = []
    desk.shell.preferences_changed.connect(changed.append)
    part.radios["theme"].buttons[2].click()
    assert desk.shell.preferences.theme == "contrast"
    part.radios["text_percent"].buttons[4].click()
    assert desk.shell.preferences.text_percent == 200
    assert len(changed) == 2
    assert (desk.wishes[-1].place, desk.wishes[-1].what["focus"]) == (Place.SETTINGS, "text_percent")


def test_a_screen_question_always_has_an_answer(desk: Desk, put: Put) -> None:
    page = _page(desk, put, "screen")
    part = cast(ScreenPart, page.open_part)
    part.radios["idle_minutes"].take_back()
    assert part.radios["idle_minutes"].choice() == "3"
    assert desk.shell.preferences.idle_minutes == 3


@pytest.mark.parametrize("desk", [Role.CASEWORKER], indirect=True)
def test_the_recovery_key_is_tested_by_who_is_no_manager(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "recovery")
    (view,) = page.findChildren(TryKeyView)
    view.go()
    assert view.box.problem.text() == "Type the recovery key from the paper."
    view.box.key.edit.setPlainText("not the key")
    view.go()
    qtbot.waitUntil(lambda: "letters and digits" in view.box.problem.text())
    assert not view.said.isVisible()
    view.box.key.edit.setPlainText(desk.started.recovery_key)
    view.go()
    qtbot.waitUntil(view.said.isVisible)
    assert view.box.typed() == ()


def test_it_says_where_the_records_are_and_what_is_not_protected(desk: Desk, put: Put) -> None:
    page = _page(desk, put, "about")
    assert _shows(page, str(desk.shell.places.vault))
    assert _shows(page, "What is not protected")


def test_in_a_narrow_window_the_part_chosen_is_scrolled_to(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "about")
    page.resize(700, 500)
    (beside,) = page.findChildren(Beside)
    qtbot.waitUntil(lambda: beside.verticalScrollBar().maximum() > 0)
    page.list.chosen.emit()
    assert beside.verticalScrollBar().value() > 0


@pytest.mark.parametrize(("percent", "is_beside"), [(100, True), (150, True), (200, False)])
def test_the_list_stands_beside_the_part_where_there_is_room(
    desk: Desk, put: Put, qapp: QApplication, percent: int, is_beside: bool
) -> None:
    window = cast(QStackedWidget, put(QStackedWidget()))
    apply_theme(qapp, load_theme("light", percent))
    try:
        page = SettingsPage(desk.shell, "recovery")
        window.resize(1136, 690)
        window.addWidget(page)
        window.setCurrentWidget(page)
        page.take_focus()
        qapp.processEvents()
        (beside,) = page.findChildren(Beside)
        part = cast(RecoveryKeyPart, page.open_part)
        first = cast(StandingView, part.view).test_button
        shown = beside.viewport().rect().translated(beside.viewport().mapToGlobal(QPoint(0, 0)))
        assert (part.mapTo(page, QPoint(0, 0)).x() > page.list.width()) is is_beside
        assert shown.contains(first.mapToGlobal(QPoint(4, 4)))
    finally:
        apply_theme(qapp, load_theme())


def test_details_typed_and_not_saved_are_there_when_one_comes_back(desk: Desk, put: Put, qtbot: QtBot) -> None:
    before = _page(desk, put, "organisation")
    first = cast(OrganisationPart, before.open_part)
    qtbot.waitUntil(lambda: hasattr(first, "form"))
    line = first.form.fields["phone"]
    line.set_raw("01632 96")
    line.changed.emit()
    before.keep()
    after = _page(desk, put, "organisation")
    again = cast(OrganisationPart, after.open_part)
    qtbot.waitUntil(lambda: hasattr(again, "form"))
    assert again.form.fields["phone"].raw() == "01632 96"
    assert _shows(after, "You typed this earlier")
    assert not today(desk.shell.session).needs
    again.save()
    qtbot.waitUntil(lambda: "The details are saved." in desk.said and not desk.tasks.busy)
    assert not desk.shell.session.desk.drafts()


def test_this_computer_is_looked_at_and_again_when_asked(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, "computer")
    part = cast(ComputerPart, page.open_part)
    qtbot.waitUntil(lambda: bool(part.found) and _shows(page, part.found[-1].next_step))
    assert all(_shows(page, one.sentence) and _shows(page, one.answer.value) for one in part.found)
    first, part.found = part.found, ()
    part.again_button.click()
    qtbot.waitUntil(lambda: bool(part.found))
    assert part.found == first
    assert part.again_button.isEnabled()
