"""A kind of record made for these tests: a question of every sort, and steps that come and go."""

from collections.abc import Callable
from datetime import date

from safeguard_desktop.records.questions import Name, Step, ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Fact, Part, Ref, When, Words, YesNo
from ui.widgets.services import Option, Services

TODAY = date(2026, 11, 22)


class Topic(Choice):
    """What it was about."""

    HEALTH = "health", "Their health"
    MONEY = "money", "Their money & belongings"
    HOME = "home", "The people who live with them"


class Visitor(Part):
    """Somebody who came."""

    name: Name | None = ask("Name")
    seen: When | None = ask("When you saw them", past=True, required=False)


class Room(Part):
    """Where it was."""

    floor: int | None = ask("Floor")
    place: Name | None = ask("Room")


_safe = Step("Is it safe to talk now?", short="Before you start", clause="6.5", say="“Is this a good time?”")
_worry = Step("What is worrying them?", may_skip=True, intro="Ask about each in turn.")
_when = Step("When and where was it?", short="When and where")
_who = Step("Who was there?", short="Who was there", when=lambda talk: talk.safe is not YesNo.UNKNOWN)
_risk = Step("Who else may be at risk?", short="Others at risk")


class Talk(Record, kind="talk", title="Talk"):
    """A talk with somebody who does not exist."""

    safe: YesNo | None = _safe.ask("Is it safe to talk?", need="Say whether it is safe to talk.")
    unsafe_why: Words | None = _safe.ask("Why is it not safe?", long=True, when=lambda talk: talk.safe is YesNo.NO)
    worried: Words | None = _worry.ask("What they said", long=True, hint="Use their own words.")
    topics: tuple[Topic, ...] | None = _worry.ask("What is it about?", required=False)
    met: When | None = _when.ask("When did you speak?", past=True, need="Enter the date you spoke to them.")
    born: date | None = _when.ask("Their date of birth", past=True, required=False)
    times: int | None = _when.ask("How many times?", required=False)
    place: Name | None = _when.ask("Where?", required=False, offer=("Dining room", "Garden"))
    room: Room | None = _when.ask("Which room?", required=False)
    helper: Ref | None = _who.ask("Who helped you?", picks=("person",), required=False)
    others: tuple[Ref, ...] | None = _who.ask("Who else was there?", picks=("person",), required=False)
    visitors: tuple[Visitor, ...] | None = _who.ask("Visitors", required=False)
    at_risk: Fact | None = _risk.ask("Are other people at risk?")


PEOPLE = (
    Option("p1", "Amina Shah", "Safeguarding lead"),
    Option("p2", "Deepa Nair", "Care worker, nights"),
    Option("p3", "Zoë O’Connor", "Daughter"),
)
NAMES = {option.id: option.name for option in PEOPLE}


def _add(_kinds: tuple[str, ...], typed: str, done: Callable[[Option], None]) -> None:
    done(Option("new", typed))


SERVICES = Services(today=lambda: TODAY, options=lambda _kinds: PEOPLE, add=_add, addable=("person",))
WHOLE = Talk(
    safe=YesNo.YES,
    worried="That he will stop visiting.",
    met=When(year=2026, month=11, day=20),
    at_risk=Fact(answer=YesNo.NO, evidence="She lives alone."),
)
