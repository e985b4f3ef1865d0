"""Keeping what is in this process's memory out of files and out of other programs' sight, as far as a system lets it.

Nothing here is an error where it cannot be done: the program goes on, and is as safe as that system makes it.
"""

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    _FAIL_QUIETLY = 0x0001 | 0x0002 | 0x8000
    """No window for a failing disk, a crash or a missing file: such a window offers to send a report with memory."""
else:
    import resource

    _PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """Have no crash write this process's memory to a file, and on Linux let no program of the same login read it.

    Called once, before anything secret is in memory. Processes started later inherit the limits.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_FAIL_QUIETLY)
        if getattr(sys, "frozen", False):
            with suppress(OSError):
                ctypes.windll.wer.WerAddExcludedApplication(Path(sys.executable).name, False)  # noqa: FBT003  # Windows' call
    else:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
