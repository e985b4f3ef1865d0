"""This computer: what around the program matters to safety, and what to do about it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.surroundings import Answer, Surrounding, look_around
from ui.pages.shell import Shell
from ui.widgets.basics import announce, button, buttons, clear, column, row, rule, words
from ui.widgets.callout import tag

_TONES = {Answer.GOOD: "green", Answer.ATTENTION: "amber", Answer.UNKNOWN: "grey"}


class ComputerPart(QWidget):
    """Looks around as soon as it is opened, and again when asked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.found: tuple[Surrounding, ...] = ()
        layout = column(self, gap=14)
        said = "The records are encrypted whatever is said here. These things keep safe what is around them."
        layout.addWidget(words(said, "muted"))
        self._list = column(gap=14)
        layout.addLayout(self._list)
        self.again_button = button("Look again")
        self.again_button.clicked.connect(self.look)
        layout.addWidget(buttons(self.again_button))
        self.look()

    def look(self) -> None:
        """Look at this computer."""
        self.again_button.setEnabled(False)
        self._shell.run(partial(look_around, self._shell.places), self._show, owner=self)

    def _show(self, found: tuple[Surrounding, ...]) -> None:
        self.found = found
        self.again_button.setEnabled(True)
        clear(self._list)
        for number, one in enumerate(found):
            if number:
                self._list.addWidget(rule())
            self._list.addWidget(_shown(one))
        open_ones = sum(one.answer is Answer.ATTENTION for one in found)
        announce(self, f"{open_ones} to look at" if open_ones else "Nothing to look at")


def _shown(one: Surrounding) -> QWidget:
    box = QWidget()
    lines = column(box, gap=4)
    head = row(gap=10)
    head.addWidget(words(one.title, "strong", wrap=False))
    head.addWidget(tag(one.answer.value, _TONES[one.answer]))
    head.addStretch()
    lines.addLayout(head)
    lines.addWidget(words(one.sentence))
    if one.next_step:
        lines.addWidget(words(one.next_step, "muted"))
    return box
