"""What section 6 asks of a record as a whole, beyond its single answers, before it can be completed."""

from collections.abc import Iterator, Sequence
from datetime import date

from safeguard_desktop.casework.panels import ruling_level_of, suggested_review
from safeguard_desktop.casework.risk_in_case import open_reviews
from safeguard_desktop.policy import Outcome, Wish, assess_wish, facts_of
from safeguard_desktop.records import (
    Capacity,
    CapacityAssessment,
    Case,
    CaseStatus,
    Missing,
    Record,
    RiskAcceptance,
    RiskReview,
    SharingDecision,
    YesNo,
    is_empty,
    missing,
    questions,
)
from safeguard_desktop.records.capacity_assessment import Conclusion
from safeguard_desktop.records.risk_acceptance import Refused
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.vault import Revision

_RULE_SIX = ("necessary", "relevant", "only_needed", "proportionate", "accurate", "fact_marked", "timely", "secure")
_CONCLUSIONS = {Capacity.HAS: Conclusion.HAS, Capacity.LACKS: Conclusion.LACKS}


def still_needed(record: Record, today: date) -> tuple[Missing, ...]:
    """Return everything in a record itself that stands between it and its completion; what was not answered first."""
    return (
        *missing(record),
        *_reason_for_another_day(record, today),
        *_nothing_may_override(record),
        *_not_known_is_not_withheld(record),
        *_rule_six_is_met(record),
    )


def needed_in_case(record: Record, others: Sequence[Revision]) -> tuple[Missing, ...]:
    """Return what else stands in the way, given the other records of its case as they are now."""
    return (
        *_open_review_is_explained(record, others),
        *_capacity_was_assessed(record, others),
        *_decision_overrides(record, others),
    )


def with_suggestions(record: Record, today: date) -> Record:
    """Return the record with the review day that its level of risk suggests, where no day was chosen yet."""
    if not isinstance(record, RiskAcceptance | RiskReview) or record.review_on is not None:
        return record
    level = ruling_level_of(record)
    ended = isinstance(record, RiskReview) and record.ended is YesNo.YES
    if level is None or ended:
        return record
    return record.with_answers({"review_on": suggested_review(level, today)})


def _reason_for_another_day(record: Record, today: date) -> Iterator[Missing]:
    """Ask for a reason where the review is later than the level of risk suggests."""
    if not isinstance(record, RiskAcceptance | RiskReview) or record.due_on is None:
        return
    level = ruling_level_of(record)
    agreed = record.happened.latest if record.happened else today
    if level is None or not is_empty(record.review_changed_why):
        return
    if record.due_on > suggested_review(level, max(agreed, today)):
        yield _about(record, "review_changed_why", "Say why the review is later than the level of risk suggests.")


def _nothing_may_override(record: Record) -> Iterator[Missing]:
    """Ask for the sharing decision again where a ground of 6.5 may override the wish."""
    if not isinstance(record, RiskAcceptance):
        return
    if record.nothing_overrides in (YesNo.NO, YesNo.UNKNOWN):
        sentence = "Something may override their wish. Go back to the sharing decision before you accept the risk."
        yield _about(record, "nothing_overrides", sentence)
    if record.has_capacity in (Capacity.LACKS, Capacity.DOUBTED):
        sentence = "Only somebody who can make this decision can accept the risk. Go back to the sharing decision."
        yield _about(record, "has_capacity", sentence)


def _not_known_is_not_withheld(record: Record) -> Iterator[Missing]:
    """Keep a decision not to share open while a fact that could change it is not known (6.6.6)."""
    if not isinstance(record, SharingDecision) or record.decision is not Decided.DO_NOT_SHARE:
        return
    if assess_wish(facts_of(record), Wish.SHARING).outcome is Outcome.UNRESOLVED:
        sentence = "Something is not known yet that could change this. Find it out, or ask for advice without a name."
        yield _about(record, "decision", sentence)


def _rule_six_is_met(record: Record) -> Iterator[Missing]:
    """Ask for a word where something is shared and a part of golden rule 6 is not met (6.3)."""
    if not isinstance(record, SharingDecision) or record.decision not in (Decided.SHARE_ALL, Decided.SHARE_PART):
        return
    unmet = [name for name in _RULE_SIX if record.answer(name) in (YesNo.NO, YesNo.UNKNOWN)]
    if unmet and is_empty(record.rule_six_notes):
        sentence = "Not every part of golden rule 6 is met. Say in the notes what you do about it."
        yield _about(record, "rule_six_notes", sentence)


def _open_review_is_explained(record: Record, others: Sequence[Revision]) -> Iterator[Missing]:
    """Ask what becomes of a review that is open when its case is closed: none is dropped silently (6.5)."""
    if not isinstance(record, Case) or record.status is not CaseStatus.CLOSED:
        return
    if is_empty(record.open_review_words) and any(open_reviews(others)):
        sentence = "A review of the risk is still open. Say what becomes of it."
        yield _about(record, "open_review_words", sentence)


def _capacity_was_assessed(record: Record, others: Sequence[Revision]) -> Iterator[Missing]:
    """Ask for a finished assessment behind “can” or “cannot decide” (6.5: properly explored and recorded)."""
    if not isinstance(record, SharingDecision):
        return
    wanted = _CONCLUSIONS.get(record.has_capacity or Capacity.PRESUMED)
    body = _body_of(record.capacity_assessment, others)
    if wanted is None or not isinstance(body, CapacityAssessment):
        return
    if not body.completed:
        yield _about(record, "capacity_assessment", "Finish the capacity assessment first.")
    elif body.conclusion is not wanted:
        yield _about(record, "has_capacity", "The capacity assessment comes to another answer. Look at both again.")


def _decision_overrides(record: Record, others: Sequence[Revision]) -> Iterator[Missing]:
    """Ask for the decision again where its own facts speak against accepting the risk, whatever was ticked here."""
    body = _body_of(record.decision, others) if isinstance(record, RiskAcceptance) else None
    if not isinstance(record, RiskAcceptance) or not isinstance(body, SharingDecision):
        return
    wishes = [Wish(refused.value) for refused in record.refuses or (Refused.SHARING,)]
    outcomes = {assess_wish(facts_of(body), wish).outcome for wish in wishes}
    if outcomes & {Outcome.ACT_NOW, Outcome.MAY_OVERRIDE, Outcome.UNRESOLVED}:
        sentence = "In the sharing decision something overrides their wish, or is not known. Change it there first."
        yield _about(record, "nothing_overrides", sentence)


def _body_of(record_id: str | None, others: Sequence[Revision]) -> Record | None:
    return next((entry.body for entry in others if entry.record == record_id), None)


def _about(record: Record, name: str, sentence: str) -> Missing:
    question = next(question for question in questions(type(record)) if question.name == name)
    return Missing(question, question.step, sentence)
