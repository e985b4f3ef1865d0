"""The way to report a concern without signing in, offered wherever somebody cannot get in."""

from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.reporting import can_report
from safeguard_desktop.errors import Trouble
from ui.pages.start_frame import StartShell
from ui.widgets.basics import button, column, row, rule, words


class ReportOffer(QWidget):
    """A button, and what it is for; there only where a report could be sealed."""

    def __init__(self, shell: StartShell) -> None:
        super().__init__()
        layout = column(self, gap=6)
        layout.addWidget(rule())
        layout.addWidget(words("Worried about somebody? You need no passphrase to report it.", "muted"))
        self.report_button = button("Report a concern without signing in", picture="plus")
        self.report_button.clicked.connect(shell.report_wanted)
        inside = row()
        inside.addWidget(self.report_button)
        inside.addStretch()
        layout.addLayout(inside)
        self.hide()
        shell.tasks.run(partial(can_report, shell.places), self._show, self._not_known, owner=self)

    def _show(self, possible: bool) -> None:  # the worker's answer
        self.setVisible(possible)

    def _not_known(self, _trouble: Trouble) -> None:
        self.hide()
