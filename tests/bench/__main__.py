"""Measures the program and prints a table: `make bench`, or `python -m tests.bench --cases 100` for a quick look."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.guided import carry_on, save_step
from safeguard_desktop.casework.printing import print_record
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start, lock, sign_in
from safeguard_desktop.casework.today import today
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.kdf import seconds_taken
from safeguard_desktop.records import Organisation, Person
from safeguard_desktop.settings import HOME_VARIABLE, Places
from tests.bench.generator import ENTRIES, fill
from tests.bench.plain import PlainDatabase, bare_window, percentile, seconds

PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but this bench's vault
TYPED = ("b", "br", "bru", "brui", "bruis", "bruise")
Row = tuple[str, float, str, float]


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def middle(runs: int, run: Callable[[], object]) -> float:
    return percentile([seconds(run) for _ in range(runs)], 0.5)


def start_page(home: Path) -> None:
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ui.app", "start-check"]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def starting(home: Path) -> Iterator[Row]:
    bare = middle(5, bare_window)
    yield "Start to sign-in page", middle(5, lambda: start_page(home)), "a bare Qt window", bare


def unlocking(places: Places, account: str) -> Iterator[Row]:
    def unlock() -> None:
        lock(sign_in(places, account, PASSPHRASE))

    derivation = percentile([seconds_taken(KdfCost.FLOOR) for _ in range(3)], 0.5)
    yield "Unlock without the key derivation", middle(5, unlock), "the derivation at its floor", derivation


def reading(session: Session, plain: PlainDatabase, case: str) -> Iterator[Row]:
    plain_read = middle(50, lambda: plain.read_case(case))
    yield "Open a case", middle(20, lambda: open_case(session, case)), "the same rows, plain sqlite3", plain_read
    session.remembered.clear()
    yield (
        "Today, the first look",
        seconds(partial(today, session)),
        "the rows of every case, plain sqlite3",
        seconds(plain.all),
    )
    again = middle(5, partial(list_cases, session))
    yield "Today, from then on", middle(5, partial(today, session)), "the list of all cases", again
    for typed in TYPED[1::2]:
        beside = middle(10, partial(plain.search, typed))
        ours = middle(10, partial(search, session, typed))
        yield f"Search as typed, “{typed}”", ours, "the same query, plain sqlite3", beside


def saving(session: Session, plain: PlainDatabase, case: str) -> Iterator[Row]:
    ours, theirs = [], []
    for number in range(100):
        work = carry_on(session, f"{case}-12")
        record = work.record.with_answers({"worries": f"Worry number {number}. " * 20})
        ours.append(seconds(partial(save_step, session, work, record)))
        theirs.append(seconds(partial(plain.insert, f"new-{number}", record.model_dump_json(exclude_none=True))))
    for part in (0.5, 0.95):
        label = f"Save a step, p{part * 100:.0f}"
        yield label, percentile(ours, part), "the same insert, plain sqlite3", percentile(theirs, part)


def printing(session: Session, case: str) -> Iterator[Row]:
    marac = f"{case}-{ENTRIES - 1:02}"
    person = session.casework.list(kind=Person.kind)[0].record
    yield (
        "MARAC PDF",
        middle(5, lambda: print_record(session, marac)),
        "a one-page form",
        middle(5, lambda: print_record(session, person)),
    )


def figures(home: Path, cases: int) -> Iterator[Row]:
    places = Places.below(home)
    setup = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE)
    session = first_start(places, setup, cost=KdfCost.CHEAP).session
    say(f"Making {cases} cases with {ENTRIES} entries each")
    made = fill(session, cases)
    case = made[len(made) // 2]
    plain = PlainDatabase(home / "plain.db")
    plain.fill(session.casework.list())
    yield from reading(session, plain, case)
    yield from saving(session, plain, case)
    yield from printing(session, case)
    account = session.account.id
    lock(session)
    yield from unlocking(places, account)
    yield from starting(home)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        put(f"{'':36}{'ms':>9}   {'beside':40}{'ms':>9}{'ratio':>9}")
        for name, ours, beside, theirs in figures(Path(folder), cases):
            put(f"{name:36}{ours * 1000:9.1f}   {beside:40}{theirs * 1000:9.1f}{ours / theirs:9.1f}")


def put(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
