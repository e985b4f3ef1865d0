"""A case is closed from its own page, and what must not be forgotten is asked first."""

from PySide6.QtCore import Qt

from safeguard_desktop.records.vocabulary import CaseFinding, CaseStatus
from tests.journeys.before import ADULT, a_case, signed_in
from tests.journeys.person import Person
from tests.journeys.typist import Typist
from ui.pages.case import CasePage
from ui.pages.cases import CasesPage


def test_a_case_is_closed_with_its_reasons(person: Person) -> None:
    case = a_case(person.places)
    person.start()
    today = person.signs_in()
    person.waits(lambda: bool(today.table.rows))
    person.push("Cases")
    cases = person.is_at(CasesPage)
    person.waits(lambda: bool(cases.table.rows))
    person.tab_to("Narrow down the list")
    person.tab_to("Cases")
    person.press(Qt.Key.Key_Return)
    person.is_at(CasePage)
    person.waits_to_see(ADULT)
    person.push("Add to record")
    person.tab_to_one_that_begins("A change to the case itself")
    person.press(Qt.Key.Key_Space)
    guide = person.begins_to_write()
    person.answer("Open or closed?", "Closed")
    story = {"finding": CaseFinding.NO_RISK_ACTION}
    Typist(person, story).to_the_end(guide)
    person.push("Finish")
    person.is_at(CasePage)
    person.press(Qt.Key.Key_L, ctrl=True)
    assert person.restarts == 1
    with signed_in(person.places) as session:
        current = session.casework.current(case)
        assert current is not None
        assert current.body.answer("status") is CaseStatus.CLOSED
