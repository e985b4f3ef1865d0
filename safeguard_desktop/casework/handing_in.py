"""What is said before a concern is handed in: that it can be, what happens next, and who sees it."""

from safeguard_desktop.casework.readers import is_about_staff
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.records import Concern, Record

_WHO = "Only caseworkers, the safeguarding lead and the manager can open it. Nobody outside is told by this program."


_CHOOSE = "Staff are part of it. Before it goes, you choose who may open it, and leave out whoever is part of it."


def handing_in(session: Session, record: Record) -> tuple[str, str]:
    """Return a title and a text for somebody who may be in a hurry: nothing that is missing stands in the way."""
    if isinstance(record, Concern) and is_about_staff(record):
        return "You can hand it in as it is", _CHOOSE
    if session.may(Power.CASEWORK):
        happens = "It goes into the adult’s case at once. There you see what comes next."
    else:
        happens = "The safeguarding team has it at once, and decides with you what comes next."
    return "You can hand it in as it is", f"{happens}\n{_WHO}"
