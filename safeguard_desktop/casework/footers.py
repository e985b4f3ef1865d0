"""What a printed form's footer shows, typed in again: whether this record held exactly that then."""

import re
from dataclasses import dataclass
from functools import partial

from safeguard_desktop.casework.chronology import author_name
from safeguard_desktop.casework.completeness import PartProgress, name_of
from safeguard_desktop.casework.printing import COPIED
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import moment_words
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.vault import Anchor, Compartment, Point

_LONGEST = 200
_FOOTER = re.compile(r"(?<![0-9a-z])(\d{1,15})[^0-9a-z]+((?:[0-9a-foil][ -]?){15}[0-9a-foil])\W*$")
_LOOK_ALIKE = str.maketrans("oil", "011")
_NEVER_PRINTED = ("front", "desk")


@dataclass(frozen=True)
class Footer:
    """The number and the 16 digits after "Record" at the foot of a page."""

    seq: int
    digits: str


@dataclass(frozen=True)
class FooterFound:
    """Whether a footer fits this record, and what that means, in plain words."""

    fits: bool
    title: str
    text: str
    next_step: str = ""


def read_footer(typed: str) -> Footer:
    """Read "12 · 0123456789abcdef", however it is typed; O and l count as 0 and 1. Raises InputTrouble."""
    found = _FOOTER.search(typed.strip().lower()[-_LONGEST:])
    if found is None:
        raise InputTrouble(
            "That is not what a footer shows after the word “Record”.",
            "Type the number, a space, and the 16 letters and digits. For example: 12 0123456789abcdef.",
            field="footer",
        )
    return Footer(int(found[1]), re.sub(r"[ -]", "", found[2]).translate(_LOOK_ALIKE))


def check_footer(session: Session, typed: str, say: PartProgress) -> FooterFound:
    """Tell whether the cases held then exactly what a printed form says, when that was, and who printed it.

    Raises InputTrouble for what is no footer, NotAllowedTrouble, CheckStopped when `say` raises it.
    """
    session.require(Power.CASEWORK)
    footer = read_footer(typed)
    places = tuple(place for place in session.vault.compartments() if place.name not in _NEVER_PRINTED)
    for place in places:
        if any(point.seq == footer.seq for point in place.points(footer.digits)):
            return _held(session, place, footer, say)
    return _fits_nowhere(places, footer)


def _held(session: Session, place: Compartment, footer: Footer, say: PartProgress) -> FooterFound:
    """Tell of an entry that the paper names rightly, whether everything before it is still as it was."""
    anchor = Anchor("the printed form", footer.seq, footer.digits)
    found = session.vault.check_history(place, partial(say, name_of(place)), anchors=(anchor,))
    (at,) = (point for point in place.points(footer.digits) if point.seq == footer.seq)
    if found.first_bad is not None and found.first_bad.seq <= footer.seq:
        return FooterFound(
            fits=False,
            title="It does not fit: something was changed since it was printed",
            text=f"The form was printed at {at}. The record has been changed at {found.first_bad}, past the program.",
            next_step="Keep the paper and a copy of the whole folder, and tell your manager.",
        )
    later = "" if found.whole else "Something else does not fit: check the whole record."
    return FooterFound(
        fits=True,
        title="It fits: this record held exactly this then",
        text=f"Everything up to {at} is as it was when the form was printed. {_by_whom(session, place, at)}",
        next_step=later,
    )


def _by_whom(session: Session, place: Compartment, at: Point) -> str:
    copied = place.access_after(at.seq, COPIED)
    if copied is None:
        return "No copy is noted after that: the form was looked at, and printed some other way."
    what = "printed" if copied.what == COPIED[0] else "saved as a locked file"
    return f"The next copy was {what} by {author_name(session, copied.author)}, on {moment_words(copied.at)}."


def _fits_nowhere(places: tuple[Compartment, ...], footer: Footer) -> FooterFound:
    """Tell what may lie behind a footer that fits nothing: a slip, another record, or one that was changed."""
    others = [point for place in places for point in place.points(footer.digits)]
    if others:
        return FooterFound(
            fits=False,
            title="The number is not the one that belongs to these 16",
            text=f"Here they belong to {others[0]}. A digit of the number may be mistyped.",
            next_step="Look at the paper once more.",
        )
    end = max((place.head().seq for place in places), default=0)
    if footer.seq > end:
        return FooterFound(
            fits=False,
            title="It does not fit: this record ends before that",
            text=(
                f"The form was printed at entry {footer.seq}, and this record ends at entry {end}. "
                "What came after is gone, or the form was printed from another record."
            ),
            next_step="Look at the paper once more. If it is typed rightly, tell your manager.",
        )
    return FooterFound(
        fits=False,
        title="It does not fit this record",
        text=(
            "A letter may be mistyped, the form may have been printed from another organisation’s record, "
            "or this record was changed since."
        ),
        next_step="Look at the paper once more. If it is typed rightly, check the whole record, and tell your manager.",
    )
