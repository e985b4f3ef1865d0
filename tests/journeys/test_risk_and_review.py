"""The adult says no and nothing overrides it: the risk they choose to take, and its review until it has ended."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from safeguard_desktop.records import Capacity, Fact, Likelihood, RiskLevel, Seriousness, When, YesNo
from safeguard_desktop.records.sharing_decision import GROUND_FACTS
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import Agreement
from tests.journeys.before import ADULT, a_case, written
from tests.journeys.person import Person
from tests.journeys.typist import Typist
from ui.pages.case import CasePage
from ui.pages.reviews import ReviewsPage
from ui.pages.today import TodayPage

_REVIEW = "Review the risk they chose to take"
_NO = Fact(answer=YesNo.NO, evidence="No sign of it", said_by="Imani Okafor")


def _refused(person: Person) -> None:
    """Write down a conversation in which the adult said no, and a decision not to share."""
    case = a_case(person.places)
    today = When.on(date.today())  # noqa: DTZ011  # as people do
    written(
        person.places,
        case,
        "consent-conversation",
        happened=today,
        has_capacity=Capacity.HAS,
        agrees_sharing=Agreement.REFUSE,
        agrees_intervention=Agreement.REFUSE,
    )
    written(
        person.places,
        case,
        "sharing-decision",
        **dict.fromkeys(GROUND_FACTS, _NO),
        has_capacity=Capacity.HAS,
        refuses_sharing=YesNo.YES,
        refuses_intervention=YesNo.YES,
        decision=Decided.DO_NOT_SHARE,
        reasons="Nothing overrides her wish.",
        happened=today,
    )


def _accept_the_risk(person: Person) -> None:
    person.push("Record the risk that the adult chooses to take")
    guide = person.begins_to_write()
    story = {
        "nothing_overrides": YesNo.YES,
        "has_capacity": Capacity.HAS,
        "worker_likelihood": Likelihood.LIKELY,
        "worker_seriousness": Seriousness.SERIOUS,
        "person_likelihood": Likelihood.POSSIBLE,
        "person_seriousness": Seriousness.MODERATE,
        "agreed_level": RiskLevel.HIGH,
    }
    typist = Typist(person, story)
    typist.to_the_end(guide, until="level-of-risk-agreed")
    person.waits_to_see("You and the adult see this differently")
    assert person.sees("You: Likely × Serious = 12")
    assert person.sees("The adult: Possible × Moderate = 6")
    typist.to_the_end(guide, until="review-date")
    person.waits_to_see("High risk: look again by")
    typist.to_the_end(guide)
    person.push("Finish")
    person.is_at(CasePage)
    person.waits_to_see("High risk")


def _is_on_today(person: Person) -> None:
    person.push("Today")
    today = person.is_at(TodayPage)
    person.waits(lambda: _REVIEW in {row.cells[2].text for row in today.table.rows})


def _review(person: Person) -> None:
    person.push("Reviews")
    person.is_at(ReviewsPage)
    person.waits_to_see("1 review is open")
    due = date.today() + timedelta(days=5)  # noqa: DTZ011  # as the typist gave it
    person.push(f"Review now: {ADULT}, {due:%a} {due.day} {due:%b}")
    story = {
        "likelihood": Likelihood.RARE,
        "seriousness": Seriousness.MINOR,
        "level": RiskLevel.LOW,
        "ended": YesNo.YES,
    }
    Typist(person, story).to_the_end(person.begins_to_write())
    person.push("Finish")
    person.is_at(CasePage)


def test_a_refusal_becomes_a_risk_that_is_reviewed_until_it_ends(person: Person) -> None:
    _refused(person)
    person.start()
    today = person.signs_in()
    person.waits(lambda: bool(today.table.rows))
    person.tab_to("What needs you")
    person.press(Qt.Key.Key_Return)
    person.begins_to_write()
    person.push("Stop here and come back later")
    person.is_at(CasePage)
    person.waits_to_see("Record the risk that the adult chooses to take")
    _accept_the_risk(person)
    _is_on_today(person)
    _review(person)
    person.push("Reviews")
    person.is_at(ReviewsPage)
    person.waits_to_see("No review is open")
