"""The legal bases that sharing can rest on, explained (6.7). It explains the law; it chooses none."""

from collections.abc import Mapping
from typing import Any

from safeguard_desktop.policy.texts import Sourced


class BasisText(Sourced):
    """One legal basis: its name, and when it fits."""

    label: str
    text: str


class LegalText(Sourced):
    """Every legal basis by its stored value: `resources/policy/legal_bases.toml`."""

    intro: str
    bases: dict[str, BasisText]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "LegalText":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)
