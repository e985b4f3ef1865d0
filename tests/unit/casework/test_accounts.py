from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from safeguard_desktop.casework.accounts import (
    access_log,
    add_account,
    change_keys,
    change_last_day,
    change_passphrase,
    change_role,
    ended_accounts,
    list_accounts,
    must_choose_passphrase,
    remove_account,
    reset_access,
)
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.recovery import replace_recovery_key
from safeguard_desktop.casework.session import FRESH_SECONDS, Session
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble, KeyTrouble, NotAllowedTrouble
from safeguard_desktop.records import Adult, Concern
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Added
from tests.unit.casework.conftest import PASSPHRASE

OWN = "quiet-marble-lantern-otter"


class House:
    """Who is signed in, one after the other, in one vault."""

    def __init__(self, session: Session, places: Places, clock: SetClock) -> None:
        self.session, self.places, self.clock = session, places, clock
        self.manager_id = session.account.id

    def as_(self, account_id: str, passphrase: str = OWN) -> Session:
        lock(self.session)
        self.clock.forward(timedelta(minutes=6))
        self.session = sign_in(self.places, account_id, passphrase, clock=self.clock)
        return self.session

    def manager(self) -> Session:
        return self.as_(self.manager_id, PASSPHRASE)

    def colleague(self, name: str, role: Role) -> Added:
        added = add_account(self.session, name, role)
        change_passphrase(self.as_(added.account.id, added.start_code), OWN)
        self.manager()
        return added


@pytest.fixture
def house(session: Session, places: Places, clock: SetClock) -> Iterator[House]:
    house = House(session, places, clock)
    yield house
    lock(house.session)


