"""Saves revisions without end, to be killed, starved or unplugged: `python -m tests.faults.writer VAULT`.

Each is saved as a person's own would be, through casework. `ack ID` is printed once the save was acknowledged: from
then on it has to be there, whatever happens. A vault is made where there is none yet. A save that the program refuses
prints its sentence on the standard error and ends with code 2. See `tests.faults.places` for VAULT and the passphrase.
"""

import sys
from collections.abc import Iterator
from itertools import count

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import save_step
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, accounts, first_start, is_first_start, sign_in
from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import AdviceCall, Case, Concern
from safeguard_desktop.settings import Places
from tests.faults.places import places_and_passphrase
from tests.unit.bad_input.bad_samples import MANAGER, US

VERSIONS = 4
"""How often each record is saved before the next is begun."""


def opened(places: Places, passphrase: str) -> Session:
    """Sign in as the first account, in a new vault where there is none. Raises Trouble."""
    if is_first_start(places):
        return first_start(places, SetUp(US, MANAGER, passphrase), cost=KdfCost.CHEAP).session
    return sign_in(places, accounts(places)[0].id, passphrase)


def case_of(session: Session) -> str:
    """Return a case to write in, opened by a concern where there is none."""
    for revision in session.casework.list(kind=Case.kind):
        return revision.record
    case = hand_in(session, begin_concern(session), Concern(summary="Bruise"))
    assert case is not None
    return case


def saves(session: Session) -> Iterator[str]:
    """Save one revision after another; yield the id of each once it is acknowledged. Raises Trouble."""
    case = case_of(session)
    for number in count():
        work = begin_for(session, AdviceCall.kind, case)
        for version in range(VERSIONS):
            words = f"{number}.{version}: " + "and then she said " * (40 * version + 1)
            work = save_step(session, work, work.record.with_answers({"question": words}))
            yield work.heads[-1]


def main() -> int:
    """Write until something stops it; return 2 when that was said in a sentence."""
    try:
        for identity in saves(opened(*places_and_passphrase(about=__doc__))):
            sys.stdout.write(f"ack {identity}\n")
            sys.stdout.flush()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
