"""Whatever is written in whatever order: what belongs to a restricted case lies there alone, and is all there."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start, lock
from safeguard_desktop.clock import new_id
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import Case, Concern, Person, Record, references
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change
from tests.unit.casework.conftest import PASSPHRASE

RESTRICTED, OPEN = ("r1", "r2"), ("t1", "t2")
CASES = (*RESTRICTED, *OPEN)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["person", "concern", "again", "look", "rename"]),
        st.sampled_from([*CASES, ""]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=12,
)


@dataclass
class Model:
    """What was written in one example: bodies by record, and the case or restricted home of each."""

    session: Session
    cases: dict[str, str]
    bodies: dict[str, Record] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)

    def pick(self, kind: type[Record], number: int) -> str | None:
        found = [record for record, body in self.bodies.items() if isinstance(body, kind)]
        return found[number % len(found)] if found else None

    def keep(self, record: str, body: Record, case: str | None, *parents: str) -> None:
        change = Change(record, body.kind, body, case, parents)
        access = Access("saved", record=record, case=case)
        (kept,) = self.session.casework.append([change], [access])
        assert (kept.record, kept.body) == (record, body)
        self.bodies[record] = body


@pytest.fixture(scope="module")
def restricted_home() -> Iterator[tuple[Session, dict[str, str]]]:
    """Give a vault with two restricted cases and two of the team's, by name."""
    with tempfile.TemporaryDirectory() as folder:
        us = Organisation(name="Willow Court")
        setup = SetUp(us, "Imani Okafor", PASSPHRASE)
        session = first_start(Places.below(Path(folder) / "home"), setup, cost=KdfCost.CHEAP).session
        cases = {name: new_id(session.clock) for name in CASES}
        for name, case in cases.items():
            made = [Change(case, Case.kind, Case(reference=name), case)]
            if name in RESTRICTED:
                place = session.vault.make_restricted(case, [session.account.id])
                session.casework.with_restricted(case, place).append(made)
            else:
                session.casework.append(made)
        yield session, cases
        lock(session)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_everything_lies_where_it_belongs(
    restricted_home: tuple[Session, dict[str, str]], steps: list[tuple[str, str, int, int]]
) -> None:
    session, cases = restricted_home
    model = Model(session, cases)
    for what, name, first, second in steps:
        _take(model, what, name, first, second)
    for record, body in model.bodies.items():
        _check(model, record, body)
    found = [revision.record for revision in session.casework.list()]
    assert len(found) == len(set(found))
    assert set(model.bodies) <= set(found)
    _check_references(session)


def _take(model: Model, what: str, name: str, first: int, second: int) -> None:
    session, case = model.session, model.cases.get(name)
    record = new_id(session.clock)
    if what == "person":
        place = session.casework.in_case(case)
        place.append([Change(record, Person.kind, Person(name=f"Person {first}"))])
        model.bodies[record] = Person(name=f"Person {first}")
        model.home[record] = name if name in RESTRICTED else ""
    elif what == "concern" and case is not None:
        model.keep(record, Concern(alleged=model.pick(Person, second), summary=f"Words {first}"), case)
        model.home[record] = name
    elif what == "again" and (known := model.pick(Concern, first)) is not None:
        heads = tuple(head.id for head in session.casework.heads(known))
        body = model.bodies[known].with_answers({"alleged": model.pick(Person, second)})
        model.keep(known, body, model.cases[model.home[known]], *heads)
    elif what == "rename" and (known := model.pick(Person, first)) is not None:
        heads = tuple(head.id for head in session.casework.heads(known))
        model.keep(known, Person(name=f"Person {second}, {first}"), None, *heads)
    elif what == "look" and case is not None:
        session.casework.append([], [Access("looked", record=case, case=case)])


def _check(model: Model, record: str, body: Record) -> None:
    cases, name = model.session.casework, model.home[record]
    current = cases.current(record)
    assert current is not None
    assert current.body == body
    assert cases.history(record)[-1].body == body
    assert [head.body for head in cases.heads(record)] == [body]
    assert cases.names()[record] == body.headline
    if name in RESTRICTED:
        home = cases.in_case(model.cases[name])
        assert home.current(record) == current
    if isinstance(body, Concern):
        for other in CASES:
            case = model.cases[other]
            place = cases.in_case(case)
            is_its_place = place is cases.in_case(model.cases[name])
            assert (place.current(record) is not None) == is_its_place
            assert (record in {one.record for one in cases.list(case=case)}) == (other == name)


def _check_references(session: Session) -> None:
    """Nobody is named where those who can read it cannot see who it is."""
    team = session.vault.casework
    for place in (team, *session.vault.restricted().values()):
        for revision in place.list():
            for named in references(revision.body):
                assert place.current(named) is not None
    assert not {revision.case for revision in team.list()} & session.vault.restricted().keys()
    assert not any(look.case in session.vault.restricted() for look in team.accesses(None))
