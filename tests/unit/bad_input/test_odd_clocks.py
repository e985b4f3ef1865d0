"""A clock that is far off: whatever it says, a concern can be handed in, and the vault opens again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from safeguard_desktop.casework.chronology import chronology
from safeguard_desktop.casework.clocks import clock_trouble, times_put_right, trouble_at, wrong_moments
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on, keep_typing
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.records import Concern
from tests.unit.bad_input.conftest import Home


@pytest.mark.parametrize("year", [1901, 1970, 1980, 2025, 2099, 2200])
def test_a_concern_is_handed_in_whatever_the_clock_says(home: Home, clock: SetClock, year: int) -> None:
    clock.moment = datetime(year, 1, 1, 0, 30, tzinfo=UTC)
    session = home.again()
    begun = begin_concern(session, home.adult)
    keep_typing(session, begun, "", {"account": "She said"})
    assert carry_on(session, begun.id).raw == {"account": "She said"}
    assert hand_in(session, begun, Concern(adult=home.adult, summary="Bruise")) == home.case
    clock.moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    again = home.again()
    assert today(again).open_cases == 1
    assert len(again.casework.list(kind=Concern.kind)) == 2
    assert again.vault.check_history(again.vault.casework, recovery_key=home.recovery_key).whole


def test_no_two_ids_are_alike_at_the_same_moment() -> None:
    clock = SetClock(datetime(1960, 1, 1, tzinfo=UTC))
    assert len({new_id(clock) for _ in range(1000)}) == 1000


RIGHT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
JUMPS = [
    ("1970", datetime(1970, 1, 1, 0, 10, tzinfo=UTC), "which is later"),
    ("2099", datetime(2099, 6, 1, 9, tzinfo=UTC), "unusually long ago"),
    ("an hour back", RIGHT - timedelta(hours=1), "which is later"),
    ("two days ahead", RIGHT + timedelta(days=2), "unusually long ago"),
]


def written(home: Home, session: Session) -> str:
    """Hand a concern in; return its id."""
    work = begin_concern(session, home.adult)
    assert hand_in(session, work, Concern(adult=home.adult, summary="Bruise")) == home.case
    return work.id


@pytest.mark.parametrize(("moment", "said"), [jump[1:] for jump in JUMPS], ids=[jump[0] for jump in JUMPS])
def test_a_clock_that_jumped_is_said_and_stops_nothing_and_what_was_written_then_is_flagged(
    home: Home, clock: SetClock, moment: datetime, said: str
) -> None:
    before = [written(home, home.session) for _ in range(3)]
    assert clock_trouble(home.session) is None
    clock.moment = moment
    session = home.again()
    trouble = clock_trouble(session)
    assert trouble is not None
    assert said in trouble.sentence
    assert trouble.next_step
    during = written(home, session)
    clock.moment = RIGHT + timedelta(minutes=1)
    session = home.again()
    assert clock_trouble(session) is None, "it is right again"
    after = [written(home, session) for _ in range(3)]
    wrong = {record for record in (*before, during, *after) if read_record(session, record).clock_was_wrong}
    assert wrong == {during}
    order = [revision.record for revision in session.casework.list(kind=Concern.kind)]
    assert order[-7:] == [*before, during, *after], "nothing is put in order by the clock"
    events = chronology(session, home.case)
    assert [event.record for event in events][:7] == [*reversed(after), during, *reversed(before)]
    assert [event.record for event in events if event.clock_was_wrong] == [during]


def test_a_clock_that_stays_wrong_stays_said(home: Home, clock: SetClock) -> None:
    for _ in range(5):
        written(home, home.session)
    clock.moment = datetime(1970, 1, 1, tzinfo=UTC)
    session = home.again()
    for _ in range(3):
        written(home, session)
        clock.forward(timedelta(minutes=1))
        assert clock_trouble(session) is not None


def days(*numbers: float) -> list[datetime]:
    return [RIGHT + timedelta(days=number) for number in numbers]


CHAINS: list[tuple[str, list[datetime], datetime, set[int]]] = [
    ("nothing written", [], RIGHT, set()),
    ("in order", days(0, 1, 1, 2.5, 9), RIGHT + timedelta(days=9), set()),
    ("a little back", [RIGHT, RIGHT - timedelta(minutes=4), RIGHT], RIGHT, set()),
    ("an hour back for a while", days(0, 1, 1 - 1 / 24, 1 - 1 / 25, 1.1), RIGHT + timedelta(days=2), {2, 3}),
    ("some years back", days(0, 1, -9000, -8999.9, 1.2, 2), RIGHT + timedelta(days=3), {2, 3}),
    ("some years ahead", days(0, 1, 9000, 1.2), RIGHT + timedelta(days=3), {2}),
    ("ahead, and most were written then", days(0, 9000, 9000.1, 9000.2), RIGHT + timedelta(days=3), set()),
    ("back at first, right since", days(-9000, -8999, 0, 1, 2), RIGHT + timedelta(days=3), set()),
    ("several times", days(0, -500, 1, 700, 2, 1.9, 3), RIGHT + timedelta(days=4), {1, 3, 5}),
]


@pytest.mark.parametrize(("moments", "now", "wrong"), [chain[1:] for chain in CHAINS], ids=[one[0] for one in CHAINS])
def test_the_times_that_cannot_be_right_are_found(moments: list[datetime], now: datetime, wrong: set[int]) -> None:
    assert wrong_moments(moments, now) == wrong


def test_a_pause_as_long_as_others_before_is_no_jump() -> None:
    each_week = days(0, 7, 14, 21)
    assert trouble_at(RIGHT + timedelta(days=30), each_week) is None
    assert trouble_at(RIGHT + timedelta(days=60), each_week) is not None
    assert trouble_at(RIGHT + timedelta(hours=20), days(0)) is None
    assert trouble_at(RIGHT, []) is None


def test_many_entries_are_looked_through_in_a_moment() -> None:
    moments = days(*(number / 10 for number in range(50_000)))
    assert wrong_moments(moments, moments[-1]) == frozenset()


@pytest.mark.parametrize("moment", [jump[1] for jump in JUMPS], ids=[jump[0] for jump in JUMPS])
def test_what_is_remembered_is_what_a_fresh_look_finds(home: Home, clock: SetClock, moment: datetime) -> None:
    session = home.session
    for at in (RIGHT, moment, RIGHT, RIGHT + timedelta(days=1), moment, RIGHT):
        clock.moment = at
        for _ in range(2):
            assert times_put_right(session) == times_put_right(replace(session, remembered={}))
        written(home, session)
        assert times_put_right(session) == times_put_right(replace(session, remembered={}))
