"""A new case's reference: picked by chance and never counted.

A counted one would leave a gap where a case is that one may not see, or be given twice by two people who do not see
each other's cases.
"""

from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Case

_SIGNS = "346789CDFGHJKMNPQRTVWXY"
"""Without vowels, so that no word comes of it, and without what looks alike in handwriting: 0 and O, 1 and I."""
_LENGTH, _CHANCE = 6, 15
"""How many signs, and how many of an id's last hex digits they are made of: those that are chance."""


def new_reference(session: Session) -> str:
    """Return a reference that no case has, such as SG-2026-K7M-4TD; there are 148 million for each year."""
    year = session.now().astimezone().year
    bodies = (revision.body for revision in session.casework.list(kind=Case.kind))
    given = {body.reference for body in bodies if isinstance(body, Case)}
    while True:
        signs = _signs(int(new_id(session.clock).replace("-", "")[-_CHANCE:], 16))
        reference = f"SG-{year}-{signs[:3]}-{signs[3:]}"
        if reference not in given:
            return reference


def _signs(number: int) -> str:
    signs = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs += _SIGNS[place]
    return signs
