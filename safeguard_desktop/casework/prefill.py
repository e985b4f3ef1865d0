"""Beginning a record with what its case knows already, so that nobody is asked the same thing twice."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from safeguard_desktop.casework.cases import case_of, find_case
from safeguard_desktop.casework.guided import Work, begin
from safeguard_desktop.casework.known import Known, Told, asks, said
from safeguard_desktop.casework.panels import criteria_met
from safeguard_desktop.casework.prefill_referrals import start_dbs, start_disclosure, start_marac
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.records import (
    CapacityAssessment,
    ConsentConversation,
    DashWorksheet,
    Fact,
    Record,
    RiskAcceptance,
    SharingDecision,
    YesNo,
    questions,
)
from safeguard_desktop.records.capacity_assessment import Conclusion, DecisionAbout
from safeguard_desktop.records.risk_acceptance import Refused
from safeguard_desktop.records.vocabulary import Agreement, Capacity

DANGER_HOLDS = timedelta(hours=24)
"""How long an answer on danger “now” is carried over; after that it is asked anew."""

_CONCLUSIONS = {Conclusion.HAS: Capacity.HAS, Conclusion.LACKS: Capacity.LACKS}
_FACTS = {
    "others_at_risk": ("others_at_risk", "others_who"),
    "children_at_risk": ("children_at_risk", "children_who"),
    "staff_implicated": ("alleged_staff", "alleged_words"),
    "alleged_abuser_has_care_needs": ("alleged_uses_care", "alleged_words"),
}
"""The facts of a decision that a concern answers: its question, and the question that says more."""


def begin_for(session: Session, kind: str, case_id: str, record_id: str | None = None) -> Work:
    """Begin a record of a kind in a case, filled with what the case knows already.

    `record_id` is what it is about: the accepted risk that a review looks at. Raises InputTrouble for no such case.
    """
    return begin(session, kind, case_id, start_for(session, kind, case_id, record_id))


def start_for(session: Session, kind: str, case_id: str, record_id: str | None = None) -> Record:
    """Return a record of a kind with the answers that its case gives."""
    case = case_of(find_case(session, case_id))
    known = Known(session, case, session.casework.list(case=case_id), organisation(session))
    return _started(known, session.kinds[kind], record_id)


def _started(known: Known, kind: type[Record], record_id: str | None) -> Record:
    asked = {question.name for question in questions(kind)}
    answers: dict[str, Any] = {"adult": known.case.adult, "happened": known.today}
    special = _STARTS.get(kind.kind)
    if special is not None:
        answers |= special(known)
    if record_id is not None and "risk" in asked:
        answers["risk"] = record_id
    return kind.model_validate({name: value for name, value in answers.items() if name in asked and value is not None})


def _concern(_known: Known) -> Mapping[str, Any]:
    return {"happened": None}


def _conversation(known: Known) -> Mapping[str, Any]:
    return {"spoke": known.me}


def _assessment(known: Known) -> Mapping[str, Any]:
    return {"assessor": known.me}


def _advice(known: Known) -> Mapping[str, Any]:
    return {"caller": known.me, "happened": None}


def _risk_review(known: Known) -> Mapping[str, Any]:
    return {"reviewer": known.me, "owner": known.me, "risk": known.id_of(RiskAcceptance)}


def _decision(known: Known) -> Mapping[str, Any]:
    dash = known.body(DashWorksheet)
    answers: dict[str, Any] = {
        "conversation": known.id_of(ConsentConversation),
        **dict(_from_concerns(known)),
        **_from_conversation(known.body(ConsentConversation)),
        **dict(_from_assessment(known)),
    }
    if known.session.may(Power.DECIDE):
        answers |= {"decided_by": known.me, "decided_role": known.session.account.role}
    if dash is not None and criteria_met(dash).met:
        answers["marac_criteria_met"] = _yes(f"Dash worksheet: {dash.headline}", dash.assessor)
    return answers


def _yes(evidence: str, said_by: str | None) -> Fact:
    return Fact(answer=YesNo.YES, evidence=evidence, said_by=said_by)


def _from_conversation(talk: ConsentConversation | None) -> Mapping[str, Any]:
    if talk is None:
        return {}
    answers = {
        "refuses_sharing": _refusal(said(talk, "agrees_sharing")),
        "refuses_intervention": _refusal(said(talk, "agrees_intervention")),
        "has_capacity": said(talk, "has_capacity") or Capacity.PRESUMED,
    }
    same = ("sharing_raises_risk", "sharing_risk", "manager_explained", "manager_not_explained_why")
    answers |= {name: said(talk, name) for name in (*same, "capacity_assessment")}
    answers["capacity_basis"] = said(talk, "capacity_why")
    return {name: answer for name, answer in answers.items() if answer is not None}


def _refusal(answer: Agreement | None) -> YesNo | None:
    if answer is None:
        return None
    if answer in (Agreement.ALL, Agreement.PART):
        return YesNo.NO
    return YesNo.YES if answer is Agreement.REFUSE else YesNo.UNKNOWN


def _from_assessment(known: Known) -> Iterator[tuple[str, Any]]:
    """Yield what a finished assessment of this decision concludes, where it came after the conversation."""
    found, talk = known.last(CapacityAssessment), known.body(ConsentConversation)
    if found is None or not found[1].completed or found[1].about is not DecisionAbout.SHARING:
        return
    record, assessment = found
    concluded = _CONCLUSIONS.get(assessment.conclusion) if assessment.conclusion else None
    is_settled = talk is not None and said(talk, "capacity_assessment") not in (None, record)
    if concluded is not None and not is_settled:
        yield "has_capacity", concluded
        yield "capacity_assessment", record
        yield "capacity_basis", assessment.conclusion_why


def _from_concerns(known: Known) -> Iterator[tuple[str, Any]]:
    for fact, (question, more) in _FACTS.items():
        found = _fact(known.concerns, question, more)
        if found is not None:
            yield fact, found
    for told in known.concerns[:1]:
        if known.session.now() - told.revision.recorded_at <= DANGER_HOLDS:
            yield "emergency", told.body.danger_now
        yield "manager_explained", told.body.duty_explained
        yield "manager_not_explained_why", said(told.body, "duty_not_explained_why")


def _fact(concerns: tuple[Told, ...], question: str, more: str) -> Fact | None:
    """Return a fact as all concerns of a case say it together.

    Yes if one says yes; not known if one does not know; no only where each that was asked says no.
    """
    asked = [told for told in concerns if asks(told.body, question)]
    for told in asked:
        if said(told.body, question) is YesNo.YES:
            return _yes(said(told.body, more) or f"Written in the concern of {told.day}", told.by)
    answers = [said(told.body, question) for told in asked]
    if YesNo.UNKNOWN in answers:
        return Fact(answer=YesNo.UNKNOWN)
    if not asked or None in answers:
        return None
    return Fact(answer=YesNo.NO, evidence=f"Written in the concern of {asked[0].day}", said_by=asked[0].by)


def _dash(known: Known) -> Mapping[str, Any]:
    return {"assessor": known.me}


def _risk(known: Known) -> Mapping[str, Any]:
    answers: dict[str, Any] = {"owner": known.me, "worker": known.me}
    found, talk = known.last(SharingDecision), known.body(ConsentConversation)
    if found is not None:
        decision = found[1]
        refused = {Refused.SHARING: decision.refuses_sharing, Refused.INTERVENTION: decision.refuses_intervention}
        answers |= {
            "decision": found[0],
            "has_capacity": decision.has_capacity,
            "refuses": tuple(what for what, answer in refused.items() if answer is YesNo.YES) or None,
            "reasons": decision.reasons,
        }
    if talk is not None:
        answers["aims"] = said(talk, "outcomes")
    return answers


_STARTS: Mapping[str, Callable[[Known], Mapping[str, Any]]] = {
    "concern": _concern,
    "consent-conversation": _conversation,
    "capacity-assessment": _assessment,
    "advice-call": _advice,
    "dash-worksheet": _dash,
    "sharing-decision": _decision,
    "risk-acceptance": _risk,
    "risk-review": _risk_review,
    "marac-referral": start_marac,
    "dbs-referral": start_dbs,
    "disclosure": start_disclosure,
}
