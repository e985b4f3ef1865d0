"""Makes backups without end, to be killed: `python -m tests.faults.backer VAULT`.

`ack NAME` is printed once a backup was made: from then on it has to be there, and whole. See `tests.faults.places`
for VAULT and the passphrase.
"""

import sys
from collections.abc import Iterator

from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.session import Session
from tests.faults.without_end import without_end


def backs_up(session: Session) -> Iterator[str]:
    """Make one backup after another; yield the name of each once it was made. Raises Trouble."""
    while True:
        yield back_up_now(session).backups[0].path.name


if __name__ == "__main__":
    sys.exit(without_end(backs_up, __doc__))
