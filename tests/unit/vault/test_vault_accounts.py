from datetime import UTC, date, datetime, timedelta

import pytest

from safeguard_desktop.clock import SetClock, SystemClock
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, NotAllowedTrouble, WaitTrouble
from safeguard_desktop.keys import open_sealed
from safeguard_desktop.keys.header import with_macs
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import Change, NewAccount, open_vault, sign_in_list
from safeguard_desktop.vault.header_files import read_headers, write_headers
from safeguard_desktop.vault.team import team_identities
from tests.unit.vault.homes import OWN, Home, wrote
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, SampleNote, compartment_key, reopen


def test_a_new_account_begins_with_a_start_code_that_opens_it_until_a_passphrase_was_chosen(home: Home) -> None:
    added = home.vault.add_account(NewAccount("Ade Bakare", Role.CARE_WORKER))
    assert [(found.name, found.number, found.has_start_code) for found in sign_in_list(home.places)] == [
        ("Imani Okafor", 1, False),
        ("Ade Bakare", 2, True),
    ]
    vault = home.as_(added.account, added.start_code)
    before = vault.must_choose_passphrase
    assert not vault.has_casework
    assert vault.account == added.account
    with pytest.raises(InputTrouble, match="have now"):
        vault.change_passphrase(added.start_code)
    vault.change_passphrase(OWN)
    assert (before, vault.must_choose_passphrase) == (True, False)
    vault.desk.put_draft("d", "mine")
    with pytest.raises(KeyTrouble):
        home.as_(added.account, added.start_code)
    home.clock.forward(timedelta(minutes=6))
    assert home.as_(added.account, OWN).desk.draft("d") == "mine"


def test_a_caseworker_reads_cases_and_a_care_worker_does_not(home: Home) -> None:
    wrote(home.vault, "n")
    care, case = home.colleague(Role.CARE_WORKER), home.colleague(Role.CASEWORKER, "Bea")
    vault = home.as_(case.account, OWN)
    assert [found.record for found in vault.casework.list()] == ["n"]
    vault = home.as_(care.account, OWN)
    with pytest.raises(NotAllowedTrouble):
        vault.casework.list()
    with pytest.raises(NotAllowedTrouble):
        vault.make_restricted("case", [care.account.id])
    sealed = vault.seal_to_team(b"concern")
    assert home.manager().open_for_team(sealed) == b"concern"


def test_forty_accounts_fit(home: Home) -> None:
    added = [home.vault.add_account(NewAccount(f"Person {n}", Role.CASEWORKER)) for n in range(40)]
    assert home.as_(added[39].account, added[39].start_code).has_casework
    assert len(home.manager().accounts()) == 41


