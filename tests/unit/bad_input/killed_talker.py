"""A program of its own: conversations that are killed at any moment, and what is found of them afterwards.

It forks a child that writes conversations and concerns without end, and acknowledges each thing that casework said
was done; kills it with signal 9 at a random moment; opens the vault again and looks for everything acknowledged. It
prints what it found as one JSON object. Arguments: the home, the case, the recovery key, how many kills, a seed.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.guided import Work, carry_on, finish, keep_typing, save_step
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Case, Concern, ConsentConversation, Skip, SkipWhy, steps
from safeguard_desktop.settings import Places
from tests.unit.bad_input.bad_samples import signed_in

KIND = ConsentConversation.kind
SKIPPED = {step.key: Skip(why=SkipWhy.DID_NOT_SAY) for step in steps(ConsentConversation)}
MOST = 3
"""How often a conversation is saved."""
LONGEST = 0.15
"""Seconds that a child lives at most after its first acknowledgement."""


Ack = Callable[[str, str, int], None]


def talk(session: Session, case: str, ack: Ack) -> None:
    """Type and save a conversation, one step after another."""
    work = begin_for(session, KIND, case)
    for number in range(1, MOST + 1):
        keep_typing(session, work, "worries", {"number": number, "words": "half a sent"})
        ack("typed", work.id, number)
        work = save_step(session, work, work.record.with_answers({"worries": words(number)}), "worries")
        ack("saved", work.id, number)


def end_a_talk(session: Session, case: str, ack: Ack) -> None:
    """Finish a conversation in one go."""
    work = begin_for(session, KIND, case)
    record = work.record.with_answers({"worries": words(MOST), "skipped": SKIPPED})
    finish(session, save_step(session, work, record), record)
    ack("finished", work.id, MOST)


def tell(session: Session, _case: str, ack: Ack) -> None:
    """Hand a concern in."""
    work = begin_concern(session)
    hand_in(session, work, Concern(summary=words(1)))
    ack("handed in", work.id, 1)


TURNS = (talk, end_a_talk, tell)


def work_without_end(places: Places, case: str, say: BinaryIO, first: int) -> None:
    """Do one thing after another for ever, from the `first` on, and acknowledge each thing that is done."""

    def ack(done: str, record: str, number: int) -> None:
        say.write(f"{json.dumps([done, record, number])}\n".encode())
        say.flush()

    session = signed_in(places)
    for turn in count(first):
        TURNS[turn % len(TURNS)](session, case, ack)


def words(number: int) -> str:
    """Return what is said the so-manieth time: long enough for several pages of the file."""
    return f"{number}: " + "and then she said " * 400


@dataclass
class Found:
    """What all the kills left behind."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)


def main(home: str, case: str, recovery_key: str, kills: int, seed: int) -> None:
    """Kill so many times, and print what was found."""
    places, chance, found = Places.below(Path(home)), random.Random(seed), Found()  # noqa: S311  # moments, not secrets
    told: dict[str, tuple[str, int]] = {}
    for _ in range(kills):
        for done, record, number in killed(places, case, chance, found.kills):
            told[record] = (done, number)
            found.acknowledged += 1
            found.kinds[done] = found.kinds.get(done, 0) + 1
        found.kills += 1
        look(places, told, found, recovery_key if found.kills == kills else None)
    sys.stdout.write(json.dumps(vars(found)))


def killed(places: Places, case: str, chance: random.Random, first: int) -> Iterator[tuple[str, str, int]]:
    """Start a child, kill it at a random moment, and yield everything that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as say:
            work_without_end(places, case, say, first)
    os.close(writing)
    said = bytearray(os.read(reading, 65536))
    end = time.monotonic() + chance.uniform(0, LONGEST)
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            said += os.read(reading, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        said += more
    os.close(reading)
    for line in said.split(b"\n")[:-1]:
        done, record, number = json.loads(line)
        yield done, record, number


def look(places: Places, told: dict[str, tuple[str, int]], found: Found, recovery_key: str | None) -> None:
    """Open the vault again and look for everything acknowledged; forget what is settled."""
    session = signed_in(places)
    today(session)
    for pack in waiting(session):
        accept(session, pack)
    for record, (done, number) in list(told.items()):
        if not is_there(session, record, done, number):
            found.lost.append(f"{done} {number}")
        if done in ("finished", "handed in"):
            del told[record]
    found.half += halves(session, recovery_key)
    lock(session)


def is_there(session: Session, record: str, done: str, number: int) -> bool:
    """Tell whether what was acknowledged last of a record is there, or more."""
    try:
        work = carry_on(session, record)
    except InputTrouble:
        return False
    if done == "typed":
        return saved_number(work) >= number or work.raw.get("number") == number
    if done == "handed in":
        return work.case is not None and not work.at_desk
    return saved_number(work) >= number and (done != "finished" or work.record.completed)


def saved_number(work: Work) -> int:
    """Return how often a conversation was saved."""
    said = str(work.record.answer("worries") or "0:") if work.kind == KIND else "0:"
    return int(said.split(":")[0])


def halves(session: Session, recovery_key: str | None) -> Iterator[str]:
    """Yield everything that is there in part."""
    for place in session.vault.compartments():
        key = recovery_key if place is not session.vault.front else None
        yield from session.vault.check_history(place, recovery_key=key).problems
    cases: set[Any] = {revision.record for revision in session.casework.list(kind=Case.kind)}
    for revision in session.casework.list():
        if len(session.casework.heads(revision.record)) != 1:
            yield "two heads"
        if revision.kind == Concern.kind and revision.case not in cases:
            yield "a concern without its case"
        if revision.kind == KIND and revision.body.answer("worries") not in (None, *map(words, range(1, MOST + 1))):
            yield "words cut short"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
