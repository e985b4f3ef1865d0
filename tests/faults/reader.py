"""Says of everything in a vault whether it is whole: `python -m tests.faults.reader VAULT`.

Prints a line for each saved revision: its ID, and `whole` or `damaged`. What does not fit in the history is written
to the standard error, and the code is then 1; when the vault cannot be opened, its sentence, and the code is 2.
Nothing is damaged only when the code is 0, also when somebody reads no more than the first lines. See
`tests.faults.places` for VAULT and the passphrase.
"""

import sys
from collections.abc import Iterator

from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.errors import DamageTrouble, Trouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Compartment, UnknownRecord
from tests.faults.places import places_and_passphrase, write_nowhere


def revisions(place: Compartment, problems: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the id of each revision of a compartment, and whether it is whole."""
    for record in place.names():
        for revision in place.history(record):
            named = any(revision.id in problem for problem in problems)
            yield revision.id, not named and not isinstance(revision.body, UnknownRecord)


def look(session: Session) -> tuple[dict[str, bool], tuple[str, ...]]:
    """Return every revision that is there, by id, with whether it is whole; and what does not fit."""
    found: dict[str, bool] = {}
    problems: list[str] = []
    for place in session.vault.compartments():
        said = session.vault.check_history(place).problems
        problems += said
        try:
            found.update(revisions(place, said))
        except DamageTrouble as trouble:
            problems.append(str(trouble))
    return found, tuple(problems)


def look_into(places: Places, passphrase: str) -> tuple[dict[str, bool], tuple[str, ...]]:
    """Open a vault as its first account, look, and close it. Raises Trouble."""
    found = accounts(places)
    if not found:
        raise DamageTrouble("There is no vault in this folder.", "Check which folder you mean.")
    session = sign_in(places, found[0].id, passphrase)
    try:
        return look(session)
    finally:
        lock(session)


def main() -> int:
    """Print what is there; return 0 when all of it is whole."""
    try:
        found, problems = look_into(*places_and_passphrase(about=__doc__))
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    try:
        sys.stdout.writelines(f"{identity} {'whole' if whole else 'damaged'}\n" for identity, whole in found.items())
        sys.stdout.flush()
    except BrokenPipeError:
        write_nowhere()
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return int(bool(problems) or not all(found.values()))


if __name__ == "__main__":
    sys.exit(main())
