"""Adding a kind of record touches its declaration and its registration: every room then knows it."""

from collections.abc import Iterator

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on, finish, keep_typing, save_step
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.printing import print_empty, print_record
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, first_start
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import ALL_KINDS, Concern, Name, Organisation, Record, Step, Words, YesNo
from safeguard_desktop.settings import Places
from tests.unit.casework.conftest import PASSPHRASE

where = Step("Where was the key found?", clause="6.1")
who = Step("Who was told?", short="Told")


class LostKey(Record, kind="lost-key", title="Lost key"):
    """A kind declared in this test and nowhere else."""

    place: Words | None = where.ask("Place", need="Enter the place.")
    returned: YesNo | None = where.ask("Is it back?")
    told: Name | None = who.ask("Told", when=lambda record: record.returned is YesNo.NO)

    @property
    def headline(self) -> str:
        """Where it was lost."""
        return f"Key: {self.place}"


@pytest.fixture
def wider(places: Places, clock: SetClock) -> Iterator[Session]:
    setup = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE)
    kinds = ALL_KINDS.also(LostKey)
    started = first_start(places, setup, clock=clock, kinds=kinds, cost=KdfCost.CHEAP)
    yield started.session
    started.session.vault.close()


def test_it_is_kept_found_printed_and_checked(wider: Session) -> None:
    case = hand_in(wider, begin_concern(wider), Concern(summary="A key is missing"))
    assert case is not None
    work = begin_for(wider, LostKey.kind, case)
    keep_typing(wider, work, "where-was-the-key-found", {"place": "By the gre"})
    assert carry_on(wider, work.id).raw == {"place": "By the gre"}
    saved = save_step(wider, work, LostKey(place="By the greenhouse", returned=YesNo.NO), "told")
    with pytest.raises(InputTrouble, match="Told"):
        finish(wider, saved, saved.record)
    finish(wider, saved, saved.record.with_answers({"told": "Imani Okafor"}))
    assert [found.record for found in search(wider, "greenh")] == [work.id]
    assert [event.text for event in open_case(wider, case).events_of("lost-key")] == ["Key: By the greenhouse"]
    words = " ".join(text_of(print_record(wider, work.id))).split()
    assert "greenhouse" in words
    blank = " ".join(" ".join(text_of(print_empty(wider, LostKey.kind))).split())
    assert "Is it back?" in blank
