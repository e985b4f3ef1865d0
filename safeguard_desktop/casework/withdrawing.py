"""Withdrawing what was begun and not finished: it is kept, with the reason, and can be brought back."""

from collections.abc import Sequence

from safeguard_desktop.casework.chronology import NOT_EVENTS
from safeguard_desktop.casework.desk import was_handed_in
from safeguard_desktop.casework.guided import Work, carry_on, save_aside
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Concern, Disclosure, Record
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.vault import Revision

_SENT = (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)


def may_withdraw(session: Session, record_id: str, record: Record) -> bool:
    """Tell whether a record can be withdrawn: nothing ever finished, nothing that was sent or handed in.

    A concern can be by whoever writes it, as long as nobody else has it; in the cases it stays.
    """
    is_another = record.kind in NOT_EVENTS or record.kind not in session.kinds
    if is_another or record.withdrawn is not None or _was_sent(record):
        return False
    if session.may(Power.CASEWORK) and session.casework.current(record_id) is not None:
        return not isinstance(record, Concern) and not _was_finished(session.casework.history(record_id))
    return not _was_finished(session.desk.history(record_id)) and not was_handed_in(session, record_id)


def _was_finished(history: Sequence[Revision]) -> bool:
    return any(version.body.completed for version in history)


def _was_sent(record: Record) -> bool:
    return isinstance(record, Disclosure) and record.status in _SENT


def withdraw(session: Session, record_id: str, reason: str) -> Work:
    """Take a record off the lists, with the reason. What was saved of it and typed into it stays.

    Raises InputTrouble without a reason, or for a record that cannot be withdrawn.
    """
    if not reason.strip():
        raise InputTrouble("Say why you withdraw it.", field="reason")
    work = carry_on(session, record_id)
    if not may_withdraw(session, record_id, work.record):
        raise InputTrouble("This cannot be withdrawn.", "Correct it instead, and say what was wrong.")
    return save_aside(session, work, work.record.with_answers({"withdrawn": reason}), "withdrawn")


def bring_back(session: Session, record_id: str) -> Work:
    """Put a record that was withdrawn on the lists again, as it was."""
    work = carry_on(session, record_id)
    if not work.at_desk:
        session.require(Power.CASEWORK)
    return save_aside(session, work, work.record.with_answers({"withdrawn": None}), "brought back")
