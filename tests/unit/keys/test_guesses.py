from datetime import UTC, datetime, timedelta

from safeguard_desktop.keys.guesses import KEPT, seconds_to_wait, settled, with_guess

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_nobody_waits_before_the_first_guess() -> None:
    assert seconds_to_wait((), NOON) == 0


def test_waits_grow() -> None:
    waits: list[int] = []
    guesses: tuple[datetime, ...] = ()
    for _ in range(9):
        guesses = with_guess(guesses, NOON)
        waits.append(seconds_to_wait(guesses, NOON))
    assert waits == [0, 0, 0, 1, 5, 15, 30, 60, 60]


def test_ten_within_five_minutes_wait_until_the_first_of_them_is_five_minutes_old() -> None:
    guesses = tuple(after(10 * number) for number in range(10))
    assert seconds_to_wait(guesses, after(95)) == 300 - 95
    assert seconds_to_wait(guesses, after(300)) == 0


def test_a_part_of_a_second_is_waited_whole() -> None:
    guesses = (NOON,) * 4
    assert seconds_to_wait(guesses, after(0.2)) == 1
    assert seconds_to_wait(guesses, after(1)) == 0


def test_a_clock_put_back_adds_no_more_than_the_wait_itself() -> None:
    guesses = (after(10**9),) * 8
    assert seconds_to_wait(guesses, NOON) == 60
    kept = settled(guesses, NOON)
    assert seconds_to_wait(kept, after(60)) == 0


def test_only_so_many_are_kept() -> None:
    guesses: tuple[datetime, ...] = ()
    for number in range(100):
        guesses = with_guess(guesses, after(number * 1000))
    assert len(guesses) == KEPT
