"""Secrets on paper, as casework has them printed; and a passphrase suggested for a role."""

from safeguard_desktop.casework.key_sheets import recovery_share_sheet, start_code_sheet
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import suggest_passphrase
from safeguard_desktop.forms import text_of
from safeguard_desktop.records import Role


def test_a_passphrase_is_suggested_for_the_role() -> None:
    assert suggest_passphrase(Role.CARE_WORKER).count("-") == 2
    assert suggest_passphrase(Role.CASEWORKER).count("-") == 3


def test_sheets_for_people_name_the_home(session: Session) -> None:
    code = " ".join(text_of(start_code_sheet(session, "Bo Adeyemi", Role.CARE_WORKER, "harbour-violin-kettle")))
    assert "harbour-violin-kettle" in code
    assert "Willow Court" in code
    share = " ".join(text_of(recovery_share_sheet(session, 3, ("academic", "acid"))))
    assert "sheet 3 of 3" in share