def told_concern(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile Quillfeather"))
    case = hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Bruise"))
    assert case is not None
    return case


@pytest.mark.parametrize("said", [" {0} ", "{1}", " {2}", "{3} "])
def test_a_start_code_is_taken_as_it_was_read_out(house: House, said: str) -> None:
    added = add_account(house.session, "Ade Bakare", Role.CARE_WORKER)
    code = added.start_code
    ways = (code.replace("-", " "), code.upper(), code.replace("-", " - ").title(), code.replace("-", "\u2013"))
    session = house.as_(added.account.id, said.format(*ways))
    assert must_choose_passphrase(session)


def test_a_passphrase_of_ones_own_is_taken_as_it_is_alone(house: House) -> None:
    added = house.colleague("Ade Bakare", Role.CARE_WORKER)
    lock(house.session)
    for typed in (OWN.upper(), OWN.replace("-", " ")):
        house.clock.forward(timedelta(minutes=6))
        with pytest.raises(KeyTrouble):
            sign_in(house.places, added.account.id, typed, clock=house.clock)


def test_a_new_colleague_chooses_a_passphrase_and_works(house: House) -> None:
    added = add_account(house.session, "  Ade  Bakare ", Role.CASEWORKER, date(2026, 12, 24))
    assert [(found.name, found.until, found.has_start_code) for found in list_accounts(house.session)] == [
        ("Imani Okafor", None, False),
        ("Ade Bakare", date(2026, 12, 24), True),
    ]
    session = house.as_(added.account.id, added.start_code)
    asked = must_choose_passphrase(session)
    for weak in ("short", "adebakare-adebakare", "willowcourt1"):
        with pytest.raises(InputTrouble):
            change_passphrase(session, weak)
    change_passphrase(session, OWN)
    assert (asked, must_choose_passphrase(session)) == (True, False)
    assert told_concern(session)
    assert [found.name for found in accounts(house.places)] == ["Imani Okafor", "Ade Bakare"]


@pytest.mark.parametrize(
    ("name", "until", "said"),
    [
        ("", None, "Enter the person's name"),
        (" imani OKAFOR ", None, "with that name"),
        ("lmani \u041ekaf\u043er", None, "looks like it"),
        ("Imani\u200b Okafor", None, "looks like it"),
        ("\u3164", None, "Enter the person's name"),
        ("x" * 500, None, "too long"),
        ("Ade", date(2026, 11, 22), "That day is past"),
    ],
)
def test_an_account_needs_a_name_of_its_own_and_a_day_to_come(
    session: Session, name: str, until: date | None, said: str
) -> None:
    with pytest.raises(InputTrouble, match=said):
        add_account(session, name, Role.CARE_WORKER, until)
    assert len(list_accounts(session)) == 1


def test_only_a_manager_may(house: House) -> None:
    lead = house.colleague("Ade Bakare", Role.SAFEGUARDING_LEAD).account.id
    session = house.as_(lead)
    for refused in (
        lambda: add_account(session, "Bea", Role.CARE_WORKER),
        lambda: change_role(session, house.manager_id, Role.CARE_WORKER),
        lambda: change_last_day(session, house.manager_id, None),
        lambda: reset_access(session, house.manager_id),
        lambda: remove_account(session, house.manager_id),
        lambda: change_keys(session),
        lambda: access_log(session),
    ):
        with pytest.raises(NotAllowedTrouble, match="Ask the registered manager"):
            refused()


def test_letting_somebody_in_needs_a_passphrase_typed_a_short_while_ago(house: House) -> None:
    added = add_account(house.session, "Ewa Nowak", Role.CARE_WORKER)
    long_ago = replace(house.session, proved=house.session.proved - FRESH_SECONDS - 1)
    ways: list[Callable[[], object]] = [
        lambda: add_account(long_ago, "Craig Dunn", Role.REGISTERED_MANAGER),
        lambda: change_role(long_ago, added.account.id, Role.REGISTERED_MANAGER),
        lambda: change_last_day(long_ago, added.account.id, None),
        lambda: reset_access(long_ago, added.account.id),
        lambda: replace_recovery_key(long_ago),
    ]
    for way in ways:
        with pytest.raises(NotAllowedTrouble, match="passphrase") as caught:
            way()
        assert "sign in again" in caught.value.next_step
    assert [account.role for account in list_accounts(long_ago)] == [Role.REGISTERED_MANAGER, Role.CARE_WORKER]
    assert replace(long_ago, is_demonstration=True).is_fresh


def test_a_role_a_last_day_and_access_are_changed_and_a_leaver_goes(house: House) -> None:
    case = told_concern(house.session)
    ade = house.colleague("Ade Bakare", Role.CARE_WORKER).account.id
    change_role(house.session, ade, Role.CASEWORKER)
    assert open_case(house.as_(ade), case).row.reference
    change_last_day(house.manager(), ade, date(2026, 11, 23))
    house.clock.forward(timedelta(days=1))
    with pytest.raises(KeyTrouble, match="ended on 23 November 2026"):
        house.as_(ade)
    change_last_day(house.manager(), ade, None)
    with pytest.raises(InputTrouble, match="past"):
        change_last_day(house.session, ade, date(2026, 11, 23))
    code = reset_access(house.session, ade)
    with pytest.raises(KeyTrouble):
        house.as_(ade)
    change_passphrase(house.as_(ade, code), OWN)
    told: list[int] = []
    remove_account(house.manager(), ade, lambda done, _total: told.append(done))
    assert told == [0, 1, 2]
    assert [found.name for found in list_accounts(house.session)] == ["Imani Okafor"]
    with pytest.raises(KeyTrouble):
        house.as_(ade)
    house.manager()


def test_managers_alone_are_told_of_an_account_past_its_last_day_until_it_is_gone(house: House) -> None:
    lead = house.colleague("Ade Bakare", Role.SAFEGUARDING_LEAD).account.id
    sam, bea, _cai = (
        add_account(house.session, name, Role.CARE_WORKER, day).account.id
        for name, day in (("Sam", date(2026, 11, 24)), ("Bea", date(2026, 11, 23)), ("Cai", None))
    )
    assert ended_accounts(house.session) == ()
    house.clock.forward(timedelta(days=2))
    assert ended_accounts(house.as_(lead)) == ()
    session = house.manager()
    assert [(found.id, found.until) for found in ended_accounts(session)] == [
        (bea, date(2026, 11, 23)),
        (sam, date(2026, 11, 24)),
    ]
    remove_account(session, bea)
    change_last_day(session, sam, date(2026, 11, 25))
    assert ended_accounts(session) == ()


def test_ones_own_passphrase_is_changed_with_the_old_one(house: House) -> None:
    with pytest.raises(KeyTrouble):
        change_passphrase(house.session, OWN, "not the old one at all")
    change_passphrase(house.session, OWN, PASSPHRASE)
    assert house.as_(house.manager_id).account.name == "Imani Okafor"


def test_the_log_says_who_looked_at_what_by_name_also_of_a_leaver(house: House) -> None:
    case = told_concern(house.session)
    ade = house.colleague("Ade Bakare", Role.CASEWORKER).account.id
    house.clock.forward(timedelta(hours=1))
    open_case(house.as_(ade), case)
    session = house.manager()
    remove_account(session, ade)
    log = access_log(session)
    assert [line.at for line in log] == sorted((line.at for line in log), reverse=True)
    theirs = access_log(session, person=ade)
    assert {line.who for line in theirs} == {"Ade Bakare"}
    assert [(line.what, line.case[:8], line.case_id) for line in theirs if line.case] == [("looked", "SG-2026-", case)]
    of_case = access_log(session, case=case)
    assert {line.case_id for line in of_case} == {case}
    assert {line.who for line in of_case} == {"Ade Bakare", "Imani Okafor"}
    (removed,) = [line for line in log if line.what == "account removed"]
    assert (removed.who, removed.about, removed.record) == ("Imani Okafor", "Ade Bakare", ade)


def test_a_restricted_case_is_in_the_log_of_its_members_alone(house: House) -> None:
    other = house.colleague("Ade Bakare", Role.REGISTERED_MANAGER).account.id
    session = house.as_(other)
    session.vault.make_restricted("case-1", [other])
    assert any(line.case_id == "case-1" for line in access_log(session))
    assert all(line.case_id != "case-1" for line in access_log(house.manager()))


def test_every_key_is_changed_after_a_lost_stick(house: House) -> None:
    case, told = told_concern(house.session), list[int]()
    before = house.session.vault.team
    change_keys(house.session, lambda done, _total: told.append(done))
    assert told == [0, 1, 2]
    session = house.manager()
    assert session.vault.team != before
    assert open_case(session, case).row.reference


def test_a_demonstration_makes_no_backup(house: House) -> None:
    session = replace(house.session, is_demonstration=True)
    added = add_account(session, "Ade Bakare", Role.CARE_WORKER)
    remove_account(session, added.account.id)
    assert not list(house.places.backups.glob("*"))
