"""The pattern is found from the person: searched for, their page, and from its list another case, all by keyboard."""

from PySide6.QtCore import Qt

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.records import Adult, Concern
from safeguard_desktop.settings import Places
from tests.journeys.before import ADULT, ALLEGED, a_case, signed_in
from tests.journeys.person import Person
from ui.pages.case import CasePage
from ui.pages.record import RecordPage
from ui.widgets.table_list import TableList


def _another_case(places: Places, first: str) -> str:
    """Open a second case, of another adult, in which the same person is alleged to cause harm."""
    with signed_in(places) as session:
        alleged = next(one.record for one in open_case(session, first).people if one.name == ALLEGED)
        adult = add_person(session, Adult(name="Doris Hale"))
        concern = Concern(adult=adult, alleged=alleged, summary="Pulled by the arm")
        case = hand_in(session, begin_concern(session, adult), concern)
        assert case is not None
        return case


def test_from_a_person_found_by_name_to_another_case_and_back_to_them(person: Person) -> None:
    first = a_case(person.places)
    second = _another_case(person.places, first)
    program = person.start()
    person.signs_in()
    box = program.window.top.search
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write("Leonard")
    person.waits(lambda: box.results is not None and box.results.count() > 0)
    person.press(Qt.Key.Key_Down)
    listed = box.results
    assert listed is not None
    while not listed.currentItem().text().startswith(ALLEGED):
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    page = person.is_at(RecordPage)
    person.waits_to_see("Alleged to cause harm in 2 cases")
    person.tab_to("Named in 2 cases")
    table = person.here
    assert isinstance(table, TableList)
    while table.current_key() != second:
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    case = person.is_at(CasePage)
    assert case.case_id == second
    assert case.title.text() == "Doris Hale"
    person.tab_to(f"{ALLEGED}: named in 1 other case, alleged to cause harm in it")
    person.press(Qt.Key.Key_Return)
    person.waits(lambda: program.page is not page and isinstance(program.page, RecordPage))
    person.is_at(RecordPage)
    person.waits_to_see("Alleged to cause harm in 2 cases")
    page = person.is_at(RecordPage)
    assert [crumb.words for crumb in page.crumbs] == ["Cases", "Doris Hale", "Person"]
    assert ADULT in [row.cells[1].text for row in page.findChildren(TableList)[0].rows]
