"""A newer copy of the header that somebody forged keeps nobody out: the other copy is gone by, and put in its place."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from safeguard_desktop.errors import DamageTrouble, KeyTrouble, WaitTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import AccountEntry, Header, HeaderBody, header_bytes, with_macs
from safeguard_desktop.keys.slots import Guess, SlotOwner, UserKeys, make_slot
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import NewAccount, VaultState, open_with_recovery_key, sign_in_list, vault_state
from safeguard_desktop.vault.before_unlock import before_unlock, pin_seals
from safeguard_desktop.vault.header_files import NAMES, read_headers
from safeguard_desktop.vault.opening import WENT_BACK
from tests.unit.vault.homes import OWN, Home
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, make

Change = Callable[[HeaderBody], dict[str, Any]]
WRONG = "plum-kettle-harbuor"


def slots_with(**changes: Any) -> Change:
    """Change every slot of every account."""

    def change(body: HeaderBody) -> dict[str, Any]:
        return {"accounts": [with_slots(entry, changes) for entry in body.accounts]}

    return change


def with_slots(entry: AccountEntry, changes: dict[str, Any]) -> AccountEntry:
    return entry.model_copy(update={"slots": [slot.model_copy(update=changes) for slot in entry.slots]})


def of_other_files(body: HeaderBody) -> dict[str, Any]:
    return {"compartments": [entry.model_copy(update={"id": f"x{entry.id}"[:36]}) for entry in body.compartments]}


def with_their_team(body: HeaderBody) -> dict[str, Any]:
    return {"charters": [*body.charters[:-1], body.charter.model_copy(update={"team": body.recovery})]}


FORGERIES: dict[str, Change] = {
    "slots that nothing opens": slots_with(box=to_text(bytes(120))),
    "slots with other salts": slots_with(salt=to_text(bytes(16)), box=to_text(bytes(120))),
    "slots that cost 8 GiB": slots_with(memory_kib=8 * 1024 * 1024),
    "slots that cost nothing": slots_with(memory_kib=8),
    "slots that are no text": slots_with(box="é"),
    "no slots": lambda body: {"accounts": [entry.model_copy(update={"slots": []}) for entry in body.accounts]},
    "no accounts": lambda _body: {"accounts": []},
    "no compartments": lambda _body: {"compartments": []},
    "other files": of_other_files,
    "another team": with_their_team,
    "another vault": lambda _body: {"vault": "0190a0a0-0000-7000-8000-000000000000"},
}


def forged(home: Home, change: Change, name: str, *, with_front: bool) -> Header:
    """Write one copy of the header, newer than the other, and by the front's key whole; return the other."""
    held = home.vault._held
    header, front = held.keeper.header, held.body.compartments[0].id
    keys = {front: held.keeper.keys[front]} if with_front else {}
    home.vault.close()
    body = header.body.model_copy(update={"sequence": header.body.sequence + 5, **change(header.body)})
    (home.places.vault / name).write_bytes(header_bytes(with_macs(body, keys, header.macs)))
    return header


def assert_as_before(home: Home, header: Header) -> None:
    assert read_headers(home.places.vault) == (header,)
    assert [found.what for found in home.vault.front.accesses(None)].count(WENT_BACK) == 1


@pytest.mark.parametrize(("number", "what"), list(enumerate(FORGERIES)))
def test_everybody_opens_by_the_other_copy_which_is_then_in_both_places(home: Home, number: int, what: str) -> None:
    colleague = home.colleague(Role.CARE_WORKER)
    pin_seals(home.vault)
    header = forged(home, FORGERIES[what], NAMES[number % 2], with_front=number % 3 > 0)
    assert vault_state(home.places) is VaultState.READY
    with pytest.raises(KeyTrouble, match="not the right passphrase"):
        home.as_(home.created.vault.account, WRONG)
    home.as_(colleague.account, OWN)
    assert_as_before(home, header)
    home.manager()
    assert_as_before(home, header)


@pytest.mark.parametrize("what", ["no accounts", "another team", "another vault"])
def test_before_anybody_has_unlocked_it_what_managers_signed_is_gone_by(home: Home, what: str) -> None:
    home.colleague(Role.CARE_WORKER)
    pin_seals(home.vault)
    before = before_unlock(home.places)
    names = [account.name for account in sign_in_list(home.places)]
    forged(home, FORGERIES[what], "header.a", with_front=True)
    assert [account.name for account in sign_in_list(home.places)] == names
    assert before_unlock(home.places) == before


@pytest.mark.parametrize("name", NAMES)
def test_one_copy_that_says_it_is_a_newer_programs_is_a_bad_copy(home: Home, name: str) -> None:
    header = forged(home, lambda _body: {"version": 99}, name, with_front=True)
    assert vault_state(home.places) is VaultState.READY
    home.manager()
    assert (home.places.vault / name).read_bytes() == header_bytes(header)


