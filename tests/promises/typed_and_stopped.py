"""A program of its own: types into the real window again and again, until it is locked or killed in mid-word.

For each round it forks a child that signs in, begins a concern, types letter by letter and tells of each one. The child
is locked, or killed with signal 9, at a random moment; then the vault is opened, and what the desk kept is compared
with what was typed. Prints what it found as one JSON object. Arguments: the home, how many rounds, a seed, and "off"
for a control that keeps no drafts.
"""

import json
import math
import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework.start import lock
from safeguard_desktop.settings import Places
from tests.journeys.one_who_writes import at_the_account
from tests.journeys.stand_ins import Answers
from tests.unit.bad_input.bad_samples import signed_in
from ui.guides.guide import Guide
from ui.program import Program, Seams
from ui.successor import NoSuccessor

EACH_LETTER = 30
"""Milliseconds from one letter to the next: faster than anybody types."""
LONGEST = 2.6
"""Seconds that somebody types at most before the end."""
OF_THE_CONTROL = 1000
"""The control's first round: what other rounds kept in the same home is not taken for its own."""


@dataclass
class Found:
    """What all the ends left behind. Times are in seconds of typing."""

    kills: int = 0
    locks: int = 0
    letters: int = 0
    lost_by_kill: float = 0.0
    letters_lost_by_lock: int = 0
    odd: list[str] = field(default_factory=list)


def letters_of(number: int) -> Iterator[str]:
    """Yield what is typed in a round: words that say which round it is, and which word."""
    return chain.from_iterable(f"r{number}w{word} " for word in range(10_000))


def text_of_round(number: int, length: int) -> str:
    """Return the first letters that are typed in a round."""
    letters = letters_of(number)
    return "".join(next(letters) for _ in range(length))


def type_until_the_end(places: Places, number: int, writing: int, lock_after: float | None) -> None:
    """Type in a window, telling of each letter; lock after so many seconds, or go on until the kill."""
    app = QApplication([])
    program = Program(app, places, Seams(NoSuccessor(), dialogs=Answers()))
    _guide, box = at_the_account(program)
    letters = letters_of(number)
    pen = QTimer(interval=EACH_LETTER)

    def one_more() -> None:
        QTest.keyClicks(box.edit, next(letters))
        os.write(writing, b".")

    pen.timeout.connect(one_more)
    pen.start()

    def stop_and_lock() -> None:
        pen.stop()
        program.lock()

    if lock_after is not None:
        QTimer.singleShot(int(lock_after * 1000), stop_and_lock)
    app.exec()


def typed(places: Places, number: int, lives: float, *, is_kill: bool) -> list[float]:
    """Have a child type for so many seconds; return the moment of each letter, and last that of the end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            type_until_the_end(places, number, writing, None if is_kill else lives)
        finally:
            os._exit(0)
    os.close(writing)
    moments: list[float] = []
    end = math.inf
    while select.select([reading], [], [], None if end == math.inf else max(end - time.monotonic(), 0))[0]:
        told = os.read(reading, 4096)
        if not told:
            break
        moments += [time.monotonic()] * len(told)
        if is_kill:
            end = moments[0] + lives
    if is_kill:
        os.kill(child, signal.SIGKILL)
    moments.append(time.monotonic())
    os.waitpid(child, 0)
    while told := os.read(reading, 4096):
        moments[-1:-1] = [moments[-1]] * len(told)
    os.close(reading)
    return moments


def kept_letters(places: Places, number: int) -> int:
    """Return how many letters of a round the desk kept, as they were typed: also one or two, before a word is whole."""
    session = signed_in(places)
    texts = [text for draft in session.desk.drafts() for text in strings_in(json.loads(draft.text))]
    lock(session)
    return max((len(text) for text in texts if text == text_of_round(number, len(text))), default=0)


def strings_in(held: Any) -> Iterator[str]:
    """Yield every text in something that was JSON."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list):
        for inner in held.values() if isinstance(held, dict) else held:
            yield from strings_in(inner)


def keep_nothing(_guide: Guide) -> None:
    """Take no note that something was typed."""


def main(home: str, rounds: int, seed: int, drafts: str = "") -> None:
    """Type and be stopped so many times, and print what was found."""
    places, chance, found = Places.below(Path(home)), random.Random(seed), Found()  # noqa: S311  # moments
    if drafts == "off":
        setattr(Guide, "_on_typed", keep_nothing)  # noqa: B010  # the control keeps no drafts
    first = OF_THE_CONTROL if drafts == "off" else 0
    for number in range(first, first + rounds):
        is_kill = drafts == "off" or number % 2 == 0
        lives = LONGEST if drafts == "off" else chance.uniform(0.05, LONGEST)
        moments = typed(places, number, lives, is_kill=is_kill)
        kept = kept_letters(places, number)
        if look(found, moments, kept, is_kill=is_kill):
            found.odd.append(f"round {number}: {kept} of {len(moments) - 1}")
    sys.stdout.write(json.dumps(asdict(found)))


def look(found: Found, moments: list[float], kept: int, *, is_kill: bool) -> bool:
    """Add up what one end lost: typing from the first letter that is gone until the end.

    Return whether more is kept than was typed: a kill may fall between a letter and the telling of it, a lock not.
    """
    *letters, end = moments
    found.letters += len(letters)
    if is_kill:
        found.kills += 1
        lost = end - letters[kept] if kept < len(letters) else 0.0
        found.lost_by_kill = max(found.lost_by_kill, lost)
    else:
        found.locks += 1
        found.letters_lost_by_lock += max(len(letters) - kept, 0)
    return kept > len(letters) + is_kill


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
