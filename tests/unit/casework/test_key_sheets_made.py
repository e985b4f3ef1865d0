"""Secrets on paper, as casework has them printed; and a passphrase suggested for a role."""

import pytest

from safeguard_desktop.casework.accounts import add_account
from safeguard_desktop.casework.key_sheets import check_typed_sheet, recovery_share_sheet, start_code_sheet
from safeguard_desktop.casework.recovery import hold_drill, replace_recovery_key, split_recovery_key
from safeguard_desktop.casework.recovery_standing import recovery_standing
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import check_recovery_key, suggest_passphrase
from safeguard_desktop.errors import KeyTrouble
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


def test_a_sheet_typed_back_is_this_one_and_right(session: Session) -> None:
    key = replace_recovery_key(session)
    sheets = split_recovery_key(session, key)
    check_typed_sheet(
        " ".join(f"{number}. {word[:4].upper()}" for number, word in enumerate(sheets[0], 1)), 1, sheets[0]
    )
    with pytest.raises(KeyTrouble, match="another sheet"):
        check_typed_sheet(" ".join(sheets[1]), 1, sheets[0])
    with pytest.raises(KeyTrouble, match="33 words"):
        check_typed_sheet(" ".join(sheets[0][1:]), 1, sheets[0])


def test_how_the_recovery_key_stands_since_it_was_made(session: Session) -> None:
    first = recovery_standing(session)
    assert (first.is_split, first.replaced, first.tested, first.drill, first.uncovered) == (False, None, None, None, ())
    add_account(session, "Bo Adeyemi", Role.CARE_WORKER)
    key = replace_recovery_key(session)
    check_recovery_key(session, key)
    split_recovery_key(session, key)
    hold_drill(session, [key])
    found = recovery_standing(session)
    assert found.is_split
    assert found.replaced is not None
    assert found.tested is not None
    assert found.tested.who == "Imani Okafor"
    assert found.drill is not None
    assert found.drill.result == "3 of 4 opened"
    assert [part.what for part in found.uncovered] == ["The desk of Bo Adeyemi"]
    replace_recovery_key(session)
    again = recovery_standing(session)
    assert (again.is_split, again.tested, again.drill) == (False, None, None)
