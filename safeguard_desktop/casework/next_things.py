"""What still has to be done in a case, by what section 6 asks for and what is written so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from safeguard_desktop.casework.actions import Action, Go
from safeguard_desktop.casework.chronology import latest
from safeguard_desktop.casework.risk_in_case import open_reviews
from safeguard_desktop.records import (
    Case,
    Concern,
    ConsentConversation,
    DbsReferral,
    Disclosure,
    MaracReferral,
    Record,
    RiskAcceptance,
    RiskReview,
    SharingDecision,
)
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import Capacity
from safeguard_desktop.vault import Revision

REFERRALS = (MaracReferral.kind, DbsReferral.kind)
STANDING = frozenset({"case", "adult", "person"})


@dataclass(frozen=True)
class NextThing:
    """One thing to do: in words, until when where there is a day, and where it leads."""

    text: str
    action: Action
    due: date | None = None
    clause: str = ""


def next_things(case: Revision, entries: Sequence[Revision]) -> tuple[NextThing, ...]:
    """Return what is to be done in an open case, the most pressing first; nothing in a closed one."""
    body = case.body
    if not isinstance(body, Case) or body.is_closed:
        return ()
    return (
        *_unfinished(entries),
        *_emergency(case.record, entries),
        *_conversation(case.record, entries),
        *_decision(case.record, entries),
        *_after_decision(case.record, entries),
        *_referrals(case.record, entries),
        *_disclosures(entries),
        *_reviews(case.record, entries),
        *_dated(case.record, entries),
    )


def _unfinished(entries: Sequence[Revision]) -> Iterator[NextThing]:
    for entry in entries:
        if entry.kind not in STANDING and not entry.body.completed and entry.kind not in REFERRALS:
            text = f"Finish: {entry.body.title.lower()}"
            yield NextThing(text, Action(Go.CARRY_ON, entry.record, entry.case))


def _newest(entries: Sequence[Revision], kind: type[Record]) -> Record | None:
    found = latest(entries, kind.kind)
    return found.body if found else None


def _emergency(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    concern = latest(entries, Concern.kind)
    body = concern.body if concern else None
    if concern and isinstance(body, Concern) and body.danger_now is YesNo.YES and body.called_999 is not YesNo.YES:
        action = Action(Go.CARRY_ON, concern.record, case)
        yield NextThing("Somebody is in danger: ring 999, then write down that you did", action, clause="6.5")


def _conversation(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    talk = _newest(entries, ConsentConversation)
    decision = _newest(entries, SharingDecision)
    if talk is None and decision is not None and decision.completed:
        return
    if talk is None:
        action = Action(Go.BEGIN, case=case, begin_kind=ConsentConversation.kind)
        yield NextThing("Talk with the adult about sharing, if it is safe", action, clause="6.5")
    elif isinstance(talk, ConsentConversation) and talk.has_capacity is Capacity.DOUBTED:
        action = Action(Go.BEGIN, case=case, begin_kind="capacity-assessment")
        yield NextThing("Assess capacity for this decision", action, clause="6.1")


def _decision(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    decision = latest(entries, SharingDecision.kind)
    begun = Action(Go.BEGIN, case=case, begin_kind=SharingDecision.kind)
    if decision is None:
        talk = _newest(entries, ConsentConversation)
        if talk is None or talk.completed:
            yield NextThing("Decide whether to share, and write down why", begun, clause="6.3")
        return
    advice = latest(entries, "advice-call")
    body = decision.body
    if isinstance(body, SharingDecision) and body.decision is Decided.ADVICE_FIRST:
        if advice is None or advice.seq < decision.seq:
            action = Action(Go.BEGIN, case=case, begin_kind="advice-call")
            yield NextThing("Ask for advice without giving the name", action, body.review_on, "6.5")
        else:
            yield NextThing("Decide again, with the advice you took", begun, body.review_on, "6.5")


def _after_decision(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    found = latest(entries, SharingDecision.kind)
    body = found.body if found else None
    if found is None or not isinstance(body, SharingDecision) or not body.completed:
        return
    if body.decision in (Decided.SHARE_ALL, Decided.SHARE_PART):
        if body.adult_told is YesNo.NO and not body.not_told_danger:
            yield NextThing("Tell the adult what will be shared, and why", Action(Go.CARRY_ON, found.record, case))
        if latest(entries, Disclosure.kind) is None and not any(entry.kind in REFERRALS for entry in entries):
            action = Action(Go.BEGIN, case=case, begin_kind=Disclosure.kind)
            yield NextThing("Share what you decided, and record it", action, clause="6.3")
    elif body.decision is Decided.DO_NOT_SHARE and latest(entries, RiskAcceptance.kind) is None:
        action = Action(Go.BEGIN, case=case, begin_kind=RiskAcceptance.kind)
        yield NextThing("Record the risk that the adult chooses to take", action, body.review_on, "6.5")


def _referrals(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    for entry in entries:
        if entry.kind not in REFERRALS:
            continue
        if not entry.body.completed:
            yield NextThing(f"Finish: {entry.body.title}", Action(Go.CARRY_ON, entry.record, case))
        elif not _is_sent(entry.record, entries):
            yield NextThing(f"Print and send: {entry.body.title}", Action(Go.SEND, entry.record, case))


def _is_sent(referral: str, entries: Sequence[Revision]) -> bool:
    return any(
        isinstance(entry.body, Disclosure)
        and referral in (entry.body.documents or ())
        and entry.body.status in (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)
        for entry in entries
    )


def _disclosures(entries: Sequence[Revision]) -> Iterator[NextThing]:
    for entry in entries:
        body = entry.body
        if not isinstance(body, Disclosure) or body.status is DisclosureStatus.RECEIVED:
            continue
        whom = body.organisation or "the recipient"
        action = Action(Go.CARRY_ON, entry.record, entry.case)
        if body.status is DisclosureStatus.SENT:
            yield NextThing(f"Ask {whom} whether it came", action, body.follow_up_on, "6.2")
        elif body.status is not None:
            yield NextThing(f"Send it to {whom}: it is prepared, but not sent", action, clause="6.3")


def _reviews(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    for review in open_reviews(entries):
        action = Action(Go.BEGIN, review.risk, case, RiskReview.kind)
        yield NextThing("Review the risk they chose to take", action, review.due, "6.5")


def _dated(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    """Yield what was promised for a day: the next talk, and coming back to advice or to a decision not to share."""
    promised = {ConsentConversation.kind: "Talk with the adult again", "advice-call": "Come back to the advice"}
    for kind, text in promised.items():
        found = latest(entries, kind)
        due = getattr(found.body, "due_on", None) if found else None
        later = [entry for entry in entries if found and entry.seq > found.seq and entry.kind == SharingDecision.kind]
        if due is not None and not later:
            yield NextThing(text, Action(Go.OPEN_CASE, case=case), due, "6.5")
