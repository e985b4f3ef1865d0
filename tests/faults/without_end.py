"""What the programs share that do one thing without end, to be killed: they print whatever was acknowledged."""

import sys
from collections.abc import Callable, Iterator

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, accounts, first_start, is_first_start, sign_in
from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.settings import Places
from tests.faults.places import places_and_passphrase, write_nowhere
from tests.unit.bad_input.bad_samples import MANAGER, US


def opened(places: Places, passphrase: str) -> Session:
    """Sign in as the first account, in a new vault where there is none. Raises Trouble."""
    if is_first_start(places):
        return first_start(places, SetUp(US, MANAGER, passphrase), cost=KdfCost.CHEAP).session
    return sign_in(places, accounts(places)[0].id, passphrase)


def without_end(does: Callable[[Session], Iterator[str]], about: str | None) -> int:
    """Print `ack` with what each thing done is known by, until it is stopped.

    Return 2 where a sentence said so, 0 where nobody reads any more.
    """
    try:
        for identity in does(opened(*places_and_passphrase(about=about))):
            sys.stdout.write(f"ack {identity}\n")
            sys.stdout.flush()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
    except BrokenPipeError:
        write_nowhere()
        return 0
    return 2
