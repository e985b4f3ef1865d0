from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start
from safeguard_desktop.clock import SetClock
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records.organisation import Contact, Organisation
from safeguard_desktop.settings import Places

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
