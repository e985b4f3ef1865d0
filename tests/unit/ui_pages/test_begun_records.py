"""A record that was only begun, and one whose saving fails after its page was left."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern
from safeguard_desktop.errors import StorageTrouble
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.record import RecordPage
from ui.pages.work import WorkPage


def test_what_was_only_begun_can_be_come_back_to(desk: Desk, put: Put, qtbot: QtBot) -> None:
    work = begin_concern(desk.started.session)
    page = cast(RecordPage, put(RecordPage(desk.shell, work.id)))
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not desk.said
    assert "Begun, and not saved yet." in [label.text() for label in page.findChildren(QLabel)]
    assert page.correct_button.text() == "Carry on"
    assert not page.print_button.isVisible()


def _disk_is_full() -> None:
    raise StorageTrouble("The disk is full.", "Make room, then try again.")


def test_a_trouble_is_said_also_when_the_guide_was_left(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = cast(WorkPage, put(WorkPage(desk.shell, work=begin_concern(desk.started.session))))
    qtbot.waitUntil(lambda: page.guide is not None)
    page._ask(_disk_is_full, print)
    assert page.guide is not None
    page.guide.deleteLater()
    QCoreApplication.sendPostedEvents(page.guide, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: "The disk is full." in desk.said)
