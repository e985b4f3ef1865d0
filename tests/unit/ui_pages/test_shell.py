"""What every page is handed."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.cases import CasesPage
from ui.pages.reviews import ReviewsPage
from ui.pages.shell import Place


def test_asked_for_twice_at_once_it_is_begun_once(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.begin("concern", None)
    desk.shell.begin("concern", None)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert [wish.place for wish in desk.wishes] == [Place.WORK]
    assert len(desk.started.session.desk.drafts()) == 1
    desk.shell.begin("concern", None)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(desk.wishes) == 2


def test_what_cannot_be_begun_is_said_and_can_be_tried_again(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(2):
        desk.shell.begin("risk-review", "no such case")
        qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(desk.said) == 2


def test_a_page_that_fills_late_leaves_the_focus_where_the_person_went(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = ReviewsPage(desk.shell)
    box = QLineEdit()
    page.body.addWidget(box)
    put(page)
    page.take_focus()
    box.setFocus()
    page.take_focus_late()
    assert box.hasFocus()
    cases = CasesPage(desk.shell)
    put(cases)
    cases.take_focus()
    cases.take_focus_late(cases.record_button)
    assert cases.record_button.hasFocus()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
