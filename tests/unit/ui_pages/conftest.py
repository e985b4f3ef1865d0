"""Pages without the window around them: a shell over a real vault, and what the pages asked of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.start import SetUp, Started, first_start, lock
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places, Preferences
from ui.dialogs import ScreenDialogs
from ui.pages.shell import Shell, Wish
from ui.tasks import Tasks
from ui.theme import apply_theme, load_theme

PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but vaults of tests
Put = Callable[[QWidget], QWidget]


class Desk:
    """A shell, and where the pages wanted to go."""

    def __init__(self, places: Places, role: Role) -> None:
        us = Organisation(name="Willow Court")
        self.started: Started = first_start(places, SetUp(us, "Imani Okafor", PASSPHRASE, role), cost=KdfCost.CHEAP)
        self.bugs: list[Exception] = []
        self.tasks = Tasks(self.bugs.append)
        self.shell = Shell(self.started.session, places, self.tasks, ScreenDialogs(), Preferences())
        self.wishes: list[Wish] = []
        self.said: list[str] = []
        self.shell.wanted.connect(self.wishes.append)
        self.shell.noticed.connect(lambda notice: self.said.append(notice.title))

    def close(self) -> None:
        """End the worker and close the vault."""
        self.tasks.close()
        lock(self.started.session)
        assert not self.bugs, self.bugs[0]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The registered manager's shell, or that of the role the test names."""
    apply_theme(qapp, load_theme())
    made = Desk(Places.below(tmp_path / "home"), getattr(request, "param", Role.REGISTERED_MANAGER))
    yield made
    made.close()


@pytest.fixture
def put(qtbot: QtBot, qapp: QApplication) -> Put:
    """Show a widget at the size of a page, and hold it as long as the test runs."""
    apply_theme(qapp, load_theme())
    held: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        held.append(widget)
        widget.resize(1158, 708)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    return show
