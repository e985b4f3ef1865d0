"""How kinds of record are called on the screen: as something to add, and as a tag in the chronology."""

from collections.abc import Iterable
from dataclasses import dataclass

from safeguard_desktop.casework.chronology import NOT_EVENTS, Event
from safeguard_desktop.records import Kinds, Record, steps
from ui.widgets.chronology import Happening

_TO_ADD = {
    "concern": ("Another concern", "Something new that was seen, heard or told."),
    "consent-conversation": ("A conversation about sharing", "What they were told, what they want, and their answer."),
    "capacity-assessment": ("An assessment of capacity", "When you doubt that they can decide this."),
    "sharing-decision": ("A decision about sharing", "What the policy allows, what you decide, and why."),
    "advice-call": ("Advice you took", "From the police, the council or others, without the name if need be."),
    "risk-acceptance": ("A risk they choose to take", "When they say no and nothing lets you share."),
    "risk-review": ("A review of a risk", "Looking again at a risk they chose to take."),
    "dash-worksheet": ("The Dash questions", "For domestic abuse, stalking and honour-based abuse."),
    "marac-referral": ("A MARAC referral", "For a high risk of domestic abuse."),
    "dbs-referral": ("A DBS referral", "When somebody who worked with adults caused harm, or may have."),
    "disclosure": ("What was shared", "With whom, what, how, and whether it arrived."),
}
_SORTS = {
    "concern": ("Concern", "amber"),
    "consent-conversation": ("Conversation", "grey"),
    "capacity-assessment": ("Capacity", "grey"),
    "sharing-decision": ("Decision", "red"),
    "advice-call": ("Advice", "blue"),
    "risk-acceptance": ("Risk accepted", "amber"),
    "risk-review": ("Review", "amber"),
    "dash-worksheet": ("Dash", "grey"),
    "marac-referral": ("MARAC", "blue"),
    "dbs-referral": ("DBS", "blue"),
    "disclosure": ("Sharing", "amber"),
    "handed-part": ("Handed over", "green"),
}
_SHARED = ("Shared", "green")
"""The sort of a disclosure that left the organisation, and that somebody finished."""
_NOT_ADDED = NOT_EVENTS | {"handed-part"}
"""Kinds that are not begun as a record of a case: what is handed over has a page of its own."""


@dataclass(frozen=True)
class Addition:
    """A kind of record that can be added to a case."""

    kind: str
    title: str
    detail: str


def additions(kinds: Kinds) -> tuple[Addition, ...]:
    """Return what can be added to a case, the usual order first; a kind without words of its own goes by its title.

    Kinds that nobody is asked step by step, such as accounts, are none of them.
    """
    known = {kind.kind: kind for kind in kinds if kind.kind not in _NOT_ADDED and steps(kind)}
    order = [*(name for name in _TO_ADD if name in known), *(name for name in known if name not in _TO_ADD)]
    return tuple(Addition(name, *_TO_ADD.get(name, (known[name].title, ""))) for name in order)


def sort_of(kind: str, title: str, *, is_shared: bool = False) -> tuple[str, str]:
    """Return the word and the tone of a kind's tag; nothing is green before it is shared."""
    if is_shared:
        return _SHARED
    return _SORTS.get(kind, (title, "grey"))


_UNFINISHED = ("Not finished", "Not decided yet", "Not agreed yet")
"""What a record says of itself that needs no "(not finished)" after it."""


def when_words(event: Event, this_year: int) -> str:
    """Return when something happened, as short as it can be read: "22 Nov 10:58", "3 Nov 2025"."""
    at = event.at.astimezone()
    day = f"{at.day} {at:%b}" if at.year == this_year else f"{at.day} {at:%b} {at.year}"
    return f"{day} {at:%H:%M}" if (at.hour, at.minute) != (0, 0) else day


def happenings(events: Iterable[Event], this_year: int) -> list[Happening]:
    """Return events as the chronology shows them."""
    return [
        Happening(
            key=event.record,
            when=when_words(event, this_year),
            sort=sort_of(event.kind, event.title, is_shared=event.is_shared)[0],
            tone=sort_of(event.kind, event.title, is_shared=event.is_shared)[1],
            text=_text_of(event),
        )
        for event in events
    ]


def _text_of(event: Event) -> str:
    text = event.text if event.completed or event.text in _UNFINISHED else f"{event.text} (not finished)"
    text = text if event.is_verified else f"{text} (author not verified)"
    return f"{text} (the computer’s clock was wrong when this was written)" if event.clock_was_wrong else text


def title_of(record: Record) -> str:
    """Return what people call a record: its sort, and the words that tell it from others where it has any."""
    title = type(record).title
    return title if record.headline == title else f"{title}: {record.headline}"
