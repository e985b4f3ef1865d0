"""What is kept of work that is not finished, put away and read back with care: a newer program may have written it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from safeguard_desktop.errors import NewerVersionTrouble
from safeguard_desktop.records import Kinds, Record


@dataclass(frozen=True)
class KeptDraft:
    """A draft at the desk. `start` is what a record that was never saved began with, else None."""

    kind: str = ""
    case: str | None = None
    step: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    at_desk: bool = False
    start: Mapping[str, Any] | None = None

    def text(self) -> str:
        """Return it as it is kept."""
        kept = {"kind": self.kind, "case": self.case, "step": self.step, "raw": dict(self.raw), "at_desk": self.at_desk}
        return json.dumps(kept if self.start is None else {**kept, "start": self.start})

    def begun(self, kinds: Kinds) -> Record:
        """Return the record that it began with. Raises NewerVersionTrouble for one that this program cannot hold."""
        if self.kind not in kinds or self.start is None:
            raise newer_version()
        try:
            return kinds[self.kind].model_validate(self.start)
        except ValidationError as error:
            raise newer_version() from error


def read_draft(text: str | None) -> KeptDraft:
    """Return what a text says; whatever of it cannot be read is left out."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        found = {}
    held: Mapping[str, Any] = found if isinstance(found, dict) else {}
    kind, case, step, raw, start = (held.get(name) for name in ("kind", "case", "step", "raw", "start"))
    return KeptDraft(
        kind=kind if isinstance(kind, str) else "",
        case=case if isinstance(case, str) else None,
        step=step if isinstance(step, str) else "",
        raw=raw if isinstance(raw, dict) else {},
        at_desk=held.get("at_desk") is True,
        start=start if isinstance(start, dict) else None,
    )


def newer_version() -> NewerVersionTrouble:
    """Return what to say of something that only a newer program can show."""
    sentence = "This was written by a newer version of the program, which this one cannot show."
    return NewerVersionTrouble(sentence, "Install the newer version. It is kept, and nothing was changed.")
