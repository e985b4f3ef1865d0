"""Begun by mistake: withdrawn from the guide with the keyboard, found again, and brought back."""

from PySide6.QtCore import Qt

from safeguard_desktop.records import Role
from tests.journeys.before import a_case, signed_in
from tests.journeys.person import Person
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from ui.pages.case import CasePage
from ui.pages.found import FoundPage
from ui.pages.record import RecordPage
from ui.pages.today import TodayPage

_TALK = "Talk with the adult about sharing, if it is safe"


def _opens_the_case(person: Person) -> None:
    person.start()
    person.signs_in()
    person.opens_the_first_case()


def _asks_to_withdraw(person: Person) -> None:
    person.push("Begun by mistake? Withdraw it")
    person.is_at(RecordPage)
    person.waits_to_see("Why do you withdraw it?")


def _withdraws(person: Person) -> None:
    _asks_to_withdraw(person)
    person.push("Withdraw it")
    assert person.sees("Say why you withdraw it.")
    person.write("She has gone to hospital.")
    person.push("Withdraw it")


def _finds(person: Person, word: str) -> None:
    """Open the only thing that the search finds."""
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write(word)
    person.press(Qt.Key.Key_Return)
    found = person.is_at(FoundPage)
    person.waits(lambda: len(found.table.rows) == 1)
    found.table.setFocus()
    person.press(Qt.Key.Key_Return)
    person.is_at(RecordPage)


def test_what_was_begun_by_mistake_is_withdrawn_and_brought_back(person: Person) -> None:
    a_case(person.places)
    _opens_the_case(person)
    person.push(_TALK)
    guide = person.begins_to_write()
    person.fill("Where you spoke", "In the garden")
    person.goes_on(guide)
    _withdraws(person)
    person.is_at(CasePage)
    person.waits_to_see("It is withdrawn. It is kept: search for “withdrawn” to find it.")
    person.waits_to_see(_TALK)
    _finds(person, "garden")
    person.waits_to_see("She has gone to hospital.")
    assert person.sees("Withdrawn")
    person.push("Bring it back")
    person.waits_to_see("It is on the lists again.")
    person.push("Carry on")
    again = person.begins_to_write()
    assert again.record.answer("where") == "In the garden"


def test_a_reason_half_typed_outlives_a_lock(person: Person) -> None:
    a_case(person.places)
    _opens_the_case(person)
    person.push(_TALK)
    person.begins_to_write()
    _asks_to_withdraw(person)
    person.fill("Why do you withdraw it?", "She has gone to")
    person.locks()
    person.start()
    person.signs_in()
    person.tab_to_one_that_begins("Carry on: ")
    person.press(Qt.Key.Key_Space)
    person.begins_to_write()
    if person.sees("Show all steps"):
        person.push("Show all steps")
    _asks_to_withdraw(person)
    assert getattr(person.here, "toPlainText", str)() == "She has gone to"


def test_one_can_leave_it_as_it_is(person: Person) -> None:
    a_case(person.places)
    _opens_the_case(person)
    person.push(_TALK)
    person.begins_to_write()
    _asks_to_withdraw(person)
    person.press(Qt.Key.Key_Escape)
    assert not person.sees("Why do you withdraw it?")
    person.push("Carry on")
    person.begins_to_write()


def test_a_care_worker_withdraws_what_they_began_and_never_handed_in(person: Person) -> None:
    with signed_in(person.places) as session:
        add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    person.signs_in_as("Ffion Prys", THEIR_PASSPHRASE)
    person.push("Record a concern")
    guide = person.begins_to_write()
    for _until_what_happened in range(2):
        person.goes_on(guide)
    person.fill("In a few words", "Shouting in the garden")
    person.goes_on(guide)
    _withdraws(person)
    today = person.is_at(TodayPage)
    person.waits_to_see("It is withdrawn. It is kept: search for “withdrawn” to find it.")
    assert not person.sees("Carry on")
    assert today.table.rows == ()
    _finds(person, "withdrawn")
    person.waits_to_see("She has gone to hospital.")
    person.push("Bring it back")
    person.waits_to_see("It is on the lists again.")
    person.push("Carry on")
    assert person.begins_to_write().record.answer("summary") == "Shouting in the garden"
