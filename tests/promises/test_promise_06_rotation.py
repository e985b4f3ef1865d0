"""Promise 6: new keys after a leaver survive a kill at any moment: the vault opens, whole, and the leaver is out."""

import os
import random
import select
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys.header import with_macs
from safeguard_desktop.keys.sealed_keys import seal_key
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Change, NewAccount, open_vault
from safeguard_desktop.vault.compartment import FIRST_OPENED
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.faults.disk import run_ways
from tests.faults.in_turn import WAYS
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.vault.vault_samples import KINDS, SampleNote, compartment_key, make, reopen

NOTES = 120
LEAVER_OPENS = ("front", "casework", "restricted")


@dataclass(frozen=True)
class Before:
    """A vault with a leaver in it: its home, and what opens it."""

    home: Path
    recovery_key: str
    start_code: str
    leaver: str


def made(home: Path, notes: int) -> Before:
    """Make a vault with a leaver in it, and with so many long notes."""
    created = make(Places.below(home))
    vault = created.vault
    added = vault.add_account(NewAccount("Ade Bakare", Role.CASEWORKER))
    place = vault.make_restricted("case-1", [vault.account.id, added.account.id])
    place.append([Change("hers", "note", SampleNote(words="hers"), "case-1")])
    vault.casework.append([Change(f"n{n}", "note", SampleNote(words=f"fell {n} " * 2000), "c") for n in range(notes)])
    vault.close()
    return Before(home, created.recovery_key, added.start_code, added.account.id)


@pytest.fixture
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    return made(tmp_path_factory.mktemp("before") / "home", NOTES)


def run(home: Path, lives: float | None) -> float:
    """Take the leaver away, killed so many seconds after it began; return how long it went on."""
    command = [sys.executable, "-m", "tests.promises.leaver_remover", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as remover:
        assert remover.stdout is not None
        pipe = remover.stdout.fileno()
        assert os.read(pipe, 100).startswith(b"begin")
        started = time.monotonic()
        if lives is not None:
            select.select([pipe], [], [], lives)
            remover.kill()
        while os.read(pipe, 100):
            pass
        return time.monotonic() - started


def problems(before: Before, home: Path) -> list[str]:
    """Open what a kill left; return what is not as it must be."""
    places = Places.below(home)
    vault = reopen(places)
    found = [] if len(vault.casework.list()) == NOTES and vault.restricted()["case-1"].current("hers") else ["lost"]
    for place in vault.compartments():
        found += vault.check_history(place, recovery_key=before.recovery_key).problems
        found += ["mark lost" for one in place.accesses(None) if one.what == FIRST_OPENED]
    vault.close()
    (header,) = read_headers(places.vault)
    gone = header.body.account(before.leaver) is None
    theirs = [entry for entry in header.body.compartments if entry.name in LEAVER_OPENS]
    if any(entry.pending for entry in theirs) or {entry.generation for entry in theirs} != {1 + gone}:
        found.append("half done")
    try:
        open_vault(places, before.leaver, before.start_code, clock=SystemClock(), kinds=KINDS).close()
        found += ["the leaver is in"] * gone
    except KeyTrouble:
        found += ["the leaver is out too early"] * (not gone)
    reopen(places).close()
    return found


def without_the_first_step(home: Path) -> bool:
    """Tell whether a vault opens that was killed after its header was given new keys in place of the old at once."""
    places = Places.below(home)
    (header,) = read_headers(places.vault)
    body = header.body
    recipients = [body.recovery, body.accounts[0].recipient]
    old = {entry.id: compartment_key(places, entry.name) for entry in body.compartments if entry.name in LEAVER_OPENS}
    new = {identity: key.renewed() for identity, key in old.items()}
    entries = [
        entry.model_copy(update={"sealed": seal_key(new[entry.id], recipients)}) if entry.id in new else entry
        for entry in body.compartments
    ]
    write_headers(places.vault, with_macs(body.model_copy(update={"compartments": entries}), new, header.macs))
    try:
        reopen(places).close()
    except DamageTrouble:
        return False
    return True


def test_killed_at_any_moment_of_a_rotation_the_vault_opens(
    before: Before, tmp_path: Path, times: Times, promise: Promise
) -> None:
    chance, kills = random.Random(6), times(8, 100)  # noqa: S311  # moments
    whole = tmp_path / "whole"
    shutil.copytree(before.home, whole)
    longest = run(whole, None)
    assert problems(before, whole) == []
    opened, undone = 0, 0
    for number in range(kills):
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(before.home, home)
        run(home, longest * (number + chance.random()) / kills)
        undone += any(entry.pending for entry in read_headers(home / "vault")[0].body.compartments)
        assert problems(before, home) == []
        opened += 1
    bare = tmp_path / "bare"
    shutil.copytree(before.home, bare)
    control = without_the_first_step(bare)
    promise(
        6, "key rotation survives a crash", f"{opened} of {kills} open whole, {undone} of them were half way",
        "all", f"header rewritten at once: {int(control)} of 1 open",
    )  # fmt: skip
    assert opened == kills
    assert undone > 0
    assert not control


def test_a_failing_disk_is_said_and_leaves_nothing_half(tmp_path: Path, times: Times, promise: Promise) -> None:
    """Accounts and keys are changed while each call of the disk fails in turn (`tests.faults.in_turn`).

    In a small run only some calls fail. The control changes the key of a plain file in the same way.
    """
    home, step = made(tmp_path / "home", 1).home, times(75, 1)
    found = run_ways(
        tmp_path / "disk", len(WAYS),
        lambda disk, way: ["-m", "tests.faults.failing_accounts", str(home), str(disk), str(way), str(step)],
    )  # fmt: skip
    promise(
        6, "key rotation: failing disk",
        f"{found['failed']} failed calls: {found['later']} finished later, {len(found['unexpected'])} unspoken, "
        f"{len(found['damaged'])} damaged", "0 unspoken, 0 damaged",
        f"a new key written over the old: {found['control']} opened by neither",
    )  # fmt: skip
    assert found["failed"] > 20
    assert (found["unexpected"], found["damaged"]) == ([], [])
    assert found["reported"] > 0
    assert found["control"] > 0
