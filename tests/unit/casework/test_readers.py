import pytest

from safeguard_desktop.casework.readers import (
    Alleged,
    Reader,
    checked_readers,
    is_about_staff,
    readers_for,
    warnings_for,
)
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Concern, Role, YesNo
from safeguard_desktop.vault import Account

TEAM = (
    Account("w", "Ewa Nowak", Role.CARE_WORKER),
    Account("c", "Rhys Morgan", Role.CASEWORKER),
    Account("m", "Grace Adeyemi", Role.REGISTERED_MANAGER),
    Account("l", "Samira Haddad", Role.SAFEGUARDING_LEAD),
)


def ticks(readers: tuple[Reader, ...]) -> dict[str, bool]:
    return {reader.account: reader.is_ticked for reader in readers}


def test_leads_and_managers_are_proposed_and_nobody_else() -> None:
    readers = readers_for(TEAM, Alleged())
    assert ticks(readers) == {"m": True, "l": True}
    assert warnings_for(readers, {"m", "l"}) == ()


@pytest.mark.parametrize(
    "alleged", [Alleged(("Sam Haddad",)), Alleged(("S. Haddad",)), Alleged(words="I think it was Samira, the lead")]
)
def test_who_may_be_alleged_is_not_ticked_and_named_in_a_warning(alleged: Alleged) -> None:
    readers = readers_for(TEAM, alleged)
    assert ticks(readers) == {"m": True, "l": False}
    (left_out,) = warnings_for(readers, {"m"})
    assert "Samira Haddad" in left_out
    assert "left out" in left_out
    (could_open,) = warnings_for(readers, {"m", "l"})
    assert "they could open this" in could_open


def test_a_wider_choice_ticks_no_more() -> None:
    readers = readers_for(TEAM, Alleged(), (*Role,))
    assert ticks(readers) == {"m": True, "l": True, "c": False, "w": False}


def test_somebody_must_be_able_to_open_it() -> None:
    readers = readers_for(TEAM, Alleged(("Grace Adeyemi",)))
    assert checked_readers(readers, {"l"}) == ("l",)
    assert any("ring the council" in said for said in warnings_for(readers, set()))
    for ticked in (set[str](), {"l", "c"}):
        with pytest.raises(InputTrouble):
            checked_readers(readers, ticked)


def test_a_concern_is_about_staff_when_it_says_so() -> None:
    assert is_about_staff(Concern(alleged_staff=YesNo.YES))
    assert not is_about_staff(Concern(alleged_staff=YesNo.UNKNOWN))
    assert not is_about_staff(Concern())
