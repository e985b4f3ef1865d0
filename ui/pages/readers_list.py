"""Who may see something: a tick for each person who could, and what to say plainly of the choice."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.readers import Reader
from ui.widgets.basics import announce, column, words
from ui.widgets.callout import Callout
from ui.widgets.inputs import Check

_LIKE_THEM = "A name like that of the person alleged to cause harm"


class ReadersList(QWidget):
    """Ticks by name and role. `warnings` says of the accounts ticked what has to be said."""

    changed = Signal()

    def __init__(
        self, title: str, readers: Sequence[Reader], warnings: Callable[[Collection[str]], Sequence[str]]
    ) -> None:
        super().__init__()
        self._warnings = warnings
        self.checks: dict[str, Check] = {}
        layout = column(self, gap=4)
        layout.addWidget(words(title, "strong"))
        for reader in readers:
            like = f". {_LIKE_THEM}" if reader.may_be_alleged else ""
            check = Check(reader.name, f"{reader.role.label}{like}")
            check.setChecked(reader.is_ticked)
            check.clicked.connect(self._on_changed)
            self.checks[reader.account] = check
            layout.addWidget(check)
        layout.addSpacing(6)
        self.plainly = Callout("attention", "Before you choose")
        layout.addWidget(self.plainly)
        self._say()
        self.setAccessibleName(title)

    @property
    def ticked(self) -> frozenset[str]:
        """The accounts that are ticked."""
        return frozenset(account for account, check in self.checks.items() if check.isChecked())

    def take_focus(self) -> None:
        """Begin at the first tick."""
        for check in self.checks.values():
            check.setFocus()
            return

    def _on_changed(self) -> None:
        before = self.plainly.accessibleDescription()
        self._say()
        if self.plainly.accessibleDescription() != before:
            announce(self.plainly, self.plainly.accessibleDescription())
        self.changed.emit()

    def _say(self) -> None:
        said = "\n".join(self._warnings(self.ticked))
        self.plainly.say("Before you choose", said)
        self.plainly.setVisible(bool(said))
