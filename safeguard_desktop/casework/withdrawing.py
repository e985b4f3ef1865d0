"""Withdrawing what was begun and not finished: it is kept, with the reason, and can be brought back."""

from safeguard_desktop.casework.chronology import NOT_EVENTS
from safeguard_desktop.casework.guided import Work, carry_on, save_aside
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Concern, Disclosure, Record
from safeguard_desktop.records.referral_lists import DisclosureStatus

_SENT = (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)


def may_withdraw(session: Session, record_id: str, record: Record) -> bool:
    """Tell whether a record of a case can be withdrawn: no concern, nothing ever finished, nothing that was sent."""
    is_another = record.kind in (*NOT_EVENTS, Concern.kind) or record.kind not in session.kinds
    if not session.may(Power.CASEWORK) or is_another or record.withdrawn is not None or _was_sent(record):
        return False
    return not any(version.body.completed for version in session.casework.history(record_id))


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
    session.require(Power.CASEWORK)
    work = carry_on(session, record_id)
    return save_aside(session, work, work.record.with_answers({"withdrawn": None}), "brought back")
