"""A pack before it goes: what is missing leads to its question, ticks change the pages, and printed is not sent."""

from tests.journeys.before import ADULT, a_case, written
from tests.journeys.person import Person
from ui.pages.pack import PackPage
from ui.pages.referrals import ReferralsPage


def _at_the_pack(person: Person) -> PackPage:
    case = a_case(person.places)
    written(person.places, case, "dash-worksheet")
    written(person.places, case, "marac-referral", marac="Invented MARAC")
    person.start()
    person.signs_in()
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("MARAC referral")
    person.push(f"Build the pack: MARAC referral for {ADULT}")
    page = person.is_at(PackPage)
    person.waits(lambda: page.is_built)
    return page


def test_a_missing_answer_leads_to_its_question(person: Person) -> None:
    _at_the_pack(person)
    person.waits_to_see("answers are missing")
    person.push("Write a safe way and time to reach the adult.")
    guide = person.begins_to_write()
    assert guide.step == "fears-and-safety"
    assert person.sees("Safe way and time to reach them")


def test_a_tick_changes_the_pages(person: Person) -> None:
    page = _at_the_pack(person)
    before = page.preview.pages
    assert page.contents is not None
    concern = next(check.said for check in page.contents.checks.values() if check.said.startswith("Concern"))
    person.push(concern)
    person.waits(lambda: page.is_built and page.preview.pages > before)
    assert "He pushed her." in page.preview.text.toPlainText()


def test_another_recipient_is_on_every_page(person: Person) -> None:
    page = _at_the_pack(person)
    person.fill("Who is it for?", " and its chair")
    person.waits(lambda: page.is_built and "its chair" in page.preview.text.toPlainText())
    assert page.preview.text.toPlainText().count("its chair") >= page.preview.pages


def test_printed_is_not_sent(person: Person) -> None:
    page = _at_the_pack(person)
    person.push("Print")
    person.waits_to_see("The pages went to the printer. They are not sent yet.")
    (paper,) = person.answers.papers
    assert paper.is_finished
    assert len(paper.printed) == page.preview.pages
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("Printed or saved")
    assert not person.sees("Sent")


def test_a_blank_form_is_printed_and_noted_nowhere(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.push("Print a blank form: DBS referral")
    person.waits_to_see("The blank form went to the printer.")
    assert person.answers.papers[0].printed


def test_a_file_that_cannot_be_written_is_said(person: Person) -> None:
    _at_the_pack(person)
    person.answers.save_to = person.places.vault / "not there"
    person.push("Save locked PDF")
    person.waits_to_see("The file could not be saved there.")
    assert not person.sees("Its passphrase")
