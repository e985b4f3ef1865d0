"""What Today says of backups, where something is to be done about them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.session import Power
from ui.pages.shell import Place, Shell
from ui.widgets.basics import button, column, row
from ui.widgets.callout import Callout


class BackupBanner(QWidget):
    """A box with a way to Settings; nothing while all is well. It follows a backup that is under way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        layout = column(self)
        self.box = Callout("attention")
        self.open_button = button("Look at the backups", picture="forward")
        self.open_button.clicked.connect(partial(shell.go, Place.SETTINGS, part="backups"))
        line = row()
        line.addWidget(self.open_button)
        line.addStretch()
        self.box.body.addLayout(line)
        layout.addWidget(self.box)
        self.hide()
        if shell.session.may(Power.CASEWORK):
            shell.backups.changed.connect(self._show)
            self._show()

    def _show(self) -> None:
        state = self._shell.backups.state
        said = state.banner if state is not None else ""
        first, _, rest = said.partition(". ")
        self.box.say(first.rstrip("."), rest)
        self.setVisible(bool(said))