def test_only_a_manager_changes_accounts(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    manager = home.vault.account.id
    vault = home.as_(lead.account, OWN)
    for refused in (
        lambda: vault.add_account(NewAccount("X", Role.CARE_WORKER)),
        lambda: vault.change_role(manager, Role.CARE_WORKER),
        lambda: vault.change_until(manager, None),
        lambda: vault.reset_access(manager),
        lambda: vault.remove_account(manager),
    ):
        with pytest.raises(NotAllowedTrouble, match="registered manager"):
            refused()


def test_nobody_changes_their_own_account_and_a_manager_without_last_day_remains(home: Home) -> None:
    other = home.colleague(Role.REGISTERED_MANAGER).account.id
    me = home.vault.account.id
    for change in (
        lambda who: home.vault.change_role(who, Role.CARE_WORKER),
        home.vault.reset_access,
        home.vault.remove_account,
    ):
        with pytest.raises(InputTrouble, match="own account"):
            change(me)
    home.vault.change_until(other, date(2026, 12, 1))
    home.as_(home.vault.accounts()[1], OWN)
    for change in (
        lambda who: home.vault.change_role(who, Role.CARE_WORKER),
        home.vault.remove_account,
        lambda who: home.vault.change_until(who, date(2027, 1, 1)),
    ):
        with pytest.raises(InputTrouble, match="no last day"):
            change(me)


def test_an_account_opens_until_the_end_of_its_last_day_and_then_says_so(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER, until=date(2026, 11, 24))
    home.clock.moment = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    home.as_(added.account, OWN)
    home.clock.moment = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    with pytest.raises(KeyTrouble, match=r"ended on 24 November 2026\. .*manager.*still report") as caught:
        home.as_(added.account, OWN)
    assert not isinstance(caught.value, WaitTrouble)
    home.manager().change_until(added.account.id, date(2026, 12, 31))
    assert home.as_(added.account, OWN).account.until == date(2026, 12, 31)


def test_a_passphrase_is_changed_by_somebody_who_knows_the_old_one(home: Home) -> None:
    with pytest.raises(KeyTrouble):
        home.vault.change_passphrase(OWN, "not the old one")
    with pytest.raises(InputTrouble):
        home.vault.change_passphrase(OWN)
    with pytest.raises(InputTrouble):
        home.vault.change_passphrase(PASSPHRASE, PASSPHRASE)
    home.clock.forward(timedelta(minutes=6))
    home.vault.change_passphrase(OWN, PASSPHRASE)
    account = home.vault.account
    with pytest.raises(KeyTrouble):
        home.as_(account, PASSPHRASE)
    home.as_(account, OWN)


def test_access_is_reset_without_knowing_a_passphrase_and_what_was_signed_stays_signed(home: Home) -> None:
    added = home.colleague(Role.CASEWORKER)
    vault = home.as_(added.account, OWN)
    wrote(vault, "n")
    vault.desk.put_draft("d", "on the old desk")
    signature = vault.sign(b"pack")
    code = home.manager().reset_access(added.account.id)
    assert home.vault.verify(added.account.id, b"pack", signature)
    with pytest.raises(KeyTrouble):
        home.as_(added.account, OWN)
    vault = home.as_(added.account, code)
    assert vault.must_choose_passphrase
    assert vault.desk.draft("d") is None
    wrote(vault, "m")
    assert [found.record for found in vault.casework.list()] == ["n", "m"]
    assert all(vault.check_history(place).whole for place in vault.compartments())
    assert vault.verify(added.account.id, b"pack2", vault.sign(b"pack2"))


def test_a_desk_that_was_set_aside_is_joined_with_the_recovery_key(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER)
    vault = home.as_(added.account, OWN)
    vault.desk.append([Change("n", "note", SampleNote(words="handed in"))])
    vault.desk.put_draft("d", "old words")
    vault.desk.put_draft("e", "other old words")
    vault = home.as_(added.account, home.manager().reset_access(added.account.id))
    vault.desk.put_draft("d", "new words")
    before = vault.has_old_desk
    with pytest.raises(KeyTrouble, match="earlier desk"):
        vault.join_old_desks(new_recovery_key())
    assert vault.join_old_desks(home.created.recovery_key) == 1
    assert (before, vault.has_old_desk) == (True, False)
    assert vault.desk.current("n") is not None
    assert {draft.key: draft.text for draft in vault.desk.drafts()} == {"d": "new words", "e": "other old words"}
    assert vault.check_history(vault.desk).whole
    assert len(list((home.places.vault / "desk").glob("*.db"))) == 2
    with pytest.raises(KeyTrouble):
        vault.join_old_desks(home.created.recovery_key)
    home.manager()


def test_with_the_recovery_key_the_desk_comes_along(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER)
    home.as_(added.account, OWN).desk.put_draft("d", "on the old desk")
    with pytest.raises(KeyTrouble):
        home.manager().reset_access(added.account.id, "not a recovery key")
    code = home.vault.reset_access(added.account.id, home.created.recovery_key)
    assert home.as_(added.account, code).desk.draft("d") == "on the old desk"


def test_a_restricted_case_opens_again_after_a_reset_only_when_a_member_says_so(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    other = home.colleague(Role.REGISTERED_MANAGER, "Bea")
    home.as_(lead.account, OWN)
    home.vault.make_restricted("case-1", [lead.account.id, other.account.id])
    assert home.manager().restricted() == {}
    code = home.vault.reset_access(lead.account.id)
    assert home.as_(lead.account, code).restricted() == {}
    home.vault.change_passphrase(OWN)
    vault = home.as_(other.account, OWN)
    assert vault.members_of("case-1") == (other.account.id,)
    vault.change_members("case-1", [lead.account.id, other.account.id])
    assert home.as_(lead.account, OWN).restricted().keys() == {"case-1"}


def test_a_role_that_reads_cases_is_given_and_taken(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER)
    wrote(home.vault, "n")
    home.vault.change_role(added.account.id, Role.CASEWORKER)
    vault = home.as_(added.account, OWN)
    assert vault.account.role is Role.CASEWORKER
    assert vault.casework.current("n") is not None
    old_key, old_team = compartment_key(home.places), team_identities(vault.casework)
    home.manager().change_role(added.account.id, Role.CARE_WORKER)
    assert compartment_key(home.places) != old_key
    assert len(team_identities(home.vault.casework)) == 2
    with pytest.raises(KeyTrouble):
        open_sealed(home.vault.seal_to_team(b"concern"), old_team[0])
    vault = home.as_(added.account, OWN)
    assert not vault.has_casework
    assert vault.account.role is Role.CARE_WORKER


def test_a_second_manager_can_do_it_all_and_stops_when_they_are_no_manager(home: Home) -> None:
    other = home.colleague(Role.REGISTERED_MANAGER)
    first = home.vault.account
    vault = home.as_(other.account, OWN)
    vault.add_account(NewAccount("Cy", Role.CARE_WORKER))
    home.manager().change_role(other.account.id, Role.SAFEGUARDING_LEAD)
    vault = home.as_(other.account, OWN)
    with pytest.raises(NotAllowedTrouble):
        vault.add_account(NewAccount("Dee", Role.CARE_WORKER))
    assert home.manager().account == first


def test_a_leaver_opens_nothing_and_everything_has_new_keys_but_their_name_stays(home: Home) -> None:
    added = home.colleague(Role.CASEWORKER)
    vault = home.as_(added.account, OWN)
    wrote(vault, "n")
    old_team = team_identities(vault.casework)
    sealed_before = vault.seal_to_team(b"handed in before")
    signature = vault.sign(b"pack")
    home.manager().make_restricted("case-1", [home.vault.account.id, added.account.id])
    keys = {name: compartment_key(home.places, name) for name in ("front", "casework", "restricted")}
    told: list[tuple[int, int]] = []
    home.vault.remove_account(added.account.id, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert all(compartment_key(home.places, name) != key for name, key in keys.items())
    assert all(compartment_key(home.places, name).salt == key.salt for name, key in keys.items())
    with pytest.raises(KeyTrouble, match="no longer"):
        home.as_(added.account, OWN)
    vault = home.manager()
    assert [found.name for found in sign_in_list(home.places)] == ["Imani Okafor"]
    assert vault.front.names("account")[added.account.id] == "Ade Bakare"
    assert vault.members_of("case-1") == (vault.account.id,)
    assert vault.open_for_team(sealed_before) == b"handed in before"
    assert vault.verify(added.account.id, b"pack", signature)
    with pytest.raises(KeyTrouble):
        open_sealed(vault.seal_to_team(b"concern"), old_team[0])
    assert [found.record for found in vault.casework.list()] == ["n"]
    for place in vault.compartments():
        assert vault.check_history(place, recovery_key=home.created.recovery_key).problems == ()
        assert "first opened on this computer" not in [found.what for found in place.accesses(None)]


def test_a_restricted_case_of_a_leaver_gets_its_new_key_when_its_next_member_signs_in(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    leaver = home.colleague(Role.CASEWORKER, "Bea")
    place = home.as_(lead.account, OWN).make_restricted("case-1", [lead.account.id, leaver.account.id])
    place.append([Change("n", "note", SampleNote(words="kept"))])
    home.manager().remove_account(leaver.account.id)
    before = [entry for entry in read_headers(home.places.vault)[0].body.compartments if entry.name == "restricted"]
    vault = home.as_(lead.account, OWN)
    after = [entry for entry in read_headers(home.places.vault)[0].body.compartments if entry.name == "restricted"]
    assert [(len(entry.members), entry.generation) for entry in (*before, *after)] == [(2, 1), (1, 2)]
    assert vault.restricted()["case-1"].current("n") is not None
    home.as_(lead.account, OWN)
    assert home.vault.restricted()["case-1"].current("n") is not None


def test_taking_somebody_away_from_a_restricted_case_changes_its_key(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    home.vault.make_restricted("case-1", [home.vault.account.id, lead.account.id])
    old = compartment_key(home.places, "restricted")
    home.vault.change_members("case-1", [home.vault.account.id])
    assert compartment_key(home.places, "restricted") != old
    assert home.as_(lead.account, OWN).restricted() == {}
    assert home.manager().restricted().keys() == {"case-1"}


def test_an_older_header_from_before_a_leaver_is_refused_also_with_the_least_sequence_forged(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER)
    old = read_headers(home.places.vault)[0]
    home.vault.change_role(added.account.id, Role.CASEWORKER)
    home.vault.front.put_meta("least-header", b"1")
    home.vault.close()
    front = old.body.compartments[0]
    body = old.body.model_copy(update={"sequence": 99})
    write_headers(home.places.vault, with_macs(body, {front.id: compartment_key(home.places, "front")}, old.macs))
    with pytest.raises(DamageTrouble, match="past the program"):
        reopen(home.places, clock=SetClock(SystemClock().now()))


def test_a_slot_swapped_for_one_with_other_keys_opens_nothing(home: Home) -> None:
    added = home.colleague(Role.CARE_WORKER)
    home.vault.close()
    (header,) = read_headers(home.places.vault)
    manager, other = header.body.accounts
    with_theirs = manager.model_copy(update={"slots": other.slots})
    body = header.body.model_copy(update={"accounts": [with_theirs, other]})
    keys = {header.body.compartments[0].id: compartment_key(home.places, "front")}
    write_headers(home.places.vault, with_macs(body, keys, header.macs))
    with pytest.raises(KeyTrouble):
        open_vault(home.places, manager.id, OWN, clock=home.clock, kinds=KINDS)
    assert added.account.id == other.id
