"""What a printed copy says of itself on every page."""

from dataclasses import dataclass
from datetime import datetime

MARKING = "OFFICIAL-SENSITIVE: PERSONAL"


@dataclass(frozen=True)
class FormCopy:
    """One numbered copy for one recipient.

    `printed_at` is local time; `head` is the chain's head ("12 · 0123456789abcdef").
    """

    case_reference: str
    recipient: str
    copy_number: int
    copies: int
    printed_at: datetime
    printed_by: str
    organisation: str
    head: str
    marking: str = MARKING

    @property
    def footer(self) -> tuple[str, ...]:
        """The words at the foot of every page, a line each."""
        at = f"{self.printed_at.day} {self.printed_at:%b %Y %H:%M}"
        return (
            f"{self.case_reference}   Copy {self.copy_number} of {self.copies} for {self.recipient}",
            f"Printed {at} by {self.printed_by}, {self.organisation}   Record {self.head}",
        )
