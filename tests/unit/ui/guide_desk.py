"""What stands for the caller of a guide in tests, and looks at what the guide shows."""

import json
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from safeguard_desktop.records.record import Record
from ui.guides.check_page import CheckPage
from ui.guides.guide import Guide
from ui.guides.step_page import StepPage


class Desk:
    """Stands for the caller: saves at once, or when told to, and keeps what it was handed."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.saves_at_once = True
        self.saved: list[tuple[Any, str]] = []
        self.rests: list[dict[str, Any]] = []
        self.drafts: list[dict[str, Any]] = []
        self.stopped: list[Record] = []
        self.finished: list[Record] = []
        guide.step_saved.connect(self._save)
        guide.typed.connect(lambda raw, _step: self.drafts.append(json.loads(json.dumps(raw))))
        guide.stopped.connect(self.stopped.append)
        guide.finished.connect(self.finished.append)

    def _save(self, record: Record, step: str, rest: dict[str, Any]) -> None:
        self.saved.append((record, step))
        self.rests.append(json.loads(json.dumps(rest)))
        if self.saves_at_once:
            self.guide.saved("10:42")


def texts(widget: QWidget) -> list[str]:
    """Return every text that is shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def step_page(guide: Guide) -> StepPage:
    """Return the step that is shown."""
    page = guide._page
    assert isinstance(page, StepPage)
    return page


def check_page(guide: Guide) -> CheckPage:
    """Return the last page, which is shown."""
    page = guide._page
    assert isinstance(page, CheckPage)
    return page
