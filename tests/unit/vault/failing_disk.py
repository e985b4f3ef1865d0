"""A disk that fails where it is looked at or read: a stick pulled out, a scanner that holds a file, another login's."""

import errno
from pathlib import Path
from typing import Any

import pytest


def fails(monkeypatch: pytest.MonkeyPatch, ends: str, *calls: str, error: int = errno.EIO) -> None:
    """Fail these calls on files whose path ends so, until it is undone: `stat` and `open` where none is named."""
    for call in calls or ("stat", "open"):
        monkeypatch.setattr(Path, call, _failing(getattr(Path, call), ends, error))


def _failing(real: Any, ends: str, error: int) -> Any:
    def call(path: Path, *given: Any, **named: Any) -> Any:
        if path.as_posix().endswith(ends):
            raise OSError(error, "the disk fails")
        return real(path, *given, **named)

    return call
