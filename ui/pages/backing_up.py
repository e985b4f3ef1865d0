"""Backups by themselves while somebody works: begun after signing in, and never in the way of a save."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from safeguard_desktop.casework.backups import (
    BackupRun,
    BackupState,
    Stopped,
    backup_state,
    begin_backup,
    begin_drill,
    due_backup,
    finish_backup,
    note_failure,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import Trouble
from ui.tasks import Tasks, nothing


class BackupKeeper(QObject):
    """Makes one backup at a time: copied on the worker, checked and sealed beside it, and noted on the worker again.

    What is asked for meanwhile comes after it. A failure is kept for Today to show; whoever asked for the backup is
    told as well.
    """

    changed = Signal()
    """There is another `state`, or work began or ended."""
    progressed = Signal(str, float)
    """What is being done, and how much of it, from 0 to 1."""
    made = Signal(str)
    """What to say when something that somebody asked for went well."""
    failed = Signal(object)
    """The Trouble that a backup somebody asked for met."""

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._beside: Tasks | None = None
        self._run: BackupRun | None = None
        self._doing: Callable[[], None] = self.begin
        self._waiting: list[Callable[[], None]] = []
        self._said = ""
        self._is_over = False
        self.state: BackupState | None = None
        self.is_busy = False

    def begin(self) -> None:
        """Say how things stand, so that it is there with the page; then do what is due after signing in."""
        self.refresh()
        self._start(partial(due_backup, self._session), self.begin)

    def back_up(self) -> None:
        """Make a backup because somebody asks for one."""
        self._start(partial(begin_backup, self._session, "asked for"), self.back_up)

    def hold_drill(self) -> None:
        """Try the newest backup because somebody asks for it."""
        self._start(partial(begin_drill, self._session), self.hold_drill)

    def refresh(self) -> None:
        """Look again how things stand."""
        if not self._is_over:
            self._tasks.run(partial(backup_state, self._session), self._show, nothing, owner=self)

    def stop(self) -> None:
        """Stop what is under way, and begin nothing more."""
        self._is_over = True
        if self._run is not None:
            self._run.stop()

    @property
    def _is_asked(self) -> bool:
        return self._doing != self.begin

    def _start(self, begin: Callable[[], BackupRun | None], asked: Callable[[], None]) -> None:
        if self._is_over:
            return
        if self.is_busy:
            self._wait(asked)
            return
        self.is_busy, self._doing = True, asked
        self.changed.emit()
        self._tasks.run(begin, self._begun, self._not_made, owner=self)

    def _wait(self, asked: Callable[[], None]) -> None:
        """Keep for afterwards what is asked for now; what is due may have grown since it was begun."""
        is_under_way = self._is_asked and asked == self._doing
        if not is_under_way and asked not in self._waiting:
            self._waiting.append(asked)

    def _end(self) -> None:
        self._run, self.is_busy = None, False
        if self._waiting:
            self._waiting.pop(0)()

    def _begun(self, run: BackupRun | None) -> None:
        if run is None or self._is_over:
            self._end()
            self.refresh()
            return
        self._run = run
        self._beside = self._beside or self._tasks.beside()
        work = partial(run.carry_out, self._tasks.teller(self.progressed.emit, owner=self))
        self._beside.run(work, self._carried_out, self._not_made, owner=self)

    def _carried_out(self, run: BackupRun) -> None:
        self._run = None
        self._said = "" if run.trouble else "The backup was made and checked." if run.made else _said_of_drill(run)
        if self._is_asked and run.trouble:
            self.failed.emit(run.trouble)
        if not self._is_over:
            self._tasks.run(partial(finish_backup, self._session, run), self._finished, self._not_made, owner=self)

    def _finished(self, state: BackupState) -> None:
        if self._is_asked and self._said:
            self.made.emit(self._said)
        self._end()
        self._show(state)

    def _not_made(self, trouble: Trouble) -> None:
        if self._is_over or isinstance(trouble, Stopped):
            self._run, self.is_busy = None, False
            return
        if self._is_asked:
            self.failed.emit(trouble)
        self._tasks.run(partial(note_failure, self._session, trouble), nothing, nothing)
        self._end()
        self.refresh()

    def _show(self, state: BackupState) -> None:
        self.state = state
        self.changed.emit()


def _said_of_drill(run: BackupRun) -> str:
    return "The newest backup was opened, and everything in it is whole." if run.drill and run.drill.passed else ""
