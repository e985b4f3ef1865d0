"""Nobody is called what no manager wrote, whoever else can write the files."""

import pytest

from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import Change, NewAccount, sign_in_list
from safeguard_desktop.vault.accounts import AccountRecord
from tests.unit.vault.homes import OWN, Home
from tests.unit.vault.vault_samples import insider


def _named(home: Home) -> list[str]:
    shown = [account.name for account in home.manager().accounts()]
    assert [account.name for account in sign_in_list(home.places)] == shown
    return shown


@pytest.mark.parametrize("forged", ["Ruth Amadi", "\u0421raig Dunn"])
def test_a_name_written_into_the_lists_past_the_program_is_nobodys(home: Home, forged: str) -> None:
    added = home.colleague(Role.SAFEGUARDING_LEAD, "Craig Dunn")
    home.vault.close()
    connection = insider(home.places, "front")
    connection.execute("UPDATE current SET name = ? WHERE record = ?", (forged, added.account.id))
    connection.close()
    assert _named(home) == ["Imani Okafor", "Craig Dunn"]


@pytest.mark.parametrize("role", [Role.CARE_WORKER, Role.SAFEGUARDING_LEAD])
def test_a_name_that_somebody_signed_for_themselves_does_not_count(home: Home, role: Role) -> None:
    added = home.colleague(role, "Craig Dunn")
    vault = home.as_(added.account, OWN)
    heads = tuple(head.id for head in vault.front.heads(added.account.id))
    vault.front.append(
        [Change(added.account.id, "account", AccountRecord(name="Ruth Amadi", role=role), parents=heads)]
    )
    assert _named(home) == ["Imani Okafor", "Craig Dunn"]
    home.vault.change_role(added.account.id, Role.CASEWORKER)
    assert home.vault.front.names("account")[added.account.id] == "Craig Dunn"


def test_where_no_manager_wrote_a_name_there_is_only_a_number(home: Home) -> None:
    added = home.colleague(Role.CASEWORKER, "Craig Dunn")
    home.vault.close()
    connection = insider(home.places, "front")
    connection.execute(
        "UPDATE revision SET body = replace(body, 'Craig', 'Greta') WHERE record = ?", [added.account.id]
    )
    connection.close()
    assert _named(home) == ["Imani Okafor", "Account 2"]


def test_the_name_of_somebody_who_left_and_one_that_another_manager_gave_still_count(home: Home) -> None:
    manager = home.colleague(Role.REGISTERED_MANAGER, "Ruth Amadi")
    leaver = home.as_(manager.account, OWN).add_account(NewAccount("Craig Dunn", Role.CARE_WORKER))
    home.manager().remove_account(manager.account.id)
    home.vault.remove_account(leaver.account.id)
    assert home.manager().account_names()[leaver.account.id] == "Craig Dunn"
    assert home.vault.account_names()[manager.account.id] == "Ruth Amadi"
