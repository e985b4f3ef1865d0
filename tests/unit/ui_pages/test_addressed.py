import pytest
from PySide6.QtWidgets import QLabel

from safeguard_desktop.errors import RESTORE_A_BACKUP, RESTORE_THE_HEADER, DamageTrouble
from safeguard_desktop.records.vocabulary import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.addressed import addressed
from ui.pages.settings import SettingsPage

_TOLD = (
    ("Use another backup, and tell your manager.", "Use another backup."),
    (
        RESTORE_THE_HEADER,
        "Stop here. You can restore a backup with the recovery key. Until then, report a concern on paper.",
    ),
    (
        RESTORE_A_BACKUP,
        (
            "Stop here. You can restore a backup with the recovery key. "
            "You can still report a concern, without signing in or on paper."
        ),
    ),
    ("Tell your manager.", ""),
    ("Nothing was changed. Tell your manager.", "Nothing was changed."),
    ("Tell your manager now, and try again.", "Tell another manager now, and try again."),
    ("If it is typed rightly, tell your manager.", "If it is typed rightly, tell another manager."),
    ("Choose another name, or ask your manager.", "Choose another name, or ask another manager."),
    ("Tell the council. Put it back.", "Tell the council. Put it back."),
)


@pytest.mark.parametrize(("said", "to_a_manager"), _TOLD)
def test_nobody_sends_a_manager_to_their_manager(said: str, to_a_manager: str) -> None:
    assert addressed(said, Role.REGISTERED_MANAGER) == to_a_manager
    assert addressed(said, Role.SAFEGUARDING_LEAD) == said
    assert addressed(said, None) == said


@pytest.mark.parametrize("desk", [Role.REGISTERED_MANAGER, Role.CASEWORKER], indirect=True)
def test_a_trouble_is_said_to_the_person_who_is_there(desk: Desk, put: Put) -> None:
    page = SettingsPage(desk.shell)
    put(page)
    page.trouble(DamageTrouble("A file is damaged.", "Use another copy, and tell your manager."))
    shown = [label.text() for label in page.findChildren(QLabel)]
    is_manager = desk.shell.session.account.role is Role.REGISTERED_MANAGER
    assert ("Use another copy." in shown) is is_manager
    assert ("Use another copy, and tell your manager." in shown) is not is_manager
