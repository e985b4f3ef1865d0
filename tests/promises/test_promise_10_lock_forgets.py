"""Promise 10: lock forgets. The process that held the keys is gone, and the one after it never held any."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.start import check_recovery_key, lock
from safeguard_desktop.records import Concern
from safeguard_desktop.settings import HOME_VARIABLE
from tests.promises.conftest import Promise, Times
from tests.promises.one_who_locks import TYPED
from tests.unit.bad_input.bad_samples import PASSPHRASE, ROOT
from tests.unit.bad_input.conftest import Home

CANARY = "Quillfeather"
_MAP = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ (\d+) *(.*)")
_PIECE = 1 << 24
UNGUARDED = "from safeguard_desktop import hardening\nhardening.keep_memory_private = lambda: None\n"
"""Leaves out, for this test alone, what keeps other programs of the same login from looking in."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system shows no memory of a process")


def keys_of(home: Home) -> dict[str, bytes]:
    """Return every key that the signed-in person holds, as bytes and as the database is told them."""
    vault = home.session.vault
    assert vault._keys is not None
    held = {"signing": vault._keys.signing, "opening": vault._keys.opening.encode()}
    for place in vault.compartments():
        key = place._database._key
        assert key is not None
        held |= {place.name: key.secret[:32], f"{place.name} in digits": key.hex()[:64].encode()}
    return held


def words_of(*told: str) -> dict[str, bytes]:
    """Return words as Python and as Qt hold them."""
    return {f"{word} {code}": word.encode(code) for word in told for code in ("utf-8", "utf-16-le")}


def found_in(process: int, wanted: Mapping[str, bytes]) -> dict[str, int]:
    """Return how often each thing is in the memory of a process: in all of it that can have been written to."""
    found = dict.fromkeys(wanted, 0)
    longest = max(map(len, wanted.values()))
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace").splitlines():
            match = _MAP.match(line)
            assert match is not None
            begin, end = int(match[1], 16), int(match[2], 16)
            is_of_a_file = match[4] != "0" and "w" not in match[3]
            if "r" not in match[3] or is_of_a_file or match[5] in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                continue
            for start in range(begin, end, _PIECE):
                memory.seek(start)
                held = memory.read(min(_PIECE + longest, end - start))
                for name, bytes_of in wanted.items():
                    found[name] += held.count(bytes_of)
    return found


def open_to_looks(folder: Path) -> dict[str, str]:
    """Return what has to be set so that a login without the superuser's rights may look into its own processes."""
    if os.geteuid() == 0:
        return {}
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(UNGUARDED, encoding="utf-8")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def lock_in_processes(home: Home, record: str, wanted: Mapping[str, bytes]) -> tuple[dict[str, int], dict[str, int]]:
    """Return what is in the memory of the process before a lock, and in that of the one after it."""
    env = {**os.environ, HOME_VARIABLE: str(home.places.vault.parent), "QT_QPA_PLATFORM": "offscreen"}
    env |= open_to_looks(home.places.vault.parent.with_name("unguarded"))
    program = [sys.executable, "-m", "tests.promises.one_who_locks", record]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=env) as old:
        assert old.stdout is not None
        assert old.stdin is not None
        fresh = 0
        try:
            fresh = int(old.stdout.readline())
            before = found_in(old.pid, wanted)
            old.stdin.write(b"lock\n")
            old.stdin.flush()
            assert old.wait() == 0
            assert not Path(f"/proc/{old.pid}").exists()
            return before, found_in(fresh, wanted)
        except PermissionError:
            pytest.skip("this login may not look into another process’ memory, which is as it should be")
        finally:
            old.kill()
            if fresh:
                os.kill(fresh, signal.SIGKILL)


def test_after_a_lock_no_key_and_no_word_is_in_memory(home: Home, times: Times, promise: Promise) -> None:
    work = begin_concern(home.session, home.adult)
    hand_in(home.session, work, Concern(adult=home.adult, summary=f"{CANARY} fell", account=f"{CANARY} said so"))
    check_recovery_key(home.session, home.recovery_key)
    keys, words = keys_of(home), words_of(CANARY, TYPED.split()[0], PASSPHRASE)
    lock(home.session)
    before = dict.fromkeys((*keys, *words), 0)
    after = dict(before)
    rounds = times(1, 5)
    for _ in range(rounds):
        old, fresh = lock_in_processes(home, work.id, keys | words)
        before = {name: before[name] + old[name] for name in before}
        after = {name: after[name] + fresh[name] for name in after}
    promise(
        10, "lock forgets",
        f"{rounds} locks: {sum(after[name] for name in keys)} keys, {sum(after[name] for name in words)} words",
        "0 keys, 0 canaries",
        f"before the lock: {sum(before[name] for name in keys)} keys, {sum(before[name] for name in words)} words",
    )  # fmt: skip
    assert {name: count for name, count in after.items() if count} == {}
    assert sum(before[name] for name in keys) > 0
    for word in (CANARY, TYPED.split()[0]):
        assert before[f"{word} utf-8"] + before[f"{word} utf-16-le"] > 0
