from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble, InputTrouble, InUseTrouble, KeyTrouble, NotAllowedTrouble
from safeguard_desktop.keys import KdfCost, grouped, open_sealed
from safeguard_desktop.keys.charter import Charter
from safeguard_desktop.keys.header import with_macs
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.recovery_shares import join, split
from safeguard_desktop.keys.texts import from_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import NewAccount, OpenVault, open_with_recovery_key
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.unit.vault.homes import OWN, Home, wrote
from tests.unit.vault.vault_samples import KINDS, compartment_key

NEW = NewAccount("Noor Haddad", Role.REGISTERED_MANAGER)


def uncovered(vault: OpenVault) -> list[str]:
    return [f"{one.name}/{one.owner}" for one in vault.recovery_coverage() if not one.opens]


def opens_keys_of(places: Places, recovery_key: str) -> set[str]:
    """Return the names of the compartments whose sealed key a recovery key opens."""
    found = set()
    for entry in read_headers(places.vault)[0].body.compartments:
        try:
            open_sealed(from_text(entry.sealed[0]), recovery_key)
        except KeyTrouble:
            continue
        found.add(entry.name)
    return found


def test_a_new_recovery_key_opens_everything_and_the_old_one_nothing(home: Home) -> None:
    wrote(home.vault, "n")
    home.vault.check_recovery_key(home.created.recovery_key)
    tested = [home.vault.recovery_tested]
    new = home.vault.replace_recovery_key()
    tested.append(home.vault.recovery_tested)
    wrote(home.vault, "m")
    with pytest.raises(KeyTrouble, match="replaced by a newer one"):
        home.vault.check_recovery_key(home.created.recovery_key)
    home.vault.check_recovery_key(grouped(new))
    tested.append(home.vault.recovery_tested)
    assert tested == [True, False, True]
    assert opens_keys_of(home.places, home.created.recovery_key) == set()
    assert opens_keys_of(home.places, new) == {"front", "casework", "desk"}
    vault = home.manager()
    assert uncovered(vault) == []
    for place in vault.compartments():
        assert vault.check_history(place, recovery_key=new).problems == ()
    assert vault.recovery_drill(new).whole


