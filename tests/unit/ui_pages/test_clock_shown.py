"""A clock that is wrong is said on Today, and on what was written meanwhile."""

from datetime import UTC, datetime, timedelta
from typing import cast

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.records import Concern
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.page import Page
from ui.pages.record import RecordPage
from ui.pages.today import TodayPage

SAID = "This computer’s clock may be wrong"
FLAG = "The computer’s clock was wrong when this was written"


def written(desk: Desk) -> str:
    work = begin_concern(desk.shell.session)
    hand_in(desk.shell.session, work, Concern(summary="Bruise"))
    return work.id


def sees(page: Page, text: str) -> bool:
    return any(label.text() == text and label.isVisible() for label in page.findChildren(QLabel))


def test_a_wrong_clock_is_said_on_today_and_on_the_record(desk: Desk, put: Put, qtbot: QtBot) -> None:
    vault = desk.shell.session.vault
    now = datetime.now(UTC)
    vault.clock = vault.casework._clock = clock = SetClock(now)
    right = [written(desk) for _ in range(3)]
    clock.moment = now - timedelta(hours=1)
    wrong = written(desk)
    page = cast(TodayPage, put(TodayPage(desk.shell)))
    qtbot.waitUntil(lambda: sees(page, SAID))
    clock.moment = now
    flagged = cast(RecordPage, put(RecordPage(desk.shell, wrong)))
    qtbot.waitUntil(lambda: sees(flagged, FLAG))
    usual = cast(RecordPage, put(RecordPage(desk.shell, right[0])))
    qtbot.waitUntil(usual.correct_button.isVisible)
    assert not sees(usual, FLAG)
    again = cast(TodayPage, put(TodayPage(desk.shell)))
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not sees(again, SAID)
