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
from safeguard_desktop.records import AdviceCall, Case, Concern
from tests.faults.without_end import without_end

VERSIONS = 4
"""How often each record is saved before the next is begun."""


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


if __name__ == "__main__":
    sys.exit(without_end(saves, __doc__))
