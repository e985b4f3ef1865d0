"""When somebody last signed in is written down once a day, and managers alone are shown it."""

from datetime import date, timedelta

import pytest

from safeguard_desktop.casework.accounts import access_log, add_account
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.sign_ins import SIGNED_IN, AccountInUse, accounts_in_use
from safeguard_desktop.casework.start import lock
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import NotAllowedTrouble
from safeguard_desktop.records import Role
from safeguard_desktop.settings import Places
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

WORKER, NEW = "Ewa Nowak", "Sam Ash"


class Door:
    """Who comes in, one after the other."""

    def __init__(self, session: Session, clock: SetClock) -> None:
        self.session, self.clock = session, clock
        self.manager = session.account.id
        self.worker = add_colleague(session, WORKER, Role.CARE_WORKER)

    def comes(self, account: str) -> Session:
        self.session = sign_in_as(self.session, account, *([PASSPHRASE] if account == self.manager else []))
        return self.session

    def shown(self) -> dict[str, AccountInUse]:
        return {found.name: found for found in accounts_in_use(self.comes(self.manager))}


@pytest.fixture
def door(session: Session, clock: SetClock) -> Door:
    return Door(session, clock)


def test_a_manager_sees_when_each_was_last_signed_in_to(door: Door) -> None:
    add_account(door.session, NEW, Role.CASEWORKER)
    door.comes(door.worker)
    door.clock.forward(timedelta(days=3))
    shown = door.shown()
    assert {name: found.last_signed_in for name, found in shown.items()} == {
        "Imani Okafor": date(2026, 11, 26),
        WORKER: date(2026, 11, 23),
        NEW: None,
    }
    lock(door.session)


def test_it_is_written_once_a_day_and_signed_by_who_signs_in(door: Door) -> None:
    for _ in range(3):
        door.comes(door.worker)
    door.clock.forward(timedelta(days=1))
    front = door.comes(door.worker).vault.front
    looks = [look for look in front.looks(door.worker) if look.what == SIGNED_IN]
    assert [look.at.date() for look in looks] == [date(2026, 11, 23), date(2026, 11, 24)]
    assert front.verify().whole
    lines = [line for line in access_log(door.comes(door.manager), person=door.worker) if line.what == SIGNED_IN]
    assert [line.who for line in lines] == [WORKER, WORKER]
    lock(door.session)


def test_an_account_not_used_for_long_is_pointed_out(door: Door) -> None:
    add_account(door.session, NEW, Role.CASEWORKER)
    door.comes(door.worker)
    door.clock.forward(timedelta(days=89))
    assert not any(found.is_unused for found in door.shown().values())
    door.clock.forward(timedelta(days=1))
    assert [name for name, found in door.shown().items() if found.is_unused] == [WORKER, NEW]
    door.comes(door.worker)
    assert [name for name, found in door.shown().items() if found.is_unused] == [NEW]
    lock(door.session)


def test_an_account_of_which_nothing_is_known_is_not_said_to_be_unused(door: Door) -> None:
    door.clock.forward(timedelta(days=400))
    found = door.shown()[WORKER]
    assert (found.has_start_code, found.last_signed_in, found.is_unused) == (False, None, False)
    lock(door.session)


def test_nobody_but_a_manager_is_shown_it(door: Door) -> None:
    session = door.comes(door.worker)
    with pytest.raises(NotAllowedTrouble):
        accounts_in_use(session)
    lock(session)


def test_before_unlocking_nothing_tells_who_signed_in(door: Door, places: Places) -> None:
    for account in (door.worker, door.manager):
        door.comes(account)
    lock(door.session)
    changed: list[set[str]] = []
    for account in (door.worker, door.manager, door.worker):
        before = _files(places)
        door.clock.forward(timedelta(days=1))
        lock(door.comes(account))
        changed.append({name for name, content in _files(places).items() if before.get(name) != content})
    assert changed[0] == changed[1] == changed[2]
    assert "front.db" in changed[0]


def _files(places: Places) -> dict[str, bytes]:
    """Return what can be read without a passphrase, by name, but the boxes: they are closed anew at each writing."""
    found = (path for folder in (places.vault, places.device) for path in folder.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.suffix != ".box"}
