"""Makes backups without end, to be killed: `python -m tests.faults.backer VAULT`.

`ack NAME` is printed once a backup was made: from then on it has to be there, and whole. See `tests.faults.places`
for VAULT and the passphrase.
"""

import sys

from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.errors import Trouble
from tests.faults.places import places_and_passphrase
from tests.faults.writer import opened


def main() -> int:
    """Back up until something stops it; return 2 when that was said in a sentence."""
    try:
        session = opened(*places_and_passphrase(about=__doc__))
        while True:
            state = back_up_now(session)
            sys.stdout.write(f"ack {state.backups[0].path.name}\n")
            sys.stdout.flush()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
