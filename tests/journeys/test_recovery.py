"""Every passphrase is lost, and the records are not: the recovery key on paper, split, used, and replaced."""

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.casework.accounts import list_accounts
from safeguard_desktop.casework.cases import list_cases
from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.casework.start import check_recovery_key
from safeguard_desktop.errors import KeyTrouble
from tests.journeys.before import a_case, signed_in
from tests.journeys.person import Person, make_home
from ui.pages.forgotten import ForgottenPage, NewManagerPage, RecoveryKeyPage
from ui.pages.key_cards import WordsCard
from ui.pages.key_flow import NewKeyPage
from ui.pages.recovery import RecoveryPage
from ui.pages.settings import SettingsPage
from ui.pages.settings_recovery import RecoveryKeyPart
from ui.pages.sign_in import SignInPage
from ui.pages.split_views import SheetBackView, SheetView, SplitDoneView
from ui.pages.today import TodayPage

NEW_NAME, NEW_PASSPHRASE = "Imani J Okafor", "walnut-corridor-bagpipe-ember"


def _brings_the_key(person: Person) -> None:
    """Come to where the recovery key is asked for, as somebody who has forgotten the passphrase."""
    person.start()
    person.is_at(SignInPage)
    person.push("I have forgotten my passphrase")
    person.is_at(ForgottenPage)
    person.tab_to_one_that_begins("No registered manager can sign in")
    person.press(Qt.Key.Key_Space)
    person.is_at(RecoveryKeyPage)


def _read_off(part: RecoveryKeyPart) -> str:
    """Copy by hand the words of the sheet that is shown."""
    (card,) = part.findChildren(WordsCard)
    return card.accessibleName().partition(": ")[2]


def _splits(person: Person, part: RecoveryKeyPart) -> list[str]:
    """Make a new key in three sheets, print each apart, and type each back."""
    person.push("Split it into three sheets")
    person.waits(lambda: person.here_is == "The key that I have on paper")
    person.press(Qt.Key.Key_Down)
    assert person.here_is == "A new key"
    person.press(Qt.Key.Key_Return)
    sheets: list[str] = []
    for number in (1, 2, 3):
        person.waits(lambda: isinstance(part.view, SheetView) and person.here_is == f"Print sheet {len(sheets) + 1}")
        person.press(Qt.Key.Key_Space)
        person.waits(lambda: len(person.answers.papers) == len(sheets) + 1)
        assert person.answers.papers[-1].is_finished
        sheets.append(_read_off(part))
        person.push("I have it on paper")
        person.waits(lambda: isinstance(part.view, SheetBackView))
        assert person.here_is == f"The words of sheet {number}"
        person.types(" ".join(word[:4] for word in sheets[-1].split()))
    person.waits(lambda: isinstance(part.view, SplitDoneView))
    return sheets


def test_two_of_three_sheets_open_everything_when_every_passphrase_is_lost(person: Person) -> None:
    case = a_case(person.places)
    person.start()
    person.signs_in()
    sheets = _splits(person, person.opens_settings("recovery", RecoveryKeyPart))
    person.locks()

    _brings_the_key(person)
    person.push("I have two of the three sheets instead")
    assert person.here_is == "The words of one sheet"
    person.types(sheets[2])
    assert person.here_is == "The words of another sheet"
    person.types(sheets[2])
    person.waits_to_see("That is the same sheet twice.")
    person.tab_to("The words of another sheet")
    person.types_instead(sheets[0])
    page = person.is_at(NewManagerPage)
    assert person.here is page.name
    person.types("Imani Okafor")
    for _twice in range(2):
        person.types(NEW_PASSPHRASE)
    person.waits_to_see("There is an account with that name, or one that looks like it.")
    person.press(Qt.Key.Key_A, ctrl=True)
    person.write(NEW_NAME)
    person.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    person.is_at(TodayPage)
    session = person.program.session
    assert session is not None
    assert (session.account.name, session.account.role.label) == (NEW_NAME, "Registered manager")
    assert [row.id for row in list_cases(session)] == [case]
    assert [account.name for account in list_accounts(session)] == ["Imani Okafor", NEW_NAME]


def test_a_replaced_key_works_and_the_old_one_does_not(newcomer: Person) -> None:
    person = newcomer
    old = make_home(person.places)
    person.start()
    person.signs_in()
    person.opens_settings("recovery", RecoveryKeyPart)
    person.push("Make a new recovery key")
    person.is_at(NewKeyPage)
    person.push("Make a new key")
    page = person.is_at(RecoveryPage)
    key = page._started.recovery_key
    person.has_the_key_on_paper(old)
    person.waits_to_see("replaced by a newer one")
    person.types_instead(key)
    person.is_at(SettingsPage)
    person.locks()
    with signed_in(person.places) as session:
        check_recovery_key(session, read_recovery_key([key]))
        with pytest.raises(KeyTrouble, match="replaced"):
            check_recovery_key(session, old)

    _brings_the_key(person)
    person.press(Qt.Key.Key_Return)
    person.waits_to_see("Type the recovery key from the paper.")
    person.types(old)
    person.is_at(NewManagerPage)
    person.types(NEW_NAME)
    for _twice in range(2):
        person.types(NEW_PASSPHRASE)
    person.is_at(RecoveryKeyPage)
    person.waits_to_see("replaced by a newer one")
