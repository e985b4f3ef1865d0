"""What a caller can put beside the questions of a step: a finding, a picture of the risk, a list of past concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QWidget

from safeguard_desktop.records.record import Record


class PanelWidget(QWidget):
    """A widget that follows the answers of a guide."""

    def show_record(self, record: Record) -> None:
        """Show what follows from the record as it stands on the screen now, saved or not."""


class Where(Enum):
    """Where in a step a panel stands."""

    ABOVE = "above the questions"
    BELOW = "below the questions"
    BESIDE = "at the right of the questions"


@dataclass(frozen=True)
class Panel:
    """Makes a widget each time its step is shown."""

    make: Callable[[], PanelWidget]
    where: Where = Where.ABOVE
