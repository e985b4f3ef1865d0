"""A home for each test, with one account, one adult and her case; everybody in it is invented."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import check_recovery_key, lock
from safeguard_desktop.clock import SetClock
from safeguard_desktop.records import Adult, Concern, When
from safeguard_desktop.settings import Places
from tests.unit.bad_input.bad_samples import signed_in, start_with


@dataclass
class Home:
    """A vault that somebody has open, and what is in it."""

    places: Places
    session: Session
    recovery_key: str
    adult: str
    case: str

    def again(self) -> Session:
        """Close the vault and open it again."""
        lock(self.session)
        self.session = signed_in(self.places, clock=self.session.clock)
        return self.session


@dataclass(frozen=True)
class Made:
    """The vault that every test gets a copy of."""

    home: Path
    recovery_key: str
    adult: str
    case: str

    def opened(self, top: Path, clock: SetClock) -> Iterator[Home]:
        """Yield a copy below a folder, opened, and close it afterwards."""
        shutil.copytree(self.home, top / "home", dirs_exist_ok=True)
        places = Places.below(top / "home")
        home = Home(places, signed_in(places, clock=clock), self.recovery_key, self.adult, self.case)
        yield home
        lock(home.session)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("bad-input") / "home"
    started = start_with(home)
    adult = add_person(started.session, Adult(name="Odile O’Hara", date_of_birth=When(year=1941, month=3, day=4)))
    case = hand_in(started.session, begin_concern(started.session, adult), Concern(adult=adult, summary="Bruise"))
    assert case is not None
    check_recovery_key(started.session, started.recovery_key)
    lock(started.session)
    return Made(home, started.recovery_key, adult, case)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture
def home(made_once: Made, tmp_path: Path, clock: SetClock) -> Iterator[Home]:
    yield from made_once.opened(tmp_path, clock)


@pytest.fixture
def session(home: Home) -> Session:
    return home.session


@pytest.fixture
def places(home: Home) -> Places:
    return home.places
