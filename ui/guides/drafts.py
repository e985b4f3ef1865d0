"""What a guide keeps of half-typed answers: plain values that JSON can hold, put away and read back with care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ui.widgets.field import Raw


@dataclass
class StepDraft:
    """What stands on the screen of one step: raw answers by question, and the box for passing it over."""

    answers: dict[str, Raw] = field(default_factory=dict)
    skip: dict[str, Any] = field(default_factory=dict)


@dataclass
class Draft:
    """The step a person is at, and every step that holds something not yet saved."""

    step: str = ""
    steps: dict[str, StepDraft] = field(default_factory=dict)

    def to_raw(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        kept = {key: {"answers": one.answers, "skip": one.skip} for key, one in self.steps.items()}
        return {"step": self.step, "steps": kept}


def read_draft(raw: Mapping[str, Any] | None) -> Draft:
    """Return a draft from what `to_raw` gave; whatever cannot be read is left out."""
    held = raw if isinstance(raw, Mapping) else {}
    steps = held.get("steps")
    step = held.get("step")
    return Draft(
        step=step if isinstance(step, str) else "",
        steps={str(key): _read_step(one) for key, one in steps.items()} if isinstance(steps, Mapping) else {},
    )


def _read_step(raw: Any) -> StepDraft:
    held = raw if isinstance(raw, Mapping) else {}
    answers, skip = held.get("answers"), held.get("skip")
    return StepDraft(
        answers=dict(answers) if isinstance(answers, Mapping) else {},
        skip=dict(skip) if isinstance(skip, Mapping) else {},
    )
