"""A concern about somebody new, from the first word until it stands in Cases."""

from PySide6.QtCore import Qt

from tests.journeys.person import Person
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.pages.case import CasePage
from ui.pages.cases import CasesPage
from ui.pages.record import RecordPage
from ui.pages.today import TodayPage

ADULT = "Zoë O’Hara-Ní Dhónaill"


def _begin(person: Person) -> Guide:
    person.start()
    person.signs_in()
    person.push("Record a concern")
    return person.begins_to_write()


def _add_somebody_new(person: Person, name: str) -> None:
    person.fill("The adult at risk", name)
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.waits_to_see("Add the adult at risk")
    person.push("Add this person")
    person.waits_to_see("Change")


def _to_the_check(person: Person, guide: Guide) -> None:
    person.tab_to("Steps")
    person.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    person.waits(lambda: guide.step == CHECK)


def test_a_concern_with_somebody_new_stands_in_cases(person: Person) -> None:
    guide = _begin(person)
    person.answer("Is anyone in danger now?", "No")
    assert person.goes_on(guide) == "the-adult"
    _add_somebody_new(person, ADULT)
    assert person.goes_on(guide) == "what-happened"
    person.fill("In a few words", "Bruise on the left arm")
    person.fill("What happened", "I saw it when I helped her to wash.")
    person.goes_on(guide)
    _to_the_check(person, guide)
    assert person.sees("You can hand it in as it is")
    assert person.sees("You can add these now or later")
    assert not person.sees("still needed")
    person.push("Hand in this concern")
    case = person.is_at(CasePage)
    person.waits_to_see("The concern is in this case.")
    assert case.title.text() == ADULT
    person.waits_to_see("Talk with the adult about sharing, if it is safe")
    person.program.window.side.buttons["CASES"].setFocus()
    person.press(Qt.Key.Key_Space)
    cases = person.is_at(CasesPage)
    assert [row.cells[0].text for row in cases.table.rows] == [ADULT]
    assert cases.table.rows[0].cells[2].text == "Bruise on the left arm"
    person.write("nobody of that name")
    assert cases.table.rows == ()


def test_ctrl_enter_hands_in_only_after_a_look(person: Person) -> None:
    guide = _begin(person)
    person.answer("Is anyone in danger now?", "No")
    person.goes_on(guide)
    _to_the_check(person, guide)
    person.press(Qt.Key.Key_Return, ctrl=True)
    assert person.sees("Ctrl+Enter again: hand in this concern")
    assert guide.step == CHECK
    person.press(Qt.Key.Key_Return, ctrl=True)
    person.is_at(CasePage)


def test_danger_shows_999_and_blocks_nothing(person: Person) -> None:
    guide = _begin(person)
    person.answer("Is anyone in danger now?", "Yes")
    person.waits_to_see("Ring 999 now")
    assert person.goes_on(guide) == "the-adult"


def test_the_record_can_be_read_and_corrected(person: Person) -> None:
    guide = _begin(person)
    person.goes_on(guide)
    _add_somebody_new(person, ADULT)
    person.goes_on(guide)
    person.fill("In a few words", "Bruise")
    person.goes_on(guide)
    _to_the_check(person, guide)
    person.push("Hand in this concern")
    person.is_at(CasePage)
    person.tab_to("Latest in the chronology")
    person.press(Qt.Key.Key_Return)
    record = person.is_at(RecordPage)
    assert "Bruise" in record.title.text()
    person.push("Carry on")
    again = person.begins_to_write()
    assert again.record.answer("summary") == "Bruise"


def test_an_earlier_concern_is_shown_when_looking_back(person: Person) -> None:
    guide = _begin(person)
    person.goes_on(guide)
    _add_somebody_new(person, ADULT)
    person.goes_on(guide)
    person.fill("In a few words", "Bruise on the left arm")
    person.goes_on(guide)
    _to_the_check(person, guide)
    person.push("Hand in this concern")
    person.is_at(CasePage)
    person.program.window.side.buttons["TODAY"].setFocus()
    person.press(Qt.Key.Key_Space)
    person.is_at(TodayPage)
    person.push("Record a concern")
    second = person.begins_to_write()
    person.goes_on(second)
    person.fill("The adult at risk", "zoë")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.goes_on(second)
    second.go_to("looking-back")
    person.waits_to_see("1 earlier concern may belong together with this one")
    person.waits_to_see("Bruise on the left arm")
