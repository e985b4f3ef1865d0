"""What is typed in any step and not saved yet: put together to be saved at once, and what cannot be saved named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, questions, steps, steps_asked
from ui.guides.drafts import Draft, StepDraft
from ui.guides.step_page import StepPage
from ui.widgets.services import Services

Wrong = Mapping[str, str]
"""What is wrong, by question."""


@dataclass(frozen=True)
class Unsaved:
    """A step in which something is typed that cannot be saved, and what is wrong.

    Nothing is wrong with a step that other answers have made needless: its words are left out.
    """

    step: Step
    wrong: Wrong

    @property
    def is_left_out(self) -> bool:
        """Whether the step is not asked any more."""
        return not self.wrong


@dataclass(frozen=True)
class Gathered:
    """A record with all that is typed and can be saved, the steps it came from, and the others."""

    record: Record
    taken: tuple[str, ...]
    unsaved: tuple[Unsaved, ...]


@dataclass
class Gathering:
    """One time of saving what is typed: what comes then, what it is about to save, and what the caller refused."""

    then: Callable[[], None]
    taken: tuple[str, ...] = ()
    refused: dict[str, Wrong] = field(default_factory=dict)

    def leaves_out(self, record: Record, trouble: Trouble) -> bool:
        """Leave out the step that a trouble is about, and tell whether it was one of those."""
        name = trouble.field if isinstance(trouble, InputTrouble) else ""
        found = next((one.step for one in questions(type(record)) if one.name == name), None)
        if found is None or found.key not in self.taken:
            return False
        self.refused[found.key] = {name: str(trouble)}
        return True


def gather(record: Record, draft: Draft, services: Services, refused: Mapping[str, Wrong]) -> Gathered:
    """Return a record with what is typed in each step, as each would be saved by itself, one after another."""
    taken: list[str] = []
    unsaved: list[Unsaved] = []
    for step in steps(type(record)):
        if (held := draft.steps.get(step.key)) is None:
            continue
        found, wrong = _with_step(record, step, held, services)
        wrong = refused.get(step.key, wrong)
        if found is None or wrong:
            unsaved.append(Unsaved(step, wrong))
        else:
            record = found
            taken.append(step.key)
    return Gathered(record, tuple(taken), tuple(unsaved))


def _with_step(record: Record, step: Step, held: StepDraft, services: Services) -> tuple[Record | None, Wrong]:
    """Return the record with what is typed in a step, or None with what is wrong with it."""
    if step not in steps_asked(record):
        return (record if held == _on_screen(record, step, services) else None), {}
    page = StepPage(step, record, services, draft=held)
    found, wrong = page.tried()
    page.deleteLater()
    return found, wrong


def _on_screen(record: Record, step: Step, services: Services) -> StepDraft:
    """Return what stands on the screen of a step where nobody typed."""
    page = StepPage(step, record, services)
    untouched = page.draft()
    page.deleteLater()
    return untouched
