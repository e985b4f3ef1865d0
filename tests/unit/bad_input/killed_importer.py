"""A program of its own: packs that are accepted while the program is killed at any moment.

It forks a child that accepts whatever waits, one pack after another, kills it with signal 9 at a random moment, and
begins again until nothing waits. Argument: the home. It prints how often it killed.
"""

import os
import random
import select
import signal
import sys
from pathlib import Path

from safeguard_desktop.casework.concerns import accept
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.start import lock
from safeguard_desktop.settings import Places
from tests.unit.bad_input.bad_samples import signed_in

LONGEST = 0.12
"""Seconds that a child lives at most after it has opened the vault."""
MOST_KILLS = 200


def child(places: Places, ready: int) -> None:
    """Accept what waits, and end."""
    session = signed_in(places)
    os.write(ready, b"r")
    for pack in waiting(session):
        accept(session, pack)
    lock(session)
    os._exit(0)


def one_round(places: Places, chance: random.Random) -> bool:
    """Let a child accept, kill it after a while, and tell whether it had ended before."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        child(places, write)
    os.close(write)
    select.select([read], [], [], 30)
    os.close(read)
    select.select([], [], [], chance.random() * LONGEST)
    os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status)


def main() -> None:
    """Kill and begin again until a child came to its end."""
    places, chance = Places.below(Path(sys.argv[1])), random.Random(14)  # noqa: S311  # when to kill
    for kills in range(MOST_KILLS):
        if one_round(places, chance):
            sys.stdout.write(str(kills))
            return
    raise SystemExit("it never came to its end")


if __name__ == "__main__":
    main()
