"""A seeded generator of invented cases, so that figures can be compared from one day to the next."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import (
    Adult,
    AdviceCall,
    Case,
    Concern,
    ConsentConversation,
    DashWorksheet,
    Fact,
    MaracReferral,
    Person,
    Record,
    RiskAcceptance,
    RiskLevel,
    SharingDecision,
    When,
    YesNo,
)
from safeguard_desktop.records.vocabulary import Agreement, Capacity, CaseStatus
from safeguard_desktop.vault import Access, Change

FIRST = ("Avis", "Bram", "Corin", "Delia", "Edda", "Fenn", "Greta", "Hollis", "Isla", "Jory", "Keir", "Lorna", "Maeve")
LAST = ("Abbott", "Brandt", "Carrow", "Dunmore", "Elverson", "Farrow", "Gant", "Hesketh", "Ivell", "Jarrow", "Keld")
NOUNS = ("bruise", "letter", "payment", "visit", "argument", "fall", "meal", "medicine", "window", "telephone", "coat")
PLACES = ("kitchen", "garden", "corridor", "lounge", "stairs", "bathroom", "car park", "front door")
DOINGS = (
    "was seen near",
    "was found in",
    "was talked about in",
    "went missing from",
    "was heard in",
    "came to light in",
)
ENTRIES = 20


def words(random: Random, sentences: int) -> str:
    """Return invented sentences."""
    pick = random.choice
    said = (f"The {pick(NOUNS)} {pick(DOINGS)} the {pick(PLACES)} on day {pick(range(300))}." for _ in range(sentences))
    return " ".join(said)


def records(random: Random, adult: str, alleged: str, day: date) -> Iterator[Record]:
    """Yield the entries of one case: concerns first, then what follows from them."""
    happened = When.on(day)
    for _ in range(ENTRIES - 8):
        yield Concern(
            adult=adult, alleged=alleged, summary=words(random, 1), account=words(random, 6), happened=happened
        )
    yield ConsentConversation(
        adult=adult,
        happened=happened,
        worries=words(random, 4),
        agrees_sharing=Agreement.REFUSE,
        outcomes=words(random, 2),
    )
    yield AdviceCall(adult=adult, happened=happened, organisation="Invented council", advice=words(random, 3))
    yield DashWorksheet(adult=adult, happened=happened).with_answers(
        {f"item_{number:02}": random.choice(list(YesNo)) for number in range(1, 25)}
    )
    for _ in range(3):
        yield SharingDecision(
            adult=adult,
            happened=happened,
            has_capacity=Capacity.PRESUMED,
            refuses_sharing=YesNo.YES,
            others_at_risk=Fact(answer=random.choice(list(YesNo)), evidence=words(random, 1)),
            reasons=words(random, 4),
        )
    yield RiskAcceptance(
        adult=adult,
        happened=happened,
        agreed_level=random.choice(list(RiskLevel)),
        reasons=words(random, 3),
        review_on=day + timedelta(days=random.randint(10, 400)),
        completed=True,
    )
    yield MaracReferral(adult=adult, alleged=alleged, happened=happened, latest_event=words(random, 8))


def fill(session: Session, cases: int, seed: int = 6) -> list[str]:
    """Fill a vault with invented cases of 20 entries each, one transaction a case; return the ids of the cases."""
    random = Random(seed)  # noqa: S311  # invented cases, not keys
    made = []
    for number in range(1, cases + 1):
        case, adult, alleged = (f"{kind}-{seed}-{number:08}" for kind in ("case", "adult", "alleged"))
        day = date(2025, 1, 1) + timedelta(days=random.randint(0, 600))
        name = f"{random.choice(FIRST)} {random.choice(LAST)}"
        opened = Case(
            reference=f"SG-2025-{number:04}", adult=adult, status=CaseStatus.OPEN, lead="Imani Okafor", opened=day
        )
        changes = [
            Change(adult, Adult.kind, Adult(name=name, date_of_birth=When(year=random.randint(1925, 1990)))),
            Change(alleged, Person.kind, Person(name=f"{random.choice(FIRST)} {random.choice(LAST)}")),
            Change(case, Case.kind, opened, case),
        ]
        for index, record in enumerate(records(random, adult, alleged, day)):
            changes.append(Change(f"{case}-{index:02}", record.kind, record, case))
        session.casework.append(changes, [Access("saved", case=case)])
        made.append(case)
    return made
