"""What still has to be done in a case, by what section 6 asks for and what is written so far."""

from collections.abc import Iterator, Sequence

from safeguard_desktop.casework.actions import Action, Go, NextThing
from safeguard_desktop.casework.chronology import NOT_EVENTS, latest
from safeguard_desktop.casework.risk_in_case import open_reviews
from safeguard_desktop.casework.who_must_know import who_must_know
from safeguard_desktop.policy import DbsFacts, DbsOutcome, Outcome, Wish, assess_wish, dbs_test, facts_of
from safeguard_desktop.records import (
    AdviceCall,
    CapacityAssessment,
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
    ended_early,
    is_empty,
)
from safeguard_desktop.records.disclosure import receipt, state
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.values import YesNo
from safeguard_desktop.records.vocabulary import Agreement, Capacity, OrganisationType
from safeguard_desktop.vault import Revision

REFERRALS = (MaracReferral.kind, DbsReferral.kind)
_BY_REFERRAL = {OrganisationType.MARAC: MaracReferral.kind, OrganisationType.DBS: DbsReferral.kind}

__all__ = ["NextThing", "next_things"]


def next_things(case: Revision, entries: Sequence[Revision], *, is_lead: bool) -> tuple[NextThing, ...]:
    """Return what is to be done in an open case, the most pressing first; nothing in a closed one.

    `is_lead` tells that a safeguarding lead or manager reads it, who is not told to tell themself.
    """
    body = case.body
    if not isinstance(body, Case) or body.is_closed:
        return ()
    return (
        *who_must_know(case.record, entries, is_lead=is_lead),
        *_unfinished(entries),
        *_conversation(case.record, entries),
        *_decision(case.record, entries),
        *_referrals(case.record, entries),
        *_disclosures(entries),
        *_after_decision(case.record, entries),
        *_risk(case.record, entries),
        *_reviews(case.record, entries),
        *_ended_early(entries),
        *_dated(case.record, entries),
    )


def _unfinished(entries: Sequence[Revision]) -> Iterator[NextThing]:
    for entry in entries:
        is_listed_elsewhere = entry.kind in (*NOT_EVENTS, *REFERRALS) or _has_a_stage(entry.body)
        if not entry.body.completed and not is_listed_elsewhere:
            text = f"Finish: {entry.body.title.lower()}"
            yield NextThing(text, Action(Go.CARRY_ON, entry.record, entry.case))


def _has_a_stage(body: Record) -> bool:
    return isinstance(body, Disclosure) and body.status is not None


def _newest(entries: Sequence[Revision], kind: type[Record]) -> Record | None:
    found = latest(entries, kind.kind)
    return found.body if found else None


