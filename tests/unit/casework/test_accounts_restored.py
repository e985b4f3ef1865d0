"""Before a backup is put in place it is said whose account will be again as it was then."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.casework.accounts import (
    add_account,
    change_last_day,
    change_passphrase,
    change_role,
    remove_account,
    reset_access,
)
from safeguard_desktop.casework.backups import back_up_now, newest_here
from safeguard_desktop.casework.restoring import BackupLook, look_into_backup, restore_backup
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, Started, accounts, first_start, lock, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

NAME = "Ola Brandt"
NEW = "quiet-marble-lantern-otter"


class Home:
    """A vault with a colleague in it, a backup of that, and what its manager changes afterwards."""

    def __init__(self, folder: Path) -> None:
        self.places, self.clock = Places.below(folder), SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
        us = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE)
        self.started: Started = first_start(self.places, us, clock=self.clock, cost=KdfCost.CHEAP)
        self.session = self.started.session
        self.ola = add_colleague(self.session, NAME, Role.SAFEGUARDING_LEAD)
        self.back_up()

    def back_up(self) -> None:
        self.backup = newest_here(back_up_now(self.session))

    def look(self, since: Callable[[Session], object]) -> BackupLook:
        self.clock.forward(timedelta(days=1))
        since(self.session)
        lock(self.session)
        return look_into_backup(self.places, self.backup, self.started.recovery_key, clock=self.clock)

    def again(self) -> Session:
        self.session = sign_in(self.places, accounts(self.places)[0].id, PASSPHRASE, clock=self.clock)
        return self.session


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    lock(made.session)


def test_who_was_removed_since_is_named_and_comes_back(home: Home) -> None:
    look = home.look(lambda session: remove_account(session, home.ola))
    assert look.accounts == (f"{NAME} was removed since, and can sign in again until you remove them anew.",)
    assert look.missing[:1] == look.accounts
    restore_backup(look, home.places, home.clock)
    home.session = sign_in(home.places, home.ola, THEIR_PASSPHRASE, clock=home.clock)
    assert home.session.account.name == NAME


def test_of_a_leaver_whose_last_day_was_over_nobody_says_that_they_can_sign_in(home: Home) -> None:
    change_last_day(home.session, home.ola, date(2026, 11, 23))
    home.back_up()
    look = home.look(lambda session: remove_account(session, home.ola))
    assert look.accounts == (f"{NAME} was removed since, and has an account again until you remove them anew.",)
    look.found.throw_away()


def test_what_else_was_changed_of_an_account_is_said(home: Home) -> None:
    def change(session: Session) -> None:
        change_role(session, home.ola, Role.CARE_WORKER)
        change_last_day(session, home.ola, date(2026, 12, 31))
        reset_access(session, home.ola)
        add_account(session, "Bo Adeyemi", Role.CASEWORKER)

    look = home.look(change)
    assert look.accounts == (
        (
            f"The role of {NAME} was changed since, from safeguarding lead to care worker. "
            "It will be safeguarding lead again until you change it anew."
        ),
        f"The last day of {NAME} was changed since. They will have none again until you change it anew.",
        f"The passphrase of {NAME} was replaced since. The one from then opens the records again.",
        "An account was made since: Bo Adeyemi. It is not in the backup, and will be gone.",
    )
    look.found.throw_away()


def test_a_passphrase_chosen_since_is_said_with_the_start_code_of_then(home: Home) -> None:
    added = add_account(home.session, "Bo Adeyemi", Role.CASEWORKER)
    home.back_up()

    def choose(session: Session) -> None:
        home.session = sign_in_as(session, added.account.id, added.start_code)
        change_passphrase(home.session, NEW)

    look = home.look(choose)
    assert look.accounts == (
        "Bo Adeyemi had a start code then, and needs it again. What they chose since opens nothing.",
    )
    look.found.throw_away()


def test_where_no_account_was_changed_nothing_is_said_of_accounts(home: Home) -> None:
    look = home.look(lambda _session: None)
    assert (look.accounts, look.missing) == ((), ("Nothing was written since. Nothing is missing.",))
    look.found.throw_away()


def test_without_the_names_of_now_the_header_still_tells(home: Home) -> None:
    def change(session: Session) -> None:
        remove_account(session, home.ola)
        add_account(session, "Bo Adeyemi", Role.CASEWORKER)
        lock(session)
        for path in home.places.vault.rglob("*.db"):
            path.write_bytes(b"x" * 100)

    look = home.look(change)
    assert look.accounts == (
        f"{NAME} was removed since, and can sign in again until you remove them anew.",
        "An account was made since: Account 2. It is not in the backup, and will be gone.",
    )
    assert look.missing[:2] == look.accounts
    look.found.throw_away()


def test_looks_are_counted_in_plain_words(home: Home) -> None:
    look = home.look(lambda session: remove_account(session, home.ola))
    (front,) = [line for line in look.missing if line.startswith("Accounts and this organisation’s details")]
    assert "1 thing that somebody did" in front
    look.found.throw_away()
    home.again()
    home.back_up()
    look = home.look(lambda session: [session.casework.append([], [Access("looked")]) for _ in range(2)])
    assert look.missing == ("The cases: 2 times somebody looked at or printed something, on 25 November 2026.",)
    look.found.throw_away()
