"""What the window does for backups beside somebody's work, step by step, done in one go."""

from safeguard_desktop.casework.backups import (
    BackupState,
    backup_state,
    begin_drill,
    due_backup,
    finish_backup,
    note_failure,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import Trouble
from safeguard_desktop.vault.model import tell_nobody


def back_up_if_due(session: Session) -> BackupState:
    """Do what is due after signing in; a failure is kept for Today, and raises nothing."""
    try:
        run = due_backup(session)
        if run is not None:
            return finish_backup(session, run.carry_out(tell_nobody))
    except Trouble as trouble:
        note_failure(session, trouble)
    return backup_state(session)


def hold_backup_drill(session: Session) -> BackupState:
    """Try the newest backup, and return how things stand. Raises as `begin_drill` does."""
    return finish_backup(session, begin_drill(session).carry_out(tell_nobody))
