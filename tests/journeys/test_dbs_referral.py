"""Somebody who worked here harmed an adult: the legal test says that the DBS must be told, and the form is filled."""

from PySide6.QtCore import Qt

from safeguard_desktop.records import Fact, YesNo
from safeguard_desktop.records.referral_lists import EndedHow, ReferrerType, Removal
from tests.journeys.before import ADULT, ALLEGED, a_case
from tests.journeys.person import Person
from tests.journeys.typist import Typist
from ui.pages.case import CasePage
from ui.pages.pack import PackPage
from ui.pages.referrals import ReferralsPage

_STORY = {
    "referrer_type": ReferrerType.PROVIDER,
    "regulated": YesNo.YES,
    "removal": Removal.WITHDRAWN,
    "removal_because": YesNo.YES,
    "relevant_conduct": Fact(answer=YesNo.YES, evidence="He pushed her, and two people saw it"),
    "duties": "He washed and dressed four residents each morning.",
    "person": ALLEGED,
    "ended_how": EndedHow.DISMISSED,
}


def test_a_duty_to_refer_becomes_a_form(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see("Begin a referral")
    typist = Typist(person, _STORY)
    typist.choose("Which kind of referral?", "DBS: somebody who worked or volunteered with us")
    person.fill("Whose case?", ADULT)
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.push("Begin the referral")
    guide = person.begins_to_write()
    typist.to_the_end(guide, until="contact")
    person.waits_to_see("You must refer")
    typist.to_the_end(guide)
    person.push("Finish")
    person.is_at(CasePage)
    person.push("Print and send: DBS referral")
    page = person.is_at(PackPage)
    person.waits(lambda: page.is_built)
    person.push("Read as text")
    words = " ".join(page.preview.text.toPlainText().split())
    assert ALLEGED in words
    assert "He washed and dressed four residents each morning." in words
    assert "He pushed her, and two people saw it" in words


def test_the_form_is_begun_only_for_a_referral_and_a_case(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    person.push("Referrals")
    page = person.is_at(ReferralsPage)
    person.waits_to_see("Begin a referral")
    assert person.here_is == "Which kind of referral?: MARAC: domestic abuse with a high risk"
    person.push("Begin the referral")
    person.waits_to_see("Choose which kind of referral.")
    assert person.sees("Choose the case.")
    assert isinstance(person.program.page, type(page))
