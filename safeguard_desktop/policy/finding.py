"""What a rule of section 6 found. It says what is allowed; a named person decides."""

from dataclasses import dataclass
from enum import StrEnum

from safeguard_desktop.policy.facts import Facts
from safeguard_desktop.policy.grounds import Condition, Ground, GroundKey


class Outcome(StrEnum):
    """What section 6 allows, in the order in which it is tested: the first that holds is the outcome."""

    ACT_NOW = "act_now"
    SHARE_AGREED = "share_agreed"
    MAY_OVERRIDE = "may_override"
    UNRESOLVED = "unresolved"
    MAY_WITHHOLD = "may_withhold"
    GREY = "grey"


class Wish(StrEnum):
    """The two things an adult can refuse, apart from each other (6.5). Its value is what they refuse."""

    SHARING = "sharing"
    INTERVENTION = "intervention"

    @property
    def fact(self) -> str:
        """The name of the fact that says whether it is refused."""
        return f"refuses_{self.value}"


class AgainstKey(StrEnum):
    """What speaks against going against the adult's wish, to be weighed with the grounds (6.5: proportionality)."""

    THEY_REFUSE = "they_refuse"
    THEY_CAN_DECIDE = "they_can_decide"
    CONDITIONS_HOLD = "conditions_hold"


@dataclass(frozen=True)
class Against:
    """One thing that speaks against overriding, the facts it rests on, and its clause."""

    key: AgainstKey
    facts: tuple[str, ...]
    clause: str


@dataclass(frozen=True)
class NextStep:
    """One thing to do next, and the clause that asks for it."""

    key: str
    clause: str


@dataclass(frozen=True)
class Finding:
    """What section 6 allows for one wish, and all that it rests on.

    `unknown` names the facts not known that could still change the outcome. To keep back is another outcome for each
    wish: an adult who refuses only help has not refused sharing.
    """

    facts: Facts
    wish: Wish
    outcome: Outcome
    grounds: tuple[Ground, ...]
    against: tuple[Against, ...]
    conditions_unmet: tuple[Condition, ...]
    unknown: tuple[str, ...]
    steps: tuple[NextStep, ...]

    @property
    def needs_approval(self) -> tuple[GroundKey, ...]:
        """The grounds that count only once a manager approves them."""
        return tuple(ground.key for ground in self.grounds if ground.needs_approval)
