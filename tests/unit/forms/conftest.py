"""A kind of record with a question of every sort, made for these tests, and what a copy says of itself."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from safeguard_desktop.forms import FormCopy, text_of
from safeguard_desktop.records.questions import Step, ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Fact, Name, Part, Ref, Skip, SkipWhy, When, Words, YesNo


class Weather(Choice):
    """Some choices with short and long labels."""

    SUN = "sun", "Sunny"
    RAIN = "rain", "Rainy, with a cold wind from the moors and hail in the afternoon"
    SNOW = "snow", "Snow"


class Visitor(Part):
    """A part that is repeated."""

    name: Name | None = ask("Visitor")
    came: When | None = ask("Came on", required=False)


class Place(Part):
    """A part that stands alone."""

    town: Words | None = ask("Town")
    safe: YesNo | None = ask("Is it safe there?", required=False)


first = Step(
    "What was it like?", short="First", clause="6.5", intro="Look out of the window.", say="How is it out there?"
)
second = Step("Who was there?", short="Second", may_skip=True)
third = Step("What could not be asked?", short="Third", may_skip=True)


class Outing(Record, kind="outing", title="An outing"):
    """A kind of record that the program does not know."""

    leader: Ref | None = first.ask("Led by", picks=("person",))
    helpers: tuple[Ref, ...] | None = first.ask("Helped by", picks=("person",))
    title_line: Words | None = first.ask("In short")
    story: Words | None = first.ask("The whole story", hint="Take your time.", long=True)
    weather: Weather | None = first.ask("The weather")
    all_weather: tuple[Weather, ...] | None = first.ask("All the weather there was")
    wet: Fact | None = first.ask("Somebody got wet")
    started: When | None = first.ask("Set off")
    ended: date | None = first.ask("Came home")
    people: int | None = first.ask("How many went")
    visitors: tuple[Visitor, ...] | None = second.ask("Visitors met")
    place: Place | None = second.ask("Where to")
    quiet: Words | None = third.ask("What they would not say")
    only_if_snow: Words | None = third.ask("Who brought the sledge", when=lambda r: r.weather is Weather.SNOW)


@pytest.fixture
def outing_kind() -> type[Record]:
    return Outing


@pytest.fixture
def outing() -> Record:
    return Outing(
        leader="id-1",
        helpers=("id-2", "id-3"),
        title_line="Apostrophe O’Neill & D'Arcy <b>not bold</b>",
        story="We went out early.\n\nThe bus was late; nobody minded. “It is grand,” said Zoë.",
        weather=Weather.RAIN,
        all_weather=(Weather.SUN, Weather.SNOW),
        wet=Fact(answer=YesNo.UNKNOWN, evidence="Boots by the radiator", said_by="Nightwatchman"),
        started=When(year=2026, month=3, about=True),
        ended=date(2026, 11, 22),
        people=17,
        visitors=(
            Visitor(name="Łucja Müller", came=When(year=2026, month=3, day=4, hour=9, minute=5)),
            Visitor(name="Nguyễn Văn An"),
        ),
        place=Place(town="Littleborough", safe=YesNo.NO),
        skipped={third.key: Skip(why=SkipWhy.NOT_SAFE, reason="The driver was listening.")},
    )


@pytest.fixture
def names() -> dict[str, str]:
    return {"id-1": "Amina Shah", "id-2": "Seán Ó Briain", "id-3": "Дмитрий Волков"}


@pytest.fixture
def form_copy() -> FormCopy:
    return FormCopy(
        case_reference="SG-2026-0031",
        recipient="MARAC coordinator",
        copy_number=2,
        copies=3,
        printed_at=datetime(2026, 11, 22, 11, 4),  # noqa: DTZ001  # a form shows local time
        printed_by="Amina Shah",
        organisation="Willow Court",
        head="12 · 0123456789abcdef",
    )


@pytest.fixture
def words_of() -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        return squeezed(" ".join(text_of(data)))

    return read


def squeezed(text: str) -> str:
    return " ".join(text.split())
