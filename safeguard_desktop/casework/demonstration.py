"""The demonstration: invented people go the whole way from a concern to a printed referral, by casework's own calls."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from safeguard_desktop.casework.concerns import hand_in
from safeguard_desktop.casework.examples.parts import MANAGER, Entry, ExampleCase, Ids
from safeguard_desktop.casework.examples.people import example_organisation
from safeguard_desktop.casework.examples.twelve_cases import MAIN_CASE, RISK_CASE, STAFF_CASE, example_cases
from safeguard_desktop.casework.guided import Work, discard_typing, finish, save_step
from safeguard_desktop.casework.printing import print_empty
from safeguard_desktop.casework.referrals import build_pack, note_printed, plan_pack
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start, lock, sign_in, suggest_passphrase
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.errors import InputTrouble, StorageTrouble
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.records import Case, Concern, DbsReferral, MaracReferral
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change

Say = Callable[[str], None]

PRINTED = {
    "marac.pdf": (MAIN_CASE, MaracReferral.kind),
    "sharing-decision.pdf": (MAIN_CASE, "sharing-decision"),
    "conversation.pdf": (MAIN_CASE, "consent-conversation"),
    "risk-acceptance.pdf": (RISK_CASE, "risk-acceptance"),
    "dbs.pdf": (STAFF_CASE, DbsReferral.kind),
}
"""The file of each form that `demo` writes: from which example, and of which kind of record."""

SIGNED_IN = MANAGER


@dataclass(frozen=True)
class Demonstration:
    """A vault full of examples: who is signed in, its passphrase, and the case of each example by its name."""

    session: Session
    passphrase: str = field(repr=False)
    cases: dict[str, str]
    examples: dict[str, ExampleCase]


def write_demonstration(out: Path, say: Say) -> Iterator[Path]:
    """Make a vault of examples in a folder and print its forms, filled in and blank; yield each file written.

    Raises InputTrouble when the folder holds something already, StorageTrouble when it cannot be written.
    """
    places = Places.below(out)
    _refuse_to_overwrite(out, places)
    _require_folder(out)
    made = make_demonstration(places, say)
    try:
        for name, data in _forms(made, say):
            yield _written(out / name, data)
        say(f"The vault in {out} opens with the passphrase: {made.passphrase}")
    finally:
        lock(made.session)


def _refuse_to_overwrite(out: Path, places: Places) -> None:
    files = [out / file for name in PRINTED for file in (name, f"blank-{name}")]
    try:
        there = next((path for path in (places.vault, places.device, *files) if path.exists()), None)
    except OSError as error:
        raise StorageTrouble("That folder cannot be read.", "Name a new or an empty folder.") from error
    if there is not None:
        what = "a vault" if there in (places.vault, places.device) else there.name
        raise InputTrouble(f"There is {what} in that folder already.", "Name a new or an empty folder.")


def _require_folder(out: Path) -> None:
    """Make the folder where it is not there yet. Raises StorageTrouble."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "vault").mkdir()
        (out / "vault").rmdir()
    except OSError as error:
        sentence = "That folder cannot be made, or nothing can be written into it."
        raise StorageTrouble(sentence, "Name a new or an empty folder of your own.") from error


def _written(path: Path, data: bytes) -> Path:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageTrouble(f"{path.name} could not be written.", "Check the folder and its free space.") from error
    return path


def _forms(made: Demonstration, say: Say) -> Iterator[tuple[str, bytes]]:
    for number, (name, (example, kind)) in enumerate(PRINTED.items(), start=1):
        say(f"Printing {number} of {len(PRINTED)}: {name}")
        entry = next(entry for entry in made.examples[example].records if entry.record.kind == kind)
        plan = plan_pack(made.session, entry.id)
        pack = build_pack(made.session, plan, plan.first_ticked, plan.recipient)
        note_printed(made.session, plan, pack)
        yield name, pack.data
        yield f"blank-{name}", print_empty(made.session, kind)


def open_demonstration(folder: Path, say: Say) -> Session:
    """Make the examples in a folder that is thrown away afterwards, and sign in to look around."""
    return make_demonstration(Places.below(folder), say, cost=KdfCost.CHEAP).session


