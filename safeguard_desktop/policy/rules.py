"""The lists of section 6 that guidance and decisions show: golden rules, checklist, conversation, duties and others."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from safeguard_desktop.policy.texts import Sourced


class Rule(Sourced):
    """One rule, question, step or basis; `key` is the stored value where a record's choice stands for it."""

    key: str
    label: str
    text: str


class RuleList(Sourced):
    """A list of rules in the policy's order."""

    title: str
    intro: str
    entries: list[Rule]

    def rule(self, key: str) -> Rule:
        """Return the rule of that key. Raises KeyError for one that the list does not have."""
        for rule in self.entries:
            if rule.key == key:
                return rule
        raise KeyError(key)


class RuleBook(BaseModel):
    """The whole of `resources/policy/rules.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    version: str
    notice: str
    lists: dict[str, RuleList]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "RuleBook":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)

    def __getitem__(self, key: str) -> RuleList:
        """Return a list by its key.

        These are `golden_rules`, `checklist_sharing`, `checklist_asking`, `conversation`, `duties`, `purposes`,
        `legal_bases` and `caldicott`. Raises KeyError for another.
        """
        return self.lists[key]
