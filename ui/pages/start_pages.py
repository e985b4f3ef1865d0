"""Pages of one sentence: something that stands in the way at the start, and something that takes a while."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from safeguard_desktop.errors import Trouble
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.basics import announce, primary, row, words
from ui.widgets.callout import Callout


class TroublePage(StartPage):
    """The records cannot be opened as they are: why, and what to do. Nothing is ever made in their place."""

    column_width = 560

    def __init__(self, shell: StartShell, trouble: Trouble, again: Callable[[], None]) -> None:
        super().__init__(shell, "The records cannot be opened now")
        self.body.addWidget(Callout("danger", trouble.sentence, trouble.next_step))
        self.body.addWidget(words("Nothing was changed. You can try again once that is done.", "muted"))
        self.again = primary("Try again")
        self.again.clicked.connect(again)
        line = row()
        line.addWidget(self.again)
        line.addStretch()
        self.body.addLayout(line)

    def start_focus(self) -> None:
        """Begin at the button."""
        self.again.setFocus()


class WaitPage(StartPage):
    """Something takes a while: what is being done, line by line."""

    said = Signal(str)
    """What is being done now; may be emitted from the worker."""

    def __init__(self, shell: StartShell, title: str, under: str) -> None:
        super().__init__(shell, title, under)
        self._now = words("", "strong")
        self.body.addWidget(self._now)
        self.said.connect(self._say)

    def _say(self, text: str) -> None:
        self._now.setText(text)
        announce(self, text)
