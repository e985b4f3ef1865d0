"""The adult became upset and the talk ended: marked once, finished, decided on; and gone on with another day."""

from PySide6.QtCore import Qt

from safeguard_desktop.records import YesNo
from safeguard_desktop.records.vocabulary import Explained
from tests.journeys.before import a_case
from tests.journeys.person import Person
from tests.journeys.typist import Typist
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.pages.case import CasePage
from ui.pages.record import RecordPage

_END = "The conversation ended here…"
_EARLY = "The conversation ended early: they became upset"


def _talks(person: Person) -> Guide:
    a_case(person.places)
    person.start()
    person.signs_in()
    person.opens_the_first_case()
    person.push("Talk with the adult about sharing, if it is safe")
    guide = person.begins_to_write()
    Typist(person, {"safe_to_talk": YesNo.YES}).to_the_end(guide, until="explain-the-concern")
    return guide


def _ends(person: Person, guide: Guide) -> None:
    """Say that she became upset, go on to how it was left, and finish."""
    person.push(_END)
    person.press(Qt.Key.Key_Down)
    person.goes_on(guide)
    assert guide.step == "how-you-left-it"
    person.waits_to_see(f"{_EARLY}.")
    assert person.sees("10 steps are marked as not asked.")
    Typist(person).to_the_end(guide)
    person.push("Finish")
    person.is_at(CasePage)


def test_one_action_ends_it_and_it_can_be_gone_on_with(person: Person) -> None:
    guide = _talks(person)
    _ends(person, guide)
    person.waits_to_see("Decide whether to share, and write down why")
    person.push("Go on with the talk that ended early, when it is safe")
    again = person.begins_to_write()
    person.push("Go on with the conversation")
    person.waits(lambda: again.step == "explain-the-concern")
    Typist(person, {"explained": Explained.YES}).answer_step(again)
    person.goes_on(again)
    assert again.record.answer("explained") is Explained.YES
    assert not again.record.skipped


def test_what_was_not_asked_is_seen_when_it_is_read(person: Person) -> None:
    _ends(person, _talks(person))
    person.tab_to("Latest in the chronology")
    person.press(Qt.Key.Key_Return)
    person.is_at(RecordPage)
    person.waits_to_see("Not asked")
    assert person.sees(_EARLY)
    assert not person.sees("still needed")


def test_it_is_taken_back_before_anything_is_finished(person: Person) -> None:
    guide = _talks(person)
    person.push(_END)
    person.press(Qt.Key.Key_Space)
    person.goes_on(guide)
    person.push("Go on with the conversation")
    person.waits(lambda: guide.step == "explain-the-concern")
    assert not guide.record.skipped
    guide.go_to(CHECK)
    assert person.sees("Explain the concern: Say whether you explained it.")
