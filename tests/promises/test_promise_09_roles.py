"""Promise 9: roles hold in the files. A script with a colleague's key and the source reads nothing not theirs."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from safeguard_desktop.casework.accounts import add_account, change_passphrase
from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.start import lock, sign_in
from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, Trouble
from safeguard_desktop.keys.charter import Pin
from safeguard_desktop.records import ALL_KINDS, Adult, Concern
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import before_unlock, open_vault
from tests.promises.conftest import Promise
from tests.promises.forger import FORGERIES, Forger
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT, start_with

OWN = "quiet-marble-lantern-otter"
TEAM, WAITING, HIDDEN = "Quillfeather", "Marrowby", "Thistlewood"
"""Words of a case of the team, of a concern that waits in the inbox, and of a restricted case."""


@dataclass(frozen=True)
class House:
    """A vault, closed, and its accounts by role; each but the manager's opens with OWN."""

    home: Path
    accounts: dict[Role, str]
    followed: Pin

    @property
    def manager(self) -> str:
        return self.accounts[Role.REGISTERED_MANAGER]

    def passphrase(self, role: Role) -> str:
        return PASSPHRASE if role is Role.REGISTERED_MANAGER else OWN


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A case of the team's, a concern that nobody has accepted, one restricted case without the lead, a backup."""
    home = tmp_path_factory.mktemp("roles") / "home"
    places, session = Places.below(home), start_with(home).session
    accounts = {Role.REGISTERED_MANAGER: session.account.id}
    for number, role in enumerate((Role.CARE_WORKER, Role.SAFEGUARDING_LEAD)):
        added = add_account(session, f"Colleague {number}", role)
        accounts[role] = added.account.id
        lock(session)
        colleague = sign_in(places, added.account.id, added.start_code, clock=session.clock)
        change_passphrase(colleague, OWN)
        if role is Role.CARE_WORKER:
            concern = Concern(summary=WAITING, account=f"{WAITING} said " * 200)
            assert hand_in(colleague, begin_concern(colleague), concern) is None
        lock(colleague)
        session = sign_in(places, accounts[Role.REGISTERED_MANAGER], PASSPHRASE, clock=session.clock)
    for name in (TEAM, HIDDEN):
        adult = add_person(session, Adult(name=f"Tamsin {name}", address=f"{name} House"))
        concern = Concern(adult=adult, summary=f"{name} fell", account=f"{name} fell again. " * 200)
        case = hand_in(session, begin_concern(session, adult), concern)
        assert case is not None
        if name == HIDDEN:
            restrict(session, case, [session.account.id], "staff are implicated")
    back_up_now(session)
    followed = session.vault.followed
    lock(session)
    return House(home, accounts, followed)


def snooped(home: Path, account: str, passphrase: str) -> dict[str, Any]:
    """Return the keys that the script got, and where it found which words."""
    command = [sys.executable, "-m", "tests.promises.snoop", str(home), account, passphrase, TEAM, WAITING, HIDDEN]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return dict(json.loads(said))


def forged(house: House, role: Role, top: Path) -> Iterator[tuple[str, Path]]:
    """Yield a copy of the vault after each forgery that an account can make, with what the forgery is."""
    for number, forge in enumerate(FORGERIES):
        home = top / str(number)
        shutil.copytree(house.home, home)
        forge(Forger.of(Places.below(home), house.accounts[role], OWN))
        yield forge.__name__, home


def gains_nothing(house: House, home: Path, forger: str) -> bool:
    """Tell whether nobody else who opens a forged vault, or reports while it is locked, trusts what was forged."""
    places = Places.below(home)
    real = before_unlock(Places.below(house.home))
    for role, account in house.accounts.items():
        with suppress(DamageTrouble):
            vault = open_vault(places, account, house.passphrase(role), clock=SystemClock(), kinds=ALL_KINDS)
            trusted = vault.team == real.team and vault.followed == house.followed
            reads = role is Role.CARE_WORKER or account == forger
            vault.close()
            if not trusted or not reads:
                return False
    with suppress(Trouble):
        found = before_unlock(places)
        kept = {account for account in found.recipients if account not in found.changed}
        return found.team == real.team and all(found.recipients[one] == real.recipients[one] for one in kept)
    return True


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.CARE_WORKER, ((TEAM, HIDDEN), ())), (Role.SAFEGUARDING_LEAD, ((HIDDEN,), (TEAM, WAITING)))],
)
def test_a_script_with_a_colleagues_key_reads_nothing_that_is_not_theirs(
    house: House, tmp_path: Path, promise: Promise, role: Role, words: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    not_theirs, theirs = words
    found = snooped(house.home, house.accounts[role], OWN)
    hits = {word: found["found"][word] for word in not_theirs}
    refused, tries = 0, 0
    for name, home in forged(house, role, tmp_path):
        tries += 1
        refused += gains_nothing(house, home, house.accounts[role])
        assert refused == tries, name
        again = snooped(home, house.accounts[role], OWN)
        hits = {word: [*places, *again["found"][word]] for word, places in hits.items()}
    control = snooped(house.home, house.manager, PASSPHRASE)["found"]
    promise(
        9, "roles hold in the files", f"{role.label.lower()}: {sum(map(len, hits.values()))} places, "
        f"{refused} of {tries} forgeries refused", "0 places, all refused",
        f"a manager's key: {sum(len(control[word]) for word in not_theirs)} places",
    )  # fmt: skip
    assert hits == {word: [] for word in not_theirs}
    assert all(found["found"][word] for word in theirs)
    assert all(control[word] for word in not_theirs)


def test_what_a_care_worker_wrote_is_on_their_own_desk_alone(house: House) -> None:
    found = snooped(house.home, house.accounts[Role.CARE_WORKER], OWN)
    names = {key.split()[0] for key in found["keys"]}
    assert names == {"front", "desk"}
    assert found["found"][WAITING], "their own concern is on their desk"
    assert not any("unsealed" in where for where in found["found"][WAITING])
