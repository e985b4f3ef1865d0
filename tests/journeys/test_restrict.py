"""A case in which a colleague is implicated is restricted, and a concern about one goes to chosen people alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import save_step
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.records import Adult, Concern, MaracReferral, YesNo
from safeguard_desktop.records import Person as SomebodyNamed
from safeguard_desktop.settings import Places
from tests.journeys.before import ADULT, signed_in, written
from tests.journeys.person import NAME, Person
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from ui.guides.check_page import CHECK
from ui.pages.case import CasePage
from ui.pages.cases import CasesPage
from ui.pages.found import FoundPage
from ui.pages.pack import PackPage
from ui.pages.record import RecordPage
from ui.pages.restrict import RestrictPage
from ui.pages.shell import Place, Wish
from ui.pages.work import WorkPage

LEAD = "Craig Dunn"


@pytest.fixture(autouse=True)
def _colleague(person: Person) -> None:
    """Give the implicated lead an account."""
    with signed_in(person.places) as session:
        add_colleague(session, LEAD)


def a_staff_case(places: Places) -> str:
    with signed_in(places) as session:
        adult = add_person(session, Adult(name=ADULT))
        alleged = add_person(session, SomebodyNamed(name="C. Dunn"))
        concern = Concern(
            adult=adult, alleged_known=YesNo.YES, alleged=alleged, alleged_staff=YesNo.YES, summary="Pulled by the arm"
        )
        case = hand_in(session, begin_concern(session), concern)
        assert case is not None
        return case


def is_ticked(person: Person, name: str) -> bool:
    page = person.program.page
    assert page is not None
    named = [one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name]
    return any(one.isChecked() for one in named)


def test_a_case_is_restricted_and_is_not_there_for_the_implicated_lead(person: Person) -> None:
    a_staff_case(person.places)
    person.signs_in_as(NAME)
    person.opens_the_first_case()
    person.waits_to_see("Staff are part of it: choose who may see this case")
    person.push("Restrict this case…")
    person.is_at(RestrictPage)
    person.waits_to_see("Craig Dunn has a name like that of the person alleged to cause harm. They are left out.")
    assert (is_ticked(person, NAME), is_ticked(person, LEAD)) == (True, False)
    person.waits_to_see("Backups made before now hold it as it was")
    person.tab_to(LEAD)
    person.press(Qt.Key.Key_Space)
    assert person.sees("You have ticked them: they could open this.")
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Return, ctrl=True)
    person.is_at(CasePage)
    person.waits_to_see("Only the people you chose can see this case now.")
    person.waits_to_see("Restricted")
    person.waits_to_see(f"Only these people may see it: {NAME}")
    person.locks()
    today = person.signs_in_as(LEAD, THEIR_PASSPHRASE)
    assert not today.table.rows
    assert not person.sees(ADULT)
    person.push("Cases")
    cases = person.is_at(CasesPage)
    assert cases.count.text() == "0 cases"
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write("Margaret")
    person.press(Qt.Key.Key_Return)
    person.is_at(FoundPage)
    assert not person.sees(ADULT)
    assert not person.sees("estrict")


def test_who_may_see_it_is_changed_and_given_back(person: Person) -> None:
    a_staff_case(person.places)
    person.signs_in_as(NAME)
    person.opens_the_first_case()
    person.push("Restrict this case…")
    person.is_at(RestrictPage)
    person.tab_to("Why")
    person.press(Qt.Key.Key_A, ctrl=True)
    person.press(Qt.Key.Key_Delete)
    person.push("Restrict this case")
    person.waits_to_see("Say why.")
    person.fill("Why", "She named him")
    person.push("Restrict this case")
    person.is_at(CasePage)
    person.waits_to_see("Only the people you chose can see this case now.")
    person.push("Who may see it…")
    page = person.is_at(RestrictPage)
    person.fill("Why", "He is cleared")
    person.push("Let the whole team see it again")
    assert "Everybody who can read cases" in person.answers.asked[-1]
    person.is_at(CasePage)
    person.waits_to_see("The whole team can see this case again.")
    assert page.proposal is not None
    assert not person.sees("Only these people may see it")


def test_its_records_its_pack_and_what_is_found_say_that_it_is_restricted(person: Person) -> None:
    case = a_staff_case(person.places)
    referral = written(person.places, case, MaracReferral.kind)
    with signed_in(person.places) as session:
        restrict(session, case, [session.account.id], "She named him")
    person.signs_in_as(NAME)
    program = person.program
    who = f"Only these people may see it: {NAME}"
    program.go(Wish(Place.RECORD, {"record_id": referral, "case_id": case}))
    page = person.is_at(RecordPage)
    person.waits_to_see("Restricted")
    assert page.accessibleName() == "MARAC referral: Invented MARAC. Restricted"
    assert f"Restricted. {who}." in [label.accessibleName() for label in page.findChildren(QLabel)]
    program.go(Wish(Place.PACK, {"record_id": referral}))
    person.is_at(PackPage)
    person.waits_to_see(f"{who}. Tell whoever gets these pages how few people know.")
    assert person.sees("Restricted")
    for name in ("Print", "Save locked PDF", "Record what was sent"):
        person.tab_to(name)
        assert "how few people know" in person.here.accessibleDescription()
    program.go(Wish(Place.FOUND, {"text": ADULT}))
    found = person.is_at(FoundPage)
    model = found.table.model()
    said = [model.data(model.index(row, 1), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert all(text.endswith("Restricted") for text in said)
    person.press(Qt.Key.Key_K, ctrl=True)
    person.write("Margaret")
    person.waits(lambda: program.window.top.search.results is not None)
    results = program.window.top.search.results
    assert results is not None
    assert all("\nRestricted, " in results.item(row).text() for row in range(results.count()))
    person.press(Qt.Key.Key_Escape)


def test_a_concern_about_staff_is_handed_in_to_chosen_people(person: Person) -> None:
    with signed_in(person.places) as session:
        work = begin_concern(session)
        told = Concern(
            summary="Pulled by the arm",
            alleged_known=YesNo.NO,
            alleged_words="I think it was Craig",
            alleged_staff=YesNo.YES,
        )
        save_step(session, work, told, CHECK)
    person.signs_in_as(NAME)
    person.waits_to_see("Carry on")
    person.tab_to_one_that_begins("Carry on: ")
    person.press(Qt.Key.Key_Space)
    guide = person.begins_to_write()
    assert guide.step == CHECK
    person.waits_to_see("you choose who may open it")
    person.push("Hand in this concern")
    person.waits_to_see("Who may open this concern?")
    assert (is_ticked(person, NAME), is_ticked(person, LEAD)) == (True, False)
    person.push("Back to the answers")
    person.is_at(WorkPage)
    person.push("Hand in this concern")
    person.waits_to_see("Who may open this concern?")
    person.tab_to(NAME)
    person.press(Qt.Key.Key_Space)
    person.push("Hand in to the people ticked")
    person.waits_to_see("Tick at least one person.")
    person.tab_to(NAME)
    person.press(Qt.Key.Key_Space)
    person.push("Hand in to the people ticked")
    person.is_at(CasePage)
    person.waits_to_see("Restricted")
    person.locks()
    person.signs_in_as(LEAD, THEIR_PASSPHRASE)
    theirs = person.program.session
    assert theirs is not None
    assert waiting(theirs) == ()
    person.push("Cases")
    assert person.is_at(CasesPage).count.text() == "0 cases"


def test_a_case_is_left_open_to_the_team_with_a_reason(person: Person) -> None:
    a_staff_case(person.places)
    person.signs_in_as(NAME)
    person.opens_the_first_case()
    person.push("Restrict this case…")
    person.is_at(RestrictPage)
    person.push("Leave it open to the whole team")
    person.waits_to_see("Say why the whole team may see it.")
    person.tab_to("Why")
    person.press(Qt.Key.Key_A, ctrl=True)
    person.write("She works for an agency and knows nobody here")
    person.push("Leave it open to the whole team")
    person.is_at(CasePage)
    person.waits_to_see("The whole team can see this case, and the reason is kept.")
    person.waits_to_see("Finish: concern")
    assert not person.sees("choose who may see this case")
