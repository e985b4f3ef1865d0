from collections.abc import Iterator

import pytest

from safeguard_desktop.casework.accounts import add_account, change_passphrase, reset_access
from safeguard_desktop.casework.recovery import (
    check_sheet,
    has_old_desk,
    hold_drill,
    join_old_desks,
    read_recovery_key,
    recovery_coverage,
    replace_recovery_key,
    sign_in_with_recovery_key,
    split_recovery_key,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, Started, first_start, lock, recovery_groups, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble, KeyTrouble, NotAllowedTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from tests.unit.casework.conftest import PASSPHRASE

OWN = "quiet-marble-lantern-otter"


@pytest.fixture
def started(places: Places, clock: SetClock) -> Iterator[Started]:
    us = Organisation(name="Willow Court")
    started = first_start(places, SetUp(us, "Imani Okafor", PASSPHRASE), clock=clock, cost=KdfCost.CHEAP)
    yield started
    lock(started.session)


def test_a_key_is_read_whole_or_from_two_sheets(started: Started) -> None:
    sheets = [" ".join(words) for words in split_recovery_key(started.session, started.recovery_key)]
    for number, sheet in enumerate(sheets):
        check_sheet(sheet, number)
    typed = " ".join(recovery_groups(started.recovery_key)).lower()
    ways = [[typed], [started.recovery_key, ""], sheets[:2], [sheets[2], "", sheets[0]]]
    assert [read_recovery_key(way) for way in ways] == [started.recovery_key] * len(ways)
    for wrong in ([], [sheets[0]], ["not a key"], [sheets[0], typed]):
        with pytest.raises(KeyTrouble):
            read_recovery_key(wrong)


def test_a_key_of_another_vault_is_not_split(started: Started) -> None:
    old = started.recovery_key
    replace_recovery_key(started.session)
    with pytest.raises(KeyTrouble, match="replaced"):
        split_recovery_key(started.session, old)


def test_a_drill_says_part_by_part_what_the_key_opens(started: Started, places: Places, clock: SetClock) -> None:
    session = started.session
    session.vault.make_restricted("case-1", [session.account.id])
    added = add_account(session, "Ade Bakare", Role.CARE_WORKER)
    sheets = split_recovery_key(session, started.recovery_key)
    found = hold_drill(session, [" ".join(sheets[1]), " ".join(sheets[2])])
    assert found.whole
    assert [part.what for part in found.parts] == [
        "Accounts and this organisation’s details",
        "The cases",
        "The desk of Imani Okafor",
        "A restricted case",
        "The desk of Ade Bakare",
    ]
    new = replace_recovery_key(session)
    assert [part.what for part in recovery_coverage(session) if not part.opens] == ["The desk of Ade Bakare"]
    assert not hold_drill(session, [new]).whole
    with pytest.raises(KeyTrouble, match="replaced"):
        replace_recovery_key(session, [started.recovery_key])
    lock(session)
    theirs = sign_in(places, added.account.id, added.start_code, clock=clock)
    change_passphrase(theirs, OWN)
    with pytest.raises(NotAllowedTrouble):
        recovery_coverage(theirs)
    lock(theirs)
    again = sign_in(places, session.account.id, PASSPHRASE, clock=clock)
    try:
        assert hold_drill(again, [new]).whole
    finally:
        lock(again)


def test_with_every_passphrase_lost_two_sheets_make_a_managers_account(
    started: Started, places: Places, clock: SetClock
) -> None:
    sheets = [" ".join(words) for words in split_recovery_key(started.session, started.recovery_key)]
    lock(started.session)
    with pytest.raises(InputTrouble):
        sign_in_with_recovery_key(places, sheets[1:], "Noor Haddad", "weak", clock=clock, cost=KdfCost.CHEAP)
    with pytest.raises(InputTrouble, match="Enter your name"):
        sign_in_with_recovery_key(places, sheets[1:], " ", OWN, clock=clock, cost=KdfCost.CHEAP)
    session = sign_in_with_recovery_key(places, sheets[1:], "Noor Haddad", OWN, clock=clock, cost=KdfCost.CHEAP)
    assert (session.account.name, session.account.role) == ("Noor Haddad", Role.REGISTERED_MANAGER)
    lock(session)
    again: Session = sign_in(places, session.account.id, OWN, clock=clock)
    lock(again)


def test_a_desk_that_was_set_aside_comes_back_with_the_recovery_key(
    started: Started, places: Places, clock: SetClock
) -> None:
    session = started.session
    added = add_account(session, "Ade Bakare", Role.CARE_WORKER)
    code = reset_access(session, added.account.id)
    lock(session)
    theirs = sign_in(places, added.account.id, code, clock=clock)
    before = has_old_desk(theirs)
    assert join_old_desks(theirs, [started.recovery_key]) == 0
    assert (before, has_old_desk(theirs)) == (True, False)
    lock(theirs)
