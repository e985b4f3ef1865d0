"""Beginning a record with what its case knows already, so that nobody is asked the same thing twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from safeguard_desktop.casework.cases import case_of, find_case
from safeguard_desktop.casework.chronology import latest
from safeguard_desktop.casework.guided import Work, begin
from safeguard_desktop.casework.panels import score_of
from safeguard_desktop.casework.policy_texts import marac_rule
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.policy import MaracFacts, MaracFinding, marac_criteria
from safeguard_desktop.records import (
    Case,
    Concern,
    ConsentConversation,
    DashWorksheet,
    Fact,
    Organisation,
    Person,
    Record,
    RiskAcceptance,
    SharingDecision,
    When,
    YesNo,
    questions,
)
from safeguard_desktop.records.vocabulary import Agreement, Capacity
from safeguard_desktop.vault import Revision


@dataclass(frozen=True)
class Known:
    """What a case knows, for starting a record in it."""

    session: Session
    case_id: str
    case: Case
    entries: tuple[Revision, ...]
    us: Organisation

    @property
    def me(self) -> str:
        """The name of whoever is signed in."""
        return self.session.account.name

    @property
    def today(self) -> When:
        """This day."""
        return When.on(self.session.now().astimezone().date())

    def last(self, kind: type[Record]) -> tuple[str, Any] | None:
        """Return the id and the body of the newest record of a kind."""
        found = latest(self.entries, kind.kind)
        return (found.record, found.body) if found else None

    def body(self, kind: type[Record]) -> Any:
        """Return the newest record of a kind, or None."""
        found = self.last(kind)
        return found[1] if found else None

    def id_of(self, kind: type[Record]) -> str | None:
        """Return the id of the newest record of a kind."""
        found = self.last(kind)
        return found[0] if found else None


def begin_for(session: Session, kind: str, case_id: str, record_id: str | None = None) -> Work:
    """Begin a record of a kind in a case, filled with what the case knows already.

    `record_id` is what it is about: the accepted risk that a review looks at. Raises InputTrouble for no such case.
    """
    return begin(session, kind, case_id, start_for(session, kind, case_id, record_id))


def start_for(session: Session, kind: str, case_id: str, record_id: str | None = None) -> Record:
    """Return a record of a kind with the answers that its case gives."""
    case = case_of(find_case(session, case_id))
    known = Known(session, case_id, case, session.casework.list(case=case_id), organisation(session))
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


def _conversation(known: Known) -> Mapping[str, Any]:
    return {"spoke": known.me}


def _capacity(known: Known) -> Mapping[str, Any]:
    return {"assessor": known.me}


def _advice(known: Known) -> Mapping[str, Any]:
    return {"caller": known.me, "happened": None}


def _dash(known: Known) -> Mapping[str, Any]:
    return {"assessor": known.me}


def _risk_review(known: Known) -> Mapping[str, Any]:
    return {"reviewer": known.me, "owner": known.me, "risk": known.id_of(RiskAcceptance)}


def _decision(known: Known) -> Mapping[str, Any]:
    answers: dict[str, Any] = {
        "conversation": known.id_of(ConsentConversation),
        "decided_by": known.me,
        "decided_role": known.session.account.role,
    }
    talk = known.body(ConsentConversation)
    if talk is not None:
        answers |= _from_conversation(talk)
    concern = known.body(Concern)
    if concern is not None:
        answers |= _from_concern(concern)
    dash = known.body(DashWorksheet)
    if dash is not None:
        answers["marac_criteria_met"] = _from_dash(dash)
    return answers


def _from_conversation(talk: ConsentConversation) -> Mapping[str, Any]:
    return {
        "refuses_sharing": _refusal(talk.agrees_sharing),
        "refuses_intervention": _refusal(talk.agrees_intervention),
        "has_capacity": talk.has_capacity or Capacity.PRESUMED,
        "capacity_basis": talk.capacity_why,
        "capacity_assessment": talk.capacity_assessment,
        "sharing_raises_risk": talk.sharing_raises_risk,
        "sharing_risk": talk.sharing_risk,
        "manager_explained": talk.manager_explained,
        "manager_not_explained_why": talk.manager_not_explained_why,
    }


def _refusal(answer: Agreement | None) -> YesNo | None:
    if answer is None:
        return None
    if answer in (Agreement.ALL, Agreement.PART):
        return YesNo.NO
    return YesNo.YES if answer is Agreement.REFUSE else YesNo.UNKNOWN


def _from_concern(concern: Concern) -> Mapping[str, Any]:
    return {
        "emergency": concern.danger_now,
        "others_at_risk": _fact(concern.others_at_risk, concern.others_who),
        "children_at_risk": _fact(concern.children_at_risk, concern.children_who),
        "staff_implicated": _fact(concern.alleged_staff, concern.alleged_words),
        "alleged_abuser_has_care_needs": _fact(concern.alleged_uses_care, None),
    }


def _fact(answer: YesNo | None, evidence: str | None) -> Fact | None:
    if answer is None:
        return None
    rests_on = evidence or ("The concern" if answer is not YesNo.UNKNOWN else None)
    return Fact(answer=answer, evidence=rests_on, said_by="the concern" if evidence else None)


def _from_dash(dash: DashWorksheet) -> Fact | None:
    if criteria_met(dash).met:
        return Fact(answer=YesNo.YES, evidence=f"Dash worksheet: {dash.headline}", said_by=dash.assessor)
    return None


def criteria_met(dash: DashWorksheet) -> MaracFinding:
    """Return which of the four criteria for a MARAC a Dash worksheet meets by itself. A low score never blocks."""
    score = score_of(dash)
    facts = MaracFacts(judgement=dash.marac_grounds, dash_yes=score.yes, dash_open=score.open)
    return marac_criteria(facts, marac_rule())


def _risk(known: Known) -> Mapping[str, Any]:
    decision = known.body(SharingDecision)
    return {
        "decision": known.id_of(SharingDecision),
        "has_capacity": decision.has_capacity if decision else None,
        "owner": known.me,
        "worker": known.me,
    }


def _marac(known: Known) -> Mapping[str, Any]:
    talk, concern, dash = known.body(ConsentConversation), known.body(Concern), known.body(DashWorksheet)
    decision = known.body(SharingDecision)
    answers: dict[str, Any] = {
        **_referrer(known, "agency"),
        "decision": known.id_of(SharingDecision),
        "dash": known.id_of(DashWorksheet),
    }
    if known.us.marac is not None:
        answers |= {"marac": known.us.marac.name, "marac_email": known.us.marac.email}
    if known.us.idva is not None:
        answers["idva_service"] = known.us.idva.name
    if concern is not None:
        answers |= {
            "alleged": concern.alleged,
            "alleged_relation": concern.alleged_relation,
            "alleged_care_needs": concern.alleged_uses_care,
            "latest_event": concern.account,
        }
    if talk is not None:
        answers |= {"agrees": talk.agrees_sharing, "adult_wishes": talk.outcomes, "fears": talk.worries}
    if dash is not None:
        answers["criteria"] = criteria_met(dash).met or None
    if decision is not None:
        answers |= {"legal_bases": decision.legal_bases, "necessity": decision.proportion_why}
        answers |= {"disclosed": decision.shared, "aware": decision.adult_told}
    return answers


def _referrer(known: Known, name: str) -> Mapping[str, Any]:
    reach = (known.us.address, known.us.phone, known.us.email)
    return {
        name: known.us.name,
        "contact_name": known.me,
        "contact_role": known.session.account.role.label,
        "contact_details": "\n".join(part for part in reach if part) or None,
    }


def _dbs(known: Known) -> Mapping[str, Any]:
    concern = known.body(Concern)
    person = _person(known, concern.alleged) if concern is not None and concern.alleged else None
    return {
        **_referrer(known, "organisation"),
        "person": concern.alleged if person is not None and concern is not None else None,
        "job_title": person.occupation if person else None,
        "declared_by": known.me,
        "declared_role": known.session.account.role.label,
    }


def _person(known: Known, person_id: str) -> Person | None:
    found = known.session.casework.current(person_id)
    return found.body if found is not None and found.kind == Person.kind and isinstance(found.body, Person) else None


def _disclosure(known: Known) -> Mapping[str, Any]:
    decision = known.body(SharingDecision)
    answers: dict[str, Any] = {
        "decision": known.id_of(SharingDecision),
        "prepared_at": known.today,
        "sent_by": known.me,
        "happened": None,
    }
    if decision is not None:
        answers |= {"purposes": decision.purposes, "what_sent": decision.shared}
    return answers


def _concern(known: Known) -> Mapping[str, Any]:
    concern = known.body(Concern)
    same = {"alleged": concern.alleged, "alleged_relation": concern.alleged_relation} if concern else {}
    return {"happened": None, **same}


_STARTS: Mapping[str, Callable[[Known], Mapping[str, Any]]] = {
    "concern": _concern,
    "consent-conversation": _conversation,
    "capacity-assessment": _capacity,
    "advice-call": _advice,
    "dash-worksheet": _dash,
    "sharing-decision": _decision,
    "risk-acceptance": _risk,
    "risk-review": _risk_review,
    "marac-referral": _marac,
    "dbs-referral": _dbs,
    "disclosure": _disclosure,
}
