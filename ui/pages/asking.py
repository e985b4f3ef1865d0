"""What a view of Settings and a page before signing in share: they ask, work on the answer, and say how it went."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Role
from ui.pages.addressed import addressed
from ui.pages.shell import Notice
from ui.widgets.basics import announce, button, buttons, column, reveal
from ui.widgets.callout import Callout

T = TypeVar("T")


class Asking(QWidget):
    """Has a `body` for what is asked, the buttons at its end, and a box for what was `said`; subclasses place both."""

    way_back = "Back"
    """What the button of the way back says, where nothing else is said."""
    onward: QPushButton
    """The button of the way on, once there is one."""

    def __init__(self, *, gap: int) -> None:
        super().__init__()
        self.is_busy = False
        self.at_enter: QPushButton | None = None
        """The button that Enter may press from any box."""
        self.spoken_to: Role | None = None
        """Whose page this is, as far as one can know."""
        self.said = Callout("info")
        self.said.hide()
        self.body = column(gap=gap)

    def end_with(
        self,
        onward: str,
        go_on: Callable[[], None],
        go_back: Callable[[], None] | None = None,
        role: str = "primary",
        back: str = "",
    ) -> None:
        """Put the buttons at the end: the way on, and the way back where there is one.

        What cannot be undone is not at Enter.
        """
        self.onward = button(onward, role)
        self.onward.clicked.connect(go_on)
        self.at_enter = self.onward if role != "danger" else None
        made = [self.onward]
        if go_back is not None:
            made.append(button(back or self.way_back))
            made[-1].clicked.connect(go_back)
        self.body.addWidget(buttons(*made))

    def run(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        on_trouble: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Run work on the worker; a trouble is said here, unless `on_trouble` takes it."""
        self._hand_on(function, on_done, on_trouble or self.trouble)

    def _hand_on(
        self, function: Callable[[], T], on_done: Callable[[T], None], on_trouble: Callable[[Trouble], None]
    ) -> None:
        """Hand work to the worker."""
        raise NotImplementedError

    def say(self, notice: Notice) -> None:
        """Say something instead of what was said before, and have it read out and seen."""
        title, text = (addressed(part, self.spoken_to) for part in (notice.title, notice.text))
        self.said.say(title, text, notice.kind)
        self.said.show()
        announce(self, f"{title} {text}".strip())
        reveal(self.said)

    def say_no_more(self) -> None:
        """Take away what was said."""
        self.said.hide()

    def trouble(self, trouble: Trouble) -> None:
        """Say what went wrong, and what to do next."""
        self.say(Notice("danger", trouble.sentence, trouble.next_step))