def make_demonstration(places: Places, say: Say, *, cost: KdfCost = KdfCost.FLOOR) -> Demonstration:
    """Make a vault, live through every example on its own days, and sign in again on this day.

    `cost` is the KDF's: a cheap one for a vault that is thrown away.
    """
    passphrase = suggest_passphrase()
    clock = SetClock(datetime.now().astimezone())
    today = clock.now().astimezone().date()
    setup = SetUp(example_organisation(), SIGNED_IN, passphrase)
    session = first_start(places, setup, clock=clock, cost=cost, is_demonstration=True).session
    try:
        examples = example_cases(Ids(lambda: new_id(clock)), today)
        cases = _live(session, examples, clock, say)
    finally:
        lock(session)
    again = sign_in(places, session.account.id, passphrase)
    return Demonstration(Session(again.vault, is_demonstration=True), passphrase, cases, examples)


def _live(session: Session, examples: dict[str, ExampleCase], clock: SetClock, say: Say) -> dict[str, str]:
    """Go through every day of all examples in order; return the case of each by its name."""
    living = [_Living(session, example) for example in examples.values()]
    days = sorted((day for life in living for day in life.days()), key=lambda day: day.moment)
    for number, day in enumerate(days, start=1):
        clock.moment = day.moment
        day.live()
        if number % 25 == 0 or number == len(days):
            say(f"Writing the examples: {number} of {len(days)}")
    return {name: life.case_id for name, life in zip(examples, living, strict=True)}


@dataclass(frozen=True)
class _Day:
    """Something that is done at a moment of the examples' past."""

    moment: datetime
    live: Callable[[], None]


class _Living:
    """Goes through one example as a person would have: each thing on its own day."""

    def __init__(self, session: Session, example: ExampleCase) -> None:
        self._session = session
        self._example = example
        self.case_id = ""

    def days(self) -> Iterator[_Day]:
        """Yield what is done and when; the concern that opens the case comes before what is written in it."""
        example = self._example
        for entry in example.people:
            yield _Day(_at(entry.written, 8), partial(self._add_person, entry))
        if not any(_is_handed_in(entry) for entry in example.records):
            yield _Day(_at(example.case.written, 9), self._open_case)
        for number, entry in enumerate(example.records):
            yield _Day(_at(entry.written, 9, number), partial(self._write_down, entry))
        last = max((entry.written for entry in example.records), default=example.case.written)
        yield _Day(_at(max(last, example.case.written), 10), self._settle)

    def _add_person(self, entry: Entry) -> None:
        change = Change(entry.id, entry.record.kind, entry.record)
        self._session.casework.append([change], [Access("added", record=entry.id)])

    def _open_case(self) -> None:
        self.case_id = self._example.case_id
        opened = Change(self.case_id, Case.kind, self._example.case.record, self.case_id)
        self._session.casework.append([opened], [Access("opened", case=self.case_id)])

    def _write_down(self, entry: Entry) -> None:
        record = entry.record
        at_desk = isinstance(record, Concern)
        work = Work(entry.id, record.kind, None if at_desk else self.case_id, record, at_desk=at_desk)
        if isinstance(record, Concern) and _is_handed_in(entry):
            self.case_id = hand_in(self._session, work, record) or self.case_id
        elif record.completed:
            finish(self._session, work, record)
        else:
            saved = save_step(self._session, work, record, entry.stopped_at)
            if not entry.stopped_at:
                discard_typing(self._session, saved.id)

    def _settle(self) -> None:
        """Write down the case as it stands in the end: its people, who leads it, and whether it is closed."""
        casework, record = self._session.casework, self._example.case.record
        current = casework.current(self.case_id)
        if current is not None and current.body != record:
            parents = tuple(head.id for head in casework.heads(self.case_id))
            change = Change(self.case_id, Case.kind, record, self.case_id, parents)
            casework.append([change], [Access("saved", record=self.case_id, case=self.case_id)])


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute)).astimezone()


def _is_handed_in(entry: Entry) -> bool:
    return isinstance(entry.record, Concern) and not entry.stopped_at
