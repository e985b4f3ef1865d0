"""A clock that is far off: whatever it says, a concern can be handed in, and the vault opens again."""

from datetime import UTC, datetime

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on, keep_typing
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
