"""A record that two people changed apart: the page says so, and so does saving it."""

from typing import cast

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import Work, carry_on
from safeguard_desktop.casework.joining import TITLE
from safeguard_desktop.records import Concern
from safeguard_desktop.vault import Change
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.record import RecordPage
from ui.pages.work import WorkPage


def _changed_by_two(desk: Desk) -> Work:
    session = desk.started.session
    begun = begin_concern(session)
    hand_in(session, begun, Concern(summary="Bruise"))
    work = carry_on(session, begun.id)
    for said in ("Bruise, left arm", "Bruise, right arm"):
        body = work.record.with_answers({"summary": said})
        session.casework.append([Change(work.id, work.kind, body, work.case, work.heads)])
    return work


def test_it_is_said_when_it_is_read(desk: Desk, put: Put, qtbot: QtBot) -> None:
    work = _changed_by_two(desk)
    page = cast(RecordPage, put(RecordPage(desk.shell, work.id)))
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    said = [label.text() for label in page.findChildren(QLabel)]
    assert TITLE in said
    assert any("The other version says “Bruise, left arm”." in text for text in said)


def test_it_is_said_when_it_is_opened_and_when_both_are_put_together(desk: Desk, put: Put, qtbot: QtBot) -> None:
    work = _changed_by_two(desk)
    page = cast(WorkPage, put(WorkPage(desk.shell, record_id=work.id)))
    qtbot.waitUntil(lambda: page.guide is not None)
    assert desk.said == [TITLE]
    assert page.guide is not None
    page.guide.save()
    qtbot.waitUntil(lambda: desk.said == [TITLE, TITLE])
    page.guide.save()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert desk.said == [TITLE, TITLE]
    assert len(desk.started.session.casework.heads(work.id)) == 1
