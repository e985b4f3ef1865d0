"""The first tab of a case says what must not be missed: of what nobody knows who wrote it."""

from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.inbox import look_in
from safeguard_desktop.casework.reporting import Report, send_report
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import AdviceCall, Concern
from safeguard_desktop.vault import Change
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.case import CasePage
from ui.widgets.table_list import TableList

_SAID = "Author not verified"


def _case(desk: Desk, *, is_reported: bool) -> str:
    session = desk.shell.session
    if is_reported:
        send_report(desk.shell.places, Report(account="A bruise"))
        (waiting,) = look_in(session)
        case = accept(session, waiting.pack)
    else:
        case = hand_in(session, begin_concern(session), Concern(summary="A bruise"))
    assert case is not None
    return case


def _lines(page: CasePage) -> list[str]:
    return [row.cells[2].text for row in page.findChildren(TableList)[0].rows]


@pytest.mark.parametrize("is_reported", [True, False])
def test_what_was_reported_while_locked_is_not_verified_for_good(
    desk: Desk, put: Put, qtbot: QtBot, is_reported: bool
) -> None:
    case, session = _case(desk, is_reported=is_reported), desk.shell.session
    page = cast(CasePage, put(CasePage(desk.shell, case)))
    qtbot.waitUntil(lambda: page.view is not None and not desk.tasks.busy)
    assert (_SAID in [label.text() for label in page.findChildren(QLabel)]) == is_reported
    assert _lines(page) == [f"A bruise (not finished){' (author not verified)' if is_reported else ''}"]
    session.casework.append([Change(new_id(session.clock), AdviceCall.kind, AdviceCall(), case) for _ in range(9)])
    later = cast(CasePage, put(CasePage(desk.shell, case)))
    qtbot.waitUntil(lambda: later.view is not None and not desk.tasks.busy)
    assert not any("bruise" in line for line in _lines(later))
    assert (_SAID in [label.text() for label in later.findChildren(QLabel)]) == is_reported
