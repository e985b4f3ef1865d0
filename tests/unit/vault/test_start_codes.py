"""A start code that nobody used is refused after a fortnight; a clock that is behind refuses nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from safeguard_desktop.errors import KeyTrouble, WaitTrouble
from safeguard_desktop.keys.header import SlotEntry, with_macs
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import Added, NewAccount
from safeguard_desktop.vault.header_files import write_headers
from tests.unit.vault.homes import OWN, Home

FORTNIGHT = timedelta(days=14)
YEARS = timedelta(days=40 * 365)


@pytest.fixture
def added(home: Home) -> Added:
    return home.vault.add_account(NewAccount("Ade Bakare", Role.CARE_WORKER))


@pytest.mark.parametrize("passed", [timedelta(), FORTNIGHT, -YEARS])
def test_it_opens_for_a_fortnight_and_whenever_the_clock_is_behind(home: Home, added: Added, passed: timedelta) -> None:
    home.clock.forward(passed)
    assert home.as_(added.account, added.start_code).must_choose_passphrase


def test_after_that_it_is_refused_with_what_to_do_and_counts_as_no_wrong_guess(home: Home, added: Added) -> None:
    home.clock.forward(FORTNIGHT + timedelta(minutes=1))
    for _ in range(12):
        with pytest.raises(
            KeyTrouble, match=r"made on 23 November 2026.*Ask your manager for a new start code"
        ) as told:
            home.as_(added.account, added.start_code)
        assert not isinstance(told.value, WaitTrouble)
    code = home.manager().reset_access(added.account.id)
    home.as_(added.account, code).change_passphrase(OWN)
    home.clock.forward(YEARS)
    assert not home.as_(added.account, OWN).must_choose_passphrase


def test_one_of_a_reset_ends_as_well(home: Home) -> None:
    colleague = home.colleague(Role.CASEWORKER)
    code = home.vault.reset_access(colleague.account.id)
    home.clock.forward(2 * FORTNIGHT)
    with pytest.raises(KeyTrouble, match="It was good for 14 days"):
        home.as_(colleague.account, code)


@pytest.mark.parametrize("changes", [{"made": None}, {"made": "soon"}, {"made": "2026-11-23T09:30:00"}])
def test_one_of_which_nobody_knows_when_it_was_made_opens(home: Home, added: Added, changes: dict[str, Any]) -> None:
    held = home.vault._held
    accounts = [
        entry.model_copy(
            update={"slots": [slot.model_copy(update=changes if slot.once else {}) for slot in entry.slots]}
        )
        for entry in held.body.accounts
    ]
    header = with_macs(held.body.model_copy(update={"accounts": accounts}), held.keeper.keys, held.keeper.header.macs)
    home.clock.forward(YEARS)
    home.vault.close()
    write_headers(home.places.vault, header)
    assert home.as_(added.account, added.start_code).must_choose_passphrase


@pytest.mark.usefixtures("added")
def test_a_passphrases_own_slot_says_nothing_of_when_it_was_made(home: Home) -> None:
    (own,), (once,) = (entry.slots for entry in home.vault._held.body.accounts)
    assert (own.made, "made" in own.model_dump(), own.made_at()) == (None, False, None)
    assert once.made_at() == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert SlotEntry.model_validate(once.model_dump()) == once
