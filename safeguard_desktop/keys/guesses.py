"""Wrong passphrases: growing waits, and never a lock-out. Pure; whoever keeps the attempts gives them in."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

WAITS = (0, 0, 0, 1, 5, 15, 30, 60)
"""Seconds to wait after the first, second … wrong passphrase in a row; after that, the last of them."""
WINDOW = timedelta(minutes=5)
MOST_IN_WINDOW = 10
KEPT = 32


def with_guess(guesses: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Return the guesses with one more at this moment, the oldest dropped once there are many."""
    return (*settled(guesses, now), now)[-KEPT:]


def settled(guesses: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Return the guesses as seen from a clock that may have jumped back: none lies in the future."""
    return tuple(min(guess, now) for guess in guesses)


def seconds_to_wait(guesses: Sequence[datetime], now: datetime) -> int:
    """Return how many whole seconds remain until the next guess is heard; 0 when it may be made now.

    At most 10 are heard in 5 minutes. A clock put back lengthens no wait beyond its own length.
    """
    past = settled(guesses, now)
    if not past:
        return 0
    until = past[-1] + timedelta(seconds=WAITS[min(len(past), len(WAITS)) - 1])
    if len(past) >= MOST_IN_WINDOW:
        until = max(until, past[-MOST_IN_WINDOW] + WINDOW)
    return max(0, math.ceil((until - now).total_seconds()))
