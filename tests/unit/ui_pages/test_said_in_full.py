"""What a page says of a name and of a day is not cut short."""

from datetime import UTC, datetime, timedelta
from typing import cast

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.clock import SetClock, moment_words
from safeguard_desktop.records import Adult, Concern
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.case import CasePage
from ui.pages.page import Page
from ui.pages.work import WorkPage


def sees(page: Page, text: str) -> bool:
    return any(text in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_name_that_begins_with_a_title_is_said_whole(desk: Desk, put: Put, qtbot: QtBot) -> None:
    session = desk.shell.session
    adult = add_person(session, Adult(name="Ivy Rose Penhale", preferred_name="Miss Penhale"))
    case = hand_in(session, begin_concern(session), Concern(adult=adult, summary="Bruise"))
    assert case is not None
    page = cast(CasePage, put(CasePage(desk.shell, case_id=case)))
    qtbot.waitUntil(lambda: sees(page, "What Miss Penhale wants"))


def test_what_was_saved_yesterday_says_its_day(desk: Desk, put: Put, qtbot: QtBot) -> None:
    session = desk.shell.session
    vault, now = session.vault, datetime.now(UTC)
    before = now - timedelta(days=1)
    vault.clock = vault.casework._clock = clock = SetClock(before)
    work = begin_concern(session)
    hand_in(session, work, Concern(summary="Bruise"))
    clock.moment = now
    page = cast(WorkPage, put(WorkPage(desk.shell, record_id=work.id)))
    qtbot.waitUntil(lambda: sees(page, f"Saved {moment_words(before)}."))
