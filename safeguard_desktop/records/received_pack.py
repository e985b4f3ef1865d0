"""What is known of a pack that came in: kept with what it brought, so that nobody takes it for more than it is."""

from datetime import datetime

from pydantic import Field

from safeguard_desktop.records.record import Record


class ReceivedPack(Record, kind="received-pack", title="Pack that came in"):
    """A pack that somebody accepted; its record id is the pack's own. It is asked nothing and shown beside its records.

    `sender` is an account; blank where nobody knows who made it, and then `says` is the name that was typed.
    `objects` are the ids of the records it brought, `versions` those of the revisions made of them, `digest` is of what
    was in them. `same` says of people in it who were known here already under another id which one, and `as_written`
    what they are called in it, by the id that they are known under; earlier notes have it of the adult alone.
    """

    sender: str = ""
    says: str = ""
    recipients: tuple[str, ...] = ()
    counter: int = 0
    made_at: datetime | None = None
    chain_head: str = ""
    objects: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    digest: str = ""
    same: dict[str, str] = Field(default_factory=dict)
    as_written: dict[str, str] = Field(default_factory=dict)
    adult_as_written: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether it is known who made it."""
        return bool(self.sender)
