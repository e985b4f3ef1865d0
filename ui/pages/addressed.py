"""What the core says, said to the person who is there: nobody sends a manager to their manager."""

import re

from safeguard_desktop.records import Role

_STOP = "Stop here and tell your manager now: they can "
_AND_TELL = re.compile(r", and tell your manager(?=[.,])")
_TELL = re.compile(r"(?:^|(?<=[.?!]) )Tell your manager\.")


def addressed(text: str, role: Role | None) -> str:
    """Return a text as it is said to somebody of this role; as it is, where the role is not known."""
    if role is not Role.REGISTERED_MANAGER:
        return text
    text = text.replace(_STOP, "Stop here. You can ")
    return _TELL.sub("", _AND_TELL.sub("", text)).replace("your manager", "another manager").strip()
