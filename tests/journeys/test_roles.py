"""People come, forget and go: a manager adds them, each signs in with a start code, and a leaver opens nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework.accounts import add_account
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.records import Role
from tests.journeys.before import ADULT, a_case
from tests.journeys.person import NAME, PASSPHRASE, Person, make_home
from ui.pages.cases import CasesPage
from ui.pages.first_passphrase import FirstPassphrasePage
from ui.pages.report_parts import ReportPage
from ui.pages.settings import SettingsPage
from ui.pages.settings_accounts import AccountsPart, ListView
from ui.pages.start_code import StartCodeView
from ui.pages.today import TodayPage
from ui.pages.views import View

CARER, LEAD = "Bo Adeyemi", "Carys Penhaligon"
CARERS, CARERS_NEXT, LEADS = "marble-lantern-otter", "walnut-corridor-bagpipe", "teapot-glacier-mustard-oboe"


def _accounts(person: Person) -> AccountsPart:
    """Go to Settings, People and access."""
    part = person.opens_settings("people", AccountsPart)
    _list(person, part)
    return part


def _list(person: Person, part: AccountsPart) -> None:
    person.waits(lambda: isinstance(part.view, ListView) and bool(part.view.table.rows))


def _shown(person: Person, part: AccountsPart, kind: type[View]) -> View:
    person.waits(lambda: isinstance(part.view, kind) and not person.program.tasks.busy)
    assert part.view is not None
    return part.view


def _code(person: Person, part: AccountsPart) -> str:
    """Read the start code from the screen, and say that it was handed over."""
    view = _shown(person, part, StartCodeView)
    assert isinstance(view, StartCodeView)
    code = view.card.shown.text()
    assert person.program.window.idle.minutes == 15
    person.push("I have handed it over")
    _list(person, part)
    assert person.program.window.idle.minutes == 3
    return code


def _add(person: Person, part: AccountsPart, name: str, role: str) -> str:
    person.push("Add somebody")
    person.waits(lambda: person.here_is == "Their name")
    person.write(name)
    person.answer("What may they do?", role)
    person.push("Add this person")
    return _code(person, part)


def _open_account(person: Person, part: AccountsPart, name: str) -> None:
    """Go to somebody's row with the arrows, and open it."""
    assert isinstance(part.view, ListView)
    keys = {row.cells[0].text: row.key for row in part.view.table.rows}
    person.tab_to("Everybody with an account")
    for _ in keys:
        person.press(Qt.Key.Key_Up)
    while part.view.table.current_key() != keys[name]:
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)


def _chooses(person: Person, name: str, code: str, own: str) -> TodayPage:
    """Sign in with a start code, and choose a passphrase."""
    person.comes_as(name, code)
    person.is_at(FirstPassphrasePage)
    assert person.here_is == "Passphrase"
    for _twice in range(2):
        person.write(own)
        person.press(Qt.Key.Key_Return)
    return person.is_at(TodayPage)


def _looks_at_the_cases(person: Person) -> CasesPage:
    person.press(Qt.Key.Key_F6)
    person.push("Cases")
    return person.is_at(CasesPage)


def test_people_come_forget_and_leave(person: Person) -> None:
    a_case(person.places)
    person.start()
    person.signs_in()
    part = _accounts(person)
    carers = _add(person, part, CARER, "Care worker")
    leads = _add(person, part, LEAD, "Safeguarding lead")
    assert not QApplication.clipboard().text()
    person.locks()

    today = _chooses(person, CARER, carers.replace("-", " ").title(), CARERS)
    assert not person.program.window.side.buttons["CASES"].isVisible()
    assert not person.sees(ADULT)
    assert ADULT not in str([cell.text for row in today.table.rows for cell in row.cells])
    person.locks()

    _chooses(person, LEAD, leads, LEADS)
    page = _looks_at_the_cases(person)
    person.waits(lambda: any(ADULT in cell.text for row in page.table.rows for cell in row.cells))
    person.locks()

    person.comes_as(NAME, PASSPHRASE)
    person.is_at(TodayPage)
    part = _accounts(person)
    _open_account(person, part, CARER)
    person.push("Give them a new start code")
    person.push("Make a new start code")
    again = _code(person, part)
    leaver = next(one.id for one in part.people if one.name == LEAD)
    _open_account(person, part, LEAD)
    person.push("Remove this person")
    person.push(f"Remove {LEAD}")
    person.waits_to_see(f"{LEAD} has no account any more")
    person.locks()

    with pytest.raises(KeyTrouble, match="no longer"):
        sign_in(person.places, leaver, LEADS)
    _chooses(person, CARER, again, CARERS_NEXT)
    person.locks()
    person.comes_as(NAME, PASSPHRASE)
    person.is_at(TodayPage)
    page = _looks_at_the_cases(person)
    person.waits(lambda: any(ADULT in cell.text for row in page.table.rows for cell in row.cells))


def test_an_account_whose_last_day_is_past_opens_nothing_and_a_concern_can_still_be_reported(newcomer: Person) -> None:
    person, weeks_ago = newcomer, datetime.now(UTC) - timedelta(weeks=3)
    make_home(person.places)
    manager = accounts(person.places)[0].id
    session = sign_in(person.places, manager, PASSPHRASE, clock=SetClock(weeks_ago))
    code = add_account(session, CARER, Role.CARE_WORKER, weeks_ago.date() + timedelta(days=7)).start_code
    lock(session)
    person.comes_as(CARER, code)
    person.waits_to_see("This account ended on")
    assert person.sees("You can still report a concern without signing in.")
    person.push("Report a concern without signing in")
    person.is_at(ReportPage)


def test_today_leads_a_manager_to_removing_an_account_past_its_last_day(newcomer: Person) -> None:
    person, weeks_ago = newcomer, datetime.now(UTC) - timedelta(weeks=3)
    make_home(person.places)
    session = sign_in(person.places, accounts(person.places)[0].id, PASSPHRASE, clock=SetClock(weeks_ago))
    add_account(session, CARER, Role.CARE_WORKER, weeks_ago.date() + timedelta(days=7))
    lock(session)
    person.comes_as(NAME, PASSPHRASE)
    person.is_at(TodayPage)
    person.waits_to_see("Remove it, so that its passphrase opens nothing.")
    person.push(f"Go to the account of {CARER}")
    person.is_at(SettingsPage)
    person.waits(lambda: person.here_is == "Remove this person")
    person.press(Qt.Key.Key_Space)
    person.push(f"Remove {CARER}")
    person.waits_to_see(f"{CARER} has no account any more")
    person.press(Qt.Key.Key_F6)
    person.push("Today")
    person.is_at(TodayPage)
    person.waits(lambda: not person.program.tasks.busy)
    assert not person.sees("account ended on")


def test_a_start_code_is_printed_for_its_person_and_never_left_by_a_slip(person: Person) -> None:
    person.start()
    person.signs_in()
    part = _accounts(person)
    person.push("Add somebody")
    person.waits(lambda: person.here_is == "Their name")
    person.write(CARER)
    person.answer("What may they do?", "Care worker")
    person.push("Add this person")
    view = _shown(person, part, StartCodeView)
    assert person.here_is == "Print a sheet for them"
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("The sheet went to the printer.")
    assert len(person.answers.papers[0].printed) == 1
    person.press(Qt.Key.Key_F6)
    person.push("Today")
    assert person.sees(f"Have you handed {CARER} the start code?")
    assert part.view is view
    assert person.here_is == "I have handed it over"
    person.press(Qt.Key.Key_Return)
    _list(person, part)
    _open_account(person, part, CARER)
    person.waits_to_see("Start code not used yet")