def test_a_whole_header_of_somebodys_own_vault_in_place_of_one_copy_keeps_nobody_out(home: Home) -> None:
    other = make(Places.below(home.places.vault.parent / "other"))
    theirs = other.vault._held.keeper.header
    other.vault.close()
    header = home.vault._held.keeper.header
    home.vault.close()
    forgery = Header(body=theirs.body.model_copy(update={"sequence": 99}), macs=theirs.macs)
    (home.places.vault / "header.a").write_bytes(header_bytes(forgery))
    home.manager()
    assert_as_before(home, header)


def test_with_both_copies_forged_it_is_refused_and_left_as_it_is(home: Home) -> None:
    forged(home, FORGERIES["another team"], "header.a", with_front=True)
    data = (home.places.vault / "header.a").read_bytes()
    (home.places.vault / "header.b").write_bytes(data)
    with pytest.raises(DamageTrouble, match="no registered manager signed"):
        home.manager()
    assert [(home.places.vault / name).read_bytes() for name in NAMES] == [data, data]


def old_copy_put_back(home: Home, before: Header, *, newer: bool) -> None:
    """Put an old header in one copy's place, as it was or as if it were the newest."""
    now = home.vault._held.keeper.header
    home.vault.close()
    sequence = now.body.sequence + 5 if newer else before.body.sequence
    old = before.model_copy(update={"body": before.body.model_copy(update={"sequence": sequence})})
    (home.places.vault / "header.a").write_bytes(header_bytes(old))


@pytest.mark.parametrize("newer", [True, False])
@pytest.mark.parametrize("how", ["reset", "removed"])
def test_what_a_manager_took_away_does_not_come_back_with_an_old_copy(home: Home, how: str, newer: bool) -> None:
    colleague = home.colleague(Role.CARE_WORKER).account
    before = home.vault._held.keeper.header
    if how == "reset":
        home.vault.reset_access(colleague.id)
    else:
        home.vault.remove_account(colleague.id)
    header = home.vault._held.keeper.header
    old_copy_put_back(home, before, newer=newer)
    with pytest.raises(KeyTrouble, match="not the right passphrase" if how == "reset" else "no longer in the vault"):
        home.as_(colleague, OWN)
    home.manager()
    assert read_headers(home.places.vault) == (header,)


def test_an_old_passphrase_does_not_come_back_with_an_old_copy(home: Home) -> None:
    before = home.vault._held.keeper.header
    home.vault.change_passphrase(OWN, PASSPHRASE)
    old_copy_put_back(home, before, newer=False)
    with pytest.raises(DamageTrouble, match="old copy that was put back"):
        home.manager()
    home.as_(home.created.vault.account, OWN)


def test_a_wrong_passphrase_counts_once_whatever_the_copies_say(home: Home) -> None:
    account = home.created.vault.account
    forged(home, FORGERIES["slots with other salts"], "header.a", with_front=True)
    for _ in range(3):
        with pytest.raises(KeyTrouble) as told:
            home.as_(account, WRONG)
        assert not isinstance(told.value, WaitTrouble)
    with pytest.raises(WaitTrouble) as waits:
        home.as_(account, WRONG)
    assert waits.value.seconds == 1


def test_a_passphrase_is_worked_out_once_for_slots_with_the_same_salt() -> None:
    """So that a wrong one takes as long as a right one: one derivation where the copies' slots have one salt."""
    owner, keys = SlotOwner("vault", "user"), UserKeys.new()
    slot = make_slot(owner, "slot", PASSPHRASE, keys, KdfCost.CHEAP)
    right, wrong = Guess(PASSPHRASE), Guess(WRONG)
    assert [right.open(owner, slot, KdfCost.CHEAP) for _ in range(3)] == [keys] * 3
    for _ in range(3):
        with suppress(KeyTrouble):
            wrong.open(owner, slot, KdfCost.CHEAP)
    assert (len(right._worked_out), len(wrong._worked_out)) == (1, 1)


def test_the_recovery_key_makes_a_manager_by_the_other_copy_too(home: Home) -> None:
    forged(home, FORGERIES["another team"], "header.a", with_front=True)
    new = NewAccount("Noor Haddad", Role.REGISTERED_MANAGER)
    home.vault = open_with_recovery_key(
        home.places, home.created.recovery_key, new, OWN, clock=home.clock, kinds=KINDS, cost=KdfCost.CHEAP
    )
    assert [account.name for account in home.vault.accounts()] == ["Imani Okafor", "Noor Haddad"]
    home.manager()
