"""What waits in the inbox, by keyboard: read, matched with somebody known, put into the cases; and what is bad."""

from PySide6.QtCore import Qt

from safeguard_desktop.casework.reporting import Report, send_report
from safeguard_desktop.clock import SystemClock, new_id
from safeguard_desktop.records import YesNo
from safeguard_desktop.settings import Places
from tests.journeys.before import ADULT, ALLEGED, a_case
from tests.journeys.person import Person
from ui.pages.case import CasePage
from ui.pages.inbox import InboxPage
from ui.pages.record import RecordPage
from ui.pages.today import TodayPage

TOLD = Report(adult_name="Maggie Ellis", account="She had a bruise on her arm.", says="Ffion Prys")


def _bad(places: Places) -> None:
    (places.vault / "inbox" / f"{new_id(SystemClock())}.age").write_bytes(b"not a pack")


def _opens_from_today(person: Person, what: str) -> InboxPage:
    today = person.is_at(TodayPage)
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Home)
    for row in today.table.rows:
        if what in row.cells[2].text:
            break
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    return person.is_at(InboxPage)


def test_a_report_is_read_matched_and_put_into_the_case_of_somebody_known(person: Person) -> None:
    case = a_case(person.places)
    send_report(person.places, TOLD)
    person.start()
    person.signs_in()
    page = _opens_from_today(person, "reported while locked")
    person.waits_to_see("Reported while locked: author not verified")
    assert person.sees("They say they are Ffion Prys.")
    assert person.sees("The adult at risk: “Maggie Ellis”")
    assert person.sees("She had a bruise on her arm.")
    assert person.sees("If you say nothing, they are taken for somebody new.")
    assert [asked.chosen() for asked in page.people] == [None]
    person.push(f"The same person: {ADULT}")
    assert person.here_is == f"Change {ADULT}"
    person.push("Put it into the cases")
    shown = person.is_at(CasePage)
    assert (shown.case_id, shown.title.text()) == (case, ADULT)
    person.waits_to_see("It is in this case now.")
    person.tab_to("Latest in the chronology")
    person.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    person.is_at(RecordPage)
    person.waits_to_see("They called the adult at risk “Maggie Ellis”.")
    assert person.sees("Accepted by Imani Okafor")


def test_a_report_about_somebody_new_opens_a_case(person: Person) -> None:
    a_case(person.places)
    send_report(person.places, TOLD.model_copy(update={"adult_name": "Dai Pugh"}))
    person.start()
    person.signs_in()
    _opens_from_today(person, "reported while locked")
    person.waits_to_see("The adult at risk: “Dai Pugh”")
    assert not person.sees("Already known")
    person.push("Put it into the cases")
    assert person.is_at(CasePage).title.text() == "Dai Pugh"


def test_one_that_cannot_be_opened_says_so_and_stops_nothing(person: Person) -> None:
    _bad(person.places)
    send_report(person.places, TOLD)
    person.start()
    person.signs_in()
    _opens_from_today(person, "could not be opened")
    person.waits_to_see("This is not a sealed file.")
    assert person.sees("It stays in the inbox, and stops nothing else.")
    assert person.here_is == "Leave it for now"
    person.press(Qt.Key.Key_Space)
    _opens_from_today(person, "reported while locked")
    person.push("Put it into the cases")
    person.is_at(CasePage)
    assert len(list((person.places.vault / "inbox").iterdir())) == 1


def test_somebody_alleged_in_two_concerns_is_one_person_once_the_lead_says_so(person: Person) -> None:
    a_case(person.places)
    told = TOLD.model_copy(update={"adult_name": "Dai Pugh", "alleged_name": "Len Ellis", "alleged_staff": YesNo.NO})
    send_report(person.places, told)
    person.start()
    person.signs_in()
    page = _opens_from_today(person, "reported while locked")
    person.waits_to_see("The person alleged to cause harm: “Len Ellis”")
    assert person.sees("named in 1 case")
    person.push(f"Somebody else than {ALLEGED}")
    person.fill("Is “Len Ellis” in the record already?", "Nobody like this")
    person.push("Put it into the cases")
    person.waits_to_see("Pick one from the list below the box, or empty the box.")
    person.press(Qt.Key.Key_A, ctrl=True)
    person.write("Leonard")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person.here_is == f"Change {ALLEGED}"
    assert [asked.chosen() is None for asked in page.people] == [True, False]
    person.push("Put it into the cases")
    case = person.is_at(CasePage)
    assert case.title.text() == "Dai Pugh"
    assert case.view is not None
    assert [(one.name, one.part) for one in case.view.people] == [
        ("Dai Pugh", "Adult at risk"),
        (ALLEGED, "Person alleged to cause harm"),
    ]
    case.open_record(case.view.events[0].record)
    person.is_at(RecordPage)
    person.waits_to_see("the person alleged to cause harm “Len Ellis”")


def test_enter_pressed_again_takes_nobody_for_somebody_new(person: Person) -> None:
    a_case(person.places)
    send_report(person.places, TOLD)
    person.start()
    person.signs_in()
    page = _opens_from_today(person, "reported while locked")
    person.waits(lambda: person.here_is == "Reported while locked: author not verified")
    person.press(Qt.Key.Key_Return)
    person.push("Put it into the cases")
    person.waits_to_see("Say first whether it is the same person, or choose “Not sure: somebody new”.")
    assert person.here_is == "Already known: are they the same person?"
    person.press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert person.is_at(InboxPage) is page
    assert page.people[0].is_open
    person.push("Put it into the cases")
    assert person.is_at(CasePage).title.text() == "Maggie Ellis"


def test_whoever_is_not_sure_says_so_and_goes_on(person: Person) -> None:
    a_case(person.places)
    send_report(person.places, TOLD)
    person.start()
    person.signs_in()
    page = _opens_from_today(person, "reported while locked")
    person.push("Not sure: somebody new")
    person.waits_to_see("You are not sure: they are taken for somebody new.")
    assert page.people[0].chosen() is None
    person.push("Put it into the cases")
    assert person.is_at(CasePage).title.text() == "Maggie Ellis"


def test_each_question_that_is_open_is_asked_once_and_stops_nobody(person: Person) -> None:
    case = a_case(person.places)
    send_report(person.places, TOLD.model_copy(update={"alleged_name": "Len Ellis", "alleged_staff": YesNo.NO}))
    person.start()
    person.signs_in()
    page = _opens_from_today(person, "reported while locked")
    person.push("Put it into the cases")
    person.waits(page.people[0].known.hasFocus)
    person.push(f"The same person: {ADULT}")
    person.push("Put it into the cases")
    person.waits(page.people[1].known.hasFocus)
    person.push("Put it into the cases")
    shown = person.is_at(CasePage)
    assert shown.case_id == case
    assert shown.view is not None
    assert {"Len Ellis", ALLEGED} <= {one.name for one in shown.view.people}
