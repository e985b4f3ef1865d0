"""Answers and groups of answers that sharing decisions, referrals and risk acceptance have in common."""

from safeguard_desktop.records.questions import ask
from safeguard_desktop.records.values import Choice, Name, Part, Words, YesNo
from safeguard_desktop.records.vocabulary import OrganisationType, Purpose


class Decided(Choice):
    """What a named person decided about sharing."""

    SHARE_ALL = "share-all", "Share all that they need"
    SHARE_PART = "share-part", "Share a part"
    DO_NOT_SHARE = "do-not-share", "Do not share outside"
    ADVICE_FIRST = "advice-first", "Ask for advice first, without a name"


class NotSharedWhy(Choice):
    """Why information is held back. The organisation's good name is not among them (6.3)."""

    REFUSES = "refuses", "They say no, and nothing overrides it"
    MORE_DANGEROUS = "more-dangerous", "Sharing would be more dangerous than not sharing"
    NOT_NEEDED = "not-needed", "It is not needed: nobody would be safer for it"
    ADVISED = "advised", "The police or the council advised that it is not needed"
    NOT_YET = "not-yet", "We must find out more first"
    OTHER = "other", "Another reason"


class SignedHow(Choice):
    """How a person stood by what was written."""

    SIGNED = "signed", "Signed"
    SPOKEN = "spoken", "Agreed in words, not signed"
    REFUSED = "refused", "Did not want to sign"
    UNABLE = "unable", "Not able to sign"


class Recipient(Part):
    """Somebody outside the organisation who is told (checklist 6.4)."""

    organisation: Name | None = ask("Organisation", need="Enter the organisation.")
    type: OrganisationType | None = ask("Sort of organisation", required=False)
    person: Name | None = ask("Person", required=False)
    role: Words | None = ask("Their role", required=False)
    needs_it: Words | None = ask("Why they need it to do their job", need="Say why they need it.")
    identity_checked: Words | None = ask(
        "How you know that they are who they say they are",
        hint="For example “rang back through the switchboard”.",
        need="Say how you checked who they are.",
    )


def purpose_problem(_record: object, picked: tuple[Purpose, ...]) -> str:
    """Return what is wrong with the purposes picked: to protect the organisation is never enough alone (6.2, 6.3)."""
    if picked == (Purpose.ORGANISATION,):
        return "Choose another purpose as well. To protect the organisation is never enough alone."
    return ""


def reputation_problem(_record: object, answer: YesNo) -> str:
    """Return what is wrong where the organisation's name weighs in a decision to hold back (6.3)."""
    if answer is YesNo.YES:
        return (
            "Take the organisation’s good name out of it, and decide again. It must never outweigh the adult’s safety."
        )
    return ""
