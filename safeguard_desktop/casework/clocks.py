"""Whether this computer's clock can be right, and which entries were written while it was not.

Nothing is ever ordered by the clock, and nothing is stopped by it. What is known of it comes from the
entries alone: the order in which they were written is certain, and their times should go up in it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import moment_words
from safeguard_desktop.vault import Compartment

SLACK = timedelta(minutes=5)
"""So far a clock may go back without a word: computers set themselves right by as much."""
DAY = timedelta(days=1)
_PUT_RIGHT = "times put right"
"""Under which a session remembers what was worked out of each compartment."""
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_LONGER = 3
"""So many times longer than any pause before must a pause be, to be more likely a jump of the clock."""


@dataclass(frozen=True)
class ClockTrouble:
    """Why this computer's clock is likely to be wrong: a sentence, and what to do."""

    sentence: str
    next_step: str


def clock_trouble(session: Session) -> ClockTrouble | None:
    """Return what is odd about the clock now, or None: it went back, or more than a day ahead.

    In a demonstration nothing is odd: its days are made up.
    """
    if session.is_demonstration:
        return None
    return trouble_at(session.now(), _moments(session))


def trouble_at(now: datetime, moments: Sequence[datetime]) -> ClockTrouble | None:
    """Return what is odd about a moment after those at which entries were written, in their order. All in UTC."""
    wrong = wrong_moments(moments, now)
    trusted = [moment for number, moment in enumerate(moments) if number not in wrong]
    if not trusted:
        return None
    latest = max(trusted)
    if latest - now > SLACK:
        sentence = (
            f"It says {moment_words(now)}, and something was written here on {moment_words(latest)}, which is later."
        )
        return ClockTrouble(sentence, "Set the clock of this computer. You can go on: nothing is put in order by it.")
    if now - latest > max(DAY, _LONGER * _longest_pause(trusted)):
        since = f"Nothing was written here since {moment_words(latest)}, which is unusually long ago."
        return ClockTrouble(
            f"It says {moment_words(now)}. {since}", "Look whether the date is right. If it is, there is nothing to do."
        )
    return None


def wrong_moments(moments: Sequence[datetime], now: datetime) -> frozenset[int]:
    """Return the places of the entries whose times cannot be right, of those in the order in which they were written.

    Those more than a day after now, if they are the few; those that are days off, where most agree on another day;
    and those that go back behind one before.
    """
    ahead = {number for number, moment in enumerate(moments) if moment - now > DAY}
    if 2 * len(ahead) > len(moments):
        ahead = set()
    left = [number for number in range(len(moments)) if number not in ahead]
    agreeing = set(_agreeing([moments[number] for number in left]))
    off = {number for place, number in enumerate(left) if place not in agreeing}
    return frozenset(ahead | off | _gone_back(moments, ahead | off))


def _agreeing(moments: Sequence[datetime]) -> list[int]:
    """Return the places of the most entries whose days go up in their order; of as many, those of later days."""
    starts: list[int] = []
    start_days: list[int] = []
    after: dict[int, int | None] = {}
    for place in range(len(moments) - 1, -1, -1):
        day = -moments[place].toordinal()
        length = bisect_right(start_days, day)
        after[place] = starts[length - 1] if length else None
        starts[length : length + 1] = [place]
        start_days[length : length + 1] = [day]
    chain: list[int] = []
    following = starts[-1] if starts else None
    while following is not None:
        chain.append(following)
        following = after[following]
    return chain


def _gone_back(moments: Sequence[datetime], left_out: set[int]) -> set[int]:
    found: set[int] = set()
    latest: datetime | None = None
    for number, moment in enumerate(moments):
        if number in left_out:
            continue
        if latest is not None and latest - moment > SLACK:
            found.add(number)
        latest = max(latest or moment, moment)
    return found


def _longest_pause(moments: Sequence[datetime]) -> timedelta:
    ordered = sorted(moments)
    return max((later - earlier for earlier, later in pairwise(ordered)), default=timedelta(0))


@dataclass(frozen=True)
class _PutRight:
    """What was found of one compartment, while it has no more versions and no more of them come to lie behind now."""

    versions: int
    after: datetime
    before: datetime
    found: Mapping[str, datetime]

    def holds(self, versions: int, horizon: datetime) -> bool:
        return versions == self.versions and self.after <= horizon < self.before


def times_put_right(session: Session) -> Mapping[str, datetime]:
    """Return the versions written by a wrong clock, by id, with the latest time before each that can be right.

    None in a demonstration.
    """
    if session.is_demonstration:
        return {}
    kept: dict[Compartment, _PutRight] = session.remembered.setdefault(_PUT_RIGHT, {})
    now, found = session.now(), dict[str, datetime]()
    for place in session.vault.compartments():
        before = kept.get(place)
        if before is None or not before.holds(place.versions(), now + DAY):
            kept[place] = before = _put_right(place, now)
        found |= before.found
    return found


def _put_right(place: Compartment, now: datetime) -> _PutRight:
    """Work it out for one compartment: what it depends on of now is only which moments lie more than a day ahead."""
    held = place.moments()
    wrong = wrong_moments(tuple(held.values()), now)
    found: dict[str, datetime] = {}
    latest: datetime | None = None
    for number, (revision, moment) in enumerate(held.items()):
        if number in wrong:
            found[revision] = latest or moment
        else:
            latest = max(latest or moment, moment)
    behind = max((moment for moment in held.values() if moment - now <= DAY), default=_FIRST)
    ahead = min((moment for moment in held.values() if moment - now > DAY), default=_LAST)
    return _PutRight(len(held), behind, ahead, found)


def _moments(session: Session) -> tuple[datetime, ...]:
    place: Compartment = session.vault.casework if session.vault.has_casework else session.desk
    return tuple(place.moments().values())
