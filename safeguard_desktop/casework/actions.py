"""Where a line on a list leads: what a screen does when a person chooses it."""

from dataclasses import dataclass
from enum import StrEnum


class Go(StrEnum):
    """The sorts of thing that can be done next."""

    CARRY_ON = "carry on with a record"
    OPEN_CASE = "open a case"
    BEGIN = "begin a record"
    SEND = "prepare and send a referral"
    ACCEPT = "accept what was handed in"


@dataclass(frozen=True)
class Action:
    """What to do, on which record of which case; `begin_kind` is the kind to begin."""

    go: Go
    record: str | None = None
    case: str | None = None
    begin_kind: str = ""
