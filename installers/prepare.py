"""Makes a checkout ready to run: system libraries, the virtual environment and the locked packages.

Needs only Python's own library, so that one command works on a new machine:

    python3 installers/prepare.py            # set up
    python3 installers/prepare.py run        # set up, then open the program
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "prepared-for"
LEAST_PYTHON = (3, 11)

# Qt loads these when it starts; the right-hand side is Debian's package. The second list is for a real screen.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def say(words: str) -> None:
    """Print one line of progress, at once."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def has_screen() -> bool:
    """Tell whether a window could be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Return the Debian packages whose libraries cannot be loaded; none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**LIBRARIES, **(SCREEN_LIBRARIES if has_screen() else {})}
    return [package for library, package in wanted.items() if not _is_there(library)]


def prepare_system() -> None:
    """Install missing system libraries where that is allowed; else say which and stop with exit code 2."""
    packages = missing_packages()
    if not packages:
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        say(f"Installing system libraries: {' '.join(packages)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "update", "-qq"], check=False, env=quiet, stdout=subprocess.DEVNULL)
        subprocess.run([apt, "install", "-y", "-qq", *packages], check=False, env=quiet, stdout=subprocess.DEVNULL)
        packages = missing_packages()
    if packages:
        say(f"These system libraries are missing: {' '.join(packages)}.")
        say(f"On Debian or Ubuntu, run: sudo apt-get install {' '.join(packages)}")
        raise SystemExit(2)


def environment_python() -> Path:
    """Return the Python of the virtual environment."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def prepare_environment() -> None:
    """Make `.venv` and install the locked packages and the program, unless that was done for this very lock."""
    mark = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == mark and environment_python().is_file():
        return
    say("Setting up .venv from requirements.lock. This takes about a minute the first time.")
    if not environment_python().is_file():
        venv.create(VENV, with_pip=True, clear=True, symlinks=sys.platform != "win32")
    pip = [str(environment_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    STAMP.write_text(mark, encoding="ascii")


def run_program() -> int:
    """Open the program; with no screen, say so and make the demonstration in `out/demo` instead."""
    program = [str(environment_python()), "-m", "ui.app"]
    if has_screen():
        return subprocess.run(program, check=False).returncode
    folder = ROOT / "out" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    say("There is no screen here, so no window can open. Making the demonstration instead:")
    return subprocess.run([*program, "demo", "--out", str(folder)], check=False).returncode


def main() -> int:
    """Set up, and with the word `run` open the program. Returns the exit code."""
    if sys.version_info < LEAST_PYTHON:
        say("Safeguard Desktop needs Python 3.11 or newer.")
        return 2
    prepare_system()
    try:
        prepare_environment()
    except subprocess.CalledProcessError:
        say("The packages could not be installed. Check the network connection for this one time, then try again.")
        return 2
    return run_program() if "run" in sys.argv[1:] else 0


if __name__ == "__main__":
    raise SystemExit(main())
