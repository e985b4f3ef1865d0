"""What the tests of bad input share: a vault made quickly, and what every sentence must be."""

import re
from datetime import UTC, datetime
from pathlib import Path

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, Started, accounts, first_start, sign_in
from safeguard_desktop.clock import Clock, SetClock
from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records.organisation import Contact, Organisation
from safeguard_desktop.settings import Places

ROOT = Path(__file__).parents[3]
PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but test vaults
US = Organisation(name="Willow Court", marac=Contact(name="Invented MARAC"), phone="01632 960001")
MANAGER = "Imani Okafor"
PRIVATE = ("Odile", "Hara", "Imani", "Okafor", "Willow", "1941", "Quillfeather", PASSPHRASE, "/tmp", "Bruise")  # noqa: S108  # looked for, not written to
"""What no sentence may hold: names, a date of birth, a passphrase, words of a record, a path."""


def start_with(home: Path, name: str = MANAGER, passphrase: str = PASSPHRASE) -> Started:
    """Make a vault with a cheap key derivation, signed in."""
    clock = SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    return first_start(Places.below(home), SetUp(US, name, passphrase), clock=clock, cost=KdfCost.CHEAP)


def signed_in(places: Places, passphrase: str = PASSPHRASE, clock: Clock | None = None) -> Session:
    """Sign in as the first account."""
    return sign_in(places, accounts(places)[0].id, passphrase, clock=clock)


def is_plain(trouble: Trouble) -> str:
    """Return what a person reads of a trouble, having checked it: whole sentences, a next step, nothing private."""
    said = str(trouble)
    assert trouble.sentence[0].isupper() or trouble.sentence[0] == "“"
    assert said.endswith((".", "?", "}.", "…"))
    assert trouble.next_step or len(re.findall(r"[.?](?: |$)", said)) >= 2, f"no next step: {said}"
    assert [word for word in PRIVATE if word in said] == []
    assert len(said) < 300
    return said
