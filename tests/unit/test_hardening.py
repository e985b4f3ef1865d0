"""A crash of the program leaves no picture of its memory behind, and no other program of the login reads it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("this is how Linux is asked; on Windows it takes a real crash to see", allow_module_level=True)

ROOT = Path(__file__).parents[2]
ASK = (
    "import ctypes, resource, sys\n"
    "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
)
HARDENED = "from safeguard_desktop.hardening import keep_memory_private; keep_memory_private()\n"
STARTED = "import ui.app; ui.app.main(['assess', '/nowhere'])\n"
LET_IT_DUMP = (
    "import resource\n"
    "_, hard = resource.getrlimit(resource.RLIMIT_CORE); resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
)
AS_SOMEBODY = (
    "import ctypes, os, sys\n"
    "from safeguard_desktop.hardening import keep_memory_private\n"
    "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    "ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"
)
"""A change of login is itself a reason for Linux to let nobody look in; that is taken back, so as to see ours alone."""
PEEK = "open(f'/proc/{sys.argv[1]}/mem', 'rb').close()\n"


def asked(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return ran.stdout.strip()


@pytest.mark.parametrize("start", [HARDENED, STARTED])
def test_the_program_as_it_starts_dumps_nothing(start: str) -> None:
    assert asked(start + ASK) == "(0, 0) 0"


def test_without_that_it_could_be_dumped() -> None:
    assert asked(ASK).endswith(" 1")


def test_a_crash_leaves_no_file(tmp_path: Path) -> None:
    crash = "import os; os.abort()\n"
    left = {}
    for name, program in (("kept", LET_IT_DUMP + crash), ("hardened", LET_IT_DUMP + HARDENED + crash)):
        folder = tmp_path / name
        folder.mkdir()
        with subprocess.Popen(
            [sys.executable, "-c", program], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            _, status, _ = os.wait4(process.pid, 0)
            process.returncode = status
        assert os.WTERMSIG(status) == signal.SIGABRT
        left[name] = os.WCOREDUMP(status)
    assert left["hardened"] is False
    if not left["kept"]:
        pytest.skip("this system dumps nothing of anybody, so there is nothing to compare with")


def reads_its_memory(hardened: str) -> bool:
    """Tell whether a program of the same login, which is not the superuser's, may read the memory of another."""
    waiting = f"{AS_SOMEBODY}{hardened}print('ready', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        peek = [sys.executable, "-c", AS_SOMEBODY + PEEK, str(process.pid)]
        ran = subprocess.run(peek, capture_output=True, check=False, cwd=ROOT)
        process.kill()
    return ran.returncode == 0


def test_another_program_of_the_same_login_may_not_read_its_memory() -> None:
    if not reads_its_memory(""):
        pytest.skip("this system lets no program read another's memory")
    assert not reads_its_memory(HARDENED)