def test_what_others_hold_follows_when_they_sign_in(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    care = home.colleague(Role.CARE_WORKER, "Bea")
    home.as_(lead.account, OWN).make_restricted("case-1", [lead.account.id])
    new = home.manager().replace_recovery_key()
    theirs = [f"desk/{lead.account.id}", f"desk/{care.account.id}", "restricted/case-1"]
    assert uncovered(home.vault) == theirs[:2], "of a restricted case of others a manager is told nothing"
    drill = home.vault.recovery_drill(new)
    assert (drill.opened, len(drill.tried), drill.whole) == (3, 5, False)
    vault = home.as_(lead.account, OWN)
    assert opens_keys_of(home.places, new) == {"front", "casework", "desk", "restricted"}
    assert uncovered(vault) == [theirs[1]]
    assert all(vault.check_history(place, recovery_key=new).whole for place in vault.compartments())
    home.as_(care.account, OWN)
    assert uncovered(home.manager()) == []
    assert home.vault.recovery_drill(new).whole
    assert "tried the recovery key on everything: 5 of 5 opened" in [
        one.what for one in home.vault.front.accesses(None)
    ]


def test_with_the_old_one_at_hand_the_new_one_opens_everything_at_once(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    leaver = home.colleague(Role.CARE_WORKER, "Bea")
    home.as_(leaver.account, OWN).desk.put_draft("d", "words")
    home.as_(lead.account, OWN).make_restricted("case-1", [lead.account.id])
    home.manager().remove_account(leaver.account.id)
    with pytest.raises(KeyTrouble):
        home.vault.replace_recovery_key(new_recovery_key())
    new = home.vault.replace_recovery_key(home.created.recovery_key)
    assert uncovered(home.vault) == []
    assert opens_keys_of(home.places, home.created.recovery_key) == set()
    assert home.vault.recovery_drill(new).whole
    vault = home.as_(lead.account, OWN)
    assert all(vault.check_history(place, recovery_key=new).problems == () for place in vault.compartments())
    assert home.manager().recovery_drill(new).opened == 5


def test_only_a_manager_replaces_it(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    with pytest.raises(NotAllowedTrouble):
        home.as_(lead.account, OWN).replace_recovery_key()


def test_a_beginning_that_was_taken_away_or_changed_is_noticed(home: Home) -> None:
    new = home.vault.replace_recovery_key()
    database = home.vault.casework._database
    (name,) = database.row("SELECT name FROM meta WHERE name LIKE 'chain-origin@%'")
    with database.writing() as connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = ?", (b"other", name))
    assert not home.vault.check_history(home.vault.casework).whole
    with database.writing() as connection:
        connection.execute("DELETE FROM meta WHERE name = ?", (name,))
    assert not home.vault.check_history(home.vault.casework).whole
    with pytest.raises(KeyTrouble):
        home.vault.check_history(home.vault.casework, recovery_key=new)


def test_a_wrong_key_drills_nothing(home: Home) -> None:
    with pytest.raises(KeyTrouble, match="not this vault"):
        home.vault.recovery_drill(new_recovery_key())


def test_two_sheets_of_three_open_what_the_key_opens(home: Home) -> None:
    sheets = [" ".join(sheet) for sheet in split(home.created.recovery_key)]
    home.vault.check_recovery_key(join([sheets[2], sheets[0]]))
    assert home.vault.recovery_tested


def all_lost(home: Home, recovery_key: str, new: NewAccount = NEW) -> OpenVault:
    home.vault.close()
    home.vault = open_with_recovery_key(
        home.places, recovery_key, new, OWN, clock=home.clock, kinds=KINDS, cost=KdfCost.CHEAP
    )
    return home.vault


def test_with_every_passphrase_lost_the_recovery_key_makes_a_manager_who_opens_everything(home: Home) -> None:
    lead = home.colleague(Role.SAFEGUARDING_LEAD)
    wrote(home.vault, "n")
    home.as_(lead.account, OWN).make_restricted("case-1", [lead.account.id])
    sealed = home.vault.seal_to_team(b"concern")
    vault = all_lost(home, grouped(home.created.recovery_key).lower())
    assert (vault.account.name, vault.account.role, vault.account.number) == ("Noor Haddad", NEW.role, 3)
    assert [found.record for found in vault.casework.list()] == ["n"]
    assert vault.restricted().keys() == {"case-1"}
    assert vault.open_for_team(sealed) == b"concern"
    for place in (vault.front, vault.casework, vault.restricted()["case-1"]):
        assert "opened with the recovery key" in [found.what for found in place.accesses(None)]
    vault.reset_access(lead.account.id)
    vault.remove_account(vault.accounts()[0].id)
    again = home.as_(vault.account, OWN)
    assert [found.name for found in again.accounts()] == ["Ade Bakare", "Noor Haddad"]
    assert all(
        again.check_history(place, recovery_key=home.created.recovery_key).whole for place in again.compartments()
    )


def test_a_wrong_key_a_wrong_role_or_an_open_vault_makes_no_account(home: Home) -> None:
    files = {path: path.read_bytes() for path in header_files(home.places)}
    with pytest.raises(InUseTrouble):
        open_with_recovery_key(home.places, home.created.recovery_key, NEW, OWN, clock=home.clock, kinds=KINDS)
    for key, new, said in (
        (new_recovery_key(), NEW, "not this vault"),
        ("mistyped", NEW, "letters"),
        (home.created.recovery_key, NewAccount("Noor", Role.CASEWORKER), "registered manager"),
    ):
        with pytest.raises((KeyTrouble, InputTrouble), match=said):
            all_lost(home, key, new)
    assert {path: path.read_bytes() for path in header_files(home.places)} == files
    home.manager()


def header_files(places: Places) -> list[Path]:
    return [places.vault / name for name in ("header.a", "header.b")]


def test_nobody_slips_in_a_recovery_key_of_their_own_even_with_every_key_but_a_managers(home: Home) -> None:
    """What a lead can do with the front's, casework's and their own keys: the next opening refuses it."""
    home.colleague(Role.SAFEGUARDING_LEAD)
    home.vault.close()
    (header,) = read_headers(home.places.vault)
    keys = {entry.id: compartment_key(home.places, entry.name) for entry in header.body.compartments[:2]}
    theirs = Charter(**{**dict(header.body.charter), "number": 2, "recovery": new_recovery_key()})
    body = header.body.model_copy(update={"charters": [header.body.charter, theirs]})
    write_headers(home.places.vault, with_macs(body, keys, header.macs))
    with pytest.raises(DamageTrouble, match="no registered manager signed"):
        home.manager()
