from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import Adult, Concern, Record
from safeguard_desktop.records.organisation import Contact, Organisation
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Change

Write = Callable[[Record], str]
PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but test vaults


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path / "home")


@pytest.fixture
def session(places: Places, clock: SetClock) -> Iterator[Session]:
    us = Organisation(name="Willow Court", marac=Contact(name="Invented MARAC"), phone="01632 960001")
    started = first_start(places, SetUp(us, "Imani Okafor", PASSPHRASE), clock=clock, cost=KdfCost.CHEAP)
    yield started.session
    started.session.vault.close()


@pytest.fixture
def case(session: Session) -> str:
    """A case about one adult, begun by one concern."""
    adult = add_person(session, Adult(name="Odile O’Hara"))
    found = hand_in(session, begin_concern(session), Concern(adult=adult, summary="Shouting"))
    assert found is not None
    return found


@pytest.fixture
def write(session: Session, case: str) -> Write:
    """What writes a record into the case, and returns its id."""

    def put(record: Record) -> str:
        record_id = new_id(session.clock)
        session.casework.append([Change(record_id, record.kind, record, case)])
        return record_id

    return put
