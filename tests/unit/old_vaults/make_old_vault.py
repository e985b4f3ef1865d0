"""Makes the small vault that stands for this version of the files: `python -m tests.unit.old_vaults.make_old_vault`.

Run it once for each new version of the schema or the header, and commit what it writes: the tests open every one.
"""

import io
import json
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.start import Started, check_recovery_key, lock
from safeguard_desktop.keys.header import VERSION
from safeguard_desktop.records import Adult, Concern
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.migrations import steps
from tests.unit.bad_input.bad_samples import PASSPHRASE, start_with
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague

HERE = Path(__file__).parent
ACCOUNTS = ("Rhona Testwell", "Piers Testwell")


def name_of_this_version() -> str:
    """Return the file's name: the header's version and the schema's."""
    return f"vault-{VERSION}-{len(steps())}.tar"


def make(home: Path) -> dict[str, object]:
    """Make a vault with two accounts, a case, a restricted one and words half typed; return what it must hold."""
    started = start_with(home)
    session = started.session
    check_recovery_key(session, started.recovery_key)
    lead = add_colleague(session, ACCOUNTS[0])
    adult = add_person(session, Adult(name="Odile O’Hara"))
    case = hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Bruise on the left arm"))
    other = add_person(session, Adult(name="Bram Quillfeather"))
    hidden = hand_in(session, begin_concern(session, other), Concern(adult=other, summary="Money is missing"))
    assert case is not None
    assert hidden is not None
    restrict(session, hidden, [session.account.id], "Staff are implicated")
    session.desk.put_draft("half-typed", "She said that he")
    held = _held(started, lead, case=case, hidden=hidden)
    lock(session)
    return held


def _held(started: Started, lead: str, *, case: str, hidden: str) -> dict[str, object]:
    vault = started.session.vault
    return {
        "manager": started.session.account.id, "lead": lead, "passphrase": PASSPHRASE,
        "lead_passphrase": THEIR_PASSPHRASE, "recovery_key": started.recovery_key, "case": case, "hidden": hidden,
        "heads": {place.name: str(place.head()) for place in (vault.front, vault.casework, vault.desk)},
    }  # fmt: skip


def main() -> None:
    """Write the vault of this version, unless it was committed before."""
    path = HERE / name_of_this_version()
    if path.exists():
        sys.exit(f"{path.name} is there already: it is what that version wrote, and is never made again.")
    home = Path(tempfile.mkdtemp())
    try:
        held = json.dumps(make(home), indent=1).encode()
        for folder in (Places.below(home).vault, Places.below(home).device):
            (folder / "in-use").unlink(missing_ok=True)
        with tarfile.open(path, "w") as tar:
            known = tarfile.TarInfo("holds.json")
            known.size = len(held)
            tar.addfile(known, io.BytesIO(held))
            tar.add(home, "home", filter=_plain)
    finally:
        shutil.rmtree(home)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose files they were."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    main()
