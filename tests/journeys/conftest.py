"""A person before the window: with no vault yet, or with one whose passphrase they know."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safeguard_desktop.settings import Places
from tests.journeys.person import Person, make_home


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Two empty folders."""
    return Places.below(tmp_path / "home")


@pytest.fixture
def newcomer(qtbot: QtBot, qapp: QApplication, places: Places) -> Iterator[Person]:
    """Somebody who starts the program for the first time, with nothing copied."""
    QApplication.clipboard().clear()
    person = Person(qtbot, qapp, places)
    yield person
    person.close()


@pytest.fixture
def person(newcomer: Person) -> Person:
    """Somebody whose organisation is set up: the registered manager."""
    make_home(newcomer.places)
    return newcomer
