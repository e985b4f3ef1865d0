"""Pages of one sentence: something that stands in the way at the start, and something that takes a while."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safeguard_desktop.errors import Trouble
from ui.pages.report_offer import ReportOffer
from ui.pages.shell import Notice
from ui.pages.start_frame import StartPage, StartShell
from ui.successor import Farewell, Why
from ui.widgets.basics import announce, column, primary, row, words
from ui.widgets.callout import Callout


class TroublePage(StartPage):
    """The records cannot be opened as they are: why, and what to do. Nothing is ever made in their place."""

    column_width = 560
    offers_restore = True

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
        self.body.addWidget(ReportOffer(shell))

    def start_focus(self) -> None:
        """Begin at the button."""
        self.again.setFocus()


class WaitPage(StartPage):
    """Something takes a while: what is being done, line by line."""

    def __init__(self, shell: StartShell, title: str, under: str) -> None:
        super().__init__(shell, title, under)
        self._now = words("", "strong")
        self.body.addWidget(self._now)

    def say_now(self, text: str) -> None:
        """Say what is being done now."""
        self._now.setText(text)
        announce(self, text)


class LockingPage(QWidget):
    """Stands in the window from the lock until the fresh one is there; nothing can be typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Locking")
        layout = column(self, margin=48, gap=8)
        layout.addStretch()
        for text, role in (("Locking…", "title"), ("What you typed is kept. You can sign in again in a moment.", "")):
            said = words(text, role)
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(said)
        layout.addStretch()


_EXAMPLES_GONE = "The example cases were thrown away, as they always are at a lock."
_KEPT = "What you typed is kept. Sign in, and carry on."


def why_it_locked(farewell: Farewell) -> Notice | None:
    """Return what to say, on the first page after a lock, of why it locked; nothing to one who locked it."""
    after = _EXAMPLES_GONE if farewell.were_examples else _KEPT
    minutes = "1 minute" if farewell.minutes == 1 else f"{farewell.minutes} minutes"
    if farewell.why is Why.NOBODY_THERE:
        return Notice("info", f"It locked because nobody typed or moved the mouse for {minutes}", after)
    if farewell.why is Why.HIDDEN:
        return Notice("info", "It locked because the screen stayed hidden", after)
    return Notice("info", _EXAMPLES_GONE) if farewell.were_examples else None
