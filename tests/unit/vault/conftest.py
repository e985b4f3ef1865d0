from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.clock import SetClock
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, OpenVault
from tests.unit.vault.homes import Home
from tests.unit.vault.vault_samples import make


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.below(tmp_path)


@pytest.fixture
def created(places: Places) -> Iterator[Created]:
    made = make(places)
    yield made
    made.vault.close()


@pytest.fixture
def vault(created: Created) -> OpenVault:
    return created.vault


@pytest.fixture
def home(places: Places) -> Iterator[Home]:
    home = Home(places, SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))
    yield home
    home.vault.close()
