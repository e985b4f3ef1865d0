"""What stands in for the printer, for the system's own windows, and for the process that comes after a lock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.dialogs import Confirm, Picture, PrintRun
from ui.successor import Farewell


class Paper:
    """A printer that keeps the pages."""

    def __init__(self, pages: int) -> None:
        self.pages = tuple(range(pages))
        self.printed: list[Picture] = []
        self.is_finished = False

    def add(self, picture: Picture) -> None:
        """Keep a page."""
        self.printed.append(picture)

    def finish(self) -> None:
        """Be done."""
        self.is_finished = True


@dataclass
class Answers:
    """Answers for the windows that wait for one, and what was asked."""

    yes: bool = True
    save_to: Path | None = None
    open_from: Path | None = None
    asked: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    def confirm(self, parent: QWidget, question: Confirm) -> bool:  # noqa: ARG002  # the seam's shape
        """Answer a question."""
        self.asked.append(question.sentence)
        return self.yes

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:  # noqa: ARG002  # the seam's shape
        """Read what is said."""
        self.asked.append(sentence)

    def save_file(self, parent: QWidget, title: str, name: str, pattern: str) -> Path | None:  # noqa: ARG002  # as above
        """Say where to save."""
        self.asked.append(name)
        return self.save_to / name if self.save_to else None

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:  # noqa: ARG002  # as above
        """Choose the file to open."""
        return self.open_from

    def folder(self, parent: QWidget, title: str) -> Path | None:  # noqa: ARG002  # as above
        """Choose the folder to save to."""
        return self.save_to

    def printer(self, parent: QWidget, pages: int) -> PrintRun | None:  # noqa: ARG002  # as above
        """Choose the printer."""
        self.papers.append(Paper(pages))
        return self.papers[-1]


@dataclass
class Next:
    """The process that comes after a lock, as far as the one before knows it."""

    stands_by: int = 0
    farewells: list[Farewell] = field(default_factory=list)

    def stand_by(self) -> None:
        """Be asked to be ready."""
        self.stands_by += 1

    def take_over(self, farewell: Farewell, on_seen: Callable[[], object]) -> None:
        """Take over, and be seen at once."""
        self.farewells.append(farewell)
        on_seen()
