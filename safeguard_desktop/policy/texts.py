"""The words of section 6: labels, clauses and sentences, read from data that is handed in. Policy opens no file."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from safeguard_desktop.policy.finding import Finding, Outcome


class Sourced(BaseModel):
    """Anything with words: every entry says which clause it stands for, and where it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    clause: str
    source: str


class FactText(Sourced):
    """How one fact is asked about: the question, a hint, and what its answer rests on."""

    label: str
    hint: str
    evidence: str


class GroundText(Sourced):
    """A ground of 6.5: its name, the part of a sentence that gives it as a reason, and what it rests on."""

    label: str
    because: str
    evidence: str


class ConditionText(Sourced):
    """A condition of 6.6.6: its name, and the part of a sentence that says why it fails."""

    label: str
    fails: str


class AgainstText(Sourced):
    """What speaks against going against a wish."""

    sentence: str


class OutcomeText(Sourced):
    """An outcome: its name, its headline for each wish, and what follows from it."""

    label: str
    sharing: str
    intervention: str
    sentence: str
    sharing_if_approved: str = ""
    intervention_if_approved: str = ""


class StepText(Sourced):
    """A thing to do next."""

    sentence: str


class ExceptionText(Sourced):
    """One of the three safety exceptions (6.3, rule 2; 6.5): what it governs, and whether sharing still happens."""

    label: str
    question: str
    sentence: str
    still_shared: str


class Phrases(Sourced):
    """Pieces of sentences that are put together with counts."""

    grounds_one: str
    grounds_many: str
    unknown_one: str
    unknown_many: str
    open_one: str
    open_many: str
    reasons: str
    approval: str
    both_lists: str


class Section6Text(BaseModel):
    """The whole of `resources/policy/section6.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    version: str
    policy: str
    notice: str
    facts: dict[str, FactText]
    grounds: dict[str, GroundText]
    conditions: dict[str, ConditionText]
    against: dict[str, AgainstText]
    outcomes: dict[str, OutcomeText]
    phrases: Phrases
    exceptions: dict[str, ExceptionText]
    steps: dict[str, StepText]


class PolicyText:
    """Labels, clauses and sentences by key, and the sentences that explain a finding."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read the parsed TOML. Raises pydantic.ValidationError for a wrong or missing entry: our own fault."""
        self.all = Section6Text.model_validate(data)

    def fact(self, name: str) -> FactText:
        """Return how a fact is asked about."""
        return self.all.facts[name]

    def ground(self, key: str) -> GroundText:
        """Return the words of a ground."""
        return self.all.grounds[key]

    def condition(self, key: str) -> ConditionText:
        """Return the words of a condition."""
        return self.all.conditions[key]

    def against(self, key: str) -> AgainstText:
        """Return the words of what speaks against."""
        return self.all.against[key]

    def outcome(self, key: str) -> OutcomeText:
        """Return the words of an outcome."""
        return self.all.outcomes[key]

    def step(self, key: str) -> StepText:
        """Return the words of a step."""
        return self.all.steps[key]

    def exception(self, key: str) -> ExceptionText:
        """Return a safety exception: `openness` (6.3 rule 2), `internal` or `external` (both 6.5)."""
        return self.all.exceptions[key]

    def headline(self, finding: Finding) -> str:
        """Return the finding in a few words: “You can share without consent: 2 grounds apply”."""
        texts, phrases = self.outcome(finding.outcome), self.all.phrases
        wish = finding.wish.value
        waits = len(finding.needs_approval) == len(finding.grounds) > 0
        template = (waits and getattr(texts, f"{wish}_if_approved")) or getattr(texts, wish)
        return str(template).format(
            grounds=_counted(len(finding.grounds), phrases.grounds_one, phrases.grounds_many),
            unknown=_counted(len(finding.unknown), phrases.unknown_one, phrases.unknown_many),
        )

    def explanation(self, finding: Finding) -> str:
        """Return a few sentences: the reasons in words, what stays open, and what follows."""
        return " ".join(filter(None, self._sentences(finding)))

    def _sentences(self, finding: Finding) -> Iterable[str]:
        phrases = self.all.phrases
        if finding.outcome is Outcome.MAY_OVERRIDE:
            yield self._reasons(self.ground(ground.key).because for ground in finding.grounds)
            yield phrases.approval if finding.needs_approval else ""
            yield phrases.both_lists if any(item.key == "conditions_hold" for item in finding.against) else ""
            yield _counted(len(finding.facts.not_known), phrases.open_one, phrases.open_many)
        elif finding.outcome is Outcome.GREY:
            yield self._reasons(self.condition(item.key).fails for item in finding.conditions_unmet)
        yield self.outcome(finding.outcome).sentence

    def _reasons(self, clauses: Iterable[str]) -> str:
        *first, last = clauses
        words = f"{', '.join(first)} and {last}" if first else last
        return self.all.phrases.reasons.format(reasons=words[0].upper() + words[1:])


def _counted(count: int, one: str, many: str) -> str:
    if count == 0:
        return ""
    return one if count == 1 else many.format(n=count)


def finding_as_json(finding: Finding, text: PolicyText) -> dict[str, Any]:
    """Return a finding as plain data, in the keys that the command `assess` prints."""
    return {
        "outcome": finding.outcome.value,
        "grounds": [ground.key.value for ground in finding.grounds],
        "needs_approval": [key.value for key in finding.needs_approval],
        "conditions_unmet": [condition.key.value for condition in finding.conditions_unmet],
        "unknown": list(finding.unknown),
        "steps": [
            {"key": step.key, "clause": step.clause, "sentence": text.step(step.key).sentence} for step in finding.steps
        ],
    }
