"""What was shared in a case, and what was not, on its page."""

from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Concern, Disclosure, Record, Role, SharingDecision, When
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.vault import Change
from tests.unit.ui_pages.conftest import Desk, Put
from ui.models.table import Row
from ui.pages.case import CasePage
from ui.pages.found import FoundPage
from ui.pages.save_table_card import SaveTable
from ui.pages.shell import Place
from ui.widgets.table_list import TableList


def _page(desk: Desk, put: Put, qtbot: QtBot, *records: Record) -> CasePage:
    session = desk.started.session
    case = hand_in(session, begin_concern(session), Concern(summary="Shouting"))
    assert case is not None
    session.casework.append([Change(new_id(session.clock), record.kind, record, case) for record in records])
    page = cast(CasePage, put(CasePage(desk.shell, case, "Shared with")))
    qtbot.waitUntil(lambda: page.view is not None and not desk.tasks.busy)
    return page


def _rows(page: QWidget) -> tuple[Row, ...]:
    return page.findChildren(TableList)[-1].rows


def _said(page: CasePage) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells[1:]) for row in _rows(page)]


SENT = Disclosure(organisation="Adult Care", what_sent="A summary", why_words="Her safety")
CAME = Disclosure(
    organisation="Adult Care",
    status=DisclosureStatus.RECEIVED,
    happened=When(year=2026, month=3, about=True),
    completed=True,
)
HELD_BACK = SharingDecision(decision=Decided.DO_NOT_SHARE, reasons="She says no.", completed=True)


def test_a_decision_not_to_share_stands_beside_what_was_shared(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, qtbot, SENT, HELD_BACK)
    assert sorted(_said(page)) == [
        ("Adult Care", "A summary", "Her safety", "Not finished"),
        ("Nobody outside", "Do not share outside", "She says no.", "Not shared"),
    ]
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Shared with"


@pytest.mark.parametrize("is_finished", [True, False])
@pytest.mark.parametrize("status", [None, *DisclosureStatus])
def test_only_what_was_sent_and_finished_counts_as_shared(
    desk: Desk, put: Put, qtbot: QtBot, status: DisclosureStatus | None, is_finished: bool
) -> None:
    body = SENT.model_copy(update={"status": status, "completed": is_finished})
    page = _page(desk, put, qtbot, body)
    is_shared = is_finished and status in (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)
    assert page.tabs.tabText(page.tabs.currentIndex()) == ("Shared with  1" if is_shared else "Shared with")
    is_green = is_finished and status is DisclosureStatus.RECEIVED
    assert [row.cells[-1].tone for row in _rows(page)] == ["green" if is_green else "amber"]
    page.show_tab("Chronology")
    sort = next(row.cells[1] for row in _rows(page) if row.cells[1].text != "Concern")
    assert (sort.text, sort.tone) == (("Shared", "green") if is_shared else ("Sharing", "amber"))
    found = put(FoundPage(desk.shell, "summary"))
    qtbot.waitUntil(lambda: bool(_rows(found)))
    assert [row.cells[0].text for row in _rows(found)] == ["Sharing"]


def test_what_was_begun_says_that_it_is_not_finished(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, qtbot, SENT)
    page.show_tab("Chronology")
    assert "Adult Care: prepared (not finished)" in [row.cells[2].text for row in _rows(page)]


def test_a_day_of_which_nobody_knows_more_is_said_so(desk: Desk, put: Put, qtbot: QtBot) -> None:
    (row,) = _rows(_page(desk, put, qtbot, CAME))
    assert (row.cells[0].text, row.cells[-1].tone) == ("about Mar 2026", "green")


def test_a_manager_saves_it_as_a_table_with_a_reason(
    desk: Desk, put: Put, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.shell.dialogs, "save_file", lambda _parent, _title, name, _pattern: tmp_path / name)
    page = _page(desk, put, qtbot, SENT, HELD_BACK)
    (saver,) = page.findChildren(SaveTable)
    saver.button.click()
    assert saver.lines.text() == "2 lines: the whole list, as it is now."
    assert "with names" in " ".join(label.text() for label in saver.findChildren(QLabel))
    QTest.keyClicks(saver.reason.line, "The inspector asked")
    QTest.keyClick(saver.reason.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The table was saved." in desk.said)
    assert saver.card.isHidden()
    (file,) = tmp_path.glob("*.csv")
    head, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith('"Case","When","How far","Record","Written by","What: The adult at risk"')
    assert len(rows) == 2


def test_a_disk_that_refuses_is_said(
    desk: Desk, put: Put, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "gone" / "table.csv"
    monkeypatch.setattr(desk.shell.dialogs, "save_file", lambda *_asked: nowhere)
    (saver,) = _page(desk, put, qtbot, SENT).findChildren(SaveTable)
    saver.card.given.emit("The inspector asked")
    qtbot.waitUntil(partial(desk.said.__contains__, "The file could not be saved there."))


@pytest.mark.parametrize("desk", [Role.SAFEGUARDING_LEAD], indirect=True)
def test_it_is_saved_by_managers_alone(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, qtbot, SENT)
    assert _said(page)
    assert page.findChildren(SaveTable) == []


@pytest.mark.parametrize("records", [(), (SENT,)])
def test_what_was_sent_is_recorded_from_there(desk: Desk, put: Put, qtbot: QtBot, records: tuple[Record, ...]) -> None:
    page = _page(desk, put, qtbot, *records)
    (made,) = [button for button in page.findChildren(QPushButton) if button.text() == "Record what was sent"]
    made.click()
    qtbot.waitUntil(lambda: bool(desk.wishes))
    (wish,) = desk.wishes
    assert (wish.place, wish.what["work"].kind, wish.what["work"].case) == (Place.WORK, "disclosure", page.case_id)


def test_where_nothing_was_shared_there_is_nothing_to_save(desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = _page(desk, put, qtbot)
    assert "Nothing has been shared outside yet." in [label.text() for label in page.findChildren(QLabel)]
    assert page.findChildren(SaveTable) == []
