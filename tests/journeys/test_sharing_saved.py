"""Years later: what was shared in a case, with whom and why, and what was not, taken out as a table by keyboard."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided, NotSharedWhy
from tests.journeys.before import ADULT, a_case, written
from tests.journeys.person import Person
from ui.pages.case import CasePage
from ui.pages.record import RecordPage
from ui.widgets.table_list import TableList

_WHY = "The inspector asked for it"


def _with_sharing(person: Person) -> str:
    case = a_case(person.places)
    written(
        person.places,
        case,
        "sharing-decision",
        decision=Decided.DO_NOT_SHARE,
        not_shared_why=(NotSharedWhy.REFUSES,),
        reasons="She says no, and can decide.",
    )
    sent = {"organisation": "Adult Care", "what_sent": "=A summary", "why_words": "To plan her safety"}
    written(person.places, case, "disclosure", **sent, status=DisclosureStatus.SENT)
    return case


def _at_what_was_shared(person: Person) -> CasePage:
    page = person.opens_the_first_case()
    person.waits(lambda: page.view is not None)
    page.tabs.setFocus()
    while not page.tabs.tabText(page.tabs.currentIndex()).startswith("Shared with"):
        person.press(Qt.Key.Key_Right)
    return page


def test_what_is_begun_where_nothing_was_shared_is_not_shared_yet(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    _at_what_was_shared(person)
    person.waits_to_see("Nothing has been shared outside yet.")
    person.push("Record what was sent")
    guide = person.begins_to_write()
    person.fill("What is shared, in words", "A summary")
    person.goes_on(guide)
    page = _at_what_was_shared(person)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Shared with"
    table = page.findChildren(TableList)[-1]
    assert [(row.cells[2].text, row.cells[4].text, row.cells[4].tone) for row in table.rows] == [
        ("A summary", "Not finished", "amber")
    ]


def test_what_was_shared_and_what_was_not_is_saved_as_a_table(person: Person, tmp_path: Path) -> None:
    case = _with_sharing(person)
    person.answers.save_to = tmp_path
    person.start()
    person.signs_in()
    page = _at_what_was_shared(person)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Shared with  1"
    person.push("Save as a table…")
    assert person.here_is == "Why do you save it?"
    person.press(Qt.Key.Key_Return)
    assert person.sees("Say why you save it.")
    person.types(_WHY)
    person.waits_to_see("The table was saved.")
    (file,) = tmp_path.glob("table-*.csv")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["Record"], row["How far"]) for row in rows] == [
        ("Disclosure", "Sent"),
        ("Sharing decision", "Not shared"),
    ]
    assert {row["What: The adult at risk"] for row in rows} == {ADULT}
    assert rows[0]["What: What is shared, in words"] == "'=A summary"
    assert rows[1]["Protect them anyway: Why it is held back"] == "They say no, and nothing overrides it"
    session = person.program.session
    assert session is not None
    assert session.casework.accesses(case)[-1].what == f"saved a table of what was shared, 2 lines: {_WHY}"
    person.tab_to("What was shared, and what was not")
    person.press(Qt.Key.Key_End, ctrl=True)
    person.press(Qt.Key.Key_Return)
    person.is_at(RecordPage)
    person.waits_to_see("She says no, and can decide.")
