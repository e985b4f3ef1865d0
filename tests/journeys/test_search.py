"""The search box of the top bar: a word stands there while it is looked for, and not afterwards."""

from PySide6.QtCore import Qt

from tests.journeys.before import a_case
from tests.journeys.person import Person
from ui.pages.cases import CasesPage
from ui.pages.found import FoundPage
from ui.pages.shell import Place, Wish


def test_a_word_that_was_looked_for_does_not_stay_in_the_box(person: Person) -> None:
    a_case(person.places)
    program = person.start()
    person.signs_in()
    box = program.window.top.search
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write("Margaret")
    person.press(Qt.Key.Key_Return)
    person.is_at(FoundPage)
    assert box.text() == "Margaret"
    program.go(Wish(Place.CASES))
    person.is_at(CasesPage)
    assert box.text() == ""
    program.window.go_back()
    person.is_at(FoundPage)
    assert box.text() == "Margaret"
