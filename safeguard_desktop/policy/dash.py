"""What a completed Dash worksheet adds up to. A low number never stops a referral."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safeguard_desktop.policy.logic import Answer
from safeguard_desktop.policy.texts import Sourced
from safeguard_desktop.records.values import YesNo

ITEMS = range(1, 25)
"""The numbers of the 24 items."""


class BandText(Sourced):
    """A band of the score, and the lowest number in it."""

    label: str
    least: int


class CueText(Sourced):
    """A sign that weighs more than its number: it shows when every item of `items` is answered yes."""

    label: str
    items: list[int]


class DashRule(Sourced):
    """Bands, cues and cautions: `resources/policy/dash.toml`."""

    notice: str
    dispute: str
    weak: str
    bands: dict[str, BandText]
    cues: dict[str, CueText]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "DashRule":
        """Read the parsed TOML. Raises pydantic.ValidationError: our own fault."""
        return cls.model_validate(data)

    def band(self, count: int) -> str:
        """Return the key of the band that a number of “yes” answers falls in."""
        reached = {key: band.least for key, band in self.bands.items() if band.least <= count}
        return max(reached, key=lambda key: reached[key])


@dataclass(frozen=True)
class DashScore:
    """The counts, the band, and what weakens or outweighs them."""

    yes: int
    unknown: int
    unanswered: int
    band: str
    could_be: str
    """The band if every item that is open were a yes."""
    cues: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many items are not known or not answered."""
        return self.unknown + self.unanswered

    @property
    def weak(self) -> bool:
        """Whether the open items could lift the score to a higher band, so that a low one says little."""
        return self.could_be != self.band


def dash_score(answers: Mapping[int, Answer], rule: DashRule) -> DashScore:
    """Return the score: one for each “yes”, no weights.

    Raises ValueError for a number that is not one of the 24 items.
    """
    if strange := [number for number in answers if number not in ITEMS]:
        raise ValueError(f"no such item: {strange}")
    given = [answers.get(number) for number in ITEMS]
    yes, unknown, unanswered = given.count(YesNo.YES), given.count(YesNo.UNKNOWN), given.count(None)
    cues = (key for key, cue in rule.cues.items() if all(answers.get(n) is YesNo.YES for n in cue.items))
    return DashScore(yes, unknown, unanswered, rule.band(yes), rule.band(yes + unknown + unanswered), tuple(cues))