def _conversation(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    talk, decision = _newest(entries, ConsentConversation), _newest(entries, SharingDecision)
    if talk is None and not (decision and decision.completed):
        action = Action(Go.BEGIN, case=case, begin_kind=ConsentConversation.kind)
        yield NextThing("Talk with the adult about sharing, if it is safe", action, clause="6.5")
    is_doubted = any(body and body.answer("has_capacity") is Capacity.DOUBTED for body in (talk, decision))
    if is_doubted and not any(entry.kind == CapacityAssessment.kind for entry in entries):
        action = Action(Go.BEGIN, case=case, begin_kind=CapacityAssessment.kind)
        yield NextThing("Assess capacity for this decision", action, clause="6.1")


def _decision(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    decision, talk = latest(entries, SharingDecision.kind), _newest(entries, ConsentConversation)
    begun = Action(Go.BEGIN, case=case, begin_kind=SharingDecision.kind)
    if decision is None:
        yield NextThing("Decide whether to share, and write down why", begun, clause="6.3")
        return
    body = decision.body
    if not isinstance(body, SharingDecision) or not body.completed:
        return
    if _something_happened_since(body, entries):
        yield NextThing("Something has happened since you decided: decide again", begun, clause="6.3")
    elif isinstance(talk, ConsentConversation) and _answers_otherwise(talk, body):
        yield NextThing("Their answer on sharing has changed: decide again", begun, clause="6.5")
    if body.decision is Decided.ADVICE_FIRST:
        yield from _advice(case, body, latest(entries, AdviceCall.kind), decision.seq, begun)


def _advice(
    case: str, body: SharingDecision, advice: Revision | None, decided: int, again: Action
) -> Iterator[NextThing]:
    if advice is None or advice.seq < decided:
        action = Action(Go.BEGIN, case=case, begin_kind=AdviceCall.kind)
        yield NextThing("Ask for advice without giving the name", action, body.review_on, "6.5")
    else:
        yield NextThing("Decide again, with the advice you took", again, body.review_on, "6.5")


def _something_happened_since(decision: SharingDecision, entries: Sequence[Revision]) -> bool:
    return decision.happened is not None and any(
        entry.body.happened.earliest > decision.happened.latest
        for entry in entries
        if isinstance(entry.body, Concern) and entry.body.happened is not None
    )


def _answers_otherwise(talk: ConsentConversation, decision: SharingDecision) -> bool:
    """Tell whether a conversation since the decision has another answer on sharing than the decision went by."""
    if talk.happened is None or decision.happened is None or talk.happened.earliest <= decision.happened.latest:
        return False
    agrees = talk.agrees_sharing in (Agreement.ALL, Agreement.PART) and decision.refuses_sharing is YesNo.YES
    return agrees or (talk.agrees_sharing is Agreement.REFUSE and decision.refuses_sharing is YesNo.NO)


def _after_decision(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    found = latest(entries, SharingDecision.kind)
    body = found.body if found else None
    if found is None or not isinstance(body, SharingDecision) or not body.completed:
        return
    if body.decision in (Decided.SHARE_ALL, Decided.SHARE_PART):
        if body.adult_told is not YesNo.YES and not is_empty(body.tell_later):
            text = "Tell the adult that it is shared, as soon as that is safe"
            yield NextThing(text, Action(Go.CARRY_ON, found.record, case), clause="6.5")
        action = Action(Go.BEGIN, case=case, begin_kind=Disclosure.kind)
        for name in _not_told_yet(body, found.record, entries):
            yield NextThing(f"Tell {name} what you decided to share, and record it", action, clause="6.3")
    elif body.decision is Decided.DO_NOT_SHARE and not _is_taken_as_a_risk(case, found, entries):
        again = Action(Go.BEGIN, case=case, begin_kind=SharingDecision.kind)
        yield NextThing("Look again at the decision not to share", again, body.review_on, "6.5")


def _not_told_yet(decision: SharingDecision, decision_id: str, entries: Sequence[Revision]) -> Iterator[str]:
    """Yield each recipient of a decision for whom there is neither a disclosure nor a referral of its own form."""
    shared = [entry.body for entry in entries if isinstance(entry.body, Disclosure)]
    told = {(one.organisation or "").casefold() for one in shared if one.decision == decision_id}
    kinds = {entry.kind for entry in entries}
    for recipient in decision.recipients or ():
        by_form = recipient.type is not None and _BY_REFERRAL.get(recipient.type) in kinds
        if recipient.organisation and recipient.organisation.casefold() not in told and not by_form:
            yield recipient.organisation


def _is_taken_as_a_risk(case: str, decision: Revision, entries: Sequence[Revision]) -> bool:
    """Tell whether a risk acceptance rests on this decision, with a review of its own, or is the next thing to do."""
    taken = any(isinstance(entry.body, RiskAcceptance) and entry.body.decision == decision.record for entry in entries)
    return taken or any(_risk(case, entries))


def _risk(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    """Yield the risk acceptance where the adult says no to sharing or to help, and section 6 lets that stand (6.5)."""
    found = latest(entries, SharingDecision.kind)
    body = found.body if found else None
    if not isinstance(body, SharingDecision) or not body.completed or latest(entries, RiskAcceptance.kind) is not None:
        return
    facts = facts_of(body)
    wishes = [wish for wish in Wish if facts.is_yes(wish.fact) and not _is_shared_against(wish, body)]
    if any(assess_wish(facts, wish).outcome in (Outcome.MAY_WITHHOLD, Outcome.GREY) for wish in wishes):
        action = Action(Go.BEGIN, case=case, begin_kind=RiskAcceptance.kind)
        yield NextThing("Record the risk that the adult chooses to take", action, body.review_on, "6.5")


def _is_shared_against(wish: Wish, decision: SharingDecision) -> bool:
    return wish is Wish.SHARING and decision.decision is not Decided.DO_NOT_SHARE


def _referrals(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    """Yield what each referral waits for; none where the law gives neither a duty nor a power to refer to the DBS."""
    for entry in entries:
        barring = dbs_test(DbsFacts.of(entry.body)).outcome if isinstance(entry.body, DbsReferral) else None
        if entry.kind not in REFERRALS or barring is DbsOutcome.NONE:
            continue
        if barring is DbsOutcome.WATCH:
            text = "Suspended, not removed: look at the DBS referral again when that ends"
            yield NextThing(text, Action(Go.CARRY_ON, entry.record, case), clause="6.6.1")
        elif not entry.body.completed:
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
        if not isinstance(body, Disclosure) or body.status is None:
            continue
        whom = body.organisation or "the recipient"
        is_received = body.status is DisclosureStatus.RECEIVED
        action = Action(Go.CARRY_ON, entry.record, entry.case, step=(receipt if is_received else state).key)
        if body.status is DisclosureStatus.SENT:
            yield NextThing(f"Ask {whom} whether it came", action, body.follow_up_on, "6.2")
        elif not is_received:
            yield NextThing(f"Send it to {whom}: it is prepared, but not sent", action, clause="6.3")
        elif body.follow_up_on is not None and is_empty(body.outcome):
            yield NextThing(f"Ask {whom} what became of it", action, body.follow_up_on, "6.2")


def _reviews(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    for review in open_reviews(entries):
        action = Action(Go.BEGIN, review.risk, case, RiskReview.kind)
        yield NextThing("Review the risk they chose to take", action, review.due, "6.5")


def _ended_early(entries: Sequence[Revision]) -> Iterator[NextThing]:
    """Yield the last conversation where it ended early and nothing was decided since: it can be gone on with."""
    talk, decision = latest(entries, ConsentConversation.kind), latest(entries, SharingDecision.kind)
    is_later = talk is not None and decision is not None and decision.seq > talk.seq
    if talk is not None and talk.body.completed and not is_later and ended_early(talk.body) is not None:
        action = Action(Go.CARRY_ON, talk.record, talk.case)
        yield NextThing("Go on with the talk that ended early, when it is safe", action, talk.body.due_on, "6.5")


def _dated(case: str, entries: Sequence[Revision]) -> Iterator[NextThing]:
    """Yield what was promised for a day: the next talk, and coming back to advice, capacity or a referral."""
    decision = latest(entries, SharingDecision.kind)
    waits_for_advice = decision is not None and decision.body.answer("decision") is Decided.ADVICE_FIRST
    promised = {
        ConsentConversation.kind: "Talk with the adult again",
        AdviceCall.kind: "Come back to the advice",
        CapacityAssessment.kind: "Assess capacity again",
        MaracReferral.kind: "Look again at the MARAC referral without their agreement",
    }
    for kind, text in promised.items():
        found = latest(entries, kind)
        due = found.body.due_on if found else None
        is_later = decision is not None and found is not None and decision.seq > found.seq
        is_overtaken = kind == AdviceCall.kind and (waits_for_advice or is_later)
        is_overtaken |= found is not None and not is_later and ended_early(found.body) is not None
        if found is None or due is None or is_overtaken:
            continue
        action = Action(Go.BEGIN, case=case, begin_kind=kind)
        if kind in (AdviceCall.kind, MaracReferral.kind):
            action = Action(Go.CARRY_ON, found.record, case)
        yield NextThing(text, action, due, "6.5")
