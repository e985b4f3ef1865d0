"""What is said before a concern is handed in: that it can be, what happens next, and who sees it."""

from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.records import Record

_WHO = "Only caseworkers, the safeguarding lead and the manager can open it. Nobody outside is told by this program."


def handing_in(session: Session, _record: Record) -> tuple[str, str]:
    """Return a title and a text for somebody who may be in a hurry: nothing that is missing stands in the way."""
    if session.may(Power.CASEWORK):
        happens = "It goes into the adult’s case at once. There you see what comes next."
    else:
        happens = "The safeguarding team has it at once, and decides with you what comes next."
    return "You can hand it in as it is", f"{happens}\n{_WHO}"
