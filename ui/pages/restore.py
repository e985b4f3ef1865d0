"""Leads through restoring a backup, page by page, before anybody has signed in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from safeguard_desktop.casework.restoring import (
    BackupLook,
    Choice,
    backups_to_choose,
    look_into_backup,
    restore_backup,
)
from safeguard_desktop.errors import KeyTrouble, Trouble
from ui.pages.restore_pages import BackupKeyPage, BackupLookPage, ChooseBackupPage, RestoredPage
from ui.pages.start_frame import StartFrame, StartShell

_PUT = "Put this backup in place"


class RestoreGuide:
    """Nothing here is changed before the last page's button; going back throws away what was unpacked."""

    def __init__(self, shell: StartShell, frame: StartFrame, leave: Callable[[], None]) -> None:
        self._shell, self._frame, self._leave = shell, frame, leave

    def begin(self) -> None:
        """Ask which backup, as soon as it is known which there are."""
        find = partial(backups_to_choose, self._shell.places)
        self._shell.tasks.run(find, self._ask_backup, self._not_found, owner=self._frame)

    def _not_found(self, _trouble: Trouble) -> None:
        self._ask_backup(())

    def _ask_backup(self, found: tuple[Choice, ...]) -> None:
        page = ChooseBackupPage(self._shell, found)
        page.chosen.connect(partial(self._ask_key))
        page.back_button.clicked.connect(self._leave)
        self._frame.show_page(page)

    def _ask_key(self, path: Path) -> None:
        page = BackupKeyPage(self._shell, path)
        page.end_with("Open the backup", partial(self._open, page, path), partial(self._back, page))
        page.box.entered.connect(partial(self._open, page, path))
        self._frame.show_page(page)

    def _back(self, page: BackupKeyPage) -> None:
        if not page.is_busy:
            self.begin()

    def _open(self, page: BackupKeyPage, path: Path) -> None:
        if page.is_busy or (typed := page.box.texts()) is None:
            return
        page.show_busy(is_busy=True)
        tell = self._shell.tasks.teller(page.show_progress, owner=page)
        look = partial(look_into_backup, self._shell.places, path, typed, progress=tell)
        page.run(look, self._show, partial(self._not_opened, page))

    def _not_opened(self, page: BackupKeyPage, trouble: Trouble) -> None:
        page.show_busy(is_busy=False)
        if isinstance(trouble, KeyTrouble):
            page.box.say(str(trouble))
        else:
            page.trouble(trouble)
            page.box.take_focus()

    def _show(self, look: BackupLook) -> None:
        page = BackupLookPage(self._shell, look)
        put = partial(self._restore, page, look)
        page.end_with(_PUT, put, partial(self._leave_look, page, look))
        page.entered.connect(put)
        self._frame.show_page(page)

    def _leave_look(self, page: BackupLookPage, look: BackupLook) -> None:
        if not page.is_busy:
            look.throw_away()
            self.begin()

    def _restore(self, page: BackupLookPage, look: BackupLook) -> None:
        if page.is_busy or not page.is_confirmed():
            return
        page.is_busy = True
        page.onward.setText("Putting it in place…")
        page.run(
            partial(restore_backup, look, self._shell.places),
            partial(self._done, look),
            partial(self._not_restored, page),
        )

    def _not_restored(self, page: BackupLookPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.onward.setText(_PUT)
        page.trouble(trouble)

    def _done(self, look: BackupLook, aside: Path | None) -> None:
        page = RestoredPage(self._shell, look, aside)
        page.end_with("Sign in", self._leave)
        self._frame.show_page(page)
