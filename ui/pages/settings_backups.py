"""Settings: how the backups stand, making one now, the stick for copies, trying one, and the way to restoring."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from safeguard_desktop.casework.backups import (
    BackupState,
    OutsidePlace,
    add_outside_place,
    remove_outside_place,
)
from safeguard_desktop.casework.restoring import size_words
from safeguard_desktop.casework.session import Power
from safeguard_desktop.clock import moment_words
from safeguard_desktop.errors import Trouble
from ui.dialogs import Confirm
from ui.models.table import Cell, Column, Row
from ui.pages.shell import Shell
from ui.widgets.basics import announce, button, buttons, clear, column, primary, row, words
from ui.widgets.callout import Callout, tag
from ui.widgets.table_list import TableList

_ABOUT = (
    "A backup is made by itself when somebody first signs in each day. Everything in it is checked. It is locked with "
    "the recovery key and with the managers’ keys. Kept is the last of each of 7 days, 5 weeks and 12 months."
)
_OUTSIDE = (
    "If this computer breaks or is stolen, only a copy outside it helps. When the stick is in at sign-in, the newest "
    "backup is copied to it and read back. Keep the stick locked away."
)
_TRIED = "Once a month the newest backup is opened as if it were needed. What came of it is written in the history."
_RESTORE = (
    "Restoring puts the records back as they were when a backup was made. You need the recovery key, or two of its "
    "sheets. The program locks first."
)
_ASIDE = (
    "Records that were moved aside by a restore are still here, encrypted. When you are sure that you need nothing of "
    "them, delete these folders:"
)
_COLUMNS = (Column("Made", 40), Column("Where", 40), Column("Size", 20))
_PARTS = 1000


class BackupsPart(QWidget):
    """Shows the state, and follows a backup that is under way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._is_manager = shell.session.may(Power.MANAGE)
        self._layout = column(self, gap=12)
        self._layout.addWidget(words(_ABOUT, "muted"))
        self.said = Callout("info")
        self._layout.addWidget(self.said)
        self._add_making()
        self._add_places()
        self._add_drill()
        self._section("The backups that are there")
        self.table = TableList("Backups", _COLUMNS)
        self._none = words("None yet.", "muted")
        self._layout.addWidget(self.table)
        self._layout.addWidget(self._none)
        self._add_restoring()
        shell.backups.changed.connect(self._show)
        shell.backups.progressed.connect(self._show_progress)
        shell.backups.failed.connect(self._show_failure)
        shell.backups.made.connect(self._say_made)
        self._show()
        shell.backups.refresh()

    def _section(self, title: str, about: str = "") -> None:
        self._layout.addSpacing(8)
        self._layout.addWidget(words(title, "section"))
        if about:
            self._layout.addWidget(words(about, "muted"))

    def _add_making(self) -> None:
        self.make_button = primary("Back up now", "save")
        self.make_button.clicked.connect(self._shell.backups.back_up)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the backup is")
        self._now = words("", "muted")
        for widget in (buttons(self.make_button), self._now, self.bar):
            self._layout.addWidget(widget)

    def _add_places(self) -> None:
        self._section("Outside this computer", _OUTSIDE)
        self._places = column(gap=6)
        self._layout.addLayout(self._places)
        self.add_button = button("Choose a stick or a folder", picture="folder")
        self.add_button.clicked.connect(self._add_place)
        self._layout.addWidget(buttons(self.add_button))
        self.add_button.setVisible(self._is_manager)
        if not self._is_manager:
            self._layout.addWidget(words("The registered manager can choose a stick or a folder.", "muted"))

    def _add_drill(self) -> None:
        self._section("Tried by itself", _TRIED)
        self.drill = words("")
        self._layout.addWidget(self.drill)
        self.try_button = button("Try the newest backup now")
        self.try_button.clicked.connect(self._shell.backups.hold_drill)
        self._layout.addWidget(buttons(self.try_button))
        self.try_button.setVisible(self._is_manager)

    def _add_restoring(self) -> None:
        self._section("Restore a backup", _RESTORE)
        self.restore_button = button("Lock, and restore a backup", picture="lock")
        self.restore_button.clicked.connect(self._restore)
        self._layout.addWidget(buttons(self.restore_button))
        self.aside = words("", "muted")
        self.aside.hide()
        self._layout.addWidget(self.aside)

    # what is shown

    def _show(self) -> None:
        keeper = self._shell.backups
        self.bar.setRange(0, 0)
        for shown in (self.bar, self._now):
            shown.setVisible(keeper.is_busy)
        self._now.setText("Copying the records…")
        if keeper.state is not None:
            self._show_state(keeper.state)

    def _show_state(self, state: BackupState) -> None:
        title = "No backup has been made yet"
        if state.made_at is not None:
            title = f"The last backup was made on {moment_words(state.made_at)}"
        outside = "There is none outside this computer."
        if state.off_at is not None:
            outside = f"The last copy outside this computer was made on {moment_words(state.off_at)}, and read back."
        is_good = state.made_at is not None and state.off_at is not None
        kind = "attention" if state.banner else "good" if is_good else "info"
        self.said.say(title, f"{outside} {state.banner}".strip(), kind)
        self.drill.setText(state.drill_words or "It was not tried yet.")
        self._show_places(state.places)
        rows = [
            Row(str(number), (Cell(moment_words(one.made_at)), Cell(one.where), Cell(size_words(one.size), quiet=True)))
            for number, one in enumerate(state.backups)
        ]
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.table.show_rows(rows)
        self.aside.setText("\n".join((_ASIDE, *map(str, state.aside))))
        self.aside.setVisible(bool(state.aside))

    def _show_places(self, places: tuple[OutsidePlace, ...]) -> None:
        clear(self._places)
        for place in places:
            self._places.addWidget(self._place(place))
        if not places:
            self._places.addWidget(words("None is chosen yet.", "muted"))

    def _place(self, place: OutsidePlace) -> QWidget:
        box = QWidget()
        lines = column(box, gap=4)
        inside = row()
        inside.addWidget(words(str(place.path), "strong"), 1)
        inside.addWidget(tag("There now", "green") if place.is_there else tag("Not there now", "grey"))
        if self._is_manager:
            remove = button("Forget")
            remove.setAccessibleName(f"Forget the place {place.path}")
            remove.clicked.connect(partial(self._remove, place.path))
            inside.addWidget(remove)
        lines.addLayout(inside)
        if not place.is_off:
            said = (
                "It is on the same disk as the records. That helps after a mistake, and not when this computer breaks."
            )
            lines.addWidget(words(said, "small"))
        return box

    def _show_progress(self, said: str, part: float) -> None:
        self._now.setText(f"{said}…")
        self.bar.setRange(0, _PARTS)
        self.bar.setValue(int(part * _PARTS))

    def _say_made(self, said: str) -> None:
        self._shell.say(said)

    def _show_failure(self, trouble: Trouble) -> None:
        self._shell.trouble(trouble)
        announce(self, str(trouble))

    # what is done

    def _add_place(self) -> None:
        folder = self._shell.dialogs.folder(self, "Choose a stick or a folder for backups")
        if folder is not None:
            self._shell.run(partial(add_outside_place, self._shell.session, folder), self._added, owner=self)

    def _added(self, place: OutsidePlace) -> None:
        self._shell.say(
            "Backups are copied there from now on." if place.is_off else "Backups are copied there as well."
        )
        self._shell.backups.begin()

    def _remove(self, path: Path) -> None:
        question = Confirm(
            "Forget this place?",
            "What lies there stays there. No more backups are copied to it.",
            "Forget it",
            "Keep it",
        )
        if self._shell.dialogs.confirm(self, question):
            self._shell.run(partial(remove_outside_place, self._shell.session, path), self._removed, owner=self)

    def _removed(self, _nothing: None) -> None:
        self._shell.backups.refresh()

    def _restore(self) -> None:
        question = Confirm(
            "Lock, and restore a backup?",
            "What you typed is kept. The next page asks which backup, and for the recovery key, or two of its sheets. "
            "Nothing is changed before you say so.",
            "Lock, and go on",
            "Stay here",
        )
        if self._shell.dialogs.confirm(self, question):
            self._shell.restore_wanted.emit()
