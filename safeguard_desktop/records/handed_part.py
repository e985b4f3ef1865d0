"""The part of a case that somebody without the cases needs for their work: what, why, and until when (6.4)."""

from datetime import date

from pydantic import Field

from safeguard_desktop.records.questions import Step, ask
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Part, Words

over = Step("Who was it handed to, and why?", short="Handed over", clause="6.4")
what = Step("What was handed over?", short="What was handed over", clause="6.4")


class HandedRecord(Part):
    """One record of the part: what it is called, and why they need it."""

    title: Words | None = ask("What", need="Say what it is.")
    why: Words | None = ask("Why they need it", need="Write why they need this.")


class HandedPart(Record, kind="handed-part", title="Part of a case handed over"):
    """What a lead handed to a colleague, for a purpose and until a day; it goes with the records in a sealed pack.

    `case`, `adult` and `names` let it be read without the cases: names by id, of the people in its records alone.
    `readers` are the accounts that may see a restricted case: what is written about it goes to them alone. `pack`,
    `number` and `account` say which pack it is, and whose.
    """

    case: str = ""
    adult: str | None = None
    names: dict[str, str] = Field(default_factory=dict)
    records: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    pack: str = ""
    number: int = 0
    account: str = ""
    to: Name | None = over.ask("Handed to", need="Choose who it is for.")
    by: Name | None = over.ask("By", need="Say who handed it over.")
    purpose: Words | None = over.ask("What they need it for", need="Write what they need it for.")
    until: date | None = over.ask("Until", past=False, need="Enter the last day they can read it.")
    taken_back: date | None = over.ask("Taken back", past=True, required=False)
    parts: tuple[HandedRecord, ...] | None = what.ask("Records", need="Choose at least one record.")

    @property
    def headline(self) -> str:
        """To whom, and until when."""
        if self.taken_back:
            return f"{self.to}, taken back on {self.taken_back.day} {self.taken_back:%B %Y}"
        return f"{self.to}, until {self.until.day} {self.until:%B %Y}" if self.to and self.until else "Not finished"

    def is_out(self, today: date) -> bool:
        """Tell whether it can still be read."""
        return self.taken_back is None and self.until is not None and today <= self.until
