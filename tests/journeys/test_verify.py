"""Somebody wonders whether the record is complete: from the case to the check, with the keyboard alone."""

from PySide6.QtCore import Qt

from tests.journeys.before import a_case, signed_in, written
from tests.journeys.person import Person
from ui.pages.case import CasePage
from ui.pages.settings import SettingsPage
from ui.pages.settings_verify import VerifyPart
from ui.pages.shell import Place, Wish


def test_from_a_case_to_a_record_that_is_complete(person: Person) -> None:
    case = a_case(person.places)
    written(person.places, case, "advice-call")
    with signed_in(person.places) as session:
        head = str(session.vault.casework.head())
    _ask(person, case)
    person.push("Check the record")
    person.waits_to_see("This record is complete.")
    assert person.sees("The cases: complete.")
    person.fill("What stands after “Record” at the foot of the form", head)
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("It fits: this record held exactly this then")


def test_a_record_that_was_changed_past_the_program_is_said_to_be(person: Person) -> None:
    case = a_case(person.places)
    _ask(person, case)
    session = person.program.session
    assert session is not None
    connection = session.vault.casework._database.connection()
    connection.execute("DROP TRIGGER revision_body_is_fixed")
    connection.execute("UPDATE revision SET body = replace(body, 'pushed', 'helped') WHERE kind = 'concern'")
    person.push("Check the record")
    person.waits_to_see("Something does not fit in 1 of 3 parts of this record.")
    assert person.sees("its words are not those that were written")
    assert person.sees("tell your manager")


def _ask(person: Person, case: str) -> None:
    """Go from Today to the case's chronology, and ask there."""
    person.start()
    person.signs_in()
    person.program.go(Wish(Place.CASE, {"case_id": case, "tab": "Chronology"}))
    person.is_at(CasePage)
    person.push("Is this record complete?")
    page = person.is_at(SettingsPage)
    assert isinstance(page.open_part, VerifyPart)
