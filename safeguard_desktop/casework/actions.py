"""What can be done next, and where a line on a list leads: what a screen does when a person chooses it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Go(StrEnum):
    """The sorts of thing that can be done next."""

    CARRY_ON = "carry on with a record"
    BEGIN = "begin a record"
    SEND = "prepare and send a referral"
    ACCEPT = "accept what was handed in"
    READ = "read a record"
    HANDED = "read what was handed to this person"
    RESTRICT = "choose who may see a case"


@dataclass(frozen=True)
class Action:
    """What to do, on which record of which case; `begin_kind` is the kind to begin, `step` where to carry on."""

    go: Go
    record: str | None = None
    case: str | None = None
    begin_kind: str = ""
    step: str = ""


@dataclass(frozen=True)
class NextThing:
    """One thing to do: in words, until when where there is a day, and where it leads.

    What is urgent comes before anything else that anybody has to do: somebody is in danger.
    """

    text: str
    action: Action
    due: date | None = None
    clause: str = ""
    is_urgent: bool = False
