"""What a case and a person's page show of the other cases that name somebody."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Adult, Concern, Person, YesNo
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.vocabulary import CaseRole
from safeguard_desktop.vault import Change
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.case import CasePage
from ui.pages.page import Page
from ui.pages.record import RecordPage
from ui.pages.shell import Place
from ui.widgets.callout import Callout
from ui.widgets.table_list import TableList
from ui.widgets.wrap_link import WrapLink


def _case(session: Session, adult: str, **answers: object) -> str:
    concern = Concern(summary="Pushed").with_answers({"adult": adult, **answers})
    case = hand_in(session, begin_concern(session), concern)
    assert case is not None
    return case


@pytest.fixture
def ivor(desk: Desk) -> str:
    return add_person(desk.shell.session, Person(name="Ivor Field"))


@pytest.fixture
def cases(desk: Desk, ivor: str) -> tuple[str, ...]:
    """Two cases in which one person is alleged to cause harm, the second about somebody with a case before."""
    session = desk.shell.session
    doris, ines = (add_person(session, Adult(name=name)) for name in ("Doris Hale", "Ines Moreau"))
    return tuple(_case(session, one, alleged=ivor, alleged_known=YesNo.YES) for one in (doris, ines))


def _texts(widget: QWidget) -> list[str]:
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def _shown(qtbot: QtBot, put: Put, desk: Desk, page: Page) -> Page:
    put(page)
    qtbot.waitUntil(lambda: not desk.tasks.busy and page.title.isVisibleTo(page))
    return page


def test_a_persons_page_lists_the_cases_that_name_them(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str, cases: tuple[str, ...]
) -> None:
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor))
    assert "Named in 2 cases" in _texts(page)
    assert "Alleged to cause harm in 2 cases" in _texts(page)
    (table,) = page.findChildren(TableList)
    assert {row.key for row in table.rows} == set(cases)
    assert {row.cells[1].text for row in table.rows} == {"Doris Hale", "Ines Moreau"}
    assert {(row.cells[2].text, row.cells[2].tone) for row in table.rows} == {("Person alleged to cause harm", "amber")}
    table.setFocus()
    wanted = table.current_key()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert [(wish.place, wish.what) for wish in desk.wishes] == [(Place.CASE, {"case_id": wanted})]


def test_somebody_in_no_case_has_an_empty_list_and_other_records_have_none(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str
) -> None:
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor))
    assert {"Named in no case", "No case that you can open names them."} <= set(_texts(page))
    own = _case(desk.shell.session, add_person(desk.shell.session, Adult(name="Ken Ash")))
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, own))
    assert not any(said.startswith("Named in") for said in _texts(page))


def test_a_restricted_case_is_marked_for_whoever_may_see_it(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str, cases: tuple[str, ...]
) -> None:
    restrict(desk.shell.session, cases[0], [desk.shell.session.account.id], "Staff are part of it")
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor))
    (table,) = page.findChildren(TableList)
    marks = {row.key: row.cells[1].said for row in table.rows}
    assert marks == {cases[0]: "Doris Hale, Restricted", cases[1]: "Ines Moreau"}


def test_a_case_says_beside_each_person_that_others_name_them(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str, cases: tuple[str, ...]
) -> None:
    page = _shown(qtbot, put, desk, CasePage(desk.shell, cases[0]))
    (box,) = [one for one in page.findChildren(Callout) if one.accessibleName().startswith("Alleged to cause harm")]
    assert box.property("callout") == "attention"
    (link,) = box.findChildren(WrapLink)
    assert link.accessibleName() == "Ivor Field: named in 1 other case, alleged to cause harm in it"
    link.click()
    assert [(wish.place, wish.what) for wish in desk.wishes] == [
        (Place.RECORD, {"record_id": ivor, "case_id": cases[0]})
    ]
    assert isinstance(page, CasePage)
    page.show_tab("People")
    qtbot.waitUntil(lambda: bool(page.findChildren(TableList)))
    table = page.findChildren(TableList)[-1]
    cells = {row.cells[0].text: row.cells[2] for row in table.rows}
    assert (cells["Doris Hale"].text, cells["Doris Hale"].tone) == ("", "")
    assert cells["Ivor Field"].text == "Named in 1 other case, alleged to cause harm in it"
    assert cells["Ivor Field"].tone == "amber"


def test_somebody_else_in_several_cases_is_marked_less_strongly(qtbot: QtBot, desk: Desk, put: Put) -> None:
    session = desk.shell.session
    ken, lil = (add_person(session, Adult(name=name)) for name in ("Ken Ash", "Lil Orme"))
    own, other = _case(session, ken), _case(session, lil)
    found = session.casework.current(other)
    assert found is not None
    row = CasePerson(person=ken, role=CaseRole.WITNESS)
    session.casework.append(
        [Change(other, found.kind, found.body.with_answers({"people": (row,)}), other, (found.id,))]
    )
    page = _shown(qtbot, put, desk, CasePage(desk.shell, own))
    boxes = {one.accessibleName(): one for one in page.findChildren(Callout)}
    assert boxes["Also named in other cases"].property("callout") == "plain"
    (link,) = boxes["Also named in other cases"].findChildren(WrapLink)
    assert link.accessibleName() == "Ken Ash: named in 1 other case"
    assert not any(name.startswith("Alleged") for name in boxes)


def test_the_path_is_that_of_the_case_one_came_from(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str, cases: tuple[str, ...]
) -> None:
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor, cases[1]))
    assert [crumb.words for crumb in page.crumbs] == ["Cases", "Ines Moreau", "Person"]
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor))
    assert "Adult not known yet" not in [crumb.words for crumb in page.crumbs]


def test_the_page_says_who_wrote_it_first_and_who_changed_it_last(
    qtbot: QtBot, desk: Desk, put: Put, ivor: str
) -> None:
    page = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor))
    assert page.under_title.text().startswith("Written by Imani Okafor, ")
    assert "Changed last" not in page.under_title.text()
    session = desk.shell.session
    found = session.casework.current(ivor)
    assert found is not None
    session.casework.append([Change(ivor, found.kind, found.body.with_answers({"notes": "Tall"}), None, (found.id,))])
    said = _shown(qtbot, put, desk, RecordPage(desk.shell, ivor)).under_title.text()
    assert "Changed last by Imani Okafor, " in said
    assert said.endswith("It was saved 2 times.")
