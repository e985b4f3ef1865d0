"""Is this record complete? Checks every compartment that somebody has open, and says in plain words what does not fit.

Nothing that is said here holds personal data: it may be printed, copied and sent to whoever helps.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from safeguard_desktop.casework.backup_book import anchors_of
from safeguard_desktop.casework.part_names import part_name
from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import moment_words
from safeguard_desktop.errors import Trouble
from safeguard_desktop.forms import plain_sheet, text_of
from safeguard_desktop.vault import Compartment, Misfit, Verdict

PartProgress = Callable[[str, int, int], None]
"""Told which part is being checked, how much of it is done, and of how much; it may raise CheckStopped."""

_NEXT = "Do not put anything right by hand. Keep a copy of the whole folder as it is now, and tell your manager."
_LISTS_ONLY = "What was written is whole, and only the lists made from it are not. Making them again mends that."
_NO_KEY = (
    "The seals were not checked. That takes the recovery key, and then it shows also what somebody changed who holds "
    "every key of today."
)


class CheckStopped(Trouble):
    """The person stopped the check."""

    def __init__(self) -> None:
        super().__init__("The check was stopped before its end.", "Start it again when you have time.")


@dataclass(frozen=True)
class PartFound:
    """What was found of one part: its name, whether it is whole, and all that is to be said of it, a sentence each."""

    name: str
    whole: bool
    mends_by_rebuild: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Completeness:
    """What a check found, and when it was made."""

    parts: tuple[PartFound, ...]
    checked_at: datetime
    with_recovery_key: bool

    @property
    def whole(self) -> bool:
        """Whether everything fits."""
        return all(part.whole for part in self.parts)

    @property
    def summary(self) -> str:
        """The result in a sentence."""
        bad = sum(not part.whole for part in self.parts)
        if not bad:
            return "This record is complete. Nothing was changed, added or taken away past the program."
        return f"Something does not fit in {bad} of {len(self.parts)} parts of this record."

    @property
    def advice(self) -> str:
        """What to do next."""
        if self.whole:
            return "" if self.with_recovery_key else _NO_KEY
        return _LISTS_ONLY if all(part.whole or part.mends_by_rebuild for part in self.parts) else _NEXT

    def lines(self) -> Iterator[str]:
        """Yield all of it as plain text."""
        yield f"Checked on {moment_words(self.checked_at)}{', with the recovery key' * self.with_recovery_key}."
        for part in self.parts:
            yield ""
            yield f"{part.name}: {'complete' if part.whole else 'something does not fit'}."
            yield from (f"  {line}" for line in part.lines)
        yield ""
        yield self.summary
        if self.advice:
            yield self.advice


def check_record(session: Session, say: PartProgress, recovery: Sequence[str] = ()) -> Completeness:
    """Check every part that this person has open; with the recovery key, also the seals that nobody can make again.

    `recovery` is the key as it was typed, or two of the sheets that it was split into, or nothing. Raises KeyTrouble
    for a wrong one, CheckStopped when `say` raises it.
    """
    recovery_key = read_recovery_key(recovery) if recovery else None
    parts = []
    for place in session.vault.compartments():
        name = name_of(place)
        verdict = session.vault.check_history(place, partial(say, name), recovery_key, anchors_of(session, place))
        parts.append(part_found(name, verdict))
    return Completeness(tuple(parts), session.now(), recovery_key is not None)


def completeness_sheet(found: Completeness) -> BuiltPack:
    """Return what was found as pages to print."""
    data = plain_sheet("Is this record complete?", tuple(found.lines()), found.checked_at.astimezone())
    return BuiltPack(data, text_of(data), "record-check.pdf")


def name_of(place: Compartment) -> str:
    """Return what a compartment is called on the screen."""
    return part_name(place.name)


def part_found(name: str, verdict: Verdict) -> PartFound:
    """Return a verdict in plain words."""
    only_lists = {problem.misfit for problem in verdict.found} == {Misfit.LISTS}
    return PartFound(name, verdict.whole, only_lists, tuple(_lines(verdict)))


def _lines(verdict: Verdict) -> Iterator[str]:
    entries, versions = _count(verdict.entries, "entry", "entries"), _count(verdict.revisions, "version", "versions")
    yield f"{entries} of the history and {versions} of records. It stands at {verdict.head}."
    if verdict.with_recovery_key and verdict.seals_from:
        yield f"The seals were checked after entry {verdict.seals_from}, at which this recovery key was made."
    yield from verdict.problems
    if verdict.first_bad is None:
        return
    if verdict.last_good is not None:
        yield f"Everything up to {verdict.last_good} fits."
    if verdict.first_bad.at is not None:
        yield f"The first that does not fit is {verdict.first_bad}. It was changed at some time after that."
    else:
        yield f"The first that does not fit is {verdict.first_bad}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
